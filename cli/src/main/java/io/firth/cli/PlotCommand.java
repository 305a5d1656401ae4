package io.firth.cli;

import io.firth.cli.figure.Pictures;
import io.firth.io.AtomicFile;
import io.firth.lab.Plot;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code firth plot}. */
@Command(
        name = "plot",
        sortOptions = false,
        header = PlotCommand.HEADER,
        description = {
            "",
            "Draws loss, held-out loss, learning rate and words per second over the words trained: as characters, or with -o"
                    + " as one picture. Several trainings, in one log or in several, are drawn over each other. A training"
                    + " that is still running can be drawn as well.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  firth train corpus.txt --held-out 0.01 --log run.jsonl -o model.safetensors",
            "  firth plot run.jsonl",
            "  firth plot run.jsonl -o curves.svg",
            "  firth plot dim100.jsonl dim300.jsonl -o curves.png",
            "  firth plot model.safetensors"
        })
final class PlotCommand implements Callable<Integer> {
    /** What the list of commands says. */
    static final String HEADER = "Draw the curves of trainings: loss, held-out loss, rate, speed.";

    /** More curves cannot be told apart in characters. */
    private static final int MOST_IN_TEXT = 6;

    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "LOG",
            description = "Files of firth train --log or --json; or models or their .run.json files, which have a point"
                    + " per epoch.")
    private List<Path> logs;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "The picture: .svg or .png. Default: characters on standard output.")
    private Path output;

    @Mixin
    private GeneralOptions general;

    PlotCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        if (output != null) {
            if (!Pictures.isPicture(output)) {
                throw new Ranges(spec).wrong("-o " + output + " must end in .svg or .png");
            }
            OutputFile.checkWritable(output);
            OutputFile.checkIsNotRead("-o " + output, List.of(output), logs);
        }
        List<LoggedRun> runs = runs();
        List<Curves> curves = Curves.of(runs);
        PrintWriter out = spec.commandLine().getOut();
        table(runs).forEach(out::println);
        runs.stream()
                .filter(run -> !run.failure().isEmpty())
                .forEach(run -> out.println(run.name() + " failed: " + run.failure()));
        if (output == null) {
            text(curves, out);
        } else if (curves.isEmpty()) {
            throw new CommandFailure("there is nothing to draw yet: a curve takes two reports or an epoch; " + output
                    + " was not written");
        } else {
            AtomicFile.write(output, Pictures.bytes(CurvesFigure.of(curves, runs.size()), output));
            out.println();
            out.println("saved " + output + " (" + Texts.bytes(Files.size(output)) + ")");
        }
        return 0;
    }

    private List<LoggedRun> runs() throws Exception {
        PrintWriter err = spec.commandLine().getErr();
        List<LoggedRun> runs = new ArrayList<>();
        for (Path log : logs) {
            List<LoggedRun> found = LogReader.read(log, note -> err.println("note: " + note));
            for (LoggedRun run : found) {
                boolean taken = runs.stream().anyMatch(other -> other.name().equals(run.name()));
                runs.add(taken ? run.named(log + run.name().replaceFirst("^.*?(?=( \\(\\d+\\))?$)", "")) : run);
            }
        }
        return runs;
    }

    private static List<String> table(List<LoggedRun> runs) {
        TextTable table = new TextTable(List.of("run", "epochs", "words", "loss", "held-out", "words/s", "end"));
        for (LoggedRun run : runs) {
            double words = Math.max(
                    run.points().isEmpty() ? 0 : run.points().getLast().words(),
                    run.epochs().isEmpty() ? 0 : run.epochs().getLast().words());
            table.add(List.of(
                    run.name(),
                    Integer.toString(run.lastEpoch().orElse(0)),
                    Texts.rate(words),
                    Texts.loss(
                            run.epochs().isEmpty()
                                    ? run.points().getLast().loss()
                                    : run.epochs().getLast().loss()),
                    run.best()
                            .map(best -> Texts.loss(best.heldOut().getAsDouble()) + " (epoch " + best.number() + ")")
                            .orElse("–"),
                    speed(run),
                    run.failure().isEmpty() ? run.end() : "failed"));
        }
        return table.text(false).lines().toList();
    }

    private static String speed(LoggedRun run) {
        double mean = run.points().isEmpty()
                ? run.epochs().stream()
                        .mapToDouble(LoggedRun.Epoch::wordsPerSecond)
                        .average()
                        .orElse(Double.NaN)
                : run.points().stream()
                        .mapToDouble(LoggedRun.Point::wordsPerSecond)
                        .average()
                        .orElse(Double.NaN);
        return Double.isNaN(mean) ? "–" : Texts.rate(mean);
    }

    /** To three decimals, which is as much as an axis has room for. */
    private static double[] rounded(double[] words, WordUnit unit) {
        return Arrays.stream(words)
                .map(x -> Math.rint(x / unit.words() * 1e3) / 1e3)
                .toArray();
    }

    private void text(List<Curves> curves, PrintWriter out) {
        WordUnit unit = WordUnit.of(Curves.mostWords(curves));
        for (Curves each : curves) {
            List<Plot.Curve> lines = each.curves().stream()
                    .filter(curve -> curve.x().length > 1)
                    .limit(MOST_IN_TEXT)
                    .map(curve -> new Plot.Curve(curve.name(), rounded(curve.x(), unit), curve.y()))
                    .toList();
            if (!lines.isEmpty()) {
                out.println();
                Plot plot = new Plot(each.title(), unit.label(), each.title(), lines);
                TextPlot.lines(plot, Math.clamp(terminal.columns(), 60, 120)).forEach(out::println);
            }
        }
    }
}
