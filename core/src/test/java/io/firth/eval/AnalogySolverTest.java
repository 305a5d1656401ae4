package io.firth.eval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.math.Matrix;
import io.firth.query.Analogy;
import io.firth.query.AnalogyMethod;
import io.firth.query.AnalogyQuestion;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AnalogySolverTest {
    /** Against the search of the query package, which shares no code with it. */
    @Test
    void answersAsTheQueryPackageDoes() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Matrix vectors = random(1500, 19, random);
        int restrict = 1300;
        int[][] questions = new int[300][];
        List<AnalogyQuestion> asked = new java.util.ArrayList<>();
        for (int q = 0; q < questions.length; q++) {
            questions[q] = random.ints(3, 0, 40).toArray();
            asked.add(new AnalogyQuestion(questions[q][0], questions[q][1], questions[q][2]));
        }
        int[] candidates = IntStream.range(0, restrict).toArray();
        AnalogySolver.Answers answers = new AnalogySolver(vectors, candidates, questions).solve();
        Analogy analogy = new Analogy(vectors).restrict(restrict);
        for (AnalogyMethod method : AnalogyMethod.values()) {
            int[] found = method == AnalogyMethod.COS_ADD ? answers.add() : answers.mul();
            var expected = analogy.answers(asked, method, 2);
            for (int q = 0; q < found.length; q++) {
                var best = expected.get(q);
                // In float two nearly equal candidates may change places.
                boolean close = best.getFirst().score() - best.getLast().score() < 1e-5;
                assertTrue(
                        found[q] == best.getFirst().wordId()
                                || close && found[q] == best.getLast().wordId(),
                        method + ", seed " + seed + ", question " + Arrays.toString(questions[q]) + ": " + found[q]);
            }
        }
    }

    /** x = (0,1): b − a + c leads there; the three words themselves are nearer and do not count. */
    @Test
    void unknownWordsAreZeroVectors() {
        Matrix vectors = Matrix.allocate(5, 2);
        float[][] rows = {{1, 0}, {1, 0.1f}, {0.1f, 1}, {0, 1}, {0, 0}};
        for (int i = 0; i < rows.length; i++) {
            vectors.setRow(i, rows[i]);
        }
        int[][] questions = {{0, 1, 2}, {-1, 0, -1}, {-1, 3, 2}, {-1, -1, -1}, {0, -1, -1}, {4, 0, -1}, {-1, -1, 0}};
        AnalogySolver.Answers answers = new AnalogySolver(vectors, new int[] {0, 1, 2, 3, 4}, questions).solve();
        // {0, −1, −1}: farthest from (1, 0) is (0, 1), and the zero vector after it by its smaller id … both have
        // cosine 0
        assertArrayEquals(new int[] {3, 1, 1, -1, 3, 1, 1}, answers.add());
        assertArrayEquals(new int[] {3, 1, 1, -1, 3, 1, 1}, answers.mul());
        AnalogySolver.Answers none = new AnalogySolver(vectors, new int[0], new int[][] {{0, 1, 2}}).solve();
        assertArrayEquals(new int[] {-1}, none.add());
        assertArrayEquals(new int[] {-1}, none.mul());
        AnalogySolver.Answers unknown =
                new AnalogySolver(vectors, new int[] {0, 1}, new int[][] {{-1, -1, -1}}).solve();
        assertArrayEquals(new int[] {-1}, unknown.add());
        assertArrayEquals(new int[] {-1}, unknown.mul());
    }

    /** More words than one pass takes. */
    @Test
    void manyWords() {
        Matrix vectors = random(9000, 3, new Random(1));
        int[][] questions = new int[3000][];
        for (int q = 0; q < questions.length; q++) {
            questions[q] = new int[] {3 * q, 3 * q + 1, 3 * q + 2};
        }
        int[] candidates = {5, 17, 4000, 8999};
        AnalogySolver.Answers all = AnalogySolver.answer(vectors, candidates, questions);
        for (int q = 0; q < questions.length; q += 250) {
            AnalogySolver.Answers one = new AnalogySolver(vectors, candidates, new int[][] {questions[q]}).solve();
            assertEquals(one.add()[0], all.add()[q]);
            assertEquals(one.mul()[0], all.mul()[q]);
        }
        assertEquals(3000, all.mul().length);
    }

    /** All three words of the question lie together, far from the rest: none of them is the answer. */
    @Test
    void noWordOfTheQuestionIsTheAnswer() {
        Matrix vectors = Matrix.allocate(4, 2);
        float[][] rows = {{1, 0}, {1, 0.1f}, {1, -0.1f}, {-1, 0}};
        for (int i = 0; i < rows.length; i++) {
            vectors.setRow(i, rows[i]);
        }
        int[][] questions = {{0, 1, 2}, {1, 0, 2}, {1, 2, 0}};
        AnalogySolver.Answers answers = new AnalogySolver(vectors, new int[] {0, 1, 2, 3}, questions).solve();
        assertArrayEquals(new int[] {3, 3, 3}, answers.add());
        assertArrayEquals(new int[] {3, 3, 3}, answers.mul());
    }

    /** The answer stands in the second block where a word of the question stands in the first. */
    @Test
    void onlyTheWordItselfIsLeftOut() {
        int rows = 6000;
        for (int best = 510; best < 520; best++) {
            Matrix vectors = Matrix.allocate(rows, 2);
            for (int i = 0; i < rows; i++) {
                vectors.setRow(i, i < 8 || i == best ? new float[] {1, 0} : new float[] {-1, 0.3f});
            }
            int[] candidates = IntStream.range(3, rows)
                    .filter(i -> i < 5 || i > 7)
                    .toArray(); // 0, 1 and 2 cannot be answers, 3 and 4 are asked for
            AnalogySolver.Answers answers =
                    new AnalogySolver(vectors, candidates, new int[][] {{0, 3, 4}, {4, 1, 3}}).solve();
            assertArrayEquals(new int[] {best, best}, answers.add());
            assertArrayEquals(new int[] {best, best}, answers.mul());
        }
    }

    @Test
    void theSmallerIdOfEqualOnes() {
        Matrix vectors = Matrix.allocate(1200, 3);
        for (int i = 0; i < 1200; i++) {
            vectors.setRow(i, new float[] {1, i < 3 ? i : 5, 0});
        }
        AnalogySolver.Answers answers =
                new AnalogySolver(vectors, IntStream.range(0, 1200).toArray(), new int[][] {{0, 1, 2}}).solve();
        assertEquals(3, answers.add()[0]);
        assertEquals(3, answers.mul()[0]);
    }

    private static Matrix random(int rows, int dim, Random random) {
        Matrix matrix = Matrix.allocate(rows, dim);
        for (int r = 0; r < rows; r++) {
            for (int d = 0; d < dim; d++) {
                matrix.set(r, d, (float) random.nextGaussian());
            }
        }
        return matrix;
    }
}
