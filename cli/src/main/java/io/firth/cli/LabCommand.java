package io.firth.cli;

import io.firth.lab.Worked;
import io.firth.lab.WorkedExample;
import io.firth.lab.WorkedExamples;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code firth lab}. */
@Command(
        name = "lab",
        sortOptions = false,
        header = LabCommand.HEADER,
        synopsisSubcommandLabel = "[check]",
        description = {
            "",
            "The mathematics of Firth, worked through with numbers: formulas, every step, gradients by formula and by"
                    + " finite differences side by side, and checks against figures that are known to be right. Without"
                    + " EXAMPLE, a list of what there is.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  firth lab                         what there is, a line each",
            "  firth lab M14                     one example, step by step",
            "  firth lab --all                   work all of them; exit code 1 if a check fails",
            "  firth lab --html report.html      a page with typeset formulas and drawings",
            "  firth lab check --dim 50          check the gradient of your own settings"
        },
        subcommands = LabCheckCommand.class)
final class LabCommand implements Callable<Integer> {
    /** What the list of commands says. */
    static final String HEADER = "Work through the mathematics with numbers, and check it.";

    private final Terminal terminal;
    private final List<WorkedExample> known;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "EXAMPLE", description = "Such as M14.")
    private List<String> ids = List.of();

    @Option(names = "--all", description = "Work all examples and print a line for each, with what fails.")
    private boolean all;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Write one page that needs no network, of the named examples or of all.")
    private Path html;

    @Option(names = "--json", description = "One JSON object per example, on a line.")
    private boolean json;

    @Mixin
    private GeneralOptions general;

    LabCommand(Terminal terminal) {
        this(terminal, WorkedExamples.all());
    }

    LabCommand(Terminal terminal, List<WorkedExample> known) {
        this.terminal = terminal;
        this.known = known;
    }

    @Override
    public Integer call() throws IOException, CommandFailure {
        List<WorkedExample> examples = chosen();
        if (html != null) {
            OutputFile.checkWritable(html);
        }
        if (ids.isEmpty() && !all && html == null) {
            examples.forEach(example -> out().println(
                            json
                                    ? new Json().put("id", example.id()).put("title", example.title())
                                    : String.format("%-4s %s", example.id(), example.title())));
            return 0;
        }
        boolean full = !ids.isEmpty() && html == null;
        LabText text = new LabText(out(), terminal.columns(), ansi());
        List<Worked> done = new ArrayList<>();
        for (WorkedExample example : examples) {
            Worked worked = Worked.of(example);
            if (json) {
                out().println(LabJson.of(worked));
            } else if (full) {
                text.sheet(worked, done.isEmpty());
            } else {
                text.line(worked);
            }
            done.add(worked);
        }
        if (!json && !full) {
            text.total(done);
        }
        if (html != null) {
            long bytes = LabPage.write(done, html);
            if (!json) {
                out().println("wrote " + html + " (" + Texts.bytes(bytes) + ")");
            }
        }
        return done.stream().allMatch(Worked::passed) ? 0 : Failures.FAILED;
    }

    private List<WorkedExample> chosen() {
        if (ids.isEmpty()) {
            return known;
        }
        Ranges ranges = new Ranges(spec);
        if (all) {
            throw ranges.wrong("--all works all examples, so " + String.join(" ", ids) + " cannot be named with it");
        }
        List<WorkedExample> chosen = new ArrayList<>();
        for (String id : ids) {
            Optional<WorkedExample> example = known.stream()
                    .filter(each -> each.id().equalsIgnoreCase(id))
                    .findFirst();
            chosen.add(example.orElseThrow(() -> ranges.wrong("there is no worked example '" + id + "'; choose from "
                    + known.stream().map(WorkedExample::id).collect(Collectors.joining(" ")))));
        }
        return chosen;
    }

    private boolean ansi() {
        return terminal.interactive()
                && spec.commandLine().getColorScheme().ansi().enabled();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
