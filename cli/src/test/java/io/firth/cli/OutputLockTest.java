package io.firth.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputLockTest {
    @TempDir
    private Path folder;

    private Path output() {
        return folder.resolve("model");
    }

    private Path file() {
        return folder.resolve("model.lock");
    }

    private static OutputLock lock(Path output) throws CommandFailure, InterruptedException {
        return OutputLock.of(output, note -> {
            throw new AssertionError(note);
        });
    }

    @Test
    void aSecondOneIsRefusedUntilTheFirstEnds() throws Exception {
        try (OutputLock lock = lock(output())) {
            assertTrue(
                    Files.readString(file()).startsWith(ProcessHandle.current().pid() + "\nsince "));
            String message =
                    assertThrows(CommandFailure.class, () -> lock(output())).getMessage();
            assertTrue(message.startsWith("this process is writing " + output()), message);
            lock(folder.resolve("other")).close();
            assertTrue(Files.exists(file()), "still locked " + lock);
        }
        assertFalse(Files.exists(file()));
        lock(output()).close();
        assertFalse(Files.exists(file()));
    }

    @Test
    void whatKilledProcessesLeftIsRemoved() throws Exception {
        Path old = Files.createFile(folder.resolve(".model.0123456789abcdef.tmp"));
        Path oldRun = Files.createFile(folder.resolve(".model.run.json.17.tmp"));
        Path inUse = Files.createFile(folder.resolve(".model.fedc.tmp"));
        Path others = Files.createFile(folder.resolve(".model2.fedc.tmp"));
        FileTime before = FileTime.from(Instant.now().minus(Duration.ofDays(1)));
        for (Path file : List.of(old, oldRun, others)) {
            Files.setLastModifiedTime(file, before);
        }
        lock(output()).close();
        assertFalse(Files.exists(old));
        assertFalse(Files.exists(oldRun));
        assertTrue(Files.exists(inUse), "written to since this process began");
        assertTrue(Files.exists(others), "another output's");
    }

    @Test
    void anotherProcessIsNamedAndItsDeathFreesTheOutput() throws Exception {
        Process other = LockHolder.start("hold", output().toString());
        try {
            assertTrue(line(other).startsWith("locked "), "child");
            Cli run = Cli.run("train", corpus().toString(), "-o", output().toString(), "--quiet");
            assertEquals(1, run.code());
            assertEquals(
                    "firth: process " + other.pid() + " is writing " + output()
                            + "; wait until it has ended, or give -o another name\n",
                    run.err());
            assertFalse(Files.exists(output()));
        } finally {
            other.destroyForcibly().waitFor();
        }
        assertTrue(Files.exists(file()), "left behind by the one that was killed");
        Cli run = Cli.run("train", corpus().toString(), "-o", output().toString(), "--quiet", "--subsample", "0");
        assertEquals("", run.err());
        assertTrue(Files.exists(output()));
        assertFalse(Files.exists(file()));
    }

    /** Whoever waits may lock a file that has just been deleted; then it must not think that it has the output. */
    @Test
    void turnsDoNotOverlap() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            processes.add(LockHolder.start("turns", output().toString(), "300"));
        }
        try {
            for (Process process : processes) {
                assertEquals("ready", line(process));
            }
            for (Process process : processes) {
                process.getOutputStream().write('\n');
                process.getOutputStream().flush();
            }
            for (Process process : processes) {
                assertEquals("done", line(process));
                assertTrue(process.waitFor(20, TimeUnit.SECONDS));
            }
        } finally {
            processes.forEach(Process::destroyForcibly);
        }
        assertFalse(Files.exists(file()));
    }

    @Test
    void twoNamesOfOneOutputAreOne() throws Exception {
        Files.writeString(output(), "x");
        Path link = Files.createSymbolicLink(folder.resolve("link"), output());
        Path around = folder.resolve("sub").resolve("..").resolve("model");
        Files.createDirectory(folder.resolve("sub"));
        twoNamesAreOne(link, around);
        Files.delete(output()); // so that the link leads to nothing
        twoNamesAreOne(link, around);
    }

    private void twoNamesAreOne(Path link, Path around) throws Exception {
        try (OutputLock lock = lock(link)) {
            assertThrows(CommandFailure.class, () -> lock(output()), lock.toString());
            assertThrows(CommandFailure.class, () -> lock(around));
        }
    }

    @Test
    void anInterruptedThreadGivesTheLockBack() throws Exception {
        OutputLock lock = lock(output());
        Thread.currentThread().interrupt();
        lock.close();
        assertTrue(Thread.interrupted(), "still interrupted");
        assertFalse(Files.exists(file()));
        lock(output()).close();
    }

    @Test
    void anInterruptionWhileLockingIsNoLackOfLocks() throws Exception {
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, () -> lock(output()));
        assertFalse(Thread.interrupted(), "told by the exception");
        assertFalse(Files.exists(file()));
        lock(output()).close();
    }

    @Test
    void whereThereAreNoLocksItIsSaidAndNothingIsRefused() throws Exception {
        Files.createDirectory(file());
        List<String> notes = new ArrayList<>();
        OutputLock.of(output(), notes::add).close();
        assertEquals(1, notes.size());
        assertTrue(notes.getFirst().startsWith("no lock on " + output() + " ("), notes.getFirst());
        assertTrue(Files.isDirectory(file()), "not ours");
    }

    private Path corpus() throws IOException {
        return Files.writeString(folder.resolve("corpus.txt"), "a b c d\n".repeat(50));
    }

    private static String line(Process process) throws IOException {
        BufferedReader out = process.inputReader(); // the same one at each call
        String line = out.readLine();
        return line == null ? "nothing" : line;
    }
}
