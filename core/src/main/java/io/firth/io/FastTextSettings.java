package io.firth.io;

import io.firth.embeddings.Provenance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The options that a fastText model was trained with, as they stand in its file. */
record FastTextSettings(
        int dim,
        int window,
        int epochs,
        int minCount,
        int negatives,
        int wordNgrams,
        int loss,
        int model,
        int buckets,
        int minLength,
        int maxLength,
        int updateRate,
        double threshold) {
    private static final List<String> LOSSES = List.of("?", "hs", "ns", "softmax", "ova");
    private static final List<String> MODELS = List.of("?", "cbow", "skipgram", "supervised");
    private static final int SUPERVISED = 3;
    private static final int HIERARCHICAL = 1;

    static FastTextSettings read(Path file, Cursor in, int version) throws IOException {
        int[] n = new int[12];
        for (int i = 0; i < n.length; i++) {
            n[i] = in.int32("the settings");
        }
        double threshold = in.float64("the settings");
        // Supervised models of version 11 have no character n-grams, whatever is written.
        int maxLength = version == 11 && n[7] == SUPERVISED ? 0 : n[10];
        FastTextSettings s = new FastTextSettings(
                n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], n[8], n[9], maxLength, n[11], threshold);
        if (s.dim < 1 || s.dim > Word2VecHeader.MOST_DIM) {
            throw new IOException(file + " has vectors of length " + s.dim + "; at least 1 and at most "
                    + Word2VecHeader.MOST_DIM + " is expected");
        }
        if (s.model < 1 || s.model >= MODELS.size() || s.loss < 1 || s.loss >= LOSSES.size()) {
            throw new IOException(file + " is of a model of kind " + s.model + " and a loss of kind " + s.loss
                    + ", which fastText does not have");
        }
        if (s.buckets < 0) {
            throw new IOException(file + " has " + s.buckets + " buckets of n-grams");
        }
        return s;
    }

    boolean isSupervised() {
        return model == SUPERVISED;
    }

    boolean isHierarchical() {
        return loss == HIERARCHICAL;
    }

    /** The settings under fastText's own names. */
    Provenance provenance(Provenance base, FastTextDictionary dictionary) {
        Map<String, String> config = new LinkedHashMap<>();
        config.put("model", MODELS.get(model));
        config.put("loss", LOSSES.get(loss));
        config.put("dim", "" + dim);
        config.put("ws", "" + window);
        config.put("epoch", "" + epochs);
        config.put("minCount", "" + minCount);
        config.put("neg", "" + negatives);
        config.put("wordNgrams", "" + wordNgrams);
        config.put("bucket", "" + buckets);
        config.put("minn", "" + minLength);
        config.put("maxn", "" + maxLength);
        config.put("lrUpdateRate", "" + updateRate);
        config.put("t", "" + threshold);
        Map<String, String> corpus = new LinkedHashMap<>();
        corpus.put("tokens", "" + dictionary.tokens());
        if (dictionary.labels() > 0) {
            corpus.put("labels", "" + dictionary.labels());
        }
        return new Provenance(
                base.version(),
                base.created(),
                base.seed(),
                config,
                corpus,
                base.machine(),
                base.kernel(),
                base.epochs(),
                base.duration(),
                base.other());
    }
}
