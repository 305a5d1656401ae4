package io.firth.io;

import io.firth.embeddings.Embeddings;
import io.firth.embeddings.VectorChoice;
import io.firth.math.Matrix;
import java.io.IOException;

/** Writes one line per word: lines are made on all processors and written in order. */
final class TextWriter {
    private static final int BLOCK = 256;

    private TextWriter() {}

    /** Makes the line of a word, line break and all. */
    interface Line {
        void put(int id, float[] vector, FloatText line) throws IOException;
    }

    /**
     * All words with the chosen vectors.
     *
     * @throws IOException if a vector holds NaN or an infinity, or a line cannot be made
     */
    static void write(Embeddings embeddings, VectorChoice choice, ByteSink sink, Line line) throws IOException {
        Matrix vectors = embeddings.vectors(choice);
        int size = embeddings.size();
        int round = 4 * Parallel.threads();
        byte[][] done = new byte[round][];
        for (long from = 0; from < size; from += (long) round * BLOCK) {
            long first = from;
            int blocks = (int) Math.min(round, Math.ceilDiv(size - from, BLOCK));
            Parallel.forEach(blocks, () -> {
                FloatText text = new FloatText();
                float[] vector = new float[vectors.dim()];
                return block -> {
                    long start = first + (long) block * BLOCK;
                    for (long id = start; id < Math.min(size, start + BLOCK); id++) {
                        Rows.copyFinite(vectors, choice.label(), id, vector);
                        line.put((int) id, vector, text);
                    }
                    done[block] = text.take();
                };
            });
            for (int block = 0; block < blocks; block++) {
                sink.put(done[block]);
            }
        }
    }
}
