package io.firth.nn;

import io.firth.gradient.Differentiable;
import io.firth.nn.ComputationGraph.Node;
import java.util.List;

/** A 1 × 1 node of a graph as a function of the numbers in some leaves. */
record GraphFunction(ComputationGraph graph, Node l, List<Node> leaves) implements Differentiable {
    @Override
    public int size() {
        return leaves.stream()
                .mapToInt(leaf -> leaf.value().rows() * leaf.value().columns())
                .sum();
    }

    @Override
    public double value(double[] x) {
        graph.setAll(leaves, x);
        return l.value().get(0, 0);
    }

    @Override
    public void gradient(double[] x, double[] into) {
        graph.setAll(leaves, x);
        graph.backward(l);
        int at = 0;
        for (Node leaf : leaves) {
            DoubleMatrix g = leaf.gradient();
            g.copyInto(DoubleMatrix.view(into, at, g.rows(), g.columns()));
            at += g.rows() * g.columns();
        }
    }
}
