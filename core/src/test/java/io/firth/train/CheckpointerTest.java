package io.firth.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.embeddings.Embeddings;
import io.firth.embeddings.Provenance;
import io.firth.math.Matrix;
import io.firth.vocab.Vocabulary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60) // against hanging; nothing here is timed
class CheckpointerTest {
    private static final Checkpoint CHECKPOINT = new Checkpoint(
            new Embeddings(
                    Vocabulary.of(List.of(new byte[] {'a'}), new long[] {1}),
                    Matrix.allocate(1, 1),
                    Optional.empty(),
                    Provenance.unknown()),
            Optional.empty(),
            TrainingState.START,
            Map.of());

    private long now;
    private final List<String> heard = new ArrayList<>();
    private final TrainingListener listener = new TrainingListener() {
        @Override
        public void checkpointSaved(CheckpointReport report) {
            heard.add("saved in " + report.pause().toMillis() + ", next in "
                    + report.interval().toMillis());
        }

        @Override
        public void checkpointFailed(IOException reason) {
            heard.add(reason.getMessage());
        }
    };

    private void pass(long millis) {
        now += millis * 1_000_000;
    }

    private Checkpointer checkpointer(CheckpointStore store) {
        return new Checkpointer(store, Duration.ofSeconds(10), () -> now);
    }

    @Test
    void isDueWhenTheIntervalIsOver() {
        Checkpointer c = checkpointer(checkpoint -> () -> {});
        assertFalse(c.due());
        pass(9_999);
        assertFalse(c.due());
        pass(1);
        assertTrue(c.due());
        assertTrue(c.save(CHECKPOINT));
        c.await();
        assertFalse(c.due());
        c.tell(listener);
        c.tell(listener);
        assertEquals(List.of("saved in 0, next in 10000"), heard);
        assertThrows(IllegalArgumentException.class, () -> new Checkpointer(checkpoint -> () -> {}, Duration.ZERO));
    }

    @Test
    void aLongPauseMakesTheIntervalLonger() {
        Checkpointer c = checkpointer(checkpoint -> {
            pass(500);
            return () -> {};
        });
        pass(10_000);
        c.save(CHECKPOINT);
        c.await();
        Checkpointer slow = checkpointer(checkpoint -> {
            pass(3_000);
            return () -> {};
        });
        pass(10_000);
        slow.save(CHECKPOINT);
        slow.await();
        pass(59_999);
        assertFalse(slow.due());
        pass(1);
        assertTrue(slow.due());
        c.tell(listener);
        slow.tell(listener);
        assertEquals(List.of("saved in 500, next in 10000", "saved in 3000, next in 60000"), heard);
    }

    @Test
    void aLongPauseIsForgottenAfterAShortOne() {
        long[] pauses = {3_000, 0};
        int[] saved = {0};
        Checkpointer c = checkpointer(checkpoint -> {
            pass(pauses[saved[0]++]);
            return () -> {};
        });
        pass(10_000);
        c.save(CHECKPOINT);
        pass(60_000);
        c.save(CHECKPOINT);
        c.await();
        c.tell(listener);
        assertEquals(List.of("saved in 3000, next in 60000", "saved in 0, next in 10000"), heard);
    }

    @Test
    void noFailureOfTheStoreEndsTraining() {
        Checkpointer c = checkpointer(checkpoint -> {
            throw new UncheckedIOException(new IOException("the folder is gone"));
        });
        assertFalse(c.save(CHECKPOINT));
        Checkpointer later = checkpointer(checkpoint -> () -> {
            throw new OutOfMemoryError("no memory for it");
        });
        assertTrue(later.save(CHECKPOINT));
        later.await();
        c.tell(listener);
        later.tell(listener);
        assertEquals(2, heard.size());
        assertTrue(heard.get(0).contains("the folder is gone"), heard.get(0));
        assertTrue(heard.get(1).contains("no memory for it"), heard.get(1));
    }

    @Test
    void trainingGoesOnWhileOneIsMadeToLast() throws InterruptedException {
        CountDownLatch disk = new CountDownLatch(1);
        Checkpointer c = checkpointer(checkpoint -> () -> {
            try {
                disk.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        });
        pass(10_000);
        assertTrue(c.save(CHECKPOINT));
        pass(30_000);
        assertFalse(c.due(), "one is on its way");
        c.tell(listener);
        assertEquals(List.of(), heard);
        disk.countDown();
        c.await();
        assertTrue(c.due());
        c.tell(listener);
        assertEquals(1, heard.size());
    }

    @Test
    void failuresAreToldAndTriedAgain() {
        boolean[] early = {true};
        Checkpointer c = checkpointer(checkpoint -> {
            if (early[0]) {
                throw new IOException("full");
            }
            return () -> {
                throw new IOException("broken");
            };
        });
        pass(10_000);
        assertFalse(c.save(CHECKPOINT));
        assertFalse(c.due(), "an interval later, not at once");
        early[0] = false;
        pass(10_000);
        assertTrue(c.due());
        assertTrue(c.save(CHECKPOINT));
        c.await();
        c.tell(listener);
        assertEquals(List.of("full", "broken"), heard);
    }
}
