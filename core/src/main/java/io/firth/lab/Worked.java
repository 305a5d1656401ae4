package io.firth.lab;

/**
 * A worked example and what came of it.
 *
 * @param example which
 * @param sheet complete
 * @param seconds it took
 */
public record Worked(WorkedExample example, Worksheet sheet, double seconds) {
    /** Works it. An exception becomes a check that fails, so that one broken example does not hide the others. */
    public static Worked of(WorkedExample example) {
        long start = System.nanoTime();
        Worksheet sheet = new Worksheet();
        try {
            example.work(sheet);
        } catch (RuntimeException e) {
            sheet.add(new Check("runs to its end", "no exception", e.toString(), false));
        }
        return new Worked(example, sheet, (System.nanoTime() - start) / 1e9);
    }

    /** Whether there is something to check and all of it is right. */
    public boolean passed() {
        return sheet.passed();
    }
}
