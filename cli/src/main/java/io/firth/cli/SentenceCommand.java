package io.firth.cli;

import io.firth.query.SentenceVectors;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code firth sentence}. */
@Command(
        name = "sentence",
        sortOptions = false,
        header = SentenceCommand.HEADER,
        description = {
            "",
            "The cosine of the means of the words' vectors. With --sif a word counts a / (a + p), p its share of the corpus,"
                    + " and the first principal component of the sentences in --sentences, else of the whole batch, is"
                    + " removed. Words that the model lacks are left out and named.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  firth sentence model.safetensors \"the king spoke to the press\" \"a queen talks to journalists\"",
            "  firth sentence model.safetensors \"a cat sleeps\" \"a dog rests\" --sif --sentences corpus.txt",
            "  firth sentence model.safetensors --batch pairs.tsv --sif --json"
        })
final class SentenceCommand implements Callable<Integer> {
    /** What the list of commands says. */
    static final String HEADER = "Say how alike two sentences are.";

    /** Sentences that the common component is computed from, at most. */
    private static final int MOST_SENTENCES = 1_000_000;

    private final OpenModels models;

    @Spec
    private CommandSpec spec;

    @Mixin
    private QueryOptions options;

    @Parameters(index = "1..*", arity = "0..2", paramLabel = "A B", description = "Two sentences, each in quotes.")
    private List<String> sentences = new ArrayList<>();

    @Option(names = "--sif", description = "SIF weights instead of equal ones.")
    private boolean sif;

    @Option(names = "--a", paramLabel = "X", description = "The a of SIF, above 0. Default: 1e-3.")
    private Double a;

    @Option(
            names = "--sentences",
            paramLabel = "FILE",
            description = "Sentences, one a line, whose common component SIF removes.")
    private String file;

    @Option(
            names = "--batch",
            paramLabel = "FILE",
            description = "Pairs from a file, two sentences a line with a tab between them; -: from standard input.")
    private String batch;

    @Mixin
    private GeneralOptions general;

    private SentenceVectors vectors;
    private String method;

    SentenceCommand(OpenModels models) {
        this.models = models;
    }

    @Override
    public Integer call() throws Exception {
        Ranges ranges = new Ranges(spec);
        ranges.onlyWith(a != null, "--a", sif, "--sif");
        ranges.onlyWith(file != null, "--sentences", sif, "--sif");
        if (a != null) {
            ranges.checkPositive("--a", a, Double.MAX_VALUE);
        }
        if (sentences.size() != 2 && !(sentences.isEmpty() && batch != null)) {
            throw ranges.wrong("two sentences are needed, each in quotes, not " + sentences.size());
        }
        QueryModel model = options.open(models);
        BatchRun<SentencePair> run = new BatchRun<>(spec, options.json());
        List<SentencePair> pairs = new ArrayList<>();
        boolean all = true;
        if (!sentences.isEmpty()) {
            pairs.add(SentencePair.of(sentences.get(0), sentences.get(1), model));
        }
        boolean fromBatch = sif && file == null && batch != null;
        if (fromBatch) {
            all = run.all(batch, line -> SentencePair.parse(line, model), pairs::addAll);
        }
        prepare(model, pairs);
        print(pairs);
        if (batch != null && !fromBatch) {
            all = run.all(batch, line -> SentencePair.parse(line, model), this::print);
        }
        return all ? 0 : Failures.FAILED;
    }

    private void prepare(QueryModel model, List<SentencePair> pairs) throws IOException {
        if (!sif) {
            vectors = SentenceVectors.mean(model.wordVectors());
            method = "mean";
            return;
        }
        vectors = SentenceVectors.sif(model.wordVectors(), model.vocabulary(), a == null ? SentenceVectors.SIF_A : a);
        method = "sif";
        List<int[]> known = new ArrayList<>();
        if (file != null) {
            read(model, known);
        } else if (batch != null) {
            for (SentencePair pair : pairs) {
                known.add(pair.wordsOfA().ids());
                known.add(pair.wordsOfB().ids());
            }
        }
        if (known.size() > 2) {
            vectors = vectors.withoutCommonComponent(known);
            method = "sif, common component of " + Texts.count(known.size(), "sentence") + " removed";
        }
    }

    private void read(QueryModel model, List<int[]> known) throws IOException {
        try (Batch lines = new Batch(file)) {
            for (var part = lines.next(); !part.isEmpty() && known.size() < MOST_SENTENCES; part = lines.next()) {
                for (Batch.Line line : part) {
                    int[] ids = SentenceWords.of(line.text(), model).ids();
                    if (ids.length > 0) {
                        known.add(ids);
                    }
                }
            }
        }
        if (known.size() < 2) {
            throw new IOException(file + " has fewer than two sentences with words of the model");
        }
    }

    private void print(List<SentencePair> pairs) {
        PrintWriter out = spec.commandLine().getOut();
        for (SentencePair pair : pairs) {
            double similarity =
                    vectors.similarity(pair.wordsOfA().ids(), pair.wordsOfB().ids());
            if (options.json()) {
                Json line = new Json()
                        .put("a", pair.a())
                        .put("b", pair.b())
                        .put("similarity", similarity)
                        .put("method", method)
                        .put("unknown", pair.unknown());
                out.println(pair.ofSubwords().isEmpty() ? line : line.put("subwords", pair.ofSubwords()));
                continue;
            }
            String value = Double.isNaN(similarity) ? "      –" : String.format(Locale.ROOT, "%7.4f", similarity);
            out.println(value + "  " + pair.a() + " | " + pair.b());
        }
        if (!options.json()) {
            pairs.forEach(pair -> pair.warnOfUnknown(spec));
        }
    }
}
