package io.firth.classify;

import io.firth.embeddings.Embeddings;
import io.firth.nn.DoubleMatrix;
import io.firth.nn.FullyConnectedNetwork;
import io.firth.text.TextOptions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives texts a label: word vectors, what becomes of them, a network with softmax, and the labels of its outputs. It holds
 * everything that it needs.
 *
 * @param embeddings the words that it knows; only their input vectors are used
 * @param textOptions how texts become words
 * @param features of one text or of a pair
 * @param standardization of the features
 * @param network d inputs, one output per label
 * @param labels in the order of the outputs, at least two
 * @param provenance where it comes from: names and values, as on the command line
 */
public record Classifier(
        Embeddings embeddings,
        TextOptions textOptions,
        Features features,
        Standardization standardization,
        FullyConnectedNetwork network,
        List<String> labels,
        Map<String, String> provenance) {
    /** Checks that everything fits. */
    public Classifier {
        labels = List.copyOf(labels);
        provenance = Collections.unmodifiableMap(new LinkedHashMap<>(provenance));
        int d = features.size(embeddings.dim());
        if (network.inputs() != d || standardization.mean().length != d) {
            throw new IllegalArgumentException("vectors of length " + embeddings.dim() + " make " + d
                    + " features, but the network takes " + network.inputs() + " and the standardization "
                    + standardization.mean().length);
        }
        if (labels.size() < 2 || network.outputs() != labels.size()) {
            throw new IllegalArgumentException(
                    "a network with " + network.outputs() + " outputs does not fit " + labels.size() + " labels");
        }
    }

    /**
     * An answer.
     *
     * @param label the most probable one
     * @param probabilities of all labels, in the order of {@link Classifier#labels()}
     */
    public record Answer(String label, double[] probabilities) {}

    /** The answers for some examples, in their order. */
    public List<Answer> classify(List<TextExample> examples) {
        return classify(examples, new TextVectors(embeddings, textOptions));
    }

    /** The same with text vectors of these embeddings, which count what they have seen. */
    public List<Answer> classify(List<TextExample> examples, TextVectors vectors) {
        if (examples.isEmpty()) {
            return List.of();
        }
        return answers(features.of(examples, vectors));
    }

    /** The answers for features that are not yet standardised, N × d with N ≥ 1. */
    List<Answer> answers(DoubleMatrix x) {
        DoubleMatrix y = network.predict(standardization.apply(x)); // N × labels
        List<Answer> answers = new ArrayList<>();
        for (int r = 0; r < y.rows(); r++) {
            double[] probabilities = y.row(r);
            int best = 0;
            for (int i = 1; i < probabilities.length; i++) {
                best = probabilities[i] > probabilities[best] ? i : best;
            }
            answers.add(new Answer(labels.get(best), probabilities));
        }
        return answers;
    }
}
