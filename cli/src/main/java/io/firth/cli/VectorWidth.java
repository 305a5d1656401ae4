package io.firth.cli;

import io.firth.math.Kernel;

/** How wide the vectors of this process are; that decides the last bits of what is trained. */
final class VectorWidth {
    /** Every processor with vectors has these. */
    private static final int PORTABLE_BITS = 128;

    private VectorWidth() {}

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
