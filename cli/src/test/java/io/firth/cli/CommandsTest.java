package io.firth.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CommandsTest {
    private static CommandLine line(String... args) {
        Terminal terminal =
                Terminal.none(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        return Main.commandLine(args, terminal, new OpenModels());
    }

    private static Set<String> names(String... args) {
        return line(args).getSubcommands().keySet();
    }

    @Test
    void theCommandThatIsCalledIsAlone() {
        assertEquals(Set.of("neighbors"), names("neighbors", "model", "train"));
        assertEquals(Set.of("pairs"), names("--debug", "pairs", "a b"));
        assertTrue(hasOptions("neighbors", "neighbors"));
    }

    @Test
    void allAreThereWhereTheyAreListed() {
        Set<String> all = names();
        assertTrue(all.containsAll(Set.of("train", "neighbors", "demo", "help")), all::toString);
        assertEquals(all, names("--help"));
        assertEquals(all, names("nieghbors", "model"));
        assertEquals(all, names("help", "train"));
        assertTrue(hasOptions("train", "help", "train"));
    }

    private static boolean hasOptions(String command, String... args) {
        return !line(args)
                .getSubcommands()
                .get(command)
                .getCommandSpec()
                .options()
                .isEmpty();
    }
}
