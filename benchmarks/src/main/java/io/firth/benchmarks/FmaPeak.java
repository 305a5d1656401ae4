package io.firth.benchmarks;

import java.util.concurrent.CyclicBarrier;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The machine's fused-multiply-add peak in single precision, measured: a loop of independent fused multiply-adds that
 * touches registers only. A fused multiply-add counts as two floating-point operations.
 */
public final class FmaPeak {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int ACCUMULATORS = 12;
    private static final int STEPS = 1_000_000;

    /** Nearly half a second: for some milliseconds two threads may have to share a processor. */
    private static final int ROUNDS = 120;

    /** Where results go, so that no loop can be left out. */
    private static volatile float sink;

    private FmaPeak() {}

    /** Floating-point operations per second of {@code threads} threads together: the best of several short rounds. */
    public static double flopsPerSecond(int threads) throws InterruptedException {
        double[] best = new double[threads];
        CyclicBarrier barrier = new CyclicBarrier(threads);
        Thread[] workers = new Thread[threads];
        for (int t = 0; t < threads; t++) {
            int worker = t;
            workers[t] = Thread.ofPlatform().start(() -> best[worker] = measure(barrier));
        }
        double sum = 0;
        for (int t = 0; t < threads; t++) {
            workers[t].join();
            sum += best[t];
        }
        return sum;
    }

    private static double measure(CyclicBarrier barrier) {
        double best = 0;
        for (int round = 0; round < ROUNDS; round++) {
            try {
                barrier.await();
            } catch (Exception e) {
                throw new IllegalStateException("a round of the peak measurement was broken off", e);
            }
            long begin = System.nanoTime();
            sink = loop(STEPS, 0.5f + round * 1e-4f);
            double seconds = (System.nanoTime() - begin) * 1e-9;
            best = Math.max(best, 2.0 * STEPS * ACCUMULATORS * SPECIES.length() / seconds);
        }
        return best;
    }

    /** Twelve chains, enough for two units of six cycles' latency; each starts from its own value. */
    private static float loop(int steps, float factor) {
        FloatVector a = FloatVector.broadcast(SPECIES, factor);
        FloatVector b = FloatVector.broadcast(SPECIES, 1f);
        FloatVector c0 = a.mul(1.1f);
        FloatVector c1 = a.mul(1.2f);
        FloatVector c2 = a.mul(1.3f);
        FloatVector c3 = a.mul(1.4f);
        FloatVector c4 = a.mul(1.5f);
        FloatVector c5 = a.mul(1.6f);
        FloatVector c6 = a.mul(1.7f);
        FloatVector c7 = a.mul(1.8f);
        FloatVector c8 = a.mul(1.9f);
        FloatVector c9 = a.mul(2.1f);
        FloatVector c10 = a.mul(2.2f);
        FloatVector c11 = a.mul(2.3f);
        for (int i = 0; i < steps; i++) {
            c0 = c0.fma(a, b);
            c1 = c1.fma(a, b);
            c2 = c2.fma(a, b);
            c3 = c3.fma(a, b);
            c4 = c4.fma(a, b);
            c5 = c5.fma(a, b);
            c6 = c6.fma(a, b);
            c7 = c7.fma(a, b);
            c8 = c8.fma(a, b);
            c9 = c9.fma(a, b);
            c10 = c10.fma(a, b);
            c11 = c11.fma(a, b);
        }
        FloatVector sum = c0.add(c1).add(c2).add(c3).add(c4).add(c5);
        return sum.add(c6).add(c7).add(c8).add(c9).add(c10).add(c11).reduceLanes(VectorOperators.ADD);
    }

    /** Prints the peak of 1 … n threads, n the first argument (default 2). */
    public static void main(String[] args) throws InterruptedException {
        int most = args.length > 0 ? Integer.parseInt(args[0]) : 2;
        for (int threads = 1; threads <= most; threads++) {
            System.out.printf("%d thread(s): %.1f GFLOP/s%n", threads, flopsPerSecond(threads) * 1e-9);
        }
    }
}
