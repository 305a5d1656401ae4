package io.firth.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CommandsTest {
    private static CommandLine line(String... args) {
        return Main.commandLine(args, Cli.noTerminal(), new OpenModels());
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
