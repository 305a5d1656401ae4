package io.firth.count;

import io.firth.math.Kernel;
import io.firth.math.Matrix;
import io.firth.vocab.Workers;

/** v_w·u_c of every pair that was counted. */
final class PairProducts {
    private static final int ROWS_PER_TASK = 16;

    private PairProducts() {}

    /** What is done with a cell. */
    interface Visitor {
        /** Cells of a row come in order from one thread, rows at the same time from several. */
        void cell(int w, int c, double count, double product);
    }

    static void forEach(Cooccurrences counts, Matrix v, Matrix u, int threads, Visitor visitor)
            throws InterruptedException {
        Kernel kernel = Kernel.active();
        Workers.forEach(threads, "firth-count", Math.ceilDiv(counts.size(), ROWS_PER_TASK), () -> task -> {
            int end = Math.min(counts.size(), (task + 1) * ROWS_PER_TASK);
            for (int w = task * ROWS_PER_TASK; w < end; w++) {
                for (long cell = counts.rowStart(w); cell < counts.rowEnd(w); cell++) {
                    int c = counts.column(cell);
                    visitor.cell(w, c, counts.count(cell), kernel.dot(v, w, u, c));
                }
            }
        });
    }
}
