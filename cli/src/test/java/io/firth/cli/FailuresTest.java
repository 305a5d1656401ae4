package io.firth.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import org.junit.jupiter.api.Test;

class FailuresTest {
    @Test
    void aFileThatWasInterruptedIsAnInterruption() {
        IOException written = new IOException("model could not be written", new ClosedByInterruptException());
        assertEquals("stopped; nothing was written", Failures.sentence(written));
        assertEquals(Failures.INTERRUPTED, Failures.exitCode(written));
    }
}
