package io.firth.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The list of commands. Only the one that is called is built with all its options, since that takes most of the time that
 * {@code firth --help} has; the others, where they are listed, are a name and a line of help.
 */
final class Commands {
    private record Entry(String name, String header, BiFunction<Terminal, OpenModels, Object> command) {
        Entry(String name, String header, Function<Terminal, Object> command) {
            this(name, header, (terminal, models) -> command.apply(terminal));
        }
    }

    private static final String HELP = "help";

    private static final List<Entry> ALL = List.of(
            new Entry("train", TrainCommand.HEADER, TrainCommand::new),
            new Entry("reproduce", ReproduceCommand.HEADER, ReproduceCommand::new),
            new Entry("plot", PlotCommand.HEADER, PlotCommand::new),
            new Entry("count", CountCommand.HEADER, CountCommand::new),
            new Entry("pmi", PmiCommand.HEADER, terminal -> new PmiCommand()),
            new Entry("factorize", FactorizeCommand.HEADER, FactorizeCommand::new),
            new Entry("bound", BoundCommand.HEADER, BoundCommand::new),
            new Entry("neighbors", NeighborsCommand.HEADER, (terminal, models) -> new NeighborsCommand(models)),
            new Entry("analogy", AnalogyCommand.HEADER, (terminal, models) -> new AnalogyCommand(models)),
            new Entry("similarity", SimilarityCommand.HEADER, (terminal, models) -> new SimilarityCommand(models)),
            new Entry("odd-one-out", OddOneOutCommand.HEADER, (terminal, models) -> new OddOneOutCommand(models)),
            new Entry("sentence", SentenceCommand.HEADER, (terminal, models) -> new SentenceCommand(models)),
            new Entry("distance", DistanceCommand.HEADER, (terminal, models) -> new DistanceCommand(models)),
            new Entry("index", IndexCommand.HEADER, (terminal, models) -> new IndexCommand(models, terminal)),
            new Entry("shell", ShellCommand.HEADER, ShellCommand::new),
            new Entry("evaluate", EvaluateCommand.HEADER, terminal -> new EvaluateCommand()),
            new Entry("compare", CompareCommand.HEADER, terminal -> new CompareCommand()),
            new Entry("align", AlignCommand.HEADER, terminal -> new AlignCommand()),
            new Entry("convert", ConvertCommand.HEADER, terminal -> new ConvertCommand()),
            new Entry("info", InfoCommand.HEADER, terminal -> new InfoCommand()),
            new Entry("pairs", PairsCommand.HEADER, terminal -> new PairsCommand()),
            new Entry("classify", ClassifyCommand.HEADER, terminal -> new ClassifyCommand()),
            new Entry("paraphrase", ParaphraseCommand.HEADER, terminal -> new ParaphraseCommand()),
            new Entry("lab", LabCommand.HEADER, terminal -> new LabCommand(terminal)),
            new Entry("demo", DemoCommand.HEADER, DemoCommand::new),
            new Entry(HELP, "Show the help of a command.", terminal -> new CommandLine.HelpCommand()));

    private Commands() {}

    /** Adds the command that is called; if none is, or help is asked for, all. */
    static void addTo(CommandLine line, String[] args, Terminal terminal, OpenModels models) {
        List<String> called = new ArrayList<>();
        for (String argument : args) {
            if (!argument.startsWith("-") && called.size() < 2) {
                called.add(argument);
            }
        }
        for (Entry entry : ALL) {
            if (!called.isEmpty() && entry.name.equals(called.getFirst()) && !entry.name.equals(HELP)) {
                line.addSubcommand(entry.name, entry.command.apply(terminal, models));
                return;
            }
        }
        for (Entry entry : ALL) {
            if (called.contains(entry.name)) {
                line.addSubcommand(entry.name, entry.command.apply(terminal, models));
            } else {
                CommandSpec stub = CommandSpec.create().name(entry.name);
                stub.usageMessage().header(entry.header);
                line.addSubcommand(entry.name, stub);
            }
        }
    }
}
