package io.firth.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.embeddings.Embeddings;
import io.firth.train.Checkpoint;
import io.firth.train.TrainingState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointFolderTest {
    @TempDir
    private Path folder;

    private static Checkpoint checkpoint(int number) {
        Embeddings model = TestModels.random(number, 40, 5, 40);
        Embeddings best = TestModels.random(-number, 40, 5, 40);
        TrainingState state = new TrainingState(number, number + 10, number, Math.PI * number, 1L << 40, 0.1);
        Optional<Checkpoint.Vectors> vectors = number % 2 == 0
                ? Optional.of(new Checkpoint.Vectors(best.input(), best.output().orElseThrow()))
                : Optional.empty();
        return new Checkpoint(model, vectors, state, Map.of("corpus.0", "/größe \"x\"\n.txt", "number", "" + number));
    }

    private static void assertSame(Checkpoint expected, Checkpoint actual) {
        TestModels.assertSameWords(expected.model().vocabulary(), actual.model().vocabulary());
        TestModels.assertSameRows(expected.model().input(), actual.model().input());
        TestModels.assertSameRows(
                expected.model().output().orElseThrow(), actual.model().output().orElseThrow());
        assertEquals(
                expected.model().provenance().toString(),
                actual.model().provenance().toString());
        assertEquals(expected.state(), actual.state());
        assertEquals(expected.notes(), actual.notes());
        assertEquals(expected.best().isPresent(), actual.best().isPresent());
        if (expected.best().isPresent()) {
            TestModels.assertSameRows(
                    expected.best().get().input(), actual.best().get().input());
            TestModels.assertSameRows(
                    expected.best().get().output(), actual.best().get().output());
        }
    }

    private static int newest(CheckpointFolder kept) throws IOException {
        return kept.newest().orElseThrow().checkpoint().state().epoch();
    }

    @Test
    void whatIsKeptComesBackAndTwoAreKept() throws IOException {
        Path place = folder.resolve("model.checkpoint");
        CheckpointFolder kept = new CheckpointFolder(place);
        assertEquals(Optional.empty(), kept.newest());
        assertFalse(kept.exists());
        for (int n = 1; n <= 12; n++) {
            kept.save(checkpoint(n)).commit();
            CheckpointFolder.Found found = new CheckpointFolder(place).newest().orElseThrow();
            assertSame(checkpoint(n), found.checkpoint());
            assertEquals(List.of(), found.damaged());
            ModelFile.verify(found.file());
        }
        assertEquals(
                List.of("checkpoint-11.safetensors", "checkpoint-12.safetensors"),
                TestModels.namesIn(place).stream().sorted().toList());
        Files.writeString(place.resolve("mine"), "kept");
        kept.delete();
        assertEquals(List.of("mine"), TestModels.namesIn(place));
        Files.delete(place.resolve("mine"));
        kept.delete();
        assertFalse(Files.exists(place));
        kept.delete();
    }

    @Test
    void oneThatIsNotMadeToLastDoesNotCount() throws IOException {
        CheckpointFolder kept = new CheckpointFolder(folder);
        kept.save(checkpoint(1)).commit();
        kept.save(checkpoint(2));
        assertEquals(1, newest(kept));
        kept.save(checkpoint(3)).commit();
        assertEquals(3, newest(kept));
        assertEquals(2, TestModels.namesIn(folder).size());
    }

    @Test
    void everyKindOfFaultLeavesTheOneBefore() throws IOException {
        CheckpointFolder first = new CheckpointFolder(folder);
        first.save(checkpoint(1)).commit();
        int size = (int) Files.size(first.newest().orElseThrow().file());
        FaultyDisk disk = new FaultyDisk();
        CheckpointFolder kept = new CheckpointFolder(folder, disk);
        assertEquals(1, newest(kept));
        for (int room = 0; room < size; room += 1 + size / 40) {
            disk.room(room);
            IOException e = assertThrows(IOException.class, () -> kept.save(checkpoint(2)));
            assertTrue(e.getMessage().contains("No space left on device"), e.getMessage());
            assertEquals(1, newest(kept));
            assertEquals(List.of("checkpoint-1.safetensors"), TestModels.namesIn(folder));
        }
        for (FaultyDisk.Step step : FaultyDisk.Step.values()) {
            disk.repair();
            disk.fail(step);
            int number = 2 + step.ordinal();
            try {
                kept.save(checkpoint(number)).commit();
                assertTrue(step == FaultyDisk.Step.CREATE_FOLDER || step == FaultyDisk.Step.DELETE, step + "");
                assertEquals(number, newest(kept));
            } catch (IOException e) {
                assertTrue(e.getMessage().contains("Input/output error"), e.getMessage());
                assertTrue(newest(new CheckpointFolder(folder)) >= 1, step + "");
            }
            disk.repair();
            kept.save(checkpoint(number)).commit();
            assertEquals(number, newest(kept));
            assertTrue(TestModels.namesIn(folder).size() <= 2, TestModels.namesIn(folder) + " after " + step);
        }
    }

    /** Wherever the power goes: what was kept before is there, or what was being kept, and nothing else. */
    @Test
    void powerMayGoAtAnyStep() throws IOException {
        long seed = 5;
        Random random = new Random(seed);
        int cuts = 0;
        for (int steps = 0; ; steps++) {
            Path place =
                    Files.createDirectory(folder.resolve("before-" + steps)).resolve("c");
            PowerCut disk = new PowerCut(steps);
            CheckpointFolder kept = new CheckpointFolder(place, disk);
            int committed = 0;
            try {
                for (int n = 1; n <= 4; n++) {
                    kept.save(checkpoint(n)).commit();
                    committed = n;
                }
            } catch (PowerCut.Gone e) {
                cuts++;
            }
            for (int i = 0; i < 8; i++) {
                Path after = Files.createDirectory(folder.resolve("after-" + steps + "-" + i));
                disk.restore(after, random);
                String where = "seed " + seed + ", power gone after " + steps + " steps, " + committed + " committed";
                CheckpointFolder found = new CheckpointFolder(after);
                if (committed == 0) {
                    continue; // there may be nothing, or the one that was not committed
                }
                Checkpoint newest = found.newest().orElseThrow().checkpoint();
                int epoch = newest.state().epoch();
                assertTrue(epoch == committed || epoch == committed + 1, where + ", found " + epoch);
                assertSame(checkpoint(epoch), newest);
                found.save(checkpoint(9)).commit();
                assertEquals(9, newest(found), where);
            }
            if (committed == 4) {
                break;
            }
        }
        assertTrue(cuts > 20, cuts + " cuts");
    }

    @Test
    void anyDamageIsFoundAndTheOneBeforeUsed() throws IOException {
        long seed = 6;
        Random random = new Random(seed);
        CheckpointFolder kept = new CheckpointFolder(folder);
        kept.save(checkpoint(1)).commit();
        kept.save(checkpoint(2)).commit();
        Path file = kept.newest().orElseThrow().file();
        byte[] whole = Files.readAllBytes(file);
        for (int i = 0; i < 300; i++) {
            byte[] bytes = whole.clone();
            String what;
            if (i % 3 == 0) {
                int length = i == 0 ? 0 : random.nextInt(whole.length);
                bytes = Arrays.copyOf(bytes, length);
                what = "cut off at " + length;
            } else if (i % 3 == 1) {
                int at = random.nextInt(whole.length);
                bytes[at] ^= (byte) (1 << random.nextInt(8));
                what = "a bit at " + at;
            } else {
                int at = random.nextInt(whole.length);
                Arrays.fill(bytes, at, Math.min(whole.length, at + 512), (byte) 0);
                what = "zeros from " + at;
            }
            Files.write(file, bytes);
            CheckpointFolder.Found found = new CheckpointFolder(folder).newest().orElseThrow();
            boolean changed = !Arrays.equals(bytes, whole);
            assertEquals(changed ? 1 : 2, found.checkpoint().state().epoch(), "seed " + seed + ", " + what);
            assertEquals(changed ? 1 : 0, found.damaged().size(), "seed " + seed + ", " + what);
        }
        Files.write(file, new byte[10]);
        Files.write(folder.resolve("checkpoint-1.safetensors"), new byte[0]);
        IOException e = assertThrows(IOException.class, () -> new CheckpointFolder(folder).newest());
        assertTrue(e.getMessage().startsWith("no checkpoint in " + folder + " is whole: "), e.getMessage());
        assertTrue(e.getMessage().contains("checkpoint-1.safetensors is empty"), e.getMessage());
    }

    @Test
    void aVectorThatIsNoNumberIsNotKept() throws IOException {
        CheckpointFolder kept = new CheckpointFolder(folder);
        kept.save(checkpoint(1)).commit();
        Checkpoint broken = checkpoint(2);
        broken.model().output().orElseThrow().set(7, 3, Float.NaN);
        IOException e = assertThrows(IOException.class, () -> kept.save(broken));
        assertTrue(e.getMessage().contains("row 7, column 3 of the output matrix is NaN"), e.getMessage());
        assertEquals(1, newest(kept));
    }

    @Test
    void aModelIsNoCheckpointAndAFileNoFolder() throws IOException {
        ModelFile.write(TestModels.random(1, 9, 3, 9), folder.resolve("checkpoint-1.safetensors"));
        IOException e = assertThrows(IOException.class, () -> new CheckpointFolder(folder).newest());
        assertTrue(e.getMessage().contains("is a model, but no checkpoint"), e.getMessage());
        e = assertThrows(
                IOException.class, () -> new CheckpointFolder(folder.resolve("checkpoint-1.safetensors")).exists());
        assertTrue(e.getMessage().contains("is not a folder"), e.getMessage());
    }
}
