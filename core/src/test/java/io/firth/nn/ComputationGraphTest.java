package io.firth.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.gradient.GradientCheck;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ComputationGraphTest {
    /** Every operation, and a leaf that is used twice. */
    @Test
    void everyOperationAgainstDifferences() {
        for (long seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            ComputationGraph graph = new ComputationGraph();
            var a = graph.leaf("A", draw(2, 3, random));
            var b = graph.leaf("B", draw(3, 2, random));
            var c = graph.leaf("c", draw(1, 2, random));
            var product = graph.apply(Activation.TANH, graph.add(graph.multiply(a, b), c)); // 2 × 2
            var squared = graph.apply(Operations.SQUARE, graph.apply(Operations.SUBTRACT, product, c2(graph, random)));
            var scaled = graph.apply(Operations.scale(0.7), graph.apply(Operations.TRANSPOSE, squared));
            var logs = graph.apply(Operations.NEGATIVE_LOG, graph.apply(Activation.SOFTMAX, scaled));
            var again = graph.apply(Operations.HADAMARD, logs, graph.multiply(a, b)); // A and B a second time
            var l = graph.apply(Operations.SUM, again);
            var function = graph.asFunctionOf(l, a, b, c);
            double[] x = random.doubles(function.size(), -1, 1).toArray();
            GradientCheck check = GradientCheck.of(function, x);
            assertTrue(check.worst() < 1e-7, "seed " + seed + ": " + check.worst());
        }
    }

    private static ComputationGraph.Node c2(ComputationGraph graph, Random random) {
        return graph.leaf("C", draw(2, 2, random));
    }

    private static DoubleMatrix draw(int rows, int columns, Random random) {
        return DoubleMatrix.zeros(rows, columns).map(zero -> random.nextGaussian());
    }

    @Test
    void aNodeUsedTwiceSumsItsEdges() {
        ComputationGraph graph = new ComputationGraph();
        var x = graph.leaf("x", DoubleMatrix.ofRow(3));
        var square = graph.apply(Operations.HADAMARD, x, x);
        var l = graph.add(square, x); // x² + x
        graph.backward(l);
        assertEquals(7, x.gradient().get(0, 0), "2x + 1");
        assertEquals(3, square.edgeGradient(0).get(0, 0));
        assertEquals(3, square.edgeGradient(1).get(0, 0));
        assertEquals(1, l.edgeGradient(1).get(0, 0));
        graph.set(x, DoubleMatrix.ofRow(5));
        assertEquals(30, l.value().get(0, 0));
        assertEquals(
                "there is no gradient yet: call backward first",
                assertThrows(IllegalStateException.class, x::gradient).getMessage());
    }

    @Test
    void dotHasValuesAndGradientsOnItsEdges() {
        ComputationGraph graph = new ComputationGraph();
        var x = graph.leaf("x \"quoted\"", DoubleMatrix.ofRow(-2));
        var l = graph.apply(Operations.SQUARE, x).named("l");
        String before = graph.dot();
        assertTrue(before.contains("  n0 -> n1 [label=\"−2\"];\n"), before);
        graph.backward(l);
        assertEquals("""
                digraph computation {
                  rankdir=LR;
                  node [fontname="Helvetica, Arial, sans-serif"];
                  edge [fontname="Helvetica, Arial, sans-serif", fontsize=10];
                  n0 [label="x \\"quoted\\"", shape=box];
                  n1 [label="²", shape=circle];
                  n0 -> n1 [label="−2\\n∂x \\"quoted\\" = −4"];
                  r1 [label="l", shape=plaintext];
                  n1 -> r1 [label="l = 4\\n∂l = 1"];
                }
                """, graph.dot());
    }

    @Test
    void mistakes() {
        ComputationGraph graph = new ComputationGraph();
        var a = graph.leaf("a", DoubleMatrix.zeros(2, 3));
        var other = new ComputationGraph().leaf("b", DoubleMatrix.zeros(2, 3));
        message("node 'b' belongs to another graph", () -> graph.add(a, other));
        message(
                "cannot multiply 2 × 3 and 2 × 3: the first's columns must equal the second's rows",
                () -> graph.multiply(a, a));
        message(
                "a node of shape 2 × 3 is no loss (1 × 1): give the gradient ∂l/∂value with it",
                () -> graph.backward(a));
        message(
                "the gradient is 3 × 2, but the node's value is 2 × 3",
                () -> graph.backward(a, DoubleMatrix.zeros(3, 2)));
        message("'a' is 2 × 3 and cannot become 1 × 1", () -> graph.set(a, DoubleMatrix.ofRow(1)));
        message("operation '×' takes 2 inputs, not 1", () -> graph.apply(Operations.MULTIPLY, a));
    }

    private static void message(String expected, org.junit.jupiter.api.function.Executable executable) {
        assertEquals(
                expected,
                assertThrows(IllegalArgumentException.class, executable).getMessage());
    }
}
