package io.firth.word2vec;

import io.firth.train.Checkpointer;
import io.firth.train.Progress;
import io.firth.train.Schedule;
import io.firth.train.TrainingListener;
import io.firth.train.TrainingState;
import io.firth.vocab.EncodedCorpus;
import java.time.Duration;

/** Turns what the runner has done into progress reports. */
final class Meter implements Runnable {
    private final TrainingListener listener;
    private final Checkpointer checkpointer; // null: there are no checkpoints to tell of
    private final int epochs;
    private final EncodedCorpus corpus;
    private final Schedule schedule;
    private final double tokensPerPosition;
    private final long start = System.nanoTime();

    /** Words of all epochs that an earlier run has done. */
    private final long doneBefore;

    private CorpusPass runner;
    private int epoch;
    private double lossBefore;
    private long pairsBefore;
    private double latestLoss = Double.NaN;

    Meter(
            TrainingListener listener,
            Checkpointer checkpointer,
            int epochs,
            EncodedCorpus corpus,
            Schedule schedule,
            TrainingState state) {
        this.listener = listener;
        this.checkpointer = checkpointer;
        this.epochs = epochs;
        this.corpus = corpus;
        this.schedule = schedule;
        this.tokensPerPosition = (double) corpus.tokens() / corpus.length();
        this.doneBefore = state.epoch() * corpus.tokens() + state.tokens();
    }

    void startEpoch(int epoch, CorpusPass runner) {
        this.epoch = epoch;
        this.runner = runner;
        lossBefore = runner.loss();
        pairsBefore = runner.pairs();
    }

    @Override
    public void run() {
        if (checkpointer != null) {
            checkpointer.tell(listener);
        }
        long position = Math.min(runner.done(), corpus.length());
        double loss = runner.loss();
        long pairs = runner.pairs();
        if (pairs > pairsBefore) {
            latestLoss = (loss - lossBefore) / (pairs - pairsBefore);
            lossBefore = loss;
            pairsBefore = pairs;
        }
        long done = epoch * corpus.tokens() + Math.round(position * tokensPerPosition);
        long total = epochs * corpus.tokens();
        double seconds = (System.nanoTime() - start) / 1e9;
        double rate = (done - doneBefore) / seconds;
        Duration remaining =
                done <= doneBefore ? Duration.ZERO : Duration.ofMillis(Math.round((total - done) / rate * 1e3));
        listener.progress(new Progress(
                epoch + 1, epochs, done, total, rate, latestLoss, schedule.rate(epoch, position), remaining));
    }
}
