package io.firth.ann;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.math.Matrix;
import io.firth.query.NearestNeighbors;
import io.firth.query.Neighbor;
import io.firth.query.WordQuery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HnswIndexTest {
    private static final IndexOwner OWNER = new IndexOwner("a model", "input");
    private static final int ROWS = 2000;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void findsWhatExactSearchFinds(int threads) throws Exception {
        Matrix vectors = vectors(7);
        Path file = folder.resolve("index");
        AtomicInteger linked = new AtomicInteger();
        List<Double> measured = new ArrayList<>();
        HnswIndex index = HnswIndex.build(
                file, vectors, OWNER, new HnswConfig(12, 60, 0.95, threads), listener(linked, measured));
        assertEquals(ROWS, linked.get());
        assertEquals(measured.getLast(), index.recall(), 1e-6);
        assertTrue(index.recall() >= 0.95, "recall " + index.recall());
        NearestNeighbors exact = new NearestNeighbors(vectors);
        int found = 0;
        for (int word = 0; word < 200; word++) {
            List<Neighbor> truth = exact.ofWord(word, 10);
            List<Neighbor> answer = index.of(WordQuery.of(word), 10);
            assertEquals(10, answer.size());
            Set<Neighbor> common = new HashSet<>(truth);
            common.retainAll(answer); // ids and cosines
            found += common.size();
        }
        assertTrue(found >= 0.9 * 2000, found + " of 2000");
        assertEquals(List.of(file), Files.list(folder).toList());
        HnswIndex again = HnswIndex.open(file, vectors, OWNER);
        assertEquals(index.of(WordQuery.of(3), 20), again.of(WordQuery.of(3), 20));
        assertEquals(12, again.connections());
        assertEquals(60, again.beamWidth());
    }

    @Test
    void oneThreadBuildsTheSameBytes() throws Exception {
        HnswConfig config = new HnswConfig(8, 40, 0, 1);
        HnswIndex.build(folder.resolve("a"), vectors(1), OWNER, config, BuildListener.NONE);
        HnswIndex.build(folder.resolve("b"), vectors(1), OWNER, config, BuildListener.NONE);
        assertEquals(-1, Files.mismatch(folder.resolve("a"), folder.resolve("b")));
    }

    @Test
    void searchesAreWidenedUntilTheRecallIsReached() throws Exception {
        Random random = new Random(5);
        Matrix vectors = Matrix.allocate(ROWS, 40); // without clusters: hard
        for (int row = 0; row < ROWS; row++) {
            for (int c = 0; c < 40; c++) {
                vectors.set(row, c, (float) random.nextGaussian());
            }
        }
        List<Double> measured = new ArrayList<>();
        HnswConfig poor = new HnswConfig(4, 10, 0.95, 1);
        HnswIndex index =
                HnswIndex.build(folder.resolve("i"), vectors, OWNER, poor, listener(new AtomicInteger(), measured));
        assertTrue(measured.size() > 1 && measured.getFirst() < 0.95, measured.toString());
        assertTrue(index.searchWidth() > 64 && index.recall() >= 0.95, measured.toString());
        HnswIndex narrow = index.withSearchWidth(2);
        long differing = java.util.stream.IntStream.range(0, 50)
                .filter(word -> !narrow.of(WordQuery.of(word), 10).equals(index.of(WordQuery.of(word), 10)))
                .count();
        assertTrue(differing > 25, differing + " answers differ");
    }

    @Test
    void restrictionExclusionAndRowsWithoutDirection() throws Exception {
        Matrix vectors = vectors(2);
        vectors.clearRow(5);
        vectors.set(6, 0, Float.NaN);
        HnswIndex index = HnswIndex.build(
                folder.resolve("i"), vectors, OWNER, new HnswConfig(12, 60, 0.95, 1), BuildListener.NONE);
        List<Neighbor> found = index.of(new WordQuery(new int[] {1, 2}, new int[] {3}), 90, 100);
        assertTrue(found.size() > 80, found.size() + " found");
        for (Neighbor neighbor : found) {
            assertTrue(neighbor.wordId() < 100);
            assertFalse(List.of(1, 2, 3, 5, 6).contains(neighbor.wordId()), neighbor.toString());
        }
        assertThrows(IllegalArgumentException.class, () -> index.of(WordQuery.of(5), 3));
        assertThrows(IllegalArgumentException.class, () -> index.of(WordQuery.of(4), 0));
    }

    @Test
    void anotherModelsIndexIsRefused() throws Exception {
        Path file = folder.resolve("i");
        HnswIndex.build(file, vectors(1), OWNER, new HnswConfig(8, 20, 0, 1), BuildListener.NONE);
        assertRefused(file, vectors(1), new IndexOwner("another", "input"), "belongs to another model");
        assertRefused(file, vectors(1), new IndexOwner("a model", "sum"), "over the input vectors, not over sum");
        assertRefused(file, Matrix.allocate(ROWS, 3), OWNER, "2000 × 8 vectors");
        assertRefused(folder.resolve("none"), vectors(1), OWNER, "there is no index");
    }

    @Test
    void damageIsFoundAndNeverWalkedInto() throws Exception {
        Path file = folder.resolve("i");
        Matrix vectors = vectors(1);
        HnswIndex.build(file, vectors, OWNER, new HnswConfig(4, 10, 0, 1), BuildListener.NONE);
        byte[] whole = Files.readAllBytes(file);
        for (int length : new int[] {0, 7, 55, 100, whole.length / 2, whole.length - 1}) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThrows(IOException.class, () -> HnswIndex.open(file, vectors, OWNER), "cut to " + length);
        }
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 150; round++) {
            byte[] damaged = whole.clone();
            int at = random.nextInt(3) == 0 ? random.nextInt(120) : random.nextInt(whole.length);
            damaged[at] = (byte) random.nextInt();
            Files.write(file, damaged);
            try {
                HnswIndex index = HnswIndex.open(file, vectors, OWNER);
                for (int word = 0; word < 5; word++) {
                    List<Neighbor> found = index.of(WordQuery.of(word), 5);
                    assertTrue(found.size() <= 5 && found.stream().allMatch(n -> n.wordId() < ROWS), "seed " + seed);
                }
            } catch (IOException | UncheckedIOException e) {
                assertTrue(e.getMessage().contains(file.toString()), "seed " + seed + ": " + e);
            }
        }
    }

    @Test
    void aSearchTellsOfDamageThatOpeningDoesNotSee() throws Exception {
        Path file = folder.resolve("i");
        Matrix vectors = vectors(1);
        HnswIndex.build(file, vectors, OWNER, new HnswConfig(4, 10, 0, 1), BuildListener.NONE);
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, bytes.length - ROWS * (2 * 4 + 1) * 4, bytes.length, (byte) 0x7f); // the links of most nodes
        Files.write(file, bytes);
        HnswIndex index = HnswIndex.open(file, vectors, OWNER);
        UncheckedIOException e = assertThrows(UncheckedIOException.class, () -> index.of(WordQuery.of(0), 5));
        assertTrue(e.getCause().getMessage().startsWith(file + " is damaged: "), e.getMessage());
        assertTrue(e.getCause().getMessage().endsWith("; build it again with firth index"), e.getMessage());
    }

    @Test
    void interruptedThereIsNoFile() {
        Path file = folder.resolve("i");
        BuildListener interrupting = listener(new AtomicInteger(), new ArrayList<>());
        Thread.currentThread().interrupt();
        assertThrows(
                InterruptedException.class,
                () -> HnswIndex.build(file, vectors(1), OWNER, new HnswConfig(8, 20, 0, 2), interrupting));
        assertFalse(Thread.interrupted(), "the exception says it");
        assertFalse(Files.exists(file));
    }

    @Test
    void asManyAsThereAre() throws Exception {
        HnswIndex index = HnswIndex.build(
                folder.resolve("i"), vectors(1), OWNER, new HnswConfig(8, 40, 0, 1), BuildListener.NONE);
        assertEquals(index.of(WordQuery.of(3), ROWS), index.of(WordQuery.of(3), Integer.MAX_VALUE));
    }

    @Test
    void interruptedWhileItWaitsForOthersItEnds() {
        int rows = 5000; // more than one thread links in one go
        Thread caller = Thread.currentThread();
        AtomicBoolean first = new AtomicBoolean(true);
        AtomicInteger linked = new AtomicInteger();
        BuildListener interrupting = new BuildListener() {
            @Override
            public void linked(int done, int total) {
                linked.accumulateAndGet(done, Math::max);
                if (Thread.currentThread() == caller) {
                    return;
                }
                if (first.getAndSet(false)) {
                    while (caller.getState() != Thread.State.WAITING) {
                        Thread.onSpinWait();
                    }
                    caller.interrupt();
                }
                LockSupport.parkNanos(2_000_000); // so that linking all would take seconds
            }

            @Override
            public void measured(int searchWidth, double recall) {}
        };
        HnswConfig config = new HnswConfig(8, 20, 0, 2);
        assertThrows(
                InterruptedException.class,
                () -> HnswIndex.build(folder.resolve("i"), vectors(1, rows), OWNER, config, interrupting));
        Thread.interrupted();
        assertTrue(linked.get() < rows, "all are linked");
    }

    private void assertRefused(Path file, Matrix vectors, IndexOwner owner, String message) {
        IOException e = assertThrows(IOException.class, () -> HnswIndex.open(file, vectors, owner));
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    private static BuildListener listener(AtomicInteger linked, List<Double> measured) {
        return new BuildListener() {
            @Override
            public void linked(int rows, int total) {
                linked.accumulateAndGet(rows, Math::max);
            }

            @Override
            public void measured(int searchWidth, double recall) {
                measured.add(recall);
            }
        };
    }

    private static Matrix vectors(long seed) {
        return vectors(seed, ROWS);
    }

    /** rows × 8 in clusters, like words. */
    private static Matrix vectors(long seed, int rows) {
        Random random = new Random(seed);
        float[][] centres = new float[40][8];
        for (float[] centre : centres) {
            for (int c = 0; c < 8; c++) {
                centre[c] = (float) random.nextGaussian();
            }
        }
        Matrix vectors = Matrix.allocate(rows, 8);
        for (int row = 0; row < rows; row++) {
            for (int c = 0; c < 8; c++) {
                vectors.set(row, c, centres[row % 40][c] + 0.3f * (float) random.nextGaussian());
            }
        }
        return vectors;
    }
}
