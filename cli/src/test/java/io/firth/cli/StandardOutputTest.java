package io.firth.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandardOutputTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "--version",
                "train --help",
                "info MODEL",
                "info MODEL --json",
                "neighbors MODEL king",
                "similarity MODEL king queen --json",
                "pairs a b c"
            })
    void outputThatCannotBeWrittenIsAFailure(String arguments) throws IOException {
        String model = SmallModel.write(folder);
        Cli run = run(new Full(), arguments.replace("MODEL", model).split(" "));
        assertEquals("firth: standard output cannot be written: No space left on device\n", run.err());
        assertEquals(1, run.code());
    }

    @Test
    void aReaderThatHasGoneIsToldNothing() {
        OutputStream gone = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        assertEquals(new Cli(1, "", ""), run(gone, "pairs", "a b c"));
    }

    @Test
    void whatCouldBeWrittenIsNoFailure() {
        assertEquals(new Cli(0, "", ""), run(OutputStream.nullOutputStream(), "pairs", "a b c"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"neighbors MODEL --batch - --json", "similarity MODEL --batch -", "shell MODEL"})
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void questionsWithoutEndAreNotAnsweredToNobody(String arguments) throws IOException {
        String model = SmallModel.write(folder);
        InputStream before = System.in;
        System.setIn(new Endless("king queen\n"));
        try {
            Cli run = run(new Full(), arguments.replace("MODEL", model).split(" "));
            assertEquals(1, run.code());
            assertTrue(run.err().endsWith("standard output cannot be written: No space left on device\n"), run.err());
        } finally {
            System.setIn(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--json", "--epochs=2"})
    void aTrainingThatNobodyHearsStillWritesItsModel(String option) throws IOException {
        Path text = Files.writeString(folder.resolve("text"), "a b c d\n".repeat(50));
        Path model = folder.resolve("model");
        Cli run = run(new Full(), "train", text.toString(), "-o", model.toString(), "--subsample", "0", option);
        assertEquals(1, run.code());
        assertTrue(run.err().endsWith("standard output cannot be written: No space left on device\n"), run.err());
        assertTrue(Files.exists(model));
    }

    /** The real streams: a disk that is full, and a pipe whose reader goes after a line. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aProcessEndsWithCode1() throws Exception {
        String model = SmallModel.write(folder);
        Path errors = folder.resolve("errors");
        Process full = process(errors, "info", model)
                .redirectOutput(Path.of("/dev/full").toFile())
                .start();
        assertTrue(full.waitFor(60, TimeUnit.SECONDS));
        assertEquals("firth: standard output cannot be written: No space left on device\n", Files.readString(errors));
        assertEquals(1, full.exitValue());

        Path questions = Files.writeString(folder.resolve("questions"), "king\n".repeat(50_000));
        Process gone = process(errors, "neighbors", model, "--batch", questions.toString())
                .start();
        gone.inputReader(StandardCharsets.UTF_8).readLine();
        gone.getInputStream().close();
        assertTrue(gone.waitFor(60, TimeUnit.SECONDS));
        assertEquals("", Files.readString(errors));
        assertEquals(1, gone.exitValue());
    }

    private static ProcessBuilder process(Path errors, String... arguments) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dfirth.kernel=scalar"));
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp", classes, "io.firth.cli.Main"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(errors.toFile());
    }

    private static Cli run(OutputStream stream, String... args) {
        StandardOutput out = new StandardOutput(stream);
        StringWriter err = new StringWriter();
        PrintWriter errors = new PrintWriter(err, true);
        int code = Main.execute(args, out.printer(StandardCharsets.UTF_8), errors, Cli.noTerminal());
        out.report(errors);
        return new Cli(code, "", err.toString());
    }

    /** A disk without room. */
    private static final class Full extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            throw new IOException("No space left on device");
        }
    }

    /** The same line again and again, as {@code yes} has it. */
    private static final class Endless extends InputStream {
        private final byte[] line;
        private int at;

        Endless(String line) {
            this.line = line.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public int read() {
            return line[at++ % line.length];
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            for (int i = 0; i < length; i++) {
                bytes[offset + i] = (byte) read();
            }
            at %= line.length;
            return length;
        }
    }
}
