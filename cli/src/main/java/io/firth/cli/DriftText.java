package io.firth.cli;

import io.firth.eval.Drift;
import io.firth.text.Quoted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How far the vectors of a model have moved, for people and for programs. */
final class DriftText {
    private static final List<String> SHARES =
            Drift.SHARES.stream().map(DriftText::share).toList();

    private DriftText() {}

    private static String share(double share) {
        return share == 0
                ? "least"
                : share == 0.5
                        ? "median"
                        : share == 1 ? "greatest" : String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }

    /** A table, and the words that moved most. */
    static List<String> lines(Drift drift) {
        int old = drift.occurring().words() + drift.absent().words();
        List<String> lines = new ArrayList<>();
        lines.add("drift of the " + Texts.count(old, "word") + " of the model, cosines of old and new vectors ("
                + Texts.count(drift.newWords()) + " new):");
        List<String> titles = new ArrayList<>(List.of("", "words", "mean"));
        titles.addAll(SHARES);
        TextTable table = new TextTable(titles.stream().map(DriftText::right).toList());
        add(table, "in the new text", drift.occurring());
        add(table, "not in it", drift.absent());
        add(table, "in it, output", drift.occurringOutput());
        add(table, "not in it, output", drift.absentOutput());
        table.text(false).lines().forEach(line -> lines.add("  " + line));
        if (!drift.occurring().most().isEmpty()) {
            lines.add("  moved most: "
                    + String.join(
                            ", ",
                            drift.occurring().most().stream()
                                    .map(moved -> Quoted.plain(moved.word()) + " " + cosine(moved.cosine()))
                                    .toList()));
        }
        return lines;
    }

    private static void add(TextTable table, String name, Drift.Part part) {
        if (part.words() == 0) {
            return;
        }
        List<String> cells =
                new ArrayList<>(List.of(name, right(Texts.count(part.words())), right(cosine(part.mean()))));
        part.quantiles().forEach(quantile -> cells.add(right(cosine(quantile))));
        table.add(cells);
    }

    private static String right(String cell) {
        return cell.isEmpty() ? cell : " ".repeat(Math.max(0, 8 - cell.length())) + cell;
    }

    private static String cosine(double cosine) {
        return String.format(Locale.ROOT, "%.4f", cosine);
    }

    /** The same as one object. */
    static Json json(Drift drift) {
        return new Json()
                .put("newWords", drift.newWords())
                .put("occurring", json(drift.occurring()))
                .put("absent", json(drift.absent()))
                .put("occurringOutput", json(drift.occurringOutput()))
                .put("absentOutput", json(drift.absentOutput()));
    }

    private static Json json(Drift.Part part) {
        Map<String, Object> quantiles = new LinkedHashMap<>();
        for (int i = 0; i < part.quantiles().size(); i++) {
            quantiles.put(Drift.SHARES.get(i).toString(), part.quantiles().get(i));
        }
        return new Json()
                .put("words", part.words())
                .put("mean", part.mean())
                .put("quantiles", quantiles)
                .put(
                        "movedMost",
                        part.most().stream()
                                .map(moved -> new Json()
                                        .put("word", moved.word())
                                        .put("count", moved.count())
                                        .put("cosine", moved.cosine()))
                                .toList());
    }
}
