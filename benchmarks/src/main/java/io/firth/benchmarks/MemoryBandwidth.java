package io.firth.benchmarks;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * How fast this machine reads a file that is in the page cache and mapped: {@code MemoryBandwidth FILE} prints one JSON object
 * with the bytes per second of one thread and of all, adding up the bytes as numbers, the best of some rounds.
 */
public final class MemoryBandwidth {
    private static final VectorSpecies<Long> SPECIES = LongVector.SPECIES_PREFERRED;
    private static final int ROUNDS = 4;
    private static final long BLOCK = 1 << 20;

    private MemoryBandwidth() {}

    /** {@code args}: a file. */
    public static void main(String[] args) throws Exception {
        try (FileChannel channel = FileChannel.open(Path.of(args[0]));
                Arena arena = Arena.ofShared()) {
            MemorySegment bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            int threads = Runtime.getRuntime().availableProcessors();
            System.out.println(String.format(
                    Locale.ROOT,
                    "{\"oneThread\":%.4g,\"allThreads\":%.4g,\"threads\":%d}",
                    best(bytes, 1),
                    best(bytes, threads),
                    threads));
        }
    }

    private static double best(MemorySegment bytes, int threads) throws InterruptedException, IOException {
        double best = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long[] sums = new long[threads];
            List<Thread> workers = new ArrayList<>();
            long start = System.nanoTime();
            for (int t = 0; t < threads; t++) {
                int part = t;
                long from = bytes.byteSize() / threads * t;
                workers.add(Thread.ofPlatform().start(() -> sums[part] = sum(bytes, from, bytes.byteSize() / threads)));
            }
            for (Thread worker : workers) {
                worker.join();
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            if (sums[0] == Long.MIN_VALUE) {
                throw new IOException("an unlikely sum"); // so that the sums are needed
            }
            best = Math.max(best, bytes.byteSize() / seconds);
        }
        return best;
    }

    private static long sum(MemorySegment bytes, long from, long length) {
        long sum = 0;
        for (long block = 0; block + BLOCK <= length; block += BLOCK) {
            sum += sumOfBlock(bytes, from + block);
        }
        return sum;
    }

    private static long sumOfBlock(MemorySegment bytes, long from) {
        int step = SPECIES.vectorByteSize();
        LongVector a = LongVector.zero(SPECIES);
        LongVector b = a;
        for (long i = from; i < from + BLOCK; i += 2L * step) {
            a = a.add(LongVector.fromMemorySegment(SPECIES, bytes, i, java.nio.ByteOrder.LITTLE_ENDIAN));
            b = b.add(LongVector.fromMemorySegment(SPECIES, bytes, i + step, java.nio.ByteOrder.LITTLE_ENDIAN));
        }
        return a.add(b).reduceLanes(jdk.incubator.vector.VectorOperators.ADD);
    }
}
