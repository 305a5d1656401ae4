package io.firth.word2vec;

import io.firth.objective.FullSoftmax;
import io.firth.objective.HierarchicalSoftmax;
import io.firth.objective.NegativeSampling;
import io.firth.objective.Objective;
import io.firth.train.EarlyStopping;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** {@link Word2VecConfig#describe} read back. An option that is missing or not known is an error: it would train something else. */
final class DescribedConfig {
    private final Map<String, String> options;
    private final Set<String> used = new LinkedHashSet<>();

    DescribedConfig(Map<String, String> options) {
        this.options = options;
    }

    Word2VecConfig read(int threads) {
        Word2VecConfig config = new Word2VecConfig(
                architecture(),
                objective(),
                number("dim", Integer::valueOf),
                number("window", Integer::valueOf),
                flag("fixed-window"),
                number("subsample", Double::valueOf),
                number("epochs", Integer::valueOf),
                number("learning-rate", Double::valueOf),
                number("min-learning-rate", Double::valueOf),
                threads,
                parallelism(),
                number("seed", Long::valueOf),
                options.containsKey("patience")
                        ? Optional.of(new EarlyStopping(number("patience", Integer::valueOf)))
                        : Optional.empty());
        used.add("threads");
        for (String name : options.keySet()) {
            if (!used.contains(name)) {
                throw new IllegalArgumentException(
                        "this version of Firth does not know the option " + name + " (" + options.get(name) + ")");
            }
        }
        return config;
    }

    private Architecture architecture() {
        return switch (text("architecture")) {
            case "skip-gram" -> new SkipGram();
            case "cbow" ->
                new Cbow(
                        switch (text("cbow-gradient")) {
                            case "exact" -> Cbow.Gradient.EXACT;
                            case "word2vec" -> Cbow.Gradient.WORD2VEC;
                            default -> throw unknown("cbow-gradient");
                        });
            default -> throw unknown("architecture");
        };
    }

    private Objective objective() {
        return switch (text("objective")) {
            case "negative-sampling" ->
                new NegativeSampling(
                        number("negatives", Integer::valueOf),
                        number("noise-exponent", Double::valueOf),
                        switch (text("negatives-per")) {
                            case "window" -> true;
                            case "pair" -> false;
                            default -> throw unknown("negatives-per");
                        });
            case "hierarchical-softmax" -> {
                if (!text("tree").equals("huffman")) {
                    throw unknown("tree");
                }
                yield new HierarchicalSoftmax();
            }
            case "full-softmax" -> new FullSoftmax(number("batch", Integer::valueOf));
            default -> throw unknown("objective");
        };
    }

    private Parallelism parallelism() {
        return switch (text("parallelism")) {
            case "deterministic" ->
                new Deterministic(number(
                        "shards", shards -> shards.equals("auto") ? Deterministic.AUTO : Integer.parseInt(shards)));
            case "lock-free" -> new LockFree();
            default -> throw unknown("parallelism");
        };
    }

    private boolean flag(String name) {
        return switch (text(name)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw unknown(name);
        };
    }

    private <T> T number(String name, Function<String, T> parse) {
        try {
            return parse.apply(text(name));
        } catch (NumberFormatException e) {
            throw unknown(name);
        }
    }

    private String text(String name) {
        String value = options.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the option " + name + " is missing");
        }
        used.add(name);
        return value;
    }

    private IllegalArgumentException unknown(String name) {
        return new IllegalArgumentException(
                "the option " + name + " has a value that this version of Firth does not know: " + options.get(name));
    }
}
