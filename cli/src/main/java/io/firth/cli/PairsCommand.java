package io.firth.cli;

import io.firth.word2vec.ContextWindow;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import java.util.function.IntConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code firth pairs}: row M8. */
@Command(
        name = "pairs",
        sortOptions = false,
        header = PairsCommand.HEADER,
        description = {
            "",
            "The examples that skip-gram and CBOW make of a sentence with every window M words wide, in order, and how"
                    + " many they are. Windows are cut at the ends of the sentence, not dropped. Words stand between"
                    + " white space.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  firth pairs --window 2 \"The quick brown fox jumped over the lazy dog\"",
            "  firth pairs --window 1 --architecture cbow to be or not to be"
        })
final class PairsCommand implements Callable<Integer> {
    /** What the list of commands says. */
    static final String HEADER = "List the training examples of a sentence.";

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "WORDS", description = "A sentence, in quotes or not.")
    private List<String> words;

    @Option(
            names = "--window",
            paramLabel = "M",
            defaultValue = "2",
            description = "Farthest context word on each side, 1…1000. Default: ${DEFAULT-VALUE}.")
    private int window;

    @Option(
            names = "--architecture",
            converter = Converters.OfArchitecture.class,
            paramLabel = "NAME",
            description = "skip-gram or cbow only. Default: both.")
    private ModelOptions.ArchitectureName architecture;

    @Option(names = "--json", description = "One JSON object per example and one with the numbers.")
    private boolean json;

    @Mixin
    private GeneralOptions general;

    @Override
    public Integer call() {
        Ranges ranges = new Ranges(spec);
        ranges.check("--window", window, 1, 1000);
        List<String> sentence = new ArrayList<>();
        for (String argument : words) {
            for (String word : argument.split("\\s+")) {
                if (!word.isEmpty()) {
                    sentence.add(word);
                }
            }
        }
        if (sentence.isEmpty()) {
            throw ranges.wrong("the sentence has no words");
        }
        if (architecture != ModelOptions.ArchitectureName.CBOW) {
            skipGram(sentence);
        }
        if (architecture == null && !json) {
            out().println();
        }
        if (architecture != ModelOptions.ArchitectureName.SKIP_GRAM) {
            cbow(sentence);
        }
        return 0;
    }

    private void skipGram(List<String> sentence) {
        int n = sentence.size();
        if (!json) {
            out().println("skip-gram, (word, context word):");
        }
        for (int centre = 0; centre < n; centre++) {
            String word = sentence.get(centre);
            StringJoiner line = new StringJoiner(" ", "  ", "");
            context(centre, n, position -> {
                if (json) {
                    out().println(new Json()
                            .put("architecture", "skip-gram")
                            .put("word", word)
                            .put("context", sentence.get(position)));
                } else {
                    line.add("(" + word + ", " + sentence.get(position) + ")");
                }
            });
            if (!json && line.length() > 2) {
                out().println(line);
            }
        }
        long pairs = ContextWindow.pairs(n, window);
        if (json) {
            out().println(total("skip-gram", n, pairs));
        } else {
            out().println(Texts.count(pairs, "pair") + ": Σ_{j=1..m} 2·max(0, n − j) for n = " + n + " words and m = "
                    + window);
        }
    }

    private void cbow(List<String> sentence) {
        int n = sentence.size();
        if (!json) {
            out().println("CBOW, context words → word:");
        }
        for (int centre = 0; centre < n; centre++) {
            List<String> context = new ArrayList<>();
            context(centre, n, position -> context.add(sentence.get(position)));
            if (context.isEmpty()) {
                continue;
            }
            out().println(
                            json
                                    ? new Json()
                                            .put("architecture", "cbow")
                                            .put("context", context)
                                            .put("word", sentence.get(centre))
                                    : "  " + String.join(" ", context) + " → " + sentence.get(centre));
        }
        long windows = ContextWindow.windows(n, window);
        if (json) {
            out().println(total("cbow", n, windows).put("completeWindows", ContextWindow.completeWindows(n, window)));
        } else {
            out().println(Texts.count(windows, "example") + ": n, one for each word with a context ("
                    + Texts.count(ContextWindow.completeWindows(n, window), "of them has a complete window")
                            .replace("of them has a complete windows", "of them have complete windows")
                    + ": max(0, n − 2m))");
        }
    }

    private Json total(String architecture, int n, long examples) {
        return new Json()
                .put("architecture", architecture)
                .put("words", n)
                .put("window", window)
                .put("examples", examples);
    }

    private void context(int centre, int n, IntConsumer position) {
        for (int p = (int) ContextWindow.left(centre, window); p < ContextWindow.right(centre, n, window); p++) {
            if (p != centre) {
                position.accept(p);
            }
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
