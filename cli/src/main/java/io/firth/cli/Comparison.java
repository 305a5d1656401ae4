package io.firth.cli;

import io.firth.eval.EvaluationOptions;
import io.firth.eval.Interval;
import io.firth.eval.NeighborOverlap;
import io.firth.eval.Procrustes;
import io.firth.eval.SharedWords;
import io.firth.math.DenseAlgebra;
import io.firth.math.Matrix;
import io.firth.query.NearestNeighbors;
import io.firth.query.Neighbor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** What {@code firth compare} found. */
final class Comparison {
    /** Neighbours shown beside a word. */
    private static final int SHOWN = 4;

    private final List<OpenModel> models;
    private final SharedWords shared;
    private final NeighborOverlap overlap;
    private final Procrustes.Fit fit;
    private final int top;
    private final long minCount;
    private final Optional<double[]> cosines; // by shared word, the first two models after alignment

    Comparison(
            List<OpenModel> models,
            SharedWords shared,
            NeighborOverlap overlap,
            Procrustes.Fit fit,
            DenseAlgebra algebra,
            int top,
            long minCount) {
        this.models = models;
        this.shared = shared;
        this.overlap = overlap;
        this.fit = fit;
        this.top = top;
        this.minCount = minCount;
        Matrix a = shared.vectors(0);
        Matrix b = shared.vectors(1);
        this.cosines = models.size() == 2 && a.dim() == b.dim()
                ? Optional.of(cosines(a, b, Procrustes.fit(a, b, fit, algebra)))
                : Optional.empty();
    }

    private static double[] cosines(Matrix a, Matrix b, Procrustes aligned) {
        double[] cosines = new double[Math.toIntExact(a.rows())];
        Arrays.setAll(cosines, word -> aligned.cosine(a.row(word), b.row(word)));
        return cosines;
    }

    String text(EvaluationOptions options) {
        StringBuilder text = new StringBuilder();
        models.forEach(model -> text.append(model.describe()).append('\n'));
        text.append(String.format(
                Locale.ROOT,
                "shared: %s%s%n%n",
                Texts.count(shared.size(), "word"),
                options.restrict() == 0 ? "" : " among the first " + Texts.count(options.restrict()) + " of each"));
        text.append("Neighbours in common: Jaccard index of the ")
                .append(overlap.k())
                .append(" nearest among the shared words, mean over ")
                .append(
                        overlap.words().length == shared.size()
                                ? "all of them"
                                : Texts.count(overlap.words().length, "word") + " drawn with seed " + options.seed())
                .append('\n');
        TextTable pairs = new TextTable(List.of("first", "second", "overlap"));
        for (NeighborOverlap.Pair pair : overlap.pairs()) {
            pairs.add(List.of(
                    models.get(pair.first()).name(),
                    models.get(pair.second()).name(),
                    mean(pair.mean(), pair.interval())));
        }
        if (overlap.pairs().size() > 1) {
            pairs.add(List.of("all pairs", "", mean(overlap.mean(), overlap.interval())));
        }
        text.append(pairs.text(false));
        if (cosines.isPresent()) {
            double[] cosine = cosines.get();
            text.append(String.format(
                    Locale.ROOT,
                    "%nAlignment of the first with the second: orthogonal Procrustes on %s; mean cosine %.3f, median %.3f%n",
                    FitOptions.describe(fit),
                    Arrays.stream(cosine).average().orElseThrow(),
                    median(cosine)));
            text.append("\nMoved most" + seenOften() + "\n").append(moved(true).text(false));
            text.append("\nMoved least" + seenOften() + "\n")
                    .append(moved(false).text(false));
        } else {
            if (models.size() == 2) {
                text.append("\nThe dimensions differ: no alignment.\n");
            }
            text.append("\nLeast stable" + seenOften() + "\n")
                    .append(stability(true).text(false));
            text.append("\nMost stable" + seenOften() + "\n")
                    .append(stability(false).text(false));
        }
        return text.toString();
    }

    Json json(EvaluationOptions options) {
        Json json = new Json()
                .put(
                        "models",
                        models.stream().map(model -> model.file().toString()).toList())
                .put("shared", shared.size())
                .put("restrict", options.restrict())
                .put("seed", options.seed())
                .put("k", overlap.k())
                .put("words", overlap.words().length)
                .put("overlap", json(overlap.mean(), overlap.interval()))
                .put(
                        "pairs",
                        overlap.pairs().stream()
                                .map(pair -> json(pair.mean(), pair.interval())
                                        .put("first", models.get(pair.first()).name())
                                        .put("second", models.get(pair.second()).name()))
                                .toList());
        cosines.ifPresent(cosine -> json.put(
                "alignment",
                new Json()
                        .put("fit", FitOptions.describe(fit))
                        .put("meanCosine", Arrays.stream(cosine).average().orElseThrow())
                        .put("medianCosine", median(cosine))
                        .put("movedMost", json(byCosine(true), cosine))
                        .put("movedLeast", json(byCosine(false), cosine))));
        double[] stability = new double[shared.size()];
        double[] byWord = overlap.byWord();
        for (int i = 0; i < byWord.length; i++) {
            stability[overlap.words()[i]] = byWord[i];
        }
        return json.put("leastStable", json(byOverlap(true), stability))
                .put("mostStable", json(byOverlap(false), stability));
    }

    private static Json json(double mean, Optional<Interval> interval) {
        return new Json()
                .put("mean", mean)
                .put("interval", interval.map(i -> List.of(i.low(), i.high())).orElse(null));
    }

    private List<Json> json(List<Integer> words, double[] values) {
        return words.stream()
                .map(word -> new Json().put("word", shared.word(word)).put("value", values[word]))
                .toList();
    }

    private TextTable moved(boolean most) {
        List<Integer> words = byCosine(most);
        TextTable table = new TextTable(List.of(
                "word",
                "cosine",
                "seen",
                "seen",
                "near in " + models.get(0).name(),
                "near in " + models.get(1).name()));
        List<String> first = near(0, words);
        List<String> second = near(1, words);
        for (int i = 0; i < words.size(); i++) {
            int word = words.get(i);
            table.add(List.of(
                    shared.word(word),
                    ScoreText.number(cosines.orElseThrow()[word]),
                    Texts.count(shared.count(0, word)),
                    Texts.count(shared.count(1, word)),
                    first.get(i),
                    second.get(i)));
        }
        return table;
    }

    private TextTable stability(boolean least) {
        double[] byWord = overlap.byWord();
        TextTable table = new TextTable(List.of("word", "overlap", "seen"));
        for (int word : byOverlap(least)) {
            table.add(List.of(
                    shared.word(word),
                    ScoreText.number(byWord[Arrays.binarySearch(overlap.words(), word)]),
                    Texts.count(shared.count(0, word))));
        }
        return table;
    }

    private List<Integer> byCosine(boolean least) {
        double[] cosine = cosines.orElseThrow();
        return first(IntStream.range(0, cosine.length).boxed().toList(), cosine, least);
    }

    private List<Integer> byOverlap(boolean least) {
        double[] byWord = overlap.byWord();
        double[] values = new double[shared.size()];
        List<Integer> words = new ArrayList<>();
        for (int i = 0; i < byWord.length; i++) {
            values[overlap.words()[i]] = byWord[i];
            words.add(overlap.words()[i]);
        }
        return first(words, values, least);
    }

    // Of equal values the more frequent word comes first.
    private List<Integer> first(List<Integer> words, double[] values, boolean least) {
        Comparator<Integer> byValue = Comparator.comparingDouble(word -> values[word]);
        return words.stream()
                .filter(this::isSeenOften)
                .sorted((least ? byValue : byValue.reversed()).thenComparingInt(word -> word))
                .limit(top)
                .toList();
    }

    private String seenOften() {
        return minCount > 1 ? " of the words seen at least " + Texts.count(minCount) + " times" : "";
    }

    // A model whose words all have count 0, such as a word2vec file, does not know how often it saw them.
    private boolean isSeenOften(int word) {
        for (int m = 0; m < models.size(); m++) {
            if (models.get(m).embeddings().vocabulary().totalCount() > 0 && shared.count(m, word) < minCount) {
                return false;
            }
        }
        return true;
    }

    private List<String> near(int model, List<Integer> words) {
        if (words.isEmpty()) {
            return List.of();
        }
        int[] ids = words.stream().mapToInt(Integer::intValue).toArray();
        List<String> near = new ArrayList<>();
        for (List<Neighbor> found : new NearestNeighbors(shared.vectors(model)).ofWords(ids, SHOWN)) {
            near.add(String.join(
                    ", ",
                    found.stream()
                            .map(neighbor -> shared.word(neighbor.wordId()))
                            .toList()));
        }
        return near;
    }

    private static String mean(double mean, Optional<Interval> interval) {
        return ScoreText.number(mean)
                + interval.map(i -> " " + ScoreText.interval(i, "%.3f")).orElse("");
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        return (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    }
}
