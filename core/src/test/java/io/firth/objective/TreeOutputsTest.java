package io.firth.objective;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.firth.math.Kernel;
import io.firth.math.LogisticBlock;
import io.firth.math.Matrix;
import io.firth.math.RowView;
import io.firth.vocab.HuffmanTree;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Row M7: the probabilities of a hierarchical softmax over all words sum to 1. */
class TreeOutputsTest {
    private static final int DIM = 5;

    /** P(w | v) = ∏_j σ(±u_{n_j}ᵀv): + where the path takes the 0-bit. */
    private static double probability(HuffmanTree tree, int word, double[] v, Matrix u) {
        double p = 1;
        for (int j = tree.offsets()[word]; j < tree.offsets()[word + 1]; j++) {
            double x = 0;
            for (int d = 0; d < DIM; d++) {
                x += u.get(tree.nodes()[j], d) * v[d];
            }
            p *= 1 / (1 + Math.exp(tree.codes()[j] == 0 ? -x : x));
        }
        return p;
    }

    @Test
    void probabilitiesSumToOneAndTheLossIsTheirLogarithm() {
        for (int seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            int words = 1 + random.nextInt(60);
            HuffmanTree tree = new HuffmanTree(
                    random.longs(words, 1, 1 + (1L << random.nextInt(20))).toArray());
            TreeOutputs layer = new TreeOutputs(tree);
            Matrix u = Matrix.allocate(new HierarchicalSoftmax().outputRows(words), DIM);
            Matrix input = Matrix.allocate(1, DIM);
            double[] v = new double[DIM];
            for (int d = 0; d < DIM; d++) {
                input.set(0, d, (float) random.nextGaussian());
                v[d] = input.get(0, d);
                for (int r = 0; r < u.rows(); r++) {
                    u.set(r, d, (float) random.nextGaussian());
                }
            }
            double sum = 0;
            LogisticBlock block = new LogisticBlock(1, layer.maxOutputs(), DIM);
            for (int w = 0; w < words; w++) {
                double p = probability(tree, w, v, u);
                sum += p;
                block.clear();
                layer.addOutputs(block, RowView.of(u), w, 0, w);
                assertEquals(tree.codeLength(w), block.outputCount());
                block.addInput(RowView.of(input), 0);
                Kernel.active().loss(block);
                assertEquals(-Math.log(p), block.takeLoss(), 1e-5 * (1 - Math.log(p)), "seed " + seed + ", word " + w);
            }
            assertEquals(1, sum, 1e-12, "seed " + seed);
        }
    }

    @Test
    void roomForTheLongestPath() {
        assertEquals(1, new TreeOutputs(new HuffmanTree(new long[] {5})).maxOutputs());
        assertEquals(1, new TreeOutputs(new HuffmanTree(new long[] {5, 1})).maxOutputs());
        TreeOutputs layer = new TreeOutputs(new HuffmanTree(new long[] {16, 8, 4, 2, 1, 1}));
        assertEquals(5, layer.maxOutputs());
        assertFalse(layer.perInput());
        assertEquals(3, layer.firstHot(5, 2), "the root is the last row");
    }
}
