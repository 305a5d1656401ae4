package io.firth.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Input that comes through named pipes. */
class PipedInputTest {
    private static final String TEXT = "a b c d e\n".repeat(100);

    @TempDir
    private Path folder;

    private Path pipe;
    private String model;

    @BeforeEach
    void pipe() throws Exception {
        pipe = folder.resolve("pipe");
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
        model = folder.resolve("model").toString();
    }

    @Test
    void aPipeIsKeptInTheFolderThatWasGiven() throws Exception {
        String temporary = Files.createDirectory(folder.resolve("temporary")).toString();
        Path nowhere = folder.resolve("nowhere");
        fill(pipe, TEXT);
        Process train = start(
                nowhere, "train", pipe.toString(), "-o", model, "--dim", "4", "--epochs", "1", "--temp", temporary);
        assertEquals(0, end(train), errors());
        fill(pipe, TEXT);
        Process bound = start(nowhere, "bound", pipe.toString(), "--model", model, "--temp", temporary);
        assertEquals(0, end(bound), errors());
        assertEquals(List.of(), names(Path.of(temporary)));
    }

    @Test
    void readingIsShown() throws Exception {
        Process train = start(folder, "train", pipe.toString(), "-o", model, "--dim", "4", "--epochs", "1", "--json");
        fillUntil(train, "{\"event\":\"progress\",\"stage\":\"read\",\"bytesDone\":");
        assertEquals(0, end(train), errors());
        assertTrue(output().contains("{\"event\":\"stage\",\"stage\":\"read\",\"seconds\":"), output());
        Process count = start(folder, "count", pipe.toString(), "-o", model + ".counts", "--json");
        fillUntil(count, "{\"event\":\"progress\",\"stage\":\"read\",\"done\":");
        assertEquals(0, end(count), errors());
    }

    /** Writes slowly until that has been said. */
    private void fillUntil(Process reader, String said) throws Exception {
        FutureTask<Void> writing = new FutureTask<>(() -> {
            try (OutputStream out = Files.newOutputStream(pipe, StandardOpenOption.WRITE)) {
                while (!output().contains(said)) {
                    assertTrue(reader.isAlive(), errors());
                    out.write(TEXT.getBytes(StandardCharsets.US_ASCII));
                    Thread.sleep(10);
                }
            }
            return null;
        });
        Thread.ofPlatform().daemon().start(writing);
        writing.get(120, TimeUnit.SECONDS);
    }

    @Test
    void aCorpusThatNobodyWritesIsNotWaitedForAtTheEnd() throws Exception {
        endsAtOnce("train", pipe.toString(), "-o", model);
        assertEquals(List.of("err.txt", "out.txt", "pipe"), names(folder), "no lock is left");
    }

    @Test
    void aBatchThatNobodyWritesIsNotWaitedForAtTheEnd() throws Exception {
        Path corpus = Files.writeString(folder.resolve("corpus.txt"), TEXT);
        Cli run = Cli.run("train", corpus.toString(), "-o", model, "--dim", "4", "--epochs", "1", "--quiet");
        assertEquals(0, run.code(), run.err());
        endsAtOnce("neighbors", model, "--batch", pipe.toString());
    }

    private void endsAtOnce(String... arguments) throws Exception {
        Process process = start(folder, arguments);
        try {
            while (!stacks(process).contains("UnixNativeDispatcher.open")) {
                assertTrue(process.isAlive(), "it does not wait for the pipe: " + errors());
            }
            process.destroy();
            assertTrue(process.waitFor(Interruption.SECONDS_TO_END - 2, TimeUnit.SECONDS), "it is waited for");
            assertEquals(143, process.exitValue());
        } finally {
            process.destroyForcibly();
        }
    }

    private static String stacks(Process process) throws IOException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process asking = new ProcessBuilder(jcmd.toString(), Long.toString(process.pid()), "Thread.print")
                .redirectErrorStream(true)
                .start();
        return new String(asking.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** From a thread of its own: a pipe opens when both ends do. */
    private static void fill(Path pipe, String text) {
        FutureTask<Path> writing = new FutureTask<>(() -> Files.writeString(pipe, text, StandardOpenOption.WRITE));
        Thread.ofPlatform().daemon().start(writing);
    }

    /** A command in a process of its own, for which this is the system's folder for temporary files. */
    private Process start(Path temporary, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Xmx256m"));
        command.addAll(List.of("--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"));
        command.add("-Djava.io.tmpdir=" + temporary);
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        command.addAll(List.of("-cp", classes, "io.firth.cli.Main"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out.txt").toFile())
                .redirectError(folder.resolve("err.txt").toFile())
                .start();
    }

    private static int end(Process process) throws InterruptedException {
        boolean ended = process.waitFor(120, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertTrue(ended, "it does not end");
        return process.exitValue();
    }

    private String output() throws IOException {
        return Files.readString(folder.resolve("out.txt"), StandardCharsets.UTF_8);
    }

    private String errors() throws IOException {
        return Files.readString(folder.resolve("err.txt"), StandardCharsets.UTF_8);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
