package io.firth.cli;

import io.firth.embeddings.Embeddings;
import io.firth.embeddings.Provenance;
import io.firth.io.Format;
import io.firth.io.Models;
import io.firth.math.Matrix;
import io.firth.math.RowDots;
import io.firth.vocab.Vocabulary;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;

/** What the JVM watches while it makes a start-up cache: commands, on next to nothing. */
final class StartupWorkload {
    private static final int WORDS = 20_000;

    private StartupWorkload() {}

    /** {@code args[0]}: a folder for temporary files; {@code args[1]}, if given: {@code train}, for the commands that do. */
    public static void main(String[] args) throws IOException {
        Path folder = Files.createTempDirectory(Path.of(args[0]), "workload");
        Path model = folder.resolve("model");
        Path text = folder.resolve("text");
        try {
            if (args.length > 1) {
                train(text, model);
            } else {
                ask(model);
            }
            around();
        } finally {
            FolderTree.delete(folder);
        }
    }

    private static void ask(Path model) throws IOException {
        Models.write(model(), model, Format.FIRTH);
        run("--help");
        run("train", "--help");
        run("neighbors", model.toString(), "a", "-k", "1");
        run("neighbors", model.toString(), "b", "--json");
        run("neighbors", model.toString(), "bb");
        run("neighbors", model.toString(), "a - b", "-k", "1");
        run("analogy", model.toString(), "a", "b", "a");
        run("similarity", model.toString(), "a", "b");
        run("pairs", "a b c");
        HeadStart.of(new String[] {"neighbors", model.toString()}, 0).take(model);
        RowDots.dotAndSquare(new float[2], model().input(), 0, new float[2]);
    }

    private static void train(Path text, Path model) throws IOException {
        Files.writeString(text, "a b c d e f g h i j k l m n o p q r s t\n".repeat(WORDS / 20));
        run("--version");
        run("train", text.toString(), "-o", model.toString(), "--threads", "2", "--json", "--validation-words", "a");
        run("train", text.toString(), "-o", model.toString(), "--threads", "2", "--epochs", "1", "--lock-free");
        run("train", text.toString(), "-o", model.toString(), "--epochs", "1", "--architecture", "cbow");
    }

    private static void run(String... args) {
        Main.execute(
                args,
                new StandardOutput(OutputStream.nullOutputStream()).printer(StandardCharsets.UTF_8),
                new PrintWriter(Writer.nullWriter()),
                Terminal.none(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)));
    }

    /** What happens around a command: before it, beside it, and when the process ends. */
    private static void around() {
        Interruption.install(Thread.currentThread()).finished();
        ForkJoinPool.commonPool().submit(() -> {}).join();
        System.getLogger(Runtime.class.getName()).isLoggable(System.Logger.Level.DEBUG); // for System.exit
    }

    private static Embeddings model() {
        Vocabulary vocabulary = Vocabulary.of(
                List.of("a".getBytes(StandardCharsets.UTF_8), "b".getBytes(StandardCharsets.UTF_8)), new long[] {2, 1});
        Matrix input = Matrix.allocate(2, 2);
        input.set(0, 0, 1);
        input.set(1, 1, 1);
        return new Embeddings(vocabulary, input, Optional.of(Matrix.allocate(2, 2)), Provenance.unknown());
    }
}
