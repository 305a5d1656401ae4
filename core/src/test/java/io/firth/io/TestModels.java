package io.firth.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.firth.embeddings.Embeddings;
import io.firth.embeddings.EpochStatistics;
import io.firth.embeddings.Provenance;
import io.firth.math.Matrix;
import io.firth.vocab.Vocabulary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;

/** Small models for the tests of the formats. */
final class TestModels {
    static final Provenance PROVENANCE = new Provenance(
            "0.1.0",
            Optional.of(Instant.parse("2026-05-04T03:02:01.5Z")),
            OptionalLong.of(-7),
            Map.of("architecture", "skip-gram \"x\"\n\\"),
            Map.of("files", "größe.txt, \u0000 and 🙂"),
            "a machine",
            "SIMD, 512-bit",
            List.of(
                    new EpochStatistics(2.5, OptionalDouble.of(2.75), 1.25),
                    new EpochStatistics(0.1, OptionalDouble.empty(), 1e-9)),
            Optional.of(Duration.ofMillis(61_250)),
            Map.of("note", "kept"));

    private TestModels() {}

    /** Random words (one of them not UTF-8), counts and vectors. */
    static Embeddings random(long seed, int size, int dim, int outputRows) {
        Random random = new Random(seed);
        List<byte[]> words = new ArrayList<>();
        long[] counts = new long[size];
        for (int i = 0; i < size; i++) {
            words.add(("w" + Integer.toString(random.nextInt(1000), 36) + "ü" + i).getBytes(StandardCharsets.UTF_8));
            counts[i] = random.nextLong(1L << 40);
        }
        words.set(size - 1, new byte[] {(byte) 0xff, 0, (byte) 0xc3, '\t', '\r'});
        return new Embeddings(
                Vocabulary.of(words, counts),
                matrix(random, size, dim),
                outputRows < 0 ? Optional.empty() : Optional.of(matrix(random, outputRows, dim)),
                PROVENANCE);
    }

    /** Formats that the core writes to one file or folder by itself. */
    static List<Format> writable() {
        return Stream.of(Format.values())
                .filter(f -> f.isWritable() && f != Format.PARQUET)
                .toList();
    }

    /** The same with other words in the place of those that the format cannot hold. */
    static Embeddings suitable(Embeddings model, Format format) {
        List<byte[]> words = new ArrayList<>();
        long[] counts = new long[model.size()];
        for (int id = 0; id < model.size(); id++) {
            byte[] word = model.vocabulary().wordBytes(id);
            words.add(format.refuses(word).isEmpty() ? word : ("other" + id).getBytes(StandardCharsets.UTF_8));
            counts[id] = model.vocabulary().count(id);
        }
        return new Embeddings(Vocabulary.of(words, counts), model.input(), model.output(), model.provenance());
    }

    static Matrix matrix(Random random, int rows, int dim) {
        Matrix m = Matrix.allocate(rows, dim);
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < dim; c++) {
                m.set(r, c, finite(random));
            }
        }
        return m;
    }

    /** Any float that is a number: normal, subnormal, ±0. */
    static float finite(Random random) {
        float value = Float.intBitsToFloat(random.nextInt());
        return Float.isFinite(value) ? value : random.nextBoolean() ? -0f : (float) random.nextGaussian();
    }

    static void assertSameWords(Vocabulary expected, Vocabulary actual) {
        assertEquals(expected.size(), actual.size());
        for (int id = 0; id < expected.size(); id++) {
            assertArrayEquals(expected.wordBytes(id), actual.wordBytes(id), "word " + id);
            byte[] word = expected.wordBytes(id);
            assertEquals(id, actual.id(word, 0, word.length));
        }
    }

    /** The same bits, −0 and all. */
    static void assertSameRows(Matrix expected, Matrix actual) {
        assertEquals(expected.rows(), actual.rows());
        assertEquals(expected.dim(), actual.dim());
        for (long row = 0; row < expected.rows(); row++) {
            float[] e = expected.row(row);
            float[] a = actual.row(row);
            for (int c = 0; c < e.length; c++) {
                assertEquals(
                        Float.floatToRawIntBits(e[c]), Float.floatToRawIntBits(a[c]), "row " + row + ", column " + c);
            }
        }
    }

    static List<String> namesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }
}
