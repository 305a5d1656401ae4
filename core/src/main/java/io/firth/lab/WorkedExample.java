package io.firth.lab;

/**
 * A piece of the mathematics that Firth implements, worked through with numbers: computed by Firth's own code, beside the
 * figures that are known to be right. Each is one file and one line of {@link WorkedExamples}.
 */
public interface WorkedExample {
    /** Such as {@code M14}; letters and digits, unique. */
    String id();

    /** What it shows, in a few words. */
    String title();

    /**
     * Computes everything anew and writes formulas, numbers and checks to the sheet, in the order in which they are read.
     *
     * @param sheet empty
     */
    void work(Worksheet sheet);
}
