package io.firth.count;

/**
 * The elements of a PMI matrix that is factorised (worked-examples row M19; Levy, Goldberg &amp; Dagan 2015, "Improving
 * distributional similarity with lessons learned from word embeddings", section 3):
 *
 * <pre>x = log( #(w, c) / (#(w) · P_α(c)) ) − log k,    P_α(c) = #(c)^α / Σ_c' #(c')^α</pre>
 *
 * <p>With α = 1 this is PMI(w, c) − log k. A pair that was never seen has the element 0.
 */
public final class ShiftedPmi implements CellValue {
    private final double[] logRow;
    private final double[] logContext;
    private final double least;

    /**
     * The matrix over these counts.
     *
     * @param k shift, &gt; 0; 1 shifts nothing
     * @param alpha α of context distribution smoothing, 0…1
     * @param positive true: negative elements become 0 (PPMI, shifted PPMI)
     * @throws IllegalArgumentException if a number is out of range
     */
    public ShiftedPmi(Cooccurrences counts, double k, double alpha, boolean positive) {
        if (!(k > 0 && k < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the shift k must be above 0, but is " + k);
        }
        if (!(alpha >= 0 && alpha <= 1)) {
            throw new IllegalArgumentException("the smoothing exponent must be in 0…1, but is " + alpha);
        }
        int size = counts.size();
        logRow = new double[size];
        logContext = new double[size];
        double sum = 0;
        for (int c = 0; c < size; c++) {
            sum += counts.columnSum(c) > 0 ? Math.pow(counts.columnSum(c), alpha) : 0;
        }
        for (int i = 0; i < size; i++) {
            logRow[i] = Math.log(counts.rowSum(i)) + Math.log(k);
            logContext[i] = alpha * Math.log(counts.columnSum(i)) - Math.log(sum);
        }
        least = positive ? 0 : Double.NEGATIVE_INFINITY;
    }

    @Override
    public double of(int row, int column, double count) {
        return Math.max(least, Math.log(count) - logRow[row] - logContext[column]);
    }
}
