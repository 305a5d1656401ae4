package io.firth.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the programs whose formats are read, where they are installed; elsewhere a test is skipped with a message. */
final class Programs {
    /** {@code FIRTH_PYTHON} may name one that has more modules. */
    private static final Path PYTHON = Path.of(System.getenv().getOrDefault("FIRTH_PYTHON", "/usr/bin/python3"));

    private static final Path FASTTEXT = Path.of("/usr/bin/fasttext");

    private Programs() {}

    /** Runs a Python program that needs these modules. */
    static String python(Path folder, String modules, String program) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(PYTHON), "no " + PYTHON);
        int found =
                start(folder, "", PYTHON.toString(), "-c", "import " + modules).exit();
        assumeTrue(found == 0, PYTHON + " lacks " + modules);
        return output(folder, "", List.of(PYTHON.toString(), "-c", program));
    }

    /** Runs fastText. */
    static String fastText(Path folder, String input, String arguments) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(FASTTEXT), "no " + FASTTEXT);
        List<String> command = new java.util.ArrayList<>(List.of(FASTTEXT.toString()));
        command.addAll(List.of(arguments.split(" ")));
        return output(folder, input, command);
    }

    private static String output(Path folder, String input, List<String> command)
            throws IOException, InterruptedException {
        Result result = start(folder, input, command.toArray(String[]::new));
        assertEquals(0, result.exit, command + ": " + result.output);
        return result.output;
    }

    private record Result(int exit, String output) {}

    private static Result start(Path folder, String input, String... command) throws IOException, InterruptedException {
        Path in = Files.writeString(folder.resolve("stdin"), input);
        Path out = folder.resolve("stdout");
        Path err = folder.resolve("stderr");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException(String.join(" ", command) + " does not end");
        }
        String text = Files.readString(out, StandardCharsets.UTF_8);
        return new Result(process.exitValue(), process.exitValue() == 0 ? text : text + Files.readString(err));
    }
}
