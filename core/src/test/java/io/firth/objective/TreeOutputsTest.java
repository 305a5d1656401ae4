package io.firth.objective;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.firth.gradient.HierarchicalSoftmaxLoss;
import io.firth.gradient.ParameterLayout;
import io.firth.gradient.Prediction;
import io.firth.gradient.WindowLoss;
import io.firth.math.Kernel;
import io.firth.math.LogisticBlock;
import io.firth.math.Matrix;
import io.firth.math.RowView;
import io.firth.vocab.HuffmanTree;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Row M7: the probabilities of a hierarchical softmax over all words sum to 1. */
class TreeOutputsTest {
    private static final int DIM = 5;

    /** J of a word as a function of v (row 0 of V) and U. */
    private static WindowLoss reference(HuffmanTree tree, int word) {
        int from = tree.offsets()[word];
        int to = tree.offsets()[word + 1];
        int[] nodes = Arrays.copyOfRange(tree.nodes(), from, to);
        int[] bits = IntStream.range(from, to).map(j -> tree.codes()[j]).toArray();
        ParameterLayout layout = new ParameterLayout(1, Math.max(1, tree.size() - 1), DIM);
        return new WindowLoss(layout, new Prediction(0, new HierarchicalSoftmaxLoss(nodes, bits)));
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
            double[] x = new double[(1 + (int) u.rows()) * DIM];
            for (int i = 0; i < x.length; i++) {
                x[i] = (float) random.nextGaussian();
                (i < DIM ? input : u).set(Math.max(0, i / DIM - 1), i % DIM, (float) x[i]);
            }
            double sum = 0;
            LogisticBlock block = new LogisticBlock(1, layer.maxOutputs(), DIM);
            for (int w = 0; w < words; w++) {
                double loss = reference(tree, w).value(x);
                sum += Math.exp(-loss);
                block.clear();
                layer.addOutputs(block, RowView.of(u), w, 0, w);
                assertEquals(tree.codeLength(w), block.outputCount());
                block.addInput(RowView.of(input), 0);
                Kernel.active().loss(block);
                assertEquals(loss, block.takeLoss(), 1e-5 * (1 + loss), "seed " + seed + ", word " + w);
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
