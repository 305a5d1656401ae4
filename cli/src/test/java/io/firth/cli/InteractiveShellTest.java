package io.firth.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class InteractiveShellTest {
    @Test
    void aTerminalThatTheSystemDoesNotKnowIsNoNews() {
        InteractiveShell.quiet();
        for (String name : new String[] {"org.jline", "org.jline.nativ.JLineNativeLoader"}) {
            assertFalse(Logger.getLogger(name).isLoggable(Level.SEVERE), name);
        }
    }
}
