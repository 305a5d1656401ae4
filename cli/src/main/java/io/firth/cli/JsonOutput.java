package io.firth.cli;

import io.firth.train.EpochReport;
import io.firth.train.Progress;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;

/** For programs: one JSON object a line, on standard output; its keys are in docs/cli.md. */
final class JsonOutput extends RecordedOutput {
    private static final long NANOS_BETWEEN = 200_000_000L;

    private final PrintWriter out;

    private Stage stage = Stage.COUNT;
    private long total;
    private long last;

    JsonOutput(PrintWriter out) {
        this.out = out;
    }

    @Override
    public synchronized void stageStarted(Stage stage, long total) {
        this.stage = stage;
        this.total = total;
        this.last = System.nanoTime();
    }

    @Override
    public synchronized void stageProgress(long done) {
        long now = System.nanoTime();
        if (stage != Stage.PAIRS && now - last >= NANOS_BETWEEN) {
            last = now;
            Json record =
                    TrainingRecords.event("progress").put("stage", stage.key()).put("bytesDone", done);
            write(stage == Stage.READ ? record : record.put("bytesTotal", total));
        }
    }

    @Override
    public void missingValidationWords(List<String> words) {
        if (!words.isEmpty()) {
            write(TrainingRecords.missingValidationWords(words));
        }
    }

    @Override
    public void progress(Progress p) {
        write(TrainingRecords.progress(p, p.wordsPerSecond(), p.loss()));
    }

    @Override
    public void epoch(EpochReport report, int epochs, Map<String, List<WordScore>> neighbors) {
        write(TrainingRecords.epoch(report, epochs, neighbors));
    }

    @Override
    synchronized void write(Json json) {
        out.println(json);
        out.flush();
    }
}
