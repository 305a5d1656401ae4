package io.firth.cli;

import io.firth.embeddings.VectorChoice;
import io.firth.io.CheckpointFolder;
import io.firth.io.RunFile;
import io.firth.objective.HierarchicalSoftmax;
import io.firth.text.TextOptions;
import io.firth.word2vec.Cbow;
import io.firth.word2vec.InitialVectors;
import io.firth.word2vec.Word2VecConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code firth train}. */
@Command(
        name = "train",
        sortOptions = false,
        header = TrainCommand.HEADER,
        description = {
            "",
            "Counts the words of a corpus, encodes it to a temporary file, trains skip-gram or CBOW word vectors"
                    + " (word2vec) on all processors and writes a model. The model appears under its name only when it"
                    + " is whole; a file that was there before is then replaced. Long trainings keep"
                    + " checkpoints: what was interrupted goes on with --resume and ends with the same model.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  firth train corpus.txt -o model.safetensors",
            "  firth train books/ --tokenizer unicode --lowercase --epochs 10 -o books.safetensors",
            "  firth train news.txt.zst --dim 300 --window 10 --min-count 10 --held-out 0.01 -o news.safetensors",
            "  firth train corpus.txt --architecture cbow --objective hierarchical-softmax -o cbow.safetensors",
            "  zcat walks.gz | firth train - --subsample 0 --fixed-window --format word2vec-text -o walks.txt",
            "  firth train --resume model.safetensors",
            "  firth train corpus.txt --epochs 50 --held-out 0.01 --early-stopping --log run.jsonl -o model.safetensors",
            "  firth train this-year.txt --continue news.safetensors --epochs 2 -o news-2.safetensors",
            "  firth train corpus.txt --validation-words king,water,seven --bound -o model.safetensors"
        })
final class TrainCommand implements Callable<Integer> {
    /** What the list of commands says. */
    static final String HEADER = "Train word vectors from text.";

    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "CORPUS",
            description = "Files, folders or - (standard input); plain, gzip, bzip2, xz or zstd.")
    private List<Path> corpus;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "MODEL",
            description = "Where the model goes.")
    private Path model;

    @Option(
            names = "--continue",
            paramLabel = "MODEL",
            description = "Train this model on with the text: its words keep their vectors as a start, new words are"
                    + " added, counts add up. What is not given is as it was for the model. Shows how far old vectors"
                    + " moved (docs/training.md).")
    private Path parent;

    @ArgGroup(validate = false, heading = "%nText:%n", order = 1)
    private TextFlags text = new TextFlags();

    @ArgGroup(validate = false, heading = "%nModel:%n", order = 2)
    private ModelOptions modelOptions = new ModelOptions();

    @ArgGroup(validate = false, heading = "%nTraining:%n", order = 3)
    private ScheduleOptions schedule = new ScheduleOptions();

    @ArgGroup(validate = false, heading = "%nOutput:%n", order = 4)
    private OutputOptions output = new OutputOptions();

    @ArgGroup(validate = false, heading = "%nInterruptions:%n", order = 5)
    private CheckpointOptions checkpoints = new CheckpointOptions();

    @Mixin
    private GeneralOptions general;

    /** That training goes on from. */
    private Optional<CheckpointFolder.Found> found = Optional.empty();

    TrainCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        Ranges ranges = new Ranges(spec);
        if (checkpoints.resume != null) {
            return resume(ranges);
        }
        if (model == null || corpus == null) {
            throw ranges.wrong(
                    "missing required " + (corpus == null ? "argument: CORPUS" : "option: '--output=MODEL'"));
        }
        return train(ranges);
    }

    /** Reads the options of the interrupted training, and trains as if they had been given. */
    private int resume(Ranges ranges) throws Exception {
        if (model != null || checkpoints.restart) {
            throw ranges.wrong("--resume MODEL says already what is trained; it cannot be used with "
                    + (checkpoints.restart ? "--restart" : "--output"));
        }
        CheckpointFolder.Found checkpoint = CheckpointPlan.find(checkpoints.resume);
        TrainCommand command = new TrainCommand(terminal);
        CommandLine line = new CommandLine(command).setExpandAtFiles(false);
        List<String> arguments = SavedOptions.merge(
                checkpoint.checkpoint().notes(),
                checkpoint.checkpoint().model().provenance().config(),
                spec,
                corpus,
                new CommandLine(new TrainCommand(terminal)).setExpandAtFiles(false));
        line.parseArgs(arguments.toArray(String[]::new));
        line.setOut(spec.commandLine().getOut());
        line.setErr(spec.commandLine().getErr());
        command.model = checkpoints.resume;
        command.found = Optional.of(checkpoint);
        command.output.json = output.json;
        command.output.quiet = output.quiet;
        return command.train(new Ranges(command.spec));
    }

    private int train(Ranges ranges) throws Exception {
        if (schedule.portable) {
            VectorWidth.portable();
        }
        ContinuedModel continued = parent == null ? null : ContinuedModel.open(parent);
        if (continued != null) {
            continued.settings(modelOptions, text, spec);
        }
        TextOptions options = text.options(ranges);
        Word2VecConfig config = schedule.config(modelOptions, text, ranges);
        if (continued != null) {
            if (output.bound) {
                throw ranges.wrong("--bound is known for one text from a start at nothing; it cannot be used with"
                        + " --continue");
            }
            try {
                InitialVectors.check(config, continued.model());
            } catch (IllegalArgumentException e) {
                throw new CommandFailure("--continue " + parent + ": " + e.getMessage());
            }
        }
        if (output.vectors != VectorChoice.INPUT && config.objective() instanceof HierarchicalSoftmax) {
            throw ranges.wrong("--vectors " + output.vectors.label() + " needs one output vector per word, and"
                    + " hierarchical-softmax has vectors of tree nodes instead");
        }
        if (output.bound && config.architecture() instanceof Cbow) {
            throw ranges.wrong("--bound is known for pairs of words only, and cbow predicts from means of windows;"
                    + " it can only be used with --architecture skip-gram");
        }
        TrainingJob job = new TrainingJob(
                corpus,
                options,
                text.minCount,
                text.maxVocab == null ? Integer.MAX_VALUE : text.maxVocab,
                text.heldOut,
                config,
                output.validationWords.stream().filter(word -> !word.isEmpty()).toList(),
                List.of(),
                output.bound,
                model,
                output.format,
                output.vectors,
                schedule.temporary == null ? Path.of(System.getProperty("java.io.tmpdir")) : schedule.temporary);
        if (output.log != null) {
            checkLog(ranges, job);
        }
        CheckpointPlan plan =
                new CheckpointPlan(model, checkpoints.every, SavedOptions.of(spec, corpus), found, checkpoints.restart);
        try (TrainingOutput shown = TrainingOutput.choose(output.json, output.quiet, output.log, spec, terminal)) {
            new TrainingRun(job, shown).from(continued).checkpoints(plan).run(System.in);
        }
        return 0;
    }

    /** The log is neither a file of the model, which would replace it, nor one that is read, to which lines would be added. */
    private void checkLog(Ranges ranges, TrainingJob job) throws IOException, CommandFailure {
        for (Path file : job.written()) {
            if (OutputFile.areSame(output.log, file)) {
                throw ranges.wrong(
                        "--log " + output.log + " is a file of the model " + model + "; choose another file");
            }
        }
        List<Path> read = new ArrayList<>(corpus);
        if (parent != null) {
            read.addAll(OutputFile.model(parent));
            read.add(RunFile.of(parent));
        }
        OutputFile.checkIsNotRead("--log " + output.log, List.of(output.log), read);
        OutputFile.checkIsOutside("--log", output.log, corpus);
    }
}
