package io.firth.cli;

import io.firth.math.Kernel;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How wide the vectors of this process are; that decides the last bits of what is trained. */
final class VectorWidth {
    /** Every processor with vectors has these. */
    private static final int PORTABLE_BITS = 128;

    private static final Pattern SIMD = Pattern.compile("SIMD, (128|256|512)-bit vectors");

    private VectorWidth() {}

    /**
     * Chooses the width of a model's kernel, if nothing has been computed yet, the user chooses none, and this processor
     * has it; otherwise another kernel stays.
     *
     * @param kernel as in a model's provenance
     */
    static void like(String kernel) {
        Matcher bits = SIMD.matcher(kernel);
        if (bits.matches()
                && System.getProperty("firth.vector.bits") == null
                && Integer.parseInt(bits.group(1)) <= Kernel.widestBits()) {
            System.setProperty("firth.vector.bits", bits.group(1));
        }
    }

    /**
     * Chooses the width that all processors have, if nothing has been computed yet.
     *
     * @throws CommandFailure if this process computes otherwise already
     */
    static void portable() throws CommandFailure {
        if (System.getProperty("firth.vector.bits") == null) {
            System.setProperty("firth.vector.bits", Integer.toString(PORTABLE_BITS));
        }
        String kernel = Kernel.active().describe();
        if (!kernel.contains(PORTABLE_BITS + "-bit")) {
            throw new CommandFailure("--portable needs the kernel with " + PORTABLE_BITS + "-bit vectors, and this"
                    + " process has another one (" + kernel + "); start it without settings of its own");
        }
    }
}
