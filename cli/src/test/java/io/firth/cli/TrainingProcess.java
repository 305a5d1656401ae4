package io.firth.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code firth train --json} as a process of its own, that can be killed. */
final class TrainingProcess {
    /** What it is doing, as far as its last line says. */
    enum Phase {
        STARTING,
        COUNTING,
        ENCODING,
        TRAINING,
        WRITING,
        DONE
    }

    private static final int LONGEST_SECONDS = 120;

    private final Process process;
    private final Path errors;
    private final Thread reader;
    private volatile Phase phase = Phase.STARTING;
    private volatile int checkpoints;
    private volatile boolean fellBack;
    private volatile boolean resumed;

    private TrainingProcess(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
        this.reader = Thread.ofPlatform().daemon().start(this::read);
    }

    static TrainingProcess start(Path folder, List<String> arguments) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> command = new ArrayList<>(List.of(java.toString()));
        command.addAll(List.of("-XX:+UseSerialGC", "-Xmx256m", "-Xshare:auto"));
        command.addAll(List.of("--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"));
        String kernel = System.getProperty("firth.kernel");
        if (kernel != null) {
            command.add("-Dfirth.kernel=" + kernel);
        }
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        command.addAll(List.of("-cp", classes, "io.firth.cli.Main", "train"));
        command.addAll(arguments);
        command.add("--json");
        Path errors = Files.createTempFile(folder, "stderr", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectError(errors.toFile())
                .directory(folder.toFile())
                .start();
        return new TrainingProcess(process, errors);
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                heard(line);
            }
        } catch (IOException | UncheckedIOException e) {
            return; // it was killed
        }
    }

    private void heard(String line) {
        if (line.contains("\"event\":\"checkpoint\"")) {
            checkpoints++;
        } else if (line.contains("\"event\":\"resumed\"")) {
            resumed = true;
            fellBack = !line.contains("\"damaged\":[]");
        } else if (line.contains("\"stage\":\"count\"")) {
            phase = line.contains("\"event\":\"stage\"") ? Phase.ENCODING : Phase.COUNTING;
        } else if (line.contains("\"event\":\"stage\",\"stage\":\"encode\"")) {
            phase = Phase.TRAINING;
        } else if (line.contains("\"event\":\"stage\",\"stage\":\"train\"")) {
            phase = Phase.WRITING;
        } else if (line.contains("\"event\":\"result\"")) {
            phase = Phase.DONE;
        }
    }

    /** Returns after so many milliseconds, or when the phase or a checkpoint is reached, or when the process has ended. */
    void await(long millis, Phase until, int checkpoint) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        while (process.isAlive()
                && System.nanoTime() < end
                && (until == null || phase.compareTo(until) < 0)
                && (checkpoint == 0 || checkpoints < checkpoint)) {
            Thread.sleep(0, 500_000);
        }
    }

    /** Kills it (-9); returns whether it was still alive. */
    boolean kill() throws InterruptedException {
        boolean alive = process.isAlive();
        process.destroyForcibly();
        process.waitFor();
        reader.join();
        return alive && process.exitValue() != 0;
    }

    /** Waits until it ends by itself; returns its exit code. */
    int end() throws InterruptedException {
        if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("a training does not end");
        }
        reader.join();
        return process.exitValue();
    }

    /** A polite request to terminate. */
    void terminate() {
        process.destroy();
    }

    Phase phase() {
        return phase;
    }

    int checkpoints() {
        return checkpoints;
    }

    boolean resumed() {
        return resumed;
    }

    /** Whether it went on from a checkpoint that was not the newest. */
    boolean fellBack() {
        return fellBack;
    }

    String errors() throws IOException {
        return Files.readString(errors);
    }
}
