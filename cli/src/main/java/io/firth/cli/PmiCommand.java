package io.firth.cli;

import io.firth.count.Associate;
import io.firth.count.Associates;
import io.firth.count.Cooccurrences;
import io.firth.text.Quoted;
import io.firth.vocab.Vocabulary;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code firth pmi}. */
@Command(
        name = "pmi",
        sortOptions = false,
        header = PmiCommand.HEADER,
        description = {
            "",
            "For each WORD the k context words that stand near it most above chance. PMI is log(how often they stand"
                    + " together / how often they would by chance), in nats: 0.69 is twice, 2.3 ten times as often."
                    + " G² says how sure that is: above 10.8, one in a thousand by chance. See docs/counts.md.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  firth pmi counts coffee",
            "  firth pmi counts bank river -k 20 --sort log-likelihood",
            "  firth pmi counts king --alpha 1 --min-count 50      plain PMI, frequent pairs only",
            "  firth pmi counts king --shift 5 --json              PMI − log 5, as negative sampling with k = 5"
        })
final class PmiCommand implements Callable<Integer> {
    /** What the list of commands says. */
    static final String HEADER = "Show which words stand near a word above chance.";

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "COUNTS", description = "File that firth count wrote.")
    private Path file;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "WORD", description = "Words as the corpus spells them.")
    private List<String> words;

    @Option(
            names = {"-k", "--count"},
            paramLabel = "N",
            defaultValue = "10",
            description = "Associates per word. Default: ${DEFAULT-VALUE}.")
    private int k;

    @Option(
            names = "--sort",
            paramLabel = "NAME",
            defaultValue = "pmi",
            converter = Converters.OfAssociatesOrder.class,
            description = "What comes first: pmi (strongest), log-likelihood (surest) or count. Default:"
                    + " ${DEFAULT-VALUE}.")
    private Associates.Order order;

    @Option(
            names = "--min-count",
            paramLabel = "X",
            defaultValue = "5",
            description = "Leave out pairs counted less often. Default: ${DEFAULT-VALUE}.")
    private double minCount;

    @Option(
            names = "--alpha",
            paramLabel = "X",
            defaultValue = "0.75",
            description = "Smoothing of the contexts' distribution, 0…1; below 1 rare contexts come less easily to the"
                    + " top; 1 is plain PMI. Default: ${DEFAULT-VALUE}.")
    private double alpha;

    @Option(
            names = "--shift",
            paramLabel = "K",
            defaultValue = "1",
            description = "Lower every PMI by log K, and leave out what is then below 0. Default: ${DEFAULT-VALUE}.")
    private double shift;

    @Option(
            names = "--json",
            description =
                    "One JSON object per word: {\"word\", \"count\", \"associates\": [{\"word\", \"pmi\", \"count\","
                            + " \"expected\", \"logLikelihood\"}]}.")
    private boolean json;

    @Option(names = "--verify", description = "First compare the whole file with its checksum.")
    private boolean verify;

    @Mixin
    private GeneralOptions general;

    @Override
    public Integer call() throws Exception {
        Ranges ranges = new Ranges(spec);
        ranges.check("-k", k, 1, Integer.MAX_VALUE);
        ranges.check("--min-count", minCount, 0, 1e18);
        ranges.check("--alpha", alpha, 0.0, 1.0);
        ranges.checkPositive("--shift", shift, 1e6);
        if (verify) {
            Cooccurrences.verify(file);
        }
        try (Cooccurrences counts = Cooccurrences.open(file)) {
            Vocabulary vocabulary = counts.vocabulary();
            int[] ids = new int[words.size()];
            for (int i = 0; i < ids.length; i++) {
                ids[i] = vocabulary.id(words.get(i));
                if (ids[i] < 0) {
                    throw UnknownWord.failure(words.get(i), vocabulary, file);
                }
            }
            Associates associates = new Associates(counts, shift, alpha, minCount);
            for (int i = 0; i < ids.length; i++) {
                List<Associate> found = associates.of(ids[i], order, k);
                if (json) {
                    out().println(json(words.get(i), vocabulary, ids[i], found));
                } else {
                    print(words.get(i), vocabulary, ids[i], found, i == 0);
                }
            }
        }
        return 0;
    }

    private static Json json(String word, Vocabulary vocabulary, int wordId, List<Associate> found) {
        return new Json()
                .put("word", word)
                .put("count", vocabulary.count(wordId))
                .put(
                        "associates",
                        found.stream()
                                .map(a -> new Json()
                                        .put("word", vocabulary.word(a.wordId()))
                                        .put("pmi", a.pmi())
                                        .put("count", a.count())
                                        .put("expected", a.expected())
                                        .put("logLikelihood", a.logLikelihood()))
                                .toList());
    }

    private void print(String word, Vocabulary vocabulary, int wordId, List<Associate> found, boolean first) {
        if (!first) {
            out().println();
        }
        out().println(word + " (" + Texts.count(vocabulary.count(wordId)) + " times in the corpus)");
        if (found.isEmpty()) {
            out().println("  no context word that comes above chance and at least " + number(minCount) + " times"
                    + (minCount > 1 ? "; try a smaller --min-count" : ""));
            return;
        }
        out().println("      PMI      count   expected         G²");
        for (Associate a : found) {
            out().println(String.format(
                    Locale.ROOT,
                    "  %7.3f %10s %10s %10s  %s",
                    a.pmi(),
                    number(a.count()),
                    number(a.expected()),
                    number(a.logLikelihood()),
                    Quoted.plain(vocabulary.word(a.wordId()))));
        }
    }

    /** Few digits: whole from 100 on. */
    private static String number(double value) {
        if (value == Math.rint(value) || Math.abs(value) >= 99.95) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, Math.abs(value) < 1 ? "%.3f" : "%.1f", value);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
