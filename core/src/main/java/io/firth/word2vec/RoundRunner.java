package io.firth.word2vec;

import io.firth.math.CounterRandom;
import io.firth.train.TrainingException;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.IntConsumer;

/**
 * Training that gives the same vectors on any number of threads: the corpus is cut into rounds, a round into shards, and a
 * round goes through phases, in each of which all shards can run at once or one after the other with the same result:
 * prepare, then the shards' turns ({@link TurnOrder}), then the changes of all shards are added up, row by row in the order of
 * the shards.
 */
final class RoundRunner implements CorpusPass {
    private final List<? extends Shard> shards;
    private final int threads;
    private final long length;
    private final long shardPositions;
    private final Merge merge;
    private final double worstLoss;

    /** The phase that a shard was last taken for. */
    private final AtomicIntegerArray taken;

    private volatile long done;
    private volatile long pairs;
    private volatile double loss;

    /** Decided by one thread for all, before the meeting that ends a round. */
    private boolean pauseNow;

    /**
     * @param threads that work, at most one per shard
     * @param shardPositions positions of the corpus that a shard trains in a round
     * @param worstLoss average per pair above which training counts as exploded
     */
    RoundRunner(
            List<? extends Shard> shards,
            int threads,
            long length,
            long shardPositions,
            Merge merge,
            double worstLoss) {
        this.shards = shards;
        this.threads = Math.min(threads, shards.size());
        this.length = length;
        this.shardPositions = shardPositions;
        this.merge = merge;
        this.worstLoss = worstLoss;
        this.taken = new AtomicIntegerArray(shards.size());
    }

    @Override
    public void begin(long position, double loss, long pairs) {
        this.done = position;
        this.loss = loss;
        this.pairs = pairs;
    }

    @Override
    public void run(EpochKeys epoch, Rate rate, Runnable poll, Pause pause)
            throws TrainingException, InterruptedException {
        for (int s = 0; s < shards.size(); s++) {
            taken.set(s, 0);
        }
        pauseNow = false;
        long from = done;
        Crew crew = new Crew();
        SpinBarrier barrier = new SpinBarrier(threads, () -> !crew.failed());
        TurnOrder order = new TurnOrder(shards.size(), shards.getFirst().turns());
        crew.run(
                threads,
                thread -> new Member(thread, crew, barrier, order, epoch, rate, pause).rounds(from),
                poll,
                pause);
    }

    /** What is done with the shards' changes at the end of a round, by all threads together. */
    interface Merge {
        void run(int thread, int threads);
    }

    /** One thread on its way through the rounds; all threads take the same way. */
    private final class Member {
        private final int thread;
        private final Crew crew;
        private final SpinBarrier barrier;
        private final TurnOrder order;
        private final EpochKeys epoch;
        private final Rate rate;
        private final Pause pause;
        private int phase;
        private int round;

        Member(int thread, Crew crew, SpinBarrier barrier, TurnOrder order, EpochKeys epoch, Rate rate, Pause pause) {
            this.thread = thread;
            this.crew = crew;
            this.barrier = barrier;
            this.order = order;
            this.epoch = epoch;
            this.rate = rate;
            this.pause = pause;
        }

        void rounds(long first) {
            long roundPositions = shardPositions * shards.size();
            for (long from = first; from < length; from += roundPositions) {
                long start = from;
                long key = CounterRandom.bits(epoch.parts(), from);
                if (!forEach(start, shard -> prepare(shard, start, key)) || !takeTurns(start, roundPositions)) {
                    return;
                }
                round++;
                if (thread == 0) {
                    guarded(start, () -> report(start));
                    pauseNow = pause.wanted();
                }
                guarded(start, () -> merge.run(thread, threads));
                if (!barrier.await() || pauseNow) {
                    return;
                }
            }
        }

        private void prepare(int shard, long start, long round) {
            long from = Math.min(length, start + shard * shardPositions);
            long to = Math.min(length, from + shardPositions);
            shards.get(shard).prepare(from, to, epoch, round, thread);
        }

        private boolean takeTurns(long start, long roundPositions) {
            int turns = shards.getFirst().turns();
            int shard = order.take(round, thread, threads);
            for (int vain = 0; shard != TurnOrder.FINISHED && !crew.failed(); vain++) {
                if (shard == TurnOrder.NONE) {
                    SpinBarrier.pause(vain);
                } else {
                    int own = shard;
                    do {
                        int turn = order.turn(own);
                        long position = Math.min(length, start + roundPositions * turn / turns);
                        guarded(start, () -> shards.get(own).train(turn, epoch, rate.at(position), thread));
                        if (thread == 0) {
                            done = Math.max(done, position); // others may be some turns before or behind
                        }
                    } while (order.tookTurn(round, own) && !crew.failed());
                    order.release(own);
                    vain = 0;
                }
                shard = order.take(round, thread, threads);
            }
            boolean goOn = barrier.await();
            if (goOn && thread == 0) {
                done = Math.min(length, start + roundPositions);
            }
            return goOn;
        }

        /** One phase: every shard once, by whichever thread gets to it first, the thread's own ones before others. */
        private boolean forEach(long start, IntConsumer work) {
            int n = shards.size();
            int first = thread * n / threads;
            phase++;
            for (int i = 0; i < n; i++) {
                int shard = (first + i) % n;
                if (!crew.failed() && taken.compareAndSet(shard, phase - 1, phase)) {
                    guarded(start, () -> work.accept(shard));
                }
            }
            return barrier.await();
        }

        /** A failure must not keep the others waiting at the barrier. */
        private void guarded(long start, Step step) {
            try {
                step.run();
            } catch (Divergence e) {
                crew.fail(CorpusPass.diverged(e.loss(), e.pairs(), start));
            } catch (Throwable t) {
                crew.fail(t);
            }
        }
    }

    private interface Step {
        void run() throws TrainingException;
    }

    /** Adds up what the shards have done, in their order. */
    private void report(long start) throws TrainingException {
        double roundLoss = 0;
        long roundPairs = 0;
        for (Shard shard : shards) {
            roundLoss += shard.takeLoss();
            roundPairs += shard.takePairs();
        }
        CorpusPass.checkLoss(roundLoss, roundPairs, worstLoss, start);
        loss += roundLoss;
        pairs += roundPairs;
    }

    @Override
    public long done() {
        return done;
    }

    @Override
    public long pairs() {
        return pairs;
    }

    @Override
    public double loss() {
        return loss;
    }
}
