package io.firth.io;

import io.firth.vocab.Workers;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.function.Supplier;

/** Does numbered pieces of reading or writing on all processors. */
final class Parallel {
    private Parallel() {}

    /** As many threads as there are processors. */
    static int threads() {
        return Runtime.getRuntime().availableProcessors();
    }

    /**
     * Works on the pieces 0 … pieces − 1, begun in this order. The first failure stops the others and is thrown.
     *
     * @param workers makes what one thread does with its pieces
     * @throws ClosedByInterruptException if the calling thread is interrupted, which it stays
     */
    static void forEach(int pieces, Supplier<Workers.PieceTask<IOException>> workers) throws IOException {
        try {
            Workers.forEach(threads(), "firth-io", pieces, workers);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClosedByInterruptException();
        }
    }
}
