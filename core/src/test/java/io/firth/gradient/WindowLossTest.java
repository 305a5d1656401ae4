package io.firth.gradient;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.vocab.HuffmanTree;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rows M3 to M7 and M14 of the worked examples, each by its formula as printed. */
class WindowLossTest {
    private static final int DIM = 3;
    private static final ParameterLayout SIX_WORDS = new ParameterLayout(6, 6, DIM);

    /** M14, in the order Daenerys, Frodo, ring, dragon, Picard, ship: first W, then W′. */
    private static final double[] TOY = {
        0.54, 0.25, 0.07, 0.91, 0.74, 0.27, 0.58, 0.00, 0.05, 0.16, 0.77, 0.31, 0.10, 0.54, 0.32, 0.59, 0.99, 0.06,
        0.19, 0.64, 0.98, 0.17, 0.42, 0.47, 0.55, 0.24, 0.92, 0.89, 0.58, 0.13, 0.31, 0.73, 0.48, 0.49, 0.20, 0.54
    };

    private static final int FRODO = 1;
    private static final int RING = 2;

    private final double[] x = new Random(3).doubles(SIX_WORDS.size(), -2, 2).toArray();

    private static double[] v(double[] x, int row) {
        return Arrays.copyOfRange(x, row * DIM, (row + 1) * DIM);
    }

    private static double[] u(double[] x, int row) {
        return v(x, 6 + row);
    }

    private static double dot(double[] a, double[] b) {
        return IntStream.range(0, DIM).mapToDouble(d -> a[d] * b[d]).sum();
    }

    private static double sigma(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /** Σ factor · vector over pairs (factor, vector). */
    private static double[] sum(Object... terms) {
        double[] sum = new double[DIM];
        for (int t = 0; t < terms.length; t += 2) {
            for (int d = 0; d < DIM; d++) {
                sum[d] += (double) terms[t] * ((double[]) terms[t + 1])[d];
            }
        }
        return sum;
    }

    private static double[] gradient(Differentiable f, double[] x) {
        double[] gradient = new double[x.length];
        Arrays.fill(gradient, 99); // is overwritten
        f.gradient(x, gradient);
        return gradient;
    }

    private static WindowLoss pair(int input, OutputLoss output) {
        return new WindowLoss(SIX_WORDS, new Prediction(input, output));
    }

    @Test
    void toyExampleOfTheSoftmax() {
        WindowLoss loss = pair(FRODO, new FullSoftmaxLoss(RING));
        assertEquals(1.787055518, loss.value(TOY), 5e-10);
        double[] logits = IntStream.range(0, 6)
                .mapToDouble(w -> dot(u(TOY, w), v(TOY, FRODO)))
                .toArray();
        assertArrayEquals(new double[] {0.9111, 0.5924, 0.9265, 1.2742, 0.9519, 0.7397}, logits, 1e-12);
        assertEquals(2.713555518, Softmax.logSumExp(logits), 5e-10);

        double[] y = Softmax.probabilities(logits);
        double[] gradient = gradient(loss, TOY);
        double[] forCentre = new double[DIM];
        for (int w = 0; w < 6; w++) {
            double error = y[w] - (w == RING ? 1 : 0);
            forCentre = sum(1.0, forCentre, error, u(TOY, w));
            // every row of W′ gets its share, the source word's and the target's included
            assertArrayEquals(sum(error, v(TOY, FRODO)), u(gradient, w), 1e-15, "u " + w);
            assertTrue(Math.abs(u(gradient, w)[0]) > 0.05, "u " + w);
        }
        for (int w = 0; w < 6; w++) {
            assertArrayEquals(w == FRODO ? forCentre : new double[DIM], v(gradient, w), 1e-15, "v " + w);
        }
    }

    @Test
    void negativeSamplingByTheFormula() {
        WindowLoss loss = pair(4, new NegativeSamplingLoss(1, 0, 3));
        double o = dot(u(x, 1), v(x, 4));
        double k = dot(u(x, 0), v(x, 4));
        double l = dot(u(x, 3), v(x, 4));
        assertEquals(-Math.log(sigma(o)) - Math.log(sigma(-k)) - Math.log(sigma(-l)), loss.value(x), 1e-14);
        double[] gradient = gradient(loss, x);
        assertArrayEquals(sum(sigma(o) - 1, u(x, 1), sigma(k), u(x, 0), sigma(l), u(x, 3)), v(gradient, 4), 1e-14, "v");
        assertArrayEquals(sum(sigma(o) - 1, v(x, 4)), u(gradient, 1), 1e-14, "target");
        assertArrayEquals(sum(sigma(k), v(x, 4)), u(gradient, 0), 1e-14, "a draw: its own term only");
        assertArrayEquals(sum(sigma(l), v(x, 4)), u(gradient, 3), 1e-14, "the other draw");
        assertArrayEquals(new double[DIM], u(gradient, 4), "neither target nor draw");
    }

    @Test
    void aDrawCountsEachTimeAndMayBeTheTargetOrTheInputWord() {
        double[] gradient = gradient(pair(4, new NegativeSamplingLoss(1, 0, 0, 1, 4, 0)), x);
        double o = sigma(dot(u(x, 1), v(x, 4)));
        double k = sigma(dot(u(x, 0), v(x, 4)));
        double self = sigma(dot(u(x, 4), v(x, 4)));
        assertArrayEquals(sum(3 * k, v(x, 4)), u(gradient, 0), 1e-14, "three times");
        assertArrayEquals(sum(o - 1 + o, v(x, 4)), u(gradient, 1), 1e-14, "with label 1 and with label 0");
        assertArrayEquals(sum(self, v(x, 4)), u(gradient, 4), 1e-14, "the input word");
        assertArrayEquals(sum(3 * k, u(x, 0), 2 * o - 1, u(x, 1), self, u(x, 4)), v(gradient, 4), 1e-14, "v");
    }

    /** M5. */
    @Test
    void aWindowIsTheSumOfItsPairs() {
        int[] context = {2, 0, 2, 5};
        WindowLoss window = WindowLoss.skipGram(SIX_WORDS, context, i -> new NegativeSamplingLoss(5, i, 1));
        double loss = 0;
        double[] sum = new double[x.length];
        for (int i = 0; i < context.length; i++) {
            WindowLoss pair = pair(context[i], new NegativeSamplingLoss(5, i, 1));
            loss += pair.value(x);
            double[] gradient = gradient(pair, x);
            Arrays.setAll(sum, p -> sum[p] + gradient[p]);
        }
        assertEquals(loss, window.value(x), 1e-14 * loss);
        assertArrayEquals(sum, gradient(window, x), 1e-14);
        for (int w : new int[] {1, 3, 4}) {
            assertArrayEquals(new double[DIM], v(gradient(window, x), w), "not an input: v " + w);
        }
        assertEquals(0, new WindowLoss(SIX_WORDS, List.of()).value(x));
    }

    @Test
    void targetsOfOneSoftmaxAreTheSumOfTheirPairs() {
        WindowLoss window = pair(4, new FullSoftmaxLoss(0, 3, 3));
        WindowLoss pairs =
                WindowLoss.skipGram(SIX_WORDS, new int[] {4, 4, 4}, i -> new FullSoftmaxLoss(new int[] {0, 3, 3}[i]));
        assertEquals(pairs.value(x), window.value(x), 1e-14);
        assertArrayEquals(gradient(pairs, x), gradient(window, x), 1e-14);
        assertEquals(0, pair(4, new FullSoftmaxLoss()).value(x));
        assertArrayEquals(new double[x.length], gradient(pair(4, new FullSoftmaxLoss()), x));
    }

    /** M6: a word twice in the context, and the centre word (which is predicted) once. */
    @Test
    void theMeanPassesOnItsNthPart() {
        int[] context = {2, 0, 2, 5};
        double[] h = sum(0.5, v(x, 2), 0.25, v(x, 0), 0.25, v(x, 5));
        for (OutputLoss output : List.of(
                new NegativeSamplingLoss(5, 0, 3),
                new FullSoftmaxLoss(5),
                new HierarchicalSoftmaxLoss(new int[] {4, 1}, new int[] {0, 1}))) {
            WindowLoss cbow = WindowLoss.cbow(SIX_WORDS, context, output);
            double[] hAsInput = x.clone();
            System.arraycopy(h, 0, hAsInput, 0, DIM);
            WindowLoss ofH = pair(0, output);
            assertEquals(ofH.value(hAsInput), cbow.value(x), 1e-14);
            double[] forH = v(gradient(ofH, hAsInput), 0);
            double[] gradient = gradient(cbow, x);
            assertArrayEquals(sum(0.25, forH), v(gradient, 0), 1e-14);
            assertArrayEquals(sum(0.5, forH), v(gradient, 2), 1e-14, "twice in the window");
            assertArrayEquals(sum(0.25, forH), v(gradient, 5), 1e-14, "the centre word");
            assertArrayEquals(new double[DIM], v(gradient, 1));
            for (int w = 0; w < 6; w++) {
                assertArrayEquals(u(gradient(ofH, hAsInput), w), u(gradient, w), 1e-14, "u " + w);
            }
        }
    }

    /** M6: word2vec.c's rule is n times the gradient for the inputs and the gradient for the outputs. */
    @Test
    void word2vecsDirectionDiffersByExactlyTheFactorN() {
        for (int n = 1; n <= 7; n++) {
            int[] context = new Random(n).ints(n, 0, 6).toArray();
            WindowLoss cbow = WindowLoss.cbow(SIX_WORDS, context, new NegativeSamplingLoss(5, 0, 3, 5));
            double[] gradient = gradient(cbow, x);
            double[] direction = new double[x.length];
            Arrays.fill(direction, 99);
            cbow.word2vecDirection(x, direction);
            for (int w = 0; w < 6; w++) {
                assertArrayEquals(sum((double) n, v(gradient, w)), v(direction, w), 1e-14, "n " + n + ", v " + w);
                assertArrayEquals(u(gradient, w), u(direction, w), "n " + n + ", u " + w);
            }
        }
    }

    /** The derivatives of a gradient are symmetric. Those of word2vec.c's rule are not: no function has it as gradient. */
    @Test
    void word2vecsDirectionIsTheGradientOfNothing() {
        WindowLoss cbow = WindowLoss.cbow(SIX_WORDS, new int[] {2, 0, 4}, new NegativeSamplingLoss(5, 0, 3));
        assertTrue(asymmetry(cbow::gradient) < 1e-9);
        assertTrue(asymmetry(cbow::word2vecDirection) > 0.1);
        assertTrue(
                asymmetry(WindowLoss.cbow(SIX_WORDS, new int[] {2}, new FullSoftmaxLoss(1))::word2vecDirection) < 1e-9);
    }

    private interface Field {
        void at(double[] x, double[] into);
    }

    /** max |∂F_i/∂x_j − ∂F_j/∂x_i|. */
    private double asymmetry(Field field) {
        int n = x.length;
        double[][] jacobian = new double[n][n];
        for (int j = 0; j < n; j++) {
            int coordinate = j;
            for (int i = 0; i < n; i++) {
                int component = i;
                jacobian[i][j] = FiniteDifferences.derivative(
                                value -> {
                                    double[] moved = x.clone();
                                    moved[coordinate] = value;
                                    double[] into = new double[n];
                                    field.at(moved, into);
                                    return into[component];
                                },
                                x[j])
                        .value();
            }
        }
        double most = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                most = Math.max(most, Math.abs(jacobian[i][j] - jacobian[j][i]));
            }
        }
        return most;
    }

    /** M7. */
    @Test
    void probabilitiesOfTheTreeSumToOne() {
        for (int seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            int words = 1 + random.nextInt(40);
            HuffmanTree tree = new HuffmanTree(
                    random.longs(words, 1, 1 + (1L << random.nextInt(20))).toArray());
            ParameterLayout layout = new ParameterLayout(1, words - 1, DIM);
            double[] vectors = random.doubles(layout.size(), -3, 3).toArray();
            double sum = 0;
            for (int w = 0; w < words; w++) {
                int from = tree.offsets()[w];
                int to = tree.offsets()[w + 1];
                int[] nodes = Arrays.copyOfRange(tree.nodes(), from, to);
                int[] bits = IntStream.range(from, to).map(j -> tree.codes()[j]).toArray();
                sum += Math.exp(-new WindowLoss(layout, new Prediction(0, new HierarchicalSoftmaxLoss(nodes, bits)))
                        .value(vectors));
            }
            assertEquals(1, sum, 1e-12, "seed " + seed);
        }
    }

    @Test
    void hierarchicalSoftmaxByTheFormula() {
        WindowLoss loss = pair(2, new HierarchicalSoftmaxLoss(new int[] {4, 0, 3}, new int[] {1, 0, 1}));
        double a = dot(u(x, 4), v(x, 2));
        double b = dot(u(x, 0), v(x, 2));
        double c = dot(u(x, 3), v(x, 2));
        assertEquals(-Math.log(sigma(-a) * sigma(b) * sigma(-c)), loss.value(x), 1e-14);
        double[] gradient = gradient(loss, x);
        assertArrayEquals(sum(sigma(a), v(x, 2)), u(gradient, 4), 1e-14, "bit 1");
        assertArrayEquals(sum(sigma(b) - 1, v(x, 2)), u(gradient, 0), 1e-14, "bit 0");
        assertArrayEquals(sum(sigma(a), u(x, 4), sigma(b) - 1, u(x, 0), sigma(c), u(x, 3)), v(gradient, 2), 1e-14, "v");
    }

    @Test
    void whatIsGivenIsCopied() {
        int[] inputs = {1, 2};
        int[] rows = {3, 4};
        int[] bits = {0, 1};
        Prediction prediction = new Prediction(inputs, new HierarchicalSoftmaxLoss(rows, bits));
        NegativeSamplingLoss sampled = new NegativeSamplingLoss(0, rows);
        FullSoftmaxLoss full = new FullSoftmaxLoss(rows);
        HierarchicalSoftmaxLoss path = (HierarchicalSoftmaxLoss) prediction.output();
        for (int round = 0; round < 2; round++) {
            assertArrayEquals(new int[] {1, 2}, prediction.inputs());
            assertArrayEquals(new int[] {3, 4}, sampled.negatives());
            assertArrayEquals(new int[] {0, 3, 4}, sampled.rows(6));
            assertArrayEquals(new int[] {3, 4}, full.targets());
            assertArrayEquals(new int[] {0, 1, 2, 3, 4, 5}, full.rows(6));
            assertArrayEquals(new int[] {3, 4}, path.nodes());
            assertArrayEquals(new int[] {3, 4}, path.rows(6));
            assertArrayEquals(new int[] {0, 1}, path.bits());
            for (int[] array : new int[][] {
                inputs,
                rows,
                bits,
                prediction.inputs(),
                sampled.negatives(),
                full.targets(),
                path.nodes(),
                path.rows(6),
                path.bits()
            }) {
                array[0] = 77;
            }
        }
    }

    @Test
    void badInput() {
        WindowLoss loss = pair(1, new NegativeSamplingLoss(1, 0));
        double[] short35 = new double[35];
        assertEquals(36, loss.size());
        String message = assertThrows(IllegalArgumentException.class, () -> loss.value(short35))
                .getMessage();
        assertTrue(message.startsWith("35 numbers for the 36 parameters"), message);
        assertThrows(IllegalArgumentException.class, () -> loss.gradient(x, short35));
        assertThrows(IllegalArgumentException.class, () -> loss.gradient(short35, new double[36]));
        assertThrows(IllegalArgumentException.class, () -> loss.word2vecDirection(x, short35));
        FullSoftmaxLoss output = new FullSoftmaxLoss(1);
        assertThrows(IllegalArgumentException.class, () -> new Prediction(new int[0], output));
        assertThrows(IllegalArgumentException.class, () -> new HierarchicalSoftmaxLoss(new int[2], new int[1]));
        assertThrows(IllegalArgumentException.class, () -> new HierarchicalSoftmaxLoss(new int[1], new int[] {2}));
        String row = assertThrows(
                        IndexOutOfBoundsException.class, () -> pair(6, output).value(x))
                .getMessage();
        assertEquals("input row 6 is not in 0…5", row);
        assertThrows(IndexOutOfBoundsException.class, () -> pair(-1, output).value(x));
        assertThrows(
                IndexOutOfBoundsException.class,
                () -> pair(1, new NegativeSamplingLoss(6)).value(x));
    }

    @Test
    void layout() {
        ParameterLayout layout = new ParameterLayout(3, 2, 5);
        assertEquals(25, layout.size());
        assertEquals(10, layout.input(2));
        assertEquals(20, layout.output(1));
        for (int outside : new int[] {-1, 3}) {
            assertThrows(IndexOutOfBoundsException.class, () -> layout.input(outside));
        }
        for (int outside : new int[] {-1, 2}) {
            assertThrows(IndexOutOfBoundsException.class, () -> layout.output(outside));
        }
        assertEquals("v2[4]", layout.name(14));
        assertEquals("u0[0]", layout.name(15));
        assertEquals("u1[4]", layout.name(24));
        assertEquals(0, new ParameterLayout(0, 0, 1).size());
        assertThrows(IllegalArgumentException.class, () -> new ParameterLayout(-1, 2, 5));
        assertThrows(IllegalArgumentException.class, () -> new ParameterLayout(3, -1, 5));
        assertThrows(IllegalArgumentException.class, () -> new ParameterLayout(3, 2, 0));
        assertThrows(ArithmeticException.class, () -> new ParameterLayout(Integer.MAX_VALUE, 1, 1));
        assertThrows(ArithmeticException.class, () -> new ParameterLayout(1 << 20, 1, 1 << 11));
    }
}
