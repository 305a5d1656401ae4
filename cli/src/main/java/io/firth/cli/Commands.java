package io.firth.cli;

import java.util.List;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The list of commands. Only the one that is called is built with all its options, since that takes most of the time that
 * {@code firth --help} has; the others are a name and a line of help.
 */
final class Commands {
    private record Entry(String name, String header, Function<Terminal, Object> command) {}

    private static final List<Entry> ALL = List.of(
            new Entry("train", TrainCommand.HEADER, TrainCommand::new),
            new Entry("neighbors", NeighborsCommand.HEADER, terminal -> new NeighborsCommand()),
            new Entry("convert", ConvertCommand.HEADER, terminal -> new ConvertCommand()),
            new Entry("info", InfoCommand.HEADER, terminal -> new InfoCommand()),
            new Entry("pairs", PairsCommand.HEADER, terminal -> new PairsCommand()),
            new Entry("demo", DemoCommand.HEADER, DemoCommand::new),
            new Entry("help", "Show the help of a command.", terminal -> new CommandLine.HelpCommand()));

    private Commands() {}

    /** Adds all commands. */
    static void addTo(CommandLine line, String[] args, Terminal terminal) {
        List<String> called = List.of(args).stream()
                .filter(argument -> !argument.startsWith("-"))
                .limit(2)
                .toList();
        boolean help = !called.isEmpty() && called.getFirst().equals("help");
        for (Entry entry : ALL) {
            if (!called.isEmpty() && called.getFirst().equals(entry.name) || help && called.contains(entry.name)) {
                line.addSubcommand(entry.name, entry.command.apply(terminal));
            } else {
                CommandSpec stub = CommandSpec.create().name(entry.name);
                stub.usageMessage().header(entry.header);
                line.addSubcommand(entry.name, stub);
            }
        }
    }
}
