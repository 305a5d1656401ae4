package io.firth.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.math.Matrix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AnalogyTest {
    @ParameterizedTest
    @EnumSource(AnalogyMethod.class)
    void isWhatTheFormulaGives(AnalogyMethod method) {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int dim : new int[] {3, 16, 37}) {
            Matrix vectors = QueryData.gaussian(random, 900, dim);
            Analogy analogy = new Analogy(vectors);
            List<AnalogyQuestion> questions = questions(random, 60, 900);
            for (int restrict : new int[] {900, 500}) {
                List<List<Answer>> answers = analogy.restrict(restrict).answers(questions, method, 4);
                for (int q = 0; q < questions.size(); q++) {
                    AnalogyQuestion question = questions.get(q);
                    List<Answer> expected = naive(vectors, question, method, restrict, 4);
                    assertClose(expected, answers.get(q), "seed " + seed + ", dim " + dim + ", " + question);
                    assertEquals(
                            answers.get(q), analogy.restrict(restrict).answer(question, method, 4), "seed " + seed);
                }
            }
        }
    }

    @Test
    void moreDistinctWordsThanOnePassTakes() {
        Random random = new Random(5);
        Matrix vectors = QueryData.gaussian(random, 4000, 8);
        List<AnalogyQuestion> questions = questions(random, 1500, 4000);
        List<List<Answer>> answers = new Analogy(vectors).answers(questions, AnalogyMethod.COS_ADD, 1);
        assertEquals(1500, answers.size());
        for (int q = 0; q < 1500; q += 97) {
            assertClose(
                    naive(vectors, questions.get(q), AnalogyMethod.COS_ADD, 4000, 1), answers.get(q), "question " + q);
        }
    }

    @Test
    void scoresWorkedOutByHand() {
        Matrix vectors = Matrix.allocate(5, 4);
        vectors.setRow(0, new float[] {0, 0, 0, 1}); // a
        vectors.setRow(1, new float[] {1, 0, 0, 0}); // b
        vectors.setRow(2, new float[] {0, 1, 0, 0}); // c
        vectors.setRow(3, new float[] {1, -0.3f, 0, -0.9f});
        vectors.setRow(4, new float[] {0.5f, 0.5f, 1, 0});
        Analogy analogy = new Analogy(vectors);
        AnalogyQuestion question = new AnalogyQuestion(0, 1, 2);
        Answer added = analogy.answer(question, AnalogyMethod.COS_ADD, 1).getFirst();
        assertEquals(3, added.wordId());
        assertEquals(1.6 / Math.sqrt(1.9) / Math.sqrt(3), added.score(), 1e-6); // (1 − 0.3 + 0.9) / ‖x‖ / ‖b − a + c‖
        Answer multiplied = analogy.answer(question, AnalogyMethod.COS_MUL, 2).getLast();
        double cosine = 0.5 / Math.sqrt(1.5);
        assertEquals(4, multiplied.wordId());
        assertEquals((1 + cosine) * (1 + cosine) / 4 / (0.5 + 0.001), multiplied.score(), 1e-6);
    }

    @Test
    void aWordWithoutDirectionHasNoAnswers() {
        Matrix vectors = QueryData.gaussian(new Random(3), 10, 4);
        vectors.clearRow(7);
        Analogy analogy = new Analogy(vectors);
        List<AnalogyQuestion> questions = List.of(new AnalogyQuestion(7, 1, 2), new AnalogyQuestion(3, 1, 2));
        List<List<Answer>> answers = analogy.answers(questions, AnalogyMethod.COS_MUL, 20);
        assertEquals(List.of(), answers.get(0));
        assertEquals(6, answers.get(1).size());
        assertTrue(
                answers.get(1).stream().noneMatch(answer -> List.of(1, 2, 3, 7).contains(answer.wordId())));
        var e = assertThrows(
                IllegalArgumentException.class, () -> analogy.answer(questions.get(0), AnalogyMethod.COS_ADD, 1));
        assertTrue(e.getMessage().contains("word 7"), e.getMessage());
    }

    /** b and c at ±60° of a: b − a + c is zero, and nothing is near to it. */
    @Test
    void wordsThatCancelOutLeadNowhere() {
        Matrix vectors = Matrix.allocate(4, 2);
        vectors.setRow(0, new float[] {2, 0});
        vectors.setRow(1, new float[] {1, (float) Math.sqrt(3)});
        vectors.setRow(2, new float[] {1, (float) -Math.sqrt(3)});
        vectors.setRow(3, new float[] {0.3f, 5});
        Analogy analogy = new Analogy(vectors);
        AnalogyQuestion question = new AnalogyQuestion(0, 1, 2);
        assertEquals(List.of(new Answer(3, 0)), analogy.answer(question, AnalogyMethod.COS_ADD, 5));
        assertEquals(
                3, analogy.answer(question, AnalogyMethod.COS_MUL, 5).getFirst().wordId());
        assertEquals(List.of(), analogy.restrict(1).answer(question, AnalogyMethod.COS_ADD, 5));
    }

    @Test
    void badQuestionsAreNamed() {
        Analogy analogy = new Analogy(Matrix.allocate(3, 2));
        AnalogyQuestion beyond = new AnalogyQuestion(0, 1, 3);
        assertThrows(IllegalArgumentException.class, () -> analogy.answers(List.of(beyond), AnalogyMethod.COS_ADD, 1));
        assertThrows(IllegalArgumentException.class, () -> analogy.answers(List.of(), AnalogyMethod.COS_ADD, 0));
        assertThrows(IllegalArgumentException.class, () -> analogy.restrict(0));
    }

    private static List<AnalogyQuestion> questions(Random random, int count, int rows) {
        List<AnalogyQuestion> questions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            questions.add(new AnalogyQuestion(random.nextInt(rows), random.nextInt(rows), random.nextInt(rows)));
        }
        return questions;
    }

    private static void assertClose(List<Answer> expected, List<Answer> actual, String message) {
        assertEquals(expected.size(), actual.size(), message);
        for (int i = 0; i < expected.size(); i++) {
            float score = expected.get(i).score();
            // Another order only where floats cannot tell.
            assertEquals(score, actual.get(i).score(), 1e-5 * Math.max(1, score), message);
        }
    }

    private static List<Answer> naive(
            Matrix vectors, AnalogyQuestion question, AnalogyMethod method, int restrict, int k) {
        double[] a = QueryData.unit(vectors.row(question.a()));
        double[] b = QueryData.unit(vectors.row(question.b()));
        double[] c = QueryData.unit(vectors.row(question.c()));
        float[] sum = new float[a.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = (float) (b[i] - a[i] + c[i]);
        }
        return IntStream.range(0, restrict)
                .filter(x -> x != question.a() && x != question.b() && x != question.c())
                .mapToObj(x -> {
                    float[] row = vectors.row(x);
                    double score = method == AnalogyMethod.COS_ADD
                            ? QueryData.cosine(sum, row)
                            : s(vectors, question.b(), row)
                                    * s(vectors, question.c(), row)
                                    / (s(vectors, question.a(), row) + 0.001);
                    return new Answer(x, (float) score);
                })
                .sorted(Comparator.comparingDouble(answer -> -answer.score()))
                .limit(k)
                .toList();
    }

    private static double s(Matrix vectors, int word, float[] row) {
        return (QueryData.cosine(vectors.row(word), row) + 1) / 2;
    }
}
