package io.firth.classify;

import io.firth.embeddings.Embeddings;
import io.firth.nn.Activation;
import io.firth.nn.DivergenceException;
import io.firth.nn.DoubleMatrix;
import io.firth.nn.Fit;
import io.firth.nn.FullyConnectedNetwork;
import io.firth.nn.Layer;
import io.firth.text.TextOptions;
import io.firth.train.TrainingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Trains a {@link Classifier} on labelled examples. */
public final class ClassifierTrainer {
    private final Embeddings embeddings;
    private final TextOptions textOptions;

    /** With these word vectors, which stay as they are. */
    public ClassifierTrainer(Embeddings embeddings, TextOptions textOptions) {
        this.embeddings = Objects.requireNonNull(embeddings, "embeddings");
        this.textOptions = Objects.requireNonNull(textOptions, "textOptions");
    }

    /**
     * What training made.
     *
     * @param classifier ready for use
     * @param fit its epochs
     * @param coverage of the training texts
     */
    public record Result(Classifier classifier, Fit.Report fit, TextVectors.Coverage coverage) {}

    /**
     * Trains on examples that are all texts or all pairs, all with labels. The same examples, configuration and seed give the same
     * classifier.
     *
     * @param provenance what the classifier is to know of where it comes from
     * @param listener is told of every epoch
     * @throws IllegalArgumentException if there are not two labels, or no example has a known word
     * @throws TrainingException if training diverges
     * @throws InterruptedException if the thread is interrupted
     */
    public Result train(
            List<TextExample> examples,
            ClassifierConfig config,
            Map<String, String> provenance,
            Consumer<Fit.Epoch> listener)
            throws TrainingException, InterruptedException {
        List<String> labels = labels(examples);
        Features features = examples.getFirst().isPair() ? Features.PAIR : Features.TEXT;
        Split split = Split.of(examples, config.validation(), config.seed());
        TextVectors vectors = new TextVectors(embeddings, textOptions);
        DoubleMatrix x = features.of(split.kept(), vectors);
        DoubleMatrix validation = features.of(split.heldOut(), vectors);
        TextVectors.Coverage coverage = vectors.coverage();
        if (coverage.known() == 0) {
            throw new IllegalArgumentException("none of the " + coverage.words() + " words of the " + coverage.texts()
                    + " texts is among the " + embeddings.size() + " words of the model: do language, case and"
                    + " tokenizer fit?");
        }
        Standardization standardization = Standardization.of(x);
        FullyConnectedNetwork network = network(x.columns(), labels.size(), config);
        try {
            Fit.Report fit = new Fit(network, config.fitOptions())
                    .run(
                            new Fit.Examples(standardization.apply(x), targets(split.kept(), labels)),
                            new Fit.Examples(standardization.apply(validation), targets(split.heldOut(), labels)),
                            listener);
            Classifier classifier =
                    new Classifier(embeddings, textOptions, features, standardization, network, labels, provenance);
            return new Result(classifier, fit, coverage);
        } catch (DivergenceException e) {
            throw new TrainingException(e.getMessage());
        }
    }

    private static FullyConnectedNetwork network(int inputs, int outputs, ClassifierConfig config) {
        List<Layer> layers = new ArrayList<>();
        for (int size : config.hidden()) {
            layers.add(Layer.of(size, config.activation()));
        }
        layers.add(Layer.of(outputs, Activation.SOFTMAX));
        return new FullyConnectedNetwork(inputs, layers).initialize(config.seed());
    }

    private static List<String> labels(List<TextExample> examples) {
        if (examples.isEmpty()) {
            throw new IllegalArgumentException("there are no examples to train on");
        }
        TreeSet<String> labels = new TreeSet<>();
        for (TextExample example : examples) {
            if (example.label() == null) {
                throw new IllegalArgumentException("an example has no label: '" + example.text() + "'");
            }
            labels.add(example.label());
        }
        if (labels.size() < 2) {
            throw new IllegalArgumentException("all " + examples.size() + " examples have the label '" + labels.first()
                    + "'; a classifier needs at least two labels");
        }
        return List.copyOf(labels);
    }

    // One-hot: row r is 1 at the label of example r.
    private static DoubleMatrix targets(List<TextExample> examples, List<String> labels) {
        DoubleMatrix t = DoubleMatrix.zeros(examples.size(), labels.size());
        for (int r = 0; r < examples.size(); r++) {
            t.set(r, labels.indexOf(examples.get(r).label()), 1);
        }
        return t;
    }
}
