package io.firth.classify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.embeddings.Embeddings;
import io.firth.embeddings.Provenance;
import io.firth.math.Matrix;
import io.firth.nn.Activation;
import io.firth.nn.DoubleMatrix;
import io.firth.nn.FullyConnectedNetwork;
import io.firth.nn.Layer;
import io.firth.nn.Sgd;
import io.firth.text.TextOptions;
import io.firth.text.Tokenizer;
import io.firth.train.TrainingException;
import io.firth.vocab.Vocabulary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassifierTest {
    private static final Embeddings EMBEDDINGS = SmallTexts.embeddings();

    private static ClassifierTrainer.Result train(List<TextExample> examples, ClassifierConfig config)
            throws TrainingException, InterruptedException {
        return new ClassifierTrainer(EMBEDDINGS, TextOptions.DEFAULT).train(examples, config, Map.of(), epoch -> {});
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void learnsWhatThereIsToLearn(boolean pairs) throws Exception {
        List<TextExample> training = pairs ? SmallTexts.pairs(600, 1) : SmallTexts.texts(600, 1);
        List<TextExample> test = pairs ? SmallTexts.pairs(300, 2) : SmallTexts.texts(300, 2);
        Classifier classifier = train(training, ClassifierConfig.defaults()).classifier();
        assertEquals(pairs ? Features.PAIR : Features.TEXT, classifier.features());
        double accuracy = ConfusionMatrix.of(classifier, test).accuracy();
        assertTrue(accuracy > 0.9, "accuracy " + accuracy);
        double majority = ConfusionMatrix.majority(training, test).accuracy();
        assertTrue(majority > 0.4 && majority < 0.6, "majority " + majority);
    }

    @Test
    void theSameSeedGivesTheSameClassifierAndAnotherSeedAnother() throws Exception {
        List<TextExample> training = SmallTexts.texts(100, 3);
        double[] first = parameters(train(training, ClassifierConfig.defaults()));
        assertArrayEquals(first, parameters(train(training, ClassifierConfig.defaults())));
        ClassifierConfig d = ClassifierConfig.defaults();
        ClassifierConfig other = new ClassifierConfig(
                d.hidden(),
                d.activation(),
                d.optimizer(),
                d.epochs(),
                d.batch(),
                d.dropout(),
                d.l2(),
                d.validation(),
                d.patience(),
                2);
        assertFalse(Arrays.equals(first, parameters(train(training, other))));
    }

    private static double[] parameters(ClassifierTrainer.Result result) {
        return result.classifier().network().parameters().values().clone();
    }

    @Test
    void stopsEarlyAtTheBestEpoch() throws Exception {
        ClassifierTrainer.Result result = train(SmallTexts.texts(60, 4), ClassifierConfig.defaults());
        var epochs = result.fit().epochs();
        int best = result.fit().best();
        double least = epochs.get(best - 1).validationLoss().orElseThrow();
        for (var epoch : epochs) {
            assertTrue(least <= epoch.validationLoss().orElseThrow());
        }
        assertTrue(epochs.size() == 100 || epochs.size() == best + 5, epochs.size() + " epochs, best " + best);
    }

    @Test
    void meansAndCoverage() {
        TextVectors vectors = new TextVectors(EMBEDDINGS, TextOptions.DEFAULT);
        double[] mean = vectors.mean("good0 bad0 bad0 nothing");
        for (int i = 0; i < mean.length; i++) {
            double expected =
                    (EMBEDDINGS.input().get(0, i) + 2.0 * EMBEDDINGS.input().get(10, i)) / 3;
            assertEquals(expected, mean[i], 1e-7);
        }
        assertArrayEquals(new double[8], vectors.mean("nothing at all"));
        assertEquals(new TextVectors.Coverage(7, 3, 2, 1), vectors.coverage());
    }

    @Test
    void findsHowTextsBecomeWords() {
        List<TextExample> shouting = List.of(new TextExample("GOOD1, Good2!", null, "x"));
        assertEquals(
                new TextOptions(Tokenizer.UNICODE, true),
                TextVectors.bestOptions(EMBEDDINGS, shouting, Optional.empty(), Optional.empty()));
        assertEquals(
                new TextOptions(Tokenizer.UNICODE, false),
                TextVectors.bestOptions(EMBEDDINGS, shouting, Optional.of(Tokenizer.UNICODE), Optional.of(false)));
        assertEquals(
                TextOptions.DEFAULT,
                TextVectors.bestOptions(EMBEDDINGS, SmallTexts.texts(3, 1), Optional.empty(), Optional.empty()));
    }

    @Test
    void mistakesAreNamed() {
        List<TextExample> one = List.of(new TextExample("good1", null, "yes"), new TextExample("good2", null, "yes"));
        message("all 2 examples have the label 'yes'; a classifier needs at least two labels", one);
        message("there are no examples to train on", List.of());
        List<TextExample> foreign =
                List.of(new TextExample("gut schlecht", null, "ja"), new TextExample("schlecht", null, "nein"));
        message(
                "none of the 3 words of the 2 texts is among the 30 words of the model: do language, case and tokenizer"
                        + " fit?",
                foreign);
        message(
                "example 2 has one text where two are expected",
                List.of(new TextExample("good1", "good2", "a"), new TextExample("good1", null, "b")));
        Exception e = assertThrows(
                TrainingException.class,
                () -> train(
                        SmallTexts.texts(50, 1),
                        new ClassifierConfig(List.of(4), Activation.IDENTITY, new Sgd(1e300), 5, 10, 0, 0, 0, 1, 1)));
        assertTrue(e.getMessage().contains("a smaller learning rate may help"), e.getMessage());
    }

    private static void message(String expected, List<TextExample> examples) {
        assertEquals(
                expected,
                assertThrows(IllegalArgumentException.class, () -> train(examples, ClassifierConfig.defaults()))
                        .getMessage());
    }

    @Test
    void aSplitKeepsTheSharesOfLabels() {
        List<TextExample> examples = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            examples.add(new TextExample("t" + i, null, i < 80 ? "a" : "b"));
        }
        examples.add(new TextExample("single", null, "c"));
        Split split = Split.of(examples, 0.25, 5);
        assertEquals(
                20, split.heldOut().stream().filter(e -> e.label().equals("a")).count());
        assertEquals(
                5, split.heldOut().stream().filter(e -> e.label().equals("b")).count());
        assertEquals(76, split.kept().size());
        assertEquals(split, Split.of(examples, 0.25, 5));
        assertFalse(split.equals(Split.of(examples, 0.25, 6)));
        assertEquals(examples, Split.of(examples, 0, 5).kept());
    }

    /** |a − b|, a ∘ b and the cosine of (3, 4) and (−4, 0), which is −0.6. */
    @Test
    void featuresOfAPairByHand() {
        TextVectors vectors = new TextVectors(plane(), TextOptions.DEFAULT);
        List<TextExample> pairs = List.of(
                new TextExample("a", "b", "x"),
                new TextExample("b", "a", "x"),
                new TextExample("a", "unknown", "x"),
                new TextExample("unknown", "a", "x"));
        DoubleMatrix x = Features.PAIR.of(pairs, vectors);
        assertArrayEquals(new double[] {7, 4, -12, 0, -0.6}, x.row(0), 1e-15);
        assertArrayEquals(x.row(0), x.row(1), "the order does not matter");
        assertArrayEquals(new double[] {3, 4, 0, 0, 0}, x.row(2), 1e-15);
        assertArrayEquals(x.row(2), x.row(3));
        assertArrayEquals(
                new double[] {-0.5, 2},
                Features.TEXT
                        .of(List.of(new TextExample("a b", null, "x")), vectors)
                        .row(0),
                1e-15);
        assertThrows(IllegalArgumentException.class, () -> Features.TEXT.of(pairs, vectors));
    }

    private static Embeddings plane() {
        Matrix input = Matrix.allocate(2, 2);
        input.setRow(0, new float[] {3, 4});
        input.setRow(1, new float[] {-4, 0});
        return new Embeddings(
                Vocabulary.of(List.of(new byte[] {'a'}, new byte[] {'b'}), new long[] {2, 1}),
                input,
                Optional.empty(),
                Provenance.unknown());
    }

    /** 1, 3 and 5, 5: means 3, 5; deviations √(8/3) of 1, 3, 5 and none of 5, 5, 5, which keeps its size. */
    @Test
    void standardizationByHand() {
        DoubleMatrix x = DoubleMatrix.zeros(3, 2);
        for (int r = 0; r < 3; r++) {
            x.setRow(r, new double[] {1 + 2 * r, 5});
        }
        Standardization s = Standardization.of(x);
        assertArrayEquals(new double[] {3, 5}, s.mean(), 1e-15);
        assertArrayEquals(new double[] {Math.sqrt(8 / 3.0), 1}, s.deviation(), 1e-15);
        DoubleMatrix other = DoubleMatrix.zeros(1, 2);
        other.setRow(0, new double[] {5, 7});
        assertArrayEquals(new double[] {Math.sqrt(1.5), 2}, s.apply(other).row(0), 1e-15);
        assertThrows(IllegalArgumentException.class, () -> new Standardization(new double[1], new double[2]));
    }

    /** A network without hidden layers is y = softmax(xᵀW + b) of the standardised mean. */
    @Test
    void anAnswerIsTheMostProbableLabelOfTheStandardisedText() {
        FullyConnectedNetwork network =
                new FullyConnectedNetwork(2, List.of(Layer.of(3, Activation.SOFTMAX))).initialize(1);
        Classifier classifier = new Classifier(
                plane(),
                TextOptions.DEFAULT,
                Features.TEXT,
                new Standardization(new double[] {1, 2}, new double[] {2, 4}),
                network,
                List.of("x", "y", "z"),
                Map.of());
        DoubleMatrix standardised = DoubleMatrix.zeros(1, 2);
        standardised.setRow(0, new double[] {(3 - 1) / 2.0, (4 - 2) / 4.0});
        double[] expected = network.predict(standardised).row(0);
        Classifier.Answer answer =
                classifier.classify(List.of(new TextExample("a", null, null))).getFirst();
        assertArrayEquals(expected, answer.probabilities(), 1e-12);
        double most = Arrays.stream(expected).max().orElseThrow();
        assertEquals(most, expected[List.of("x", "y", "z").indexOf(answer.label())]);
        assertEquals(List.of(), classifier.classify(List.of()));
        for (List<String> labels : List.of(List.of("x"), List.of("x", "y"))) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new Classifier(
                            plane(),
                            TextOptions.DEFAULT,
                            Features.TEXT,
                            classifier.standardization(),
                            network,
                            labels,
                            Map.of()));
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> new Classifier(
                        plane(),
                        TextOptions.DEFAULT,
                        Features.PAIR,
                        classifier.standardization(),
                        network,
                        classifier.labels(),
                        Map.of()));
    }

    @Test
    void optionsHaveRanges() {
        ClassifierConfig d = ClassifierConfig.defaults();
        for (double validation : new double[] {-0.1, 0.51, Double.NaN}) {
            assertThrows(IllegalArgumentException.class, () -> config(List.of(4), Activation.RELU, validation));
        }
        assertEquals(0.5, config(List.of(4), Activation.RELU, 0.5).validation());
        assertThrows(IllegalArgumentException.class, () -> config(List.of(4, 0), Activation.RELU, 0.1));
        assertThrows(IllegalArgumentException.class, () -> config(List.of(4), Activation.SOFTMAX, 0.1));
        assertEquals(List.of(1), config(List.of(1), Activation.RELU, 0.1).hidden());
        assertEquals(List.of(), d.logisticRegression().hidden());
        assertEquals(0, d.logisticRegression().dropout());
        assertEquals(d.patience(), d.logisticRegression().patience());
    }

    private static ClassifierConfig config(List<Integer> hidden, Activation activation, double validation) {
        return new ClassifierConfig(hidden, activation, new Sgd(0.1), 5, 10, 0, 0, validation, 1, 1);
    }

    /** Of two with as many known words the first; both texts of a pair count, and only the first thousand examples. */
    @Test
    void howTextsBecomeWordsIsCounted() {
        List<TextExample> examples = new ArrayList<>();
        examples.add(new TextExample("good1", "GOOD1", "x"));
        assertEquals(
                new TextOptions(Tokenizer.WHITESPACE, true),
                TextVectors.bestOptions(EMBEDDINGS, examples, Optional.empty(), Optional.empty()));
        assertEquals(
                new TextOptions(Tokenizer.UNICODE, true),
                TextVectors.bestOptions(EMBEDDINGS, examples, Optional.of(Tokenizer.UNICODE), Optional.empty()));
        List<TextExample> many = new ArrayList<>(Collections.nCopies(999, new TextExample("nothing", null, "x")));
        many.add(new TextExample("GOOD1!", null, "x"));
        many.addAll(Collections.nCopies(5, new TextExample("good1", null, "x")));
        assertEquals(
                new TextOptions(Tokenizer.UNICODE, true),
                TextVectors.bestOptions(EMBEDDINGS, many, Optional.empty(), Optional.empty()));
        many.add(0, new TextExample("nothing", null, "x"));
        assertEquals(
                TextOptions.DEFAULT, TextVectors.bestOptions(EMBEDDINGS, many, Optional.empty(), Optional.empty()));
    }
}
