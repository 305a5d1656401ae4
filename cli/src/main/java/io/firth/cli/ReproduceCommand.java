package io.firth.cli;

import io.firth.io.Format;
import io.firth.io.ModelIdentity;
import io.firth.io.Models;
import io.firth.io.RunFile;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code firth reproduce}. */
@Command(
        name = "reproduce",
        sortOptions = false,
        header = ReproduceCommand.HEADER,
        description = {
            "",
            "Trains a model again, with the settings and the seed that it tells itself, and says whether the bytes are the"
                    + " same. The exit code is 0 if they are, and 1 if not; what differs is named. A corpus that is not"
                    + " the model's is refused before training. Names of files and the number of threads do not matter.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  firth reproduce model.safetensors corpus.txt",
            "  firth reproduce model.safetensors corpus.txt --threads 1 --keep again.safetensors",
            "  firth reproduce news-2.safetensors this-year.txt --continue news.safetensors"
        })
final class ReproduceCommand implements Callable<Integer> {
    /** What the list of commands says. */
    static final String HEADER = "Train a model again and compare the bytes.";

    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "MODEL", description = "A model that firth train has written.")
    private Path model;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "CORPUS",
            description = "The files, folders or - (standard input) that it was trained on.")
    private List<Path> corpus;

    @Option(names = "--threads", paramLabel = "N", description = "Training threads, 1…1024. Default: every processor.")
    private Integer threads;

    @Option(
            names = "--continue",
            paramLabel = "MODEL",
            description = "The model that MODEL went on from, if it was trained with --continue.")
    private Path continued;

    @Option(names = "--keep", paramLabel = "FILE", description = "Keep the second model.")
    private Path keep;

    @Option(names = "--temp", paramLabel = "DIR", description = "Folder for temporary files. Default: the system's.")
    private Path temporary;

    @Option(names = "--json", description = "One JSON object on standard output (docs/cli.md).")
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "Show no progress.")
    private boolean quiet;

    @Mixin
    private GeneralOptions general;

    ReproduceCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        if (threads != null) {
            new Ranges(spec).check("--threads", threads, 1, ThreadCount.MOST);
        }
        if (keep != null && Files.exists(keep) && Files.isSameFile(keep, model)) {
            throw new Ranges(spec).wrong("--keep " + keep + " is the model itself; choose another name");
        }
        if (keep != null) {
            List<Path> read = new ArrayList<>(List.of(model, RunFile.of(model)));
            if (continued != null) {
                read.add(continued);
            }
            OutputFile.checkIsNotRead("--keep " + keep, List.of(keep, RunFile.of(keep)), read);
        }
        Recipe recipe = Recipe.of(model, threads == null ? OptionalInt.empty() : OptionalInt.of(threads), continued);
        Path temp = temporary == null ? Path.of(System.getProperty("java.io.tmpdir")) : temporary;
        if (keep != null) {
            return reproduce(recipe, keep, temp);
        }
        Path folder = Files.createTempDirectory(temp, "firth-reproduce");
        try {
            return reproduce(recipe, folder.resolve("again.safetensors"), temp);
        } finally {
            FolderTree.delete(folder);
        }
    }

    private int reproduce(Recipe recipe, Path again, Path temp) throws Exception {
        TrainingJob job = new TrainingJob(
                corpus,
                recipe.text(),
                recipe.minCount(),
                recipe.maxVocab(),
                recipe.heldOut(),
                recipe.config(),
                List.of(),
                List.of(),
                false,
                again,
                Format.FIRTH,
                recipe.vectors(),
                temp);
        long start = System.nanoTime();
        try (TrainingOutput shown = output()) {
            recipe.doubts().forEach(shown::note);
            new TrainingRun(job, shown, recipe).from(recipe.parent()).run(System.in);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        boolean same = Files.mismatch(model, again) < 0;
        List<String> differences =
                same ? List.of() : ModelDifference.between(recipe.embeddings(), Models.open(again, Format.FIRTH));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(new Json()
                    .put("model", model)
                    .put("identity", ModelIdentity.of(model))
                    .put("same", same)
                    .put("differences", differences)
                    .put("notes", recipe.doubts())
                    .put("seconds", seconds)
                    .put("kept", keep));
        } else if (same) {
            out.println(
                    "the same: the second training gave the bytes of " + model + " (" + ModelIdentity.of(model) + ")");
        } else {
            out.println("different: the second training did not give the bytes of " + model);
            differences.forEach(difference -> out.println("  " + difference));
        }
        if (keep != null && !json) {
            out.println("the second model is in " + keep);
        }
        return same ? 0 : Failures.FAILED;
    }

    /** Progress, without what {@code train} says of a new model. */
    private TrainingOutput output() {
        return json || quiet
                ? new TrainingOutput() {}
                : new TextOutput(
                        ProgressDisplay.choose(terminal, spec.commandLine().getErr()),
                        new PrintWriter(Writer.nullWriter()));
    }
}
