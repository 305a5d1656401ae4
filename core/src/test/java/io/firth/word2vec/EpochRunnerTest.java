package io.firth.word2vec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.math.Matrix;
import io.firth.math.RowView;
import io.firth.objective.NegativeSampling;
import io.firth.objective.NoiseOutputs;
import io.firth.train.TrainingException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60) // against hanging; nothing here is timed
class EpochRunnerTest {
    private static final EpochRunner.Work FOREVER = (worker, from, to) -> {
        while (!Thread.currentThread().isInterrupted()) {
            Thread.onSpinWait();
        }
    };

    /** A worker over sentences "0 1 −1": one pair or two for every position. */
    private static ExampleWorker worker() {
        NoiseOutputs layer = new NoiseOutputs(new NegativeSampling(1, 1, true), new long[] {1, 1});
        RowView rows = RowView.of(Matrix.allocate(2, 3));
        int[] ids = {0, 1, TokenWindow.SENTENCE_END};
        TokenWindow tokens = NaiveExamples.tokens(ids, NaiveExamples.keepAll(2), 1, true);
        return new LogisticWorker(new SkipGram(), layer, rows, rows, tokens, 1);
    }

    private static EpochRunner runner(int threads, long length) {
        return new EpochRunner(threads, EpochRunnerTest::worker, length, 100);
    }

    private static boolean threadsAreGone() {
        return Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("firth-train"));
    }

    @Test
    void everyPositionIsDealtOnceInEveryEpoch() throws Exception {
        for (int length : new int[] {1, 63, 64, 65, 5000, 20_000}) {
            for (int threads = 1; threads <= 3; threads++) {
                EpochRunner runner = runner(threads, length);
                for (int epoch = 0; epoch < 2; epoch++) {
                    AtomicIntegerArray dealt = new AtomicIntegerArray(length);
                    AtomicInteger stretches = new AtomicInteger();
                    AtomicInteger polls = new AtomicInteger();
                    runner.run(
                            (worker, from, to) -> {
                                for (long p = from; p < to; p++) {
                                    dealt.incrementAndGet((int) p);
                                }
                                stretches.incrementAndGet();
                                worker.run(0, 3, 1, 1, 0);
                            },
                            polls::incrementAndGet);
                    for (int p = 0; p < length; p++) {
                        assertEquals(1, dealt.get(p), "position " + p + " of " + length);
                    }
                    assertEquals(length, runner.done());
                    assertEquals(2L * stretches.get(), runner.pairs());
                    // zero vectors: two logistic regressions a pair, ln 2 each
                    assertEquals(runner.pairs() * 2 * Math.log(2), runner.loss(), 1e-5 * runner.loss());
                    assertTrue(polls.get() >= 1);
                }
            }
        }
    }

    @Test
    void whatPollThrowsStopsTheThreads() {
        for (Throwable thrown : List.of(new IllegalStateException("mine"), new AssertionError("mine"))) {
            Throwable out = assertThrows(
                    thrown.getClass(),
                    () -> runner(2, 1000).run(FOREVER, () -> {
                        if (thrown instanceof Error error) {
                            throw error;
                        }
                        throw (RuntimeException) thrown;
                    }));
            assertSame(thrown, out);
            assertTrue(threadsAreGone());
        }
    }

    @Test
    void interruptingTheCallerStopsTheThreads() {
        Thread caller = Thread.currentThread();
        assertThrows(InterruptedException.class, () -> runner(2, 1000).run(FOREVER, caller::interrupt));
        assertTrue(threadsAreGone());
        assertFalse(Thread.interrupted());
    }

    @Test
    void aCallerThatIsInterruptedStartsNothing() {
        AtomicInteger stretches = new AtomicInteger();
        Thread.currentThread().interrupt();
        assertThrows(
                InterruptedException.class,
                () -> runner(2, 1000).run((worker, from, to) -> stretches.incrementAndGet(), () -> {}));
        assertEquals(0, stretches.get());
    }

    @Test
    void whatOneThreadThrowsStopsTheOthers() {
        Error mine = new OutOfMemoryError("mine");
        AtomicInteger after = new AtomicInteger();
        Error out = assertThrows(
                OutOfMemoryError.class,
                () -> runner(3, 1_000_000)
                        .run(
                                (worker, from, to) -> {
                                    if (after.getAndIncrement() == 5) {
                                        throw mine;
                                    }
                                    LockSupport.parkNanos(1_000_000);
                                },
                                () -> {}));
        assertSame(mine, out);
        assertTrue(threadsAreGone());
        assertTrue(after.get() < 1000, "stretches after the failure: " + after.get());
    }

    @Test
    void lossAboveTheBoundIsDivergence() {
        EpochRunner runner = new EpochRunner(1, EpochRunnerTest::worker, 1000, 1.3);
        TrainingException e = assertThrows(
                TrainingException.class, () -> runner.run((worker, from, to) -> worker.run(0, 3, 1, 1, 0), () -> {}));
        assertEquals("the loss per pair is 1.386 near token 0 of the epoch: training has diverged", e.getMessage());
    }
}
