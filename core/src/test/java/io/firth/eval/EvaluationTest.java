package io.firth.eval;

import static io.firth.eval.EvaluatedCircles.ANGLES;
import static io.firth.eval.EvaluatedCircles.PLAIN;
import static io.firth.eval.EvaluatedCircles.SMALL;
import static io.firth.eval.EvaluatedCircles.circle;
import static io.firth.eval.EvaluatedCircles.cos;
import static io.firth.eval.EvaluatedCircles.model;
import static io.firth.eval.EvaluatedCircles.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.embeddings.Embeddings;
import io.firth.embeddings.Provenance;
import io.firth.embeddings.SubwordVectors;
import io.firth.eval.AnalogyTask.Question;
import io.firth.eval.CategorizationTask.Member;
import io.firth.eval.EvaluationReport.Result;
import io.firth.math.Matrix;
import io.firth.query.OpenVocabulary;
import io.firth.vocab.Vocabulary;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EvaluationTest {
    @Test
    void policiesByHand() {
        EvaluatedModel model = circle("m", 0, 10, 50, 90);
        Result result = only(PLAIN, model, ANGLES);
        assertEquals(4, result.covered());
        double[] gold = {9, 6, 5, 8, 7, 1};
        double[] cosine = {cos(10), cos(50), cos(90), Double.NaN, cos(80), Double.NaN};
        // skip: ranks 4 2 1 3 against 4 3 1 2
        assertEquals(1 - 6 * (0 + 1 + 0 + 1) / (4.0 * 15), value(result, Measure.SPEARMAN, OovPolicy.SKIP), 1e-12);
        double[] zero = {cosine[0], cosine[1], cosine[2], 0, cosine[4], 0};
        // 8 is above the median: the lowest cosine; 1 is below: the highest
        double[] wrong = {cosine[0], cosine[1], cosine[2], cos(90), cosine[4], cos(10)};
        for (boolean ranks : new boolean[] {true, false}) {
            Measure measure = ranks ? Measure.SPEARMAN : Measure.PEARSON;
            assertEquals(correlation(gold, zero, ranks), value(result, measure, OovPolicy.ZERO), 1e-6);
            assertEquals(correlation(gold, wrong, ranks), value(result, measure, OovPolicy.WRONG), 1e-6);
        }
        Score score = result.score(Measure.PEARSON, OovPolicy.SKIP).orElseThrow();
        assertEquals(4, score.items());
        assertEquals(6, score.size());
        assertTrue(score.interval().orElseThrow().low() <= score.value().getAsDouble());
    }

    private static double correlation(double[] gold, double[] cosine, boolean ranks) {
        return (ranks ? Correlation.spearman(gold, cosine) : Correlation.pearson(gold, cosine)).orElseThrow();
    }

    @Test
    void undefinedScoresSayWhy() {
        EvaluatedModel model = circle("m", 0, 10, 50, 90);
        WordSimilarityTask sameGold =
                new WordSimilarityTask("same", List.of(new ScoredPair("w0", "w10", 3), new ScoredPair("w0", "w50", 3)));
        assertEquals("all gold scores are equal", why(model, sameGold));
        WordSimilarityTask sameCosine =
                new WordSimilarityTask("same", List.of(new ScoredPair("w0", "w0", 3), new ScoredPair("w10", "w10", 4)));
        assertEquals("all cosines are equal", why(model, sameCosine));
        WordSimilarityTask unknown =
                new WordSimilarityTask("none", List.of(new ScoredPair("x", "y", 3), new ScoredPair("w10", "z", 4)));
        assertEquals("no item is covered", why(model, unknown));
        WordSimilarityTask one =
                new WordSimilarityTask("one", List.of(new ScoredPair("w0", "w10", 3), new ScoredPair("w10", "z", 4)));
        assertEquals("one covered item has no order", why(model, one));
        assertFalse(
                new Evaluation(PLAIN).evaluate(List.of(model), List.of(unknown)).coversAnything());
        AnalogyTask analogies = new AnalogyTask("a", List.of(new Question("", "x", "y", "z", "u")));
        Score share = only(PLAIN, model, analogies)
                .score(Measure.COS_ADD, OovPolicy.SKIP)
                .orElseThrow();
        assertTrue(share.value().isEmpty());
        assertEquals("no item is covered", share.undefined());
    }

    private static String why(EvaluatedModel model, Task task) {
        Score score =
                only(PLAIN, model, task).score(Measure.SPEARMAN, OovPolicy.SKIP).orElseThrow();
        assertTrue(score.value().isEmpty() && score.interval().isEmpty());
        return score.undefined();
    }

    @Test
    void anyAcceptedAnswerIsRight() {
        EvaluatedModel model = model(
                "m", List.of("man", "woman", "king", "queen"), new float[][] {{1, 0, 0}, {1, 1, 0}, {1, 0, 1}, {1, 1, 1}
                });
        Result result = only(
                PLAIN,
                model,
                new AnalogyTask(
                        "a",
                        List.of(
                                new Question("", "man", "woman", "king", List.of("empress", "queen")),
                                new Question("", "man", "woman", "king", List.of("queen", "man")),
                                new Question("", "man", "woman", "king", List.of("empress", "man")),
                                new Question("", "man", "woman", "king", List.of("empress", "duchess")))));
        assertEquals(3, result.covered(), "one accepted word that is known is enough");
        assertEquals(2 / 3.0, value(result, Measure.COS_ADD, OovPolicy.SKIP), 1e-12);
        assertEquals(2 / 4.0, value(result, Measure.COS_MUL, OovPolicy.WRONG), 1e-12);
    }

    @Test
    void analogiesBySectionWithinTheFirstWords() {
        EvaluatedModel model = model(
                "m", List.of("man", "woman", "king", "queen", "apple", "run", "ran", "eat", "ate"), new float[][] {
                    {1, 0, 0, 0, 0, 0, 0},
                    {1, 1, 0, 0, 0, 0, 0},
                    {1, 0, 1, 0, 0, 0, 0},
                    {1, 1, 1, 0, 0, 0, 0},
                    {0, 0, 0, 1, 0, 0, 0},
                    {0, 0, 0, 0, 1, 0, 0},
                    {0, 0, 0, 0, 1, 1, 0},
                    {0, 0, 0, 0, 1, 0, 1},
                    {0, 0, 0, 0, 1, 1, 1}
                });
        AnalogyTask task = new AnalogyTask(
                "a",
                List.of(
                        new Question("family", "Man", "woman", "king", "queen"),
                        new Question("family", "man", "woman", "king", "apple"),
                        new Question("gram-past", "run", "ran", "eat", "ate"),
                        new Question("gram-past", "run", "ran", "walk", "walked"),
                        new Question("family", "boy", "woman", "king", "queen")));
        Result all = only(PLAIN, model, task);
        assertEquals(3, all.covered());
        for (Measure measure : List.of(Measure.COS_ADD, Measure.COS_MUL)) {
            assertEquals(0.5, value(all, "family", measure, OovPolicy.SKIP));
            assertEquals(1, value(all, "gram-past", measure, OovPolicy.SKIP));
            assertEquals(0.5, value(all, "gram-past", measure, OovPolicy.WRONG));
            assertEquals(2 / 3.0, value(all, measure, OovPolicy.SKIP), 1e-12);
            assertEquals(2 / 5.0, value(all, measure, OovPolicy.WRONG), 1e-12);
            // without "boy" woman + king is still nearest to queen
            assertEquals(3 / 5.0, value(all, measure, OovPolicy.ZERO), 1e-12);
            assertEquals(
                    value(all, "family", measure, OovPolicy.ZERO), value(all, "semantic", measure, OovPolicy.ZERO));
            assertEquals(1, value(all, "syntactic", measure, OovPolicy.SKIP));
        }
        assertEquals(3, size(all, "family"));
        assertEquals(3, size(all, "semantic"));
        assertEquals(2, size(all, "syntactic"));
        assertEquals(5, size(all, ""));
        // "apple" is the fifth word, not one of the first four
        Result four = only(new EvaluationOptions(CaseRule.LOWER, 4, 0, 1, 0.95), model, task);
        assertEquals(1, four.covered());
        assertEquals(1, value(four, Measure.COS_ADD, OovPolicy.SKIP));
        Result first = only(new EvaluationOptions(CaseRule.LOWER, 5, 0, 1, 0.95), model, task);
        assertEquals(2, first.covered());
        assertEquals(0.5, value(first, Measure.COS_ADD, OovPolicy.SKIP));
        Result exact = only(new EvaluationOptions(CaseRule.EXACT, 0, 0, 1, 0.95), model, task);
        assertEquals(2, exact.covered());
    }

    @Test
    void foldedCaseTakesTheFirstSpelling() {
        EvaluatedModel model = model(
                "m", List.of("Paris", "paris", "ROME", "b"), new float[][] {{1, 0}, {0, 1}, {0.9f, 0.1f}, {0, 1}});
        WordSimilarityTask task = new WordSimilarityTask(
                "s", List.of(new ScoredPair("pARIS", "rome", 2), new ScoredPair("rome", "B", 1)));
        EvaluationOptions fold = new EvaluationOptions(CaseRule.FOLD, 0, 0, 1, 0.95);
        assertEquals(1, value(only(fold, model, task), Measure.SPEARMAN, OovPolicy.SKIP));
        assertEquals(3, Evaluation.wordsFound(model, List.of(task), CaseRule.FOLD)); // pARIS, rome, B
        assertEquals(2, Evaluation.wordsFound(model, List.of(task), CaseRule.LOWER)); // paris, b
    }

    /** Two tight bundles; an unknown word stands at zero, or is wrong, or is left out. */
    @Test
    void clusters() {
        EvaluatedModel model = circle("m", 0, 2, 4, 90, 92, 94, 96);
        CategorizationTask task = new CategorizationTask(
                "c",
                List.of(
                        new Member("w0", "a"),
                        new Member("w2", "a"),
                        new Member("w90", "b"),
                        new Member("w92", "b"),
                        new Member("w94", "b"),
                        new Member("w4", "b"),
                        new Member("unknown", "a"),
                        new Member("w96", "b")));
        Result result = only(PLAIN, model, task);
        assertEquals(7, result.covered());
        assertEquals(6 / 7.0, value(result, Measure.PURITY, OovPolicy.SKIP), 1e-12);
        assertEquals(6 / 8.0, value(result, Measure.PURITY, OovPolicy.WRONG), 1e-12);
        assertEquals(7 / 8.0, value(result, Measure.PURITY, OovPolicy.ZERO), 0.13);
    }

    @Test
    void sentencesAreMeansOfTheirKnownWords() {
        EvaluatedModel model = circle("m", 0, 40, 90, 100);
        SentenceSimilarityTask task = new SentenceSimilarityTask(
                "s",
                List.of(
                        new ScoredPair("W0, w40!", "w40 and w0", 5), // cosine 1
                        new ScoredPair("w0 w90", "w40", 4), // 45° and 40°
                        new ScoredPair("w0", "w90 or w100", 1),
                        new ScoredPair("nothing here", "w0", 3)));
        Result result = only(PLAIN, model, task);
        assertEquals(3, result.covered());
        double[] cosine = {1, cos(5), cos(95)};
        assertEquals(
                correlation(new double[] {5, 4, 1}, cosine, false),
                value(result, Measure.PEARSON, OovPolicy.SKIP),
                1e-6);
    }

    @Test
    void aWordThatIsNotFiniteIsUnknownAndAZeroVectorIsNot() {
        EvaluatedModel model =
                model("m", List.of("w0", "w10", "w50", "w90"), new float[][] {{1, 0}, {Float.NaN, 0}, {0, 0}, {0, 1}});
        Result result = only(PLAIN, model, ANGLES);
        assertEquals(2, result.covered()); // w0–w50 and w0–w90
    }

    @Test
    void theSameDigitsAgain() {
        Random random = new Random(4);
        float[][] rows = new float[40][6];
        List<String> words = new ArrayList<>();
        List<ScoredPair> pairs = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            words.add("w" + i);
            pairs.add(new ScoredPair("w" + i, "w" + (i * 7 + 1) % 45, random.nextInt(10)));
            for (int d = 0; d < 6; d++) {
                rows[i][d] = (float) random.nextGaussian();
            }
        }
        EvaluatedModel model = model("m", words, rows);
        WordSimilarityTask task = new WordSimilarityTask("t", pairs);
        assertEquals(only(PLAIN, model, task), only(PLAIN, model, task));
    }

    private static int size(Result result, String section) {
        return result.score(section, Measure.COS_ADD, OovPolicy.SKIP)
                .orElseThrow()
                .size();
    }

    /** Totals of halves where there are two; a section of that name is itself and no total. */
    @Test
    void partsOfAnAnalogySet() {
        assertEquals(List.of(""), parts("family"));
        assertEquals(List.of("", "family", "capitals"), parts("family", "capitals", "family"));
        assertEquals(List.of("", "gram1", "gram2"), parts("gram1", "gram2"));
        assertEquals(List.of("", "semantic", "syntactic", "gram1", "family"), parts("gram1", "family"));
        assertEquals(List.of("", "semantic", "syntactic", "gram1", "family"), parts("gram1", "semantic", "family"));
        Result result = only(
                PLAIN,
                circle("m", 0, 10),
                new AnalogyTask(
                        "a",
                        List.of(question("gram1"), question("semantic"), question("semantic"), question("family"))));
        assertEquals(2, size(result, "semantic"), "of its own questions, not of those about families");
        assertEquals(1, size(result, "syntactic"));
        assertEquals(4, size(result, ""));
    }

    private static List<String> parts(String... sections) {
        return new AnalogySections(new AnalogyTask(
                        "a",
                        java.util.Arrays.stream(sections)
                                .map(EvaluationTest::question)
                                .toList()))
                .names();
    }

    private static Question question(String section) {
        return new Question(section, "a", "b", "c", "d");
    }

    /** KING is nearest to woman − man + king, but folded it is a word of the question. */
    @Test
    void foldedCandidatesAreOneOfEachSpelling() {
        EvaluatedModel model = model("m", List.of("man", "woman", "king", "QUEEN", "KING", "Queen"), new float[][] {
            {1, 0, 0}, {1, 1, 0}, {1, 0, 1}, {1, 2, 1}, {1, 1, 1}, {1, 1.1f, 1}
        });
        AnalogyTask task = new AnalogyTask("a", List.of(new Question("", "man", "woman", "king", "queen")));
        EvaluationOptions fold = new EvaluationOptions(CaseRule.FOLD, 0, 0, 1, 0.95);
        assertEquals(1, value(only(fold, model, task), Measure.COS_ADD, OovPolicy.SKIP));
        AnalogyTask exact = new AnalogyTask("a", List.of(new Question("", "man", "woman", "king", "QUEEN")));
        EvaluationOptions asWritten = new EvaluationOptions(CaseRule.EXACT, 0, 0, 1, 0.95);
        assertEquals(0, value(only(asWritten, model, exact), Measure.COS_ADD, OovPolicy.SKIP));
    }

    /** A folded word of every kind of set is found. */
    @Test
    void wordsOfEveryKindOfSet() {
        EvaluatedModel model = circle("m", 0, 10, 50, 90);
        assertEquals(4, Evaluation.wordsFound(model, List.of(SMALL), CaseRule.FOLD));
        assertEquals(
                4,
                Evaluation.wordsFound(
                        model,
                        List.of(new AnalogyTask("a", List.of(new Question("", "W0", "W10", "W50", "W90")))),
                        CaseRule.FOLD));
        assertEquals(
                1,
                Evaluation.wordsFound(
                        model,
                        List.of(new CategorizationTask("c", List.of(new Member("W0", "x"), new Member("z", "x")))),
                        CaseRule.FOLD));
        assertEquals(
                2,
                Evaluation.wordsFound(
                        model,
                        List.of(new SentenceSimilarityTask("s", List.of(new ScoredPair("W0 is", "not W10", 1)))),
                        CaseRule.FOLD));
    }

    /** A word that is not in the vocabulary has the mean of its n-grams' vectors; analogies do without. */
    @Test
    void wordsOfSubwords() {
        Matrix input = Matrix.allocate(2, 2);
        input.setRow(0, new float[] {1, 0});
        input.setRow(1, new float[] {0, 1});
        Matrix ngrams = Matrix.allocate(1, 2); // every n-gram has this vector
        ngrams.setRow(0, new float[] {3, 3});
        Vocabulary vocabulary = Vocabulary.of(List.of(bytes("east"), bytes("north")), new long[2]);
        Embeddings embeddings = new Embeddings(
                vocabulary,
                input,
                Optional.empty(),
                Provenance.unknown(),
                Optional.of(new SubwordVectors(ngrams, new int[0], 1, 3, 3)));
        EvaluatedModel model = new EvaluatedModel("m", vocabulary, input, Optional.of(new OpenVocabulary(embeddings)));
        WordSimilarityTask task = new WordSimilarityTask(
                "s",
                List.of(
                        new ScoredPair("East", "unheard", 3), // cosine 1/√2
                        new ScoredPair("unheard", "UNSEEN", 9), // cosine 1
                        new ScoredPair("east", "north", 1)));
        for (CaseRule rule : CaseRule.values()) {
            // exactly written, "East" is not "east"
            int found = rule == CaseRule.EXACT ? 2 : 3;
            assertEquals(found, Evaluation.wordsFound(model, List.of(task), rule), rule.label());
            assertEquals(5 - found, Evaluation.wordsOfSubwords(model, List.of(task), rule));
        }
        assertEquals(
                0,
                Evaluation.wordsOfSubwords(new EvaluatedModel("m", vocabulary, input), List.of(task), CaseRule.LOWER));
        Result result = only(PLAIN, model, task);
        assertEquals(3, result.covered());
        assertEquals(
                correlation(new double[] {3, 9, 1}, new double[] {cos(45), 1, 0}, false),
                value(result, Measure.PEARSON, OovPolicy.SKIP),
                1e-6);
        Result analogies = only(
                PLAIN, model, new AnalogyTask("a", List.of(new Question("", "unheard", "east", "unseen", "north"))));
        assertEquals(0, analogies.covered());
        assertThrows(
                IllegalArgumentException.class,
                () -> new EvaluatedModel(
                        "m", vocabulary, Matrix.allocate(2, 3), Optional.of(new OpenVocabulary(embeddings))));
        assertThrows(IllegalArgumentException.class, () -> new EvaluatedModel("m", vocabulary, Matrix.allocate(3, 2)));
    }

    private static byte[] bytes(String word) {
        return word.getBytes(StandardCharsets.UTF_8);
    }

    /** Of three pairs the middle one is no more alike than the median. */
    @Test
    void theMedianPairIsNotAbove() {
        double[] gold = {1, 2, 3};
        double[] cosine = {0.1, Double.NaN, 0.9};
        assertEquals(0.9, PairScorer.predicted(gold, cosine, OovPolicy.WRONG)[1]);
        assertEquals(0.1, PairScorer.predicted(new double[] {1, 3, 2}, cosine, OovPolicy.WRONG)[1]);
        double[] none = {Double.NaN, Double.NaN};
        assertEquals(0, PairScorer.predicted(new double[] {1, 2}, none, OovPolicy.WRONG)[0]);
        assertEquals(0, PairScorer.predicted(new double[] {1, 2}, none, OovPolicy.WRONG)[1]);
    }

    @Test
    void aCategorizationWithoutKnownWords() {
        CategorizationTask task =
                new CategorizationTask("c", List.of(new Member("x", "a"), new Member("y", "b"), new Member("z", "b")));
        Result result = only(PLAIN, circle("m", 0, 10), task);
        assertEquals(0, result.covered());
        assertTrue(result.score(Measure.PURITY, OovPolicy.SKIP)
                .orElseThrow()
                .value()
                .isEmpty());
        assertEquals(0, value(result, Measure.PURITY, OovPolicy.WRONG));
        // all at zero: one cluster, of which two belong to the most frequent class
        assertEquals(2 / 3.0, value(result, Measure.PURITY, OovPolicy.ZERO), 1e-12);
    }

    @Test
    void optionsHaveRanges() {
        assertEquals(1_000_000, new EvaluationOptions(CaseRule.LOWER, 0, 1_000_000, 1, 0.5).resamples());
        for (double level : new double[] {0, 1, -0.5, 1.5, Double.NaN}) {
            assertThrows(IllegalArgumentException.class, () -> new EvaluationOptions(CaseRule.LOWER, 0, 10, 1, level));
        }
        for (int resamples : new int[] {-1, 1_000_001}) {
            assertThrows(
                    IllegalArgumentException.class, () -> new EvaluationOptions(CaseRule.LOWER, 0, resamples, 1, 0.5));
        }
        assertThrows(IllegalArgumentException.class, () -> new EvaluationOptions(CaseRule.LOWER, -1, 10, 1, 0.5));
        for (CaseRule rule : CaseRule.values()) {
            assertEquals(rule, CaseRule.parse(rule.label()));
        }
        assertThrows(IllegalArgumentException.class, () -> CaseRule.parse("upper"));
    }

    private static Result only(EvaluationOptions options, EvaluatedModel model, Task task) {
        return new Evaluation(options)
                .evaluate(List.of(model), List.of(task))
                .tasks()
                .getFirst()
                .results()
                .getFirst();
    }
}
