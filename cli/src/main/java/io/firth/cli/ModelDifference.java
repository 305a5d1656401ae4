package io.firth.cli;

import io.firth.embeddings.Embeddings;
import io.firth.embeddings.EpochStatistics;
import io.firth.embeddings.Provenance;
import io.firth.math.Matrix;
import io.firth.text.Quoted;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** In what two models differ, in sentences; the first one is as a rule the reason of the others. */
final class ModelDifference {
    private final Embeddings before;
    private final Embeddings now;
    private final List<String> sentences = new ArrayList<>();

    private ModelDifference(Embeddings before, Embeddings now) {
        this.before = before;
        this.now = now;
    }

    /**
     * Compares two models.
     *
     * @param before the model that was there
     * @param now the one that was trained now
     */
    static List<String> between(Embeddings before, Embeddings now) {
        ModelDifference difference = new ModelDifference(before, now);
        difference.compare();
        return List.copyOf(difference.sentences);
    }

    private void compare() {
        Provenance a = before.provenance();
        Provenance b = now.provenance();
        entries(
                "",
                Map.of("version", a.version(), "kernel", a.kernel()),
                Map.of("version", b.version(), "kernel", b.kernel()));
        entries("config: ", a.config(), b.config());
        entries("corpus: ", a.corpus(), b.corpus());
        if (words()) {
            rows("input", before.input(), now.input());
            Optional<Matrix> then = before.output();
            if (then.isPresent() && now.output().isPresent()) {
                rows("output", then.get(), now.output().get());
            } else if (then.isPresent() != now.output().isPresent()) {
                sentences.add("output vectors: only one of the models has them");
            }
        }
        losses(a.epochs(), b.epochs());
        entries("other: ", a.other(), b.other());
        if (sentences.isEmpty()) {
            sentences.add(
                    "words, vectors and all that is known of their origin are the same; the files differ otherwise");
        }
    }

    private void entries(String what, Map<String, String> then, Map<String, String> today) {
        Set<String> names = new LinkedHashSet<>(then.keySet());
        names.addAll(today.keySet());
        for (String name : names) {
            String x = then.getOrDefault(name, "none");
            String y = today.getOrDefault(name, "none");
            if (!x.equals(y)) {
                sentences.add(what + name + " " + x + ", and now " + y);
            }
        }
    }

    private boolean words() {
        if (before.size() != now.size() || before.dim() != now.dim()) {
            sentences.add("shape: " + shape(before) + ", and now " + shape(now));
            return false;
        }
        for (int id = 0; id < before.size(); id++) {
            String x = before.vocabulary().word(id);
            String y = now.vocabulary().word(id);
            if (!x.equals(y)
                    || before.vocabulary().count(id) != now.vocabulary().count(id)) {
                sentences.add("word " + id + ": '" + x + "' ("
                        + Texts.count(before.vocabulary().count(id)) + "), and now '" + y + "' ("
                        + Texts.count(now.vocabulary().count(id)) + ")");
                return false;
            }
        }
        return true;
    }

    private static String shape(Embeddings model) {
        return Texts.count(model.size()) + " × " + model.dim();
    }

    private void rows(String what, Matrix then, Matrix today) {
        if (then.rows() != today.rows()) {
            sentences.add(what + " vectors: " + Texts.count(then.rows()) + ", and now " + Texts.count(today.rows()));
            return;
        }
        long differing = 0;
        long first = -1;
        double most = 0;
        for (long row = 0; row < then.rows(); row++) {
            boolean same = true;
            for (int d = 0; d < then.dim(); d++) {
                float x = then.get(row, d);
                float y = today.get(row, d);
                if (Float.floatToRawIntBits(x) != Float.floatToRawIntBits(y)) {
                    same = false;
                    most = Math.max(most, Math.abs((double) x - y));
                }
            }
            if (!same && differing++ == 0) {
                first = row;
            }
        }
        if (differing > 0) {
            sentences.add(String.format(
                    Locale.ROOT,
                    "%s vectors: %s of %s differ, by at most %.2g; the first is row %d%s",
                    what,
                    Texts.count(differing),
                    Texts.count(then.rows()),
                    most,
                    first,
                    then.rows() == before.size()
                            ? ", " + Quoted.of(before.vocabulary().word((int) first))
                            : ""));
        }
    }

    private void losses(List<EpochStatistics> then, List<EpochStatistics> today) {
        for (int e = 0; e < Math.min(then.size(), today.size()); e++) {
            if (!then.get(e).equals(today.get(e))) {
                sentences.add("losses: from epoch " + (e + 1) + " on, "
                        + then.get(e).loss() + ", and now " + today.get(e).loss());
                return;
            }
        }
        if (then.size() != today.size()) {
            sentences.add("epochs: " + then.size() + ", and now " + today.size());
        }
    }
}
