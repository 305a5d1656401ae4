package io.firth.benchmarks;

import io.firth.embeddings.Embeddings;
import io.firth.embeddings.Provenance;
import io.firth.io.ModelFile;
import io.firth.math.CounterRandom;
import io.firth.math.Matrix;
import io.firth.vocab.Vocabulary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.Optional;

/**
 * Writes a native model of random vectors: {@code LargeModel ROWS DIM FILE}. Word i is {@code word} and i in letters, its
 * count that of Zipf's law. For {@code benchmarks/peers/first_answer.py}.
 */
public final class LargeModel {
    private LargeModel() {}

    /** {@code args}: rows, dimensions, where to. */
    public static void main(String[] args) throws IOException {
        int rows = Integer.parseInt(args[0]);
        int dim = Integer.parseInt(args[1]);
        long[] counts = new long[rows];
        for (int i = 0; i < rows; i++) {
            counts[i] = 1 + 30_000_000L / (i + 1);
        }
        Vocabulary vocabulary = Vocabulary.of(new Words(rows), counts);
        Matrix vectors = Matrix.allocate(rows, dim);
        float[] row = new float[dim];
        for (int i = 0; i < rows; i++) {
            for (int d = 0; d < dim; d++) {
                row[d] = CounterRandom.unitFloat(CounterRandom.bits(1, (long) i * dim + d)) - 0.5f;
            }
            vectors.setRow(i, row);
        }
        ModelFile.write(new Embeddings(vocabulary, vectors, Optional.empty(), Provenance.unknown()), Path.of(args[2]));
    }

    /** The word of a row. */
    static String word(int row) {
        StringBuilder letters = new StringBuilder("word");
        for (int rest = row; rest > 0; rest /= 26) {
            letters.append((char) ('a' + rest % 26));
        }
        return letters.toString();
    }

    private static final class Words extends AbstractList<byte[]> {
        private final int size;

        Words(int size) {
            this.size = size;
        }

        @Override
        public byte[] get(int row) {
            return word(row).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public int size() {
            return size;
        }
    }
}
