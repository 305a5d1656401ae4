package io.firth.cli;

import io.firth.ann.BuildListener;
import io.firth.ann.HnswConfig;
import io.firth.ann.HnswIndex;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code firth index}. */
@Command(
        name = "index",
        sortOptions = false,
        header = IndexCommand.HEADER,
        description = {
            "",
            "Builds an HNSW index beside the model, so that neighbors --ann need not look at every row. How many of the true"
                    + " ten nearest neighbours it finds is measured on a thousand of the model's own words against exact"
                    + " search, and printed; searches are widened until that share is reached. The index is refused when"
                    + " it belongs to another model.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  firth index model.safetensors",
            "  firth index model.safetensors --recall 0.99 --connections 32",
            "  firth neighbors model.safetensors king --ann"
        })
final class IndexCommand implements Callable<Integer> {
    /** What the list of commands says. */
    static final String HEADER = "Build an index for fast approximate neighbours.";

    private final OpenModels models;
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Mixin
    private QueryOptions options;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to. Default: MODEL.hnsw.")
    private Path output;

    @Option(
            names = "--connections",
            paramLabel = "M",
            defaultValue = "16",
            description = "Links of a word, 2…512. Default: ${DEFAULT-VALUE}.")
    private int connections;

    @Option(
            names = "--beam-width",
            paramLabel = "N",
            defaultValue = "100",
            description = "Candidates looked at to link a word (efConstruction), 1…3200. Default: ${DEFAULT-VALUE}.")
    private int beamWidth;

    @Option(
            names = "--recall",
            paramLabel = "X",
            defaultValue = "0.95",
            description = "Share of the true ten nearest to be found, 0…1. Default: ${DEFAULT-VALUE}.")
    private double recall;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Default: all processors; with more than one, no two builds are the same.")
    private Integer threads;

    @Option(
            names = {"-q", "--quiet"},
            description = "No progress.")
    private boolean quiet;

    @Mixin
    private GeneralOptions general;

    IndexCommand(OpenModels models, Terminal terminal) {
        this.models = models;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        Ranges ranges = new Ranges(spec);
        ranges.check("--connections", connections, 2, 512);
        ranges.check("--beam-width", beamWidth, 1, 3200);
        ranges.check("--recall", recall, 0.0, 1.0);
        if (threads != null) {
            ranges.check("--threads", threads, 1, ThreadCount.MOST);
        }
        QueryModel model = options.open(models);
        Path file = output != null ? output : Indexes.beside(model);
        OutputFile.checkWritable(file);
        OutputFile.checkIsNotRead("-o " + file, List.of(file), OutputFile.model(model.file()));
        HnswConfig config = new HnswConfig(
                connections, beamWidth, recall, threads == null ? HnswConfig.DEFAULT.threads() : threads);
        long start = System.nanoTime();
        HnswIndex index;
        try (Progress progress = new Progress(
                quiet
                        ? null
                        : ProgressDisplay.choose(terminal, spec.commandLine().getErr()))) {
            index = HnswIndex.build(file, model.vectors(), Indexes.owner(model), config, progress);
        }
        print(file, index, (System.nanoTime() - start) / 1e9);
        return 0;
    }

    private void print(Path file, HnswIndex index, double seconds) throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        if (options.json()) {
            out.println(new Json()
                    .put("index", file.toString())
                    .put("bytes", Files.size(file))
                    .put("words", index.rows())
                    .put("connections", index.connections())
                    .put("beamWidth", index.beamWidth())
                    .put("searchWidth", index.searchWidth())
                    .put("recallAt10", index.recall())
                    .put("reached", index.recall() >= recall)
                    .put("seconds", seconds));
            return;
        }
        out.println("indexed " + Texts.count(index.rows(), "word") + " in " + Texts.seconds(seconds) + ": " + file
                + " (" + Texts.bytes(Files.size(file)) + ")");
        out.println(String.format(
                Locale.ROOT,
                "recall@10 %.4f against exact search, looking at %d candidates%s",
                index.recall(),
                index.searchWidth(),
                index.recall() >= recall
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                "; less than the %s asked for: build with more --connections or a greater --beam-width",
                                recall)));
    }

    /** The build on a bar. */
    private static final class Progress implements BuildListener, AutoCloseable {
        private static final int SOME = 256;

        private final ProgressDisplay display;
        private boolean linking;

        Progress(ProgressDisplay display) {
            this.display = display;
        }

        @Override
        public synchronized void linked(int rows, int total) {
            if (display == null || rows % SOME != 0 && rows != total) {
                return;
            }
            if (!linking) {
                display.start("linking", total);
                linking = true;
            }
            display.update(rows, Texts.count(rows) + " of " + Texts.count(total, "word"));
        }

        @Override
        public void measured(int searchWidth, double recall) {
            if (display != null) {
                display.stop();
                display.println(String.format(Locale.ROOT, "  %d candidates: recall@10 %.4f", searchWidth, recall));
            }
        }

        @Override
        public void close() {
            if (display != null) {
                display.close();
            }
        }
    }
}
