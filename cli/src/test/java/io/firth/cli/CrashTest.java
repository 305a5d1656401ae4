package io.firth.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real processes, really killed. The long version, with 200 kills, is {@code mvn -Pcrash test} (CONTRIBUTING.md); {@code
 * -Dfirth.crash.seed} replays a failure.
 */
class CrashTest {
    @TempDir
    private Path folder;

    @Test
    void killedTrainingsEndWithTheSameBytes() throws Exception {
        int wanted = Integer.getInteger("firth.crash.kills", 3);
        CrashHarness harness = new CrashHarness(folder, Long.getLong("firth.crash.seed", 1));
        String result = System.getProperty("firth.crash.json", "");
        harness.run(wanted, result.isEmpty() ? null : Path.of(result));
        assertEquals(wanted, harness.kills());
        assertEquals(harness.trainings(), harness.sameBytes());
        assertTrue(harness.resumes() > 0, harness.json().toString());
    }

    @Test
    void aRequestToTerminateKeepsACheckpoint() throws Exception {
        new CrashHarness(folder, 1); // its corpus
        Path model = folder.resolve("model");
        TrainingProcess process = TrainingProcess.start(
                folder, List.of("corpus.txt", "-o", model.toString(), "--epochs", "1000", "--dim", "20"));
        process.await(60_000, TrainingProcess.Phase.TRAINING, 0);
        Thread.sleep(300);
        process.terminate();
        assertEquals(143, process.end());
        assertTrue(process.errors().contains("stopped; to go on from epoch "), process.errors());
        assertTrue(process.errors().contains("train --resume " + model), process.errors());
        assertFalse(Files.exists(model));
        assertTrue(Files.isDirectory(folder.resolve("model.checkpoint")));
    }
}
