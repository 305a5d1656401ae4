package io.firth.word2vec;

import io.firth.embeddings.Embeddings;
import io.firth.embeddings.Provenance;
import io.firth.math.Kernel;
import io.firth.math.Matrix;
import io.firth.train.Checkpoint;
import io.firth.vocab.EncodedCorpus;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What a training takes over from a checkpoint; every method takes null for a training from the start. */
final class Resumption {
    /** What may be another than before: it does not matter, or was what made training diverge. */
    private static final Set<String> MAY_CHANGE = Set.of("threads", "learning-rate", "min-learning-rate");

    private Resumption() {}

    /** Throws if a checkpoint is of another configuration. */
    static void check(Word2VecConfig config, Checkpoint from) {
        Map<String, String> before = from.model().provenance().config();
        Map<String, String> now = config.describe();
        Set<String> names = new LinkedHashSet<>(before.keySet());
        names.addAll(now.keySet());
        names.removeAll(MAY_CHANGE);
        for (String name : names) {
            String old = before.get(name);
            if (!now.getOrDefault(name, "").equals(old)) {
                throw new IllegalArgumentException("the checkpoint was trained with "
                        + (old == null ? "no " + name : name + " " + old) + ", and cannot go on with "
                        + (now.containsKey(name) ? now.get(name) : "none"));
            }
        }
    }

    /**
     * Copies the vectors.
     *
     * @throws IllegalArgumentException if the shapes do not fit, or the corpus is too short to have been trained up to there
     */
    static void restore(Checkpoint from, EncodedCorpus corpus, Matrix input, Matrix output) {
        Embeddings model = from.model();
        if (from.state().position() > corpus.length()) {
            throw new IllegalArgumentException("the checkpoint is from position "
                    + from.state().position() + " of a corpus, but this one has " + corpus.length());
        }
        copy(model.input(), input);
        copy(
                model.output().orElseThrow(() -> new IllegalArgumentException("the checkpoint has no output vectors")),
                output);
    }

    /** Row by row, as the two may be padded differently. */
    static void copy(Matrix source, Matrix target) {
        if (source.rows() != target.rows() || source.dim() != target.dim()) {
            throw new IllegalArgumentException("the checkpoint has a matrix of " + source.rows() + " × " + source.dim()
                    + " where " + target.rows() + " × " + target.dim() + " is trained");
        }
        long bytes = (long) source.dim() * Float.BYTES;
        for (long row = 0; row < source.rows(); row++) {
            MemorySegment.copy(source.segment(), source.offset(row), target.segment(), target.offset(row), bytes);
        }
    }

    /** The kernel that computes, and those that have computed before it. */
    static String kernel(Checkpoint from) {
        String now = Kernel.active().describe();
        String before = from == null ? now : from.model().provenance().kernel();
        return before.equals(now) || before.endsWith("; " + now) ? before : before + "; " + now;
    }

    /** How long training took before. */
    static Duration earlier(Checkpoint from) {
        return from == null
                ? Duration.ZERO
                : from.model().provenance().duration().orElse(Duration.ZERO);
    }

    /** Other facts for the provenance: what was noted before, and learning rates that have changed. */
    static Map<String, String> changes(Word2VecConfig config, Checkpoint from) {
        if (from == null) {
            return Map.of();
        }
        Provenance before = from.model().provenance();
        Map<String, String> facts = new LinkedHashMap<>(before.other());
        String place = String.format(
                Locale.ROOT,
                "before epoch %d, token %d",
                from.state().epoch() + 1,
                from.state().tokens());
        noteChange("learning-rate", config.learningRate(), before, place, facts);
        noteChange("min-learning-rate", config.minLearningRate(), before, place, facts);
        return facts;
    }

    private static void noteChange(
            String option, double value, Provenance before, String place, Map<String, String> facts) {
        String old = before.config().get(option);
        if (old != null && Double.parseDouble(old) != value) {
            facts.put(option + " " + place, old);
        }
    }
}
