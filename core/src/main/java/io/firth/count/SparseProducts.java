package io.firth.count;

import io.firth.vocab.Workers;
import java.util.Arrays;

/**
 * Products of a sparse V × V matrix A, whose elements are computed from counts as they are needed, with tall dense
 * matrices: A·X and Aᵀ·X. Nothing but the dense matrices is held in memory.
 *
 * <p>Every element of a product is summed in one order, for any number of threads.
 */
final class SparseProducts {
    private static final int ROWS_PER_TASK = 32;
    private static final int COLUMN_TASKS_PER_THREAD = 4;

    private final Cooccurrences counts;
    private final CellValue value;
    private final int threads;
    private final int size;

    /** Columns [bounds[i], bounds[i + 1]) hold about the same number of cells each. */
    private final int[] bounds;

    SparseProducts(Cooccurrences counts, CellValue value, int threads) {
        this.counts = counts;
        this.value = value;
        this.threads = threads;
        this.size = counts.size();
        this.bounds = bounds(threads * COLUMN_TASKS_PER_THREAD);
    }

    private int[] bounds(int parts) {
        long[] cells = new long[size];
        for (long cell = 0; cell < counts.nonZeros(); cell++) {
            cells[counts.column(cell)]++;
        }
        int[] split = new int[parts + 1];
        long sum = 0;
        int column = 0;
        for (int part = 1; part < parts; part++) {
            long wanted = counts.nonZeros() * part / parts;
            while (column < size && sum + cells[column] <= wanted) {
                sum += cells[column++];
            }
            split[part] = column;
        }
        split[parts] = size;
        return split;
    }

    /** ‖A‖²_F. */
    double squaredNorm() throws InterruptedException {
        double[] rows = new double[size];
        Workers.forEach(threads, "firth-count", Math.ceilDiv(size, ROWS_PER_TASK), () -> task -> {
            for (int row = task * ROWS_PER_TASK; row < Math.min(size, (task + 1) * ROWS_PER_TASK); row++) {
                for (long cell = counts.rowStart(row); cell < counts.rowEnd(row); cell++) {
                    double a = value.of(row, counts.column(cell), counts.count(cell));
                    rows[row] += a * a;
                }
            }
        });
        return Arrays.stream(rows).sum();
    }

    /**
     * Y ← A·X.
     *
     * @param x X, V × l
     * @param y Y, V × l; overwritten
     */
    void multiply(double[] x, int l, double[] y) throws InterruptedException {
        Workers.forEach(threads, "firth-count", Math.ceilDiv(size, ROWS_PER_TASK), () -> task -> {
            double[] sum = new double[l];
            for (int row = task * ROWS_PER_TASK; row < Math.min(size, (task + 1) * ROWS_PER_TASK); row++) {
                Arrays.fill(sum, 0);
                for (long cell = counts.rowStart(row); cell < counts.rowEnd(row); cell++) {
                    int column = counts.column(cell);
                    double a = value.of(row, column, counts.count(cell));
                    if (a != 0) {
                        add(a, x, column * l, sum, 0, l);
                    }
                }
                System.arraycopy(sum, 0, y, row * l, l);
            }
        });
    }

    /**
     * Y ← Aᵀ·X. A task owns a range of columns of A and finds their cells in every row, so no transpose is stored.
     *
     * @param x X, V × l
     * @param y Y, V × l; overwritten
     */
    void transposedMultiply(double[] x, int l, double[] y) throws InterruptedException {
        Workers.forEach(threads, "firth-count", bounds.length - 1, () -> task -> {
            int first = bounds[task];
            int end = bounds[task + 1];
            Arrays.fill(y, first * l, end * l, 0);
            for (int row = 0; row < size; row++) {
                long last = counts.rowEnd(row);
                for (long cell = firstCell(counts, row, first); cell < last; cell++) {
                    int column = counts.column(cell);
                    if (column >= end) {
                        break;
                    }
                    double a = value.of(row, column, counts.count(cell));
                    if (a != 0) {
                        add(a, x, row * l, y, column * l, l);
                    }
                }
            }
        });
    }

    /** The first cell of a row whose column is not below {@code column}. */
    static long firstCell(Cooccurrences counts, int row, int column) {
        long low = counts.rowStart(row);
        long high = counts.rowEnd(row);
        if (column == 0) {
            return low;
        }
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (counts.column(middle) < column) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** to[j] += a·from[j]. */
    private static void add(double a, double[] from, int fromStart, double[] to, int toStart, int l) {
        for (int j = 0; j < l; j++) {
            to[toStart + j] = Math.fma(a, from[fromStart + j], to[toStart + j]);
        }
    }
}
