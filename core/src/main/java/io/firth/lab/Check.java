package io.firth.lab;

/**
 * A statement that is true or false, with what was expected and what came out.
 *
 * @param name what is checked
 * @param expected as shown
 * @param actual as shown
 * @param passed whether they agree
 */
public record Check(String name, String expected, String actual, boolean passed) implements Step {
    /**
     * |actual − expected| ≤ tolerance. NaN never passes.
     *
     * @param name what is checked
     * @param expected the figure that is known to be right
     * @param actual the figure computed
     * @param tolerance ≥ 0, absolute; half a unit of the last digit that is known
     */
    public static Check number(String name, double expected, double actual, double tolerance) {
        double off = Math.abs(actual - expected);
        boolean rounding = off <= 4 * Math.ulp(expected);
        String shown = Figures.precise(actual) + (rounding ? "" : " (off by " + Figures.brief(off) + ")");
        return new Check(name, Figures.precise(expected), shown, off <= tolerance);
    }

    /**
     * Whole numbers are equal.
     *
     * @param name what is checked
     * @param expected the number that is known to be right
     * @param actual the number computed
     */
    public static Check count(String name, long expected, long actual) {
        return new Check(name, Figures.grouped(expected), Figures.grouped(actual), expected == actual);
    }

    /**
     * Strings are equal.
     *
     * @param name what is checked
     * @param expected what is known to be right
     * @param actual what came out
     */
    public static Check same(String name, String expected, String actual) {
        return new Check(name, expected, actual, expected.equals(actual));
    }

    /**
     * A bound holds.
     *
     * @param name what is checked
     * @param expected the bound in words, such as {@code ≤ 1e-12}
     * @param actual the figure that is bounded
     * @param holds whether it is
     */
    public static Check bound(String name, String expected, double actual, boolean holds) {
        String shown = Math.abs(actual) < 1e-5 ? Figures.brief(actual) : Figures.precise(actual);
        return new Check(name, expected, shown, holds);
    }
}
