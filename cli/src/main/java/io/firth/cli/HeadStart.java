package io.firth.cli;

import io.firth.embeddings.Embeddings;
import io.firth.io.Format;
import io.firth.io.Models;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Opens the large native model of a question on a thread of its own, while the command line is still being understood: either
 * takes some fifty milliseconds. Nothing depends on it: what it cannot open, the command opens itself and says why not.
 */
final class HeadStart {
    /** Bytes from which on opening takes long enough for a thread to pay. */
    private static final long LARGE = 200_000_000;

    private static final Set<String> QUESTIONS =
            Set.of("neighbors", "analogy", "similarity", "odd-one-out", "sentence", "distance");

    private final Path file;
    private final FutureTask<Embeddings> opening;

    private HeadStart(Path file) {
        this.file = file;
        this.opening =
                new FutureTask<>(() -> Models.format(file) == Format.FIRTH ? Models.open(file, Format.FIRTH) : null);
    }

    /** Begins to open what a command line seems to ask; null if that is nothing large. */
    static HeadStart of(String[] args) {
        return of(args, LARGE);
    }

    /** @param least bytes of a file that is large enough */
    static HeadStart of(String[] args, long least) {
        Path file = args.length > 1 && QUESTIONS.contains(args[0]) ? firstFile(args, least) : null;
        if (file == null) {
            return null;
        }
        HeadStart start = new HeadStart(file);
        Thread thread = new Thread(start.opening, "firth-open");
        thread.setDaemon(true);
        thread.start();
        return start;
    }

    private static Path firstFile(String[] args, long least) {
        for (int i = 1; i < args.length; i++) {
            if (!args[i].startsWith("-")) {
                try {
                    Path file = Path.of(args[i]);
                    return Files.isRegularFile(file) && Files.size(file) >= least ? file : null;
                } catch (IOException | RuntimeException e) {
                    return null; // the command will say what is wrong with it
                }
            }
        }
        return null;
    }

    /** The model, once it is open; null if this is another file or opening it failed. */
    Embeddings take(Path wanted) {
        if (!file.equals(wanted)) {
            return null;
        }
        try {
            return opening.get();
        } catch (ExecutionException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }
}
