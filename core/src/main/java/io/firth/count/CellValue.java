package io.firth.count;

/** What becomes of a count in a sparse matrix that is factorised: the element at (row, column). */
@FunctionalInterface
public interface CellValue {
    /** #(w, c) as it is: latent semantic analysis of the plain counts. */
    CellValue COUNT = (row, column, count) -> count;

    /** log(1 + #(w, c)). */
    CellValue LOG_COUNT = (row, column, count) -> Math.log1p(count);

    /**
     * The element; 0 makes no cell.
     *
     * @param row word id w
     * @param column context word id c
     * @param count #(w, c) &gt; 0
     */
    double of(int row, int column, double count);
}
