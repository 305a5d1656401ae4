package io.firth.classify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.embeddings.Embeddings;
import io.firth.nn.Activation;
import io.firth.nn.Sgd;
import io.firth.text.TextOptions;
import io.firth.text.Tokenizer;
import io.firth.train.TrainingException;
import java.util.ArrayList;
import java.util.Arrays;
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
}
