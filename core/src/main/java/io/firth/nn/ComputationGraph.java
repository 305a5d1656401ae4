package io.firth.nn;

import io.firth.gradient.Differentiable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * A formula as a graph: leaves hold matrices, every other node is an {@link Operation} on nodes before it. Values are there as
 * soon as a node is made; {@link #backward} puts a gradient on every node and every edge, by the chain rule.
 *
 * <pre>{@code
 * var graph = new ComputationGraph();          // y = W₂·ReLU(W₁·x + b₁) + b₂
 * var z = graph.add(graph.multiply(w1, x), b1);
 * var y = graph.add(graph.multiply(w2, graph.apply(Activation.RELU, z)), b2);
 * graph.backward(y, g);                        // ∂l/∂W₁ is w1.gradient()
 * }</pre>
 */
public final class ComputationGraph {
    private final List<Node> nodes = new ArrayList<>();

    /** A value in a graph: of a leaf, or of an operation on other nodes. */
    public static final class Node {
        private final ComputationGraph graph;
        private final int index;
        private final Operation operation;
        private final List<Node> inputs;
        private final List<DoubleMatrix> edgeGradients = new ArrayList<>();
        private String name;
        private DoubleMatrix value;
        private DoubleMatrix gradient;

        private Node(ComputationGraph graph, String name, Operation operation, List<Node> inputs, DoubleMatrix value) {
            this.graph = graph;
            this.index = graph.nodes.size();
            this.name = name;
            this.operation = operation;
            this.inputs = List.copyOf(inputs);
            this.value = value;
        }

        /** Place in {@link ComputationGraph#nodes()}. */
        public int index() {
            return index;
        }

        /** The name of a leaf or of a result; empty if it was given none. */
        public String name() {
            return name;
        }

        /** Names the result of an operation. */
        public Node named(String newName) {
            name = Objects.requireNonNull(newName);
            return this;
        }

        /** Whether this is a leaf, not an operation. */
        public boolean isLeaf() {
            return operation == null;
        }

        /** What stands in the drawing: a leaf's name, or the operation's label. */
        public String label() {
            return isLeaf() ? name : operation.label();
        }

        /** The nodes that the operation takes; none for a leaf. */
        public List<Node> inputs() {
            return inputs;
        }

        /** Its value. */
        public DoubleMatrix value() {
            return value;
        }

        /**
         * ∂l/∂value, shaped as the value, the sum over all edges that leave this node; zero if l does not depend on it.
         *
         * @throws IllegalStateException before {@link ComputationGraph#backward}
         */
        public DoubleMatrix gradient() {
            if (gradient == null) {
                throw new IllegalStateException("there is no gradient yet: call backward first");
            }
            return gradient;
        }

        /** Whether there was a backward pass since the last change. */
        public boolean hasGradient() {
            return gradient != null;
        }

        /** The part of an input's gradient that comes back along the edge from it to this node. */
        public DoubleMatrix edgeGradient(int input) {
            gradient();
            return edgeGradients.get(input);
        }
    }

    /** A leaf: an input or a parameter. */
    public Node leaf(String name, DoubleMatrix value) {
        return add(new Node(this, Objects.requireNonNull(name), null, List.of(), value.copy()));
    }

    /** The result of any operation. */
    public Node apply(Operation operation, Node... inputs) {
        for (Node input : inputs) {
            own(input);
        }
        List<Node> list = List.of(inputs);
        return add(new Node(this, "", operation, list, operation.forward(values(list))));
    }

    /** A·B: (n × k), (k × m) → n × m. */
    public Node multiply(Node a, Node b) {
        return apply(Operations.MULTIPLY, a, b);
    }

    /** A + B, of the same shape, or B of one row. */
    public Node add(Node a, Node b) {
        return apply(Operations.ADD, a, b);
    }

    /** f(A), row by row. */
    public Node apply(Activation f, Node a) {
        return apply(Operations.activation(f), a);
    }

    /** The mean loss of the rows of A against those of the targets: 1 × 1. */
    public Node loss(Loss loss, Node a, Node targets) {
        return apply(Operations.loss(loss), a, targets);
    }

    /** All nodes; inputs come before the operations that take them. */
    public List<Node> nodes() {
        return Collections.unmodifiableList(nodes);
    }

    /**
     * Gives a leaf another value of the same shape and computes all that depends on it again; gradients are forgotten.
     */
    public void set(Node leaf, DoubleMatrix value) {
        own(leaf);
        if (!leaf.isLeaf()) {
            throw new IllegalArgumentException("only a leaf can be set, not the result of '" + leaf.label() + "'");
        }
        if (!leaf.value.sameShape(value)) {
            throw new IllegalArgumentException(
                    "'" + leaf.name + "' is " + leaf.value.shape() + " and cannot become " + value.shape());
        }
        leaf.value = value.copy();
        forward();
    }

    private void forward() {
        for (Node node : nodes) {
            node.gradient = null;
            if (!node.isLeaf()) {
                node.value = node.operation.forward(values(node.inputs));
            }
        }
    }

    /** Backward pass from l itself, a 1 × 1 node: ∂l/∂l = 1. */
    public void backward(Node l) {
        if (l.value.rows() != 1 || l.value.columns() != 1) {
            throw new IllegalArgumentException(
                    "a node of shape " + l.value.shape() + " is no loss (1 × 1): give the gradient ∂l/∂value with it");
        }
        backward(l, DoubleMatrix.ofRow(1));
    }

    /**
     * Backward pass from a node whose gradient is known.
     *
     * @param from the node
     * @param g ∂l/∂value, shaped as the value
     */
    public void backward(Node from, DoubleMatrix g) {
        own(from);
        if (!from.value.sameShape(g)) {
            throw new IllegalArgumentException(
                    "the gradient is " + g.shape() + ", but the node's value is " + from.value.shape());
        }
        for (Node node : nodes) {
            node.gradient = DoubleMatrix.zeros(node.value.rows(), node.value.columns());
        }
        from.gradient = g.copy();
        // Inputs come before what takes them: backwards, a node's gradient is complete before it is passed on.
        for (Node node : nodes.reversed()) {
            node.edgeGradients.clear();
            if (node.isLeaf()) {
                continue;
            }
            List<DoubleMatrix> gradients = node.operation.backward(values(node.inputs), node.value, node.gradient);
            for (int i = 0; i < gradients.size(); i++) {
                Node input = node.inputs.get(i);
                input.gradient = input.gradient.plus(gradients.get(i)); // ∂l/∂input = Σ over its uses
                node.edgeGradients.add(gradients.get(i));
            }
        }
    }

    /**
     * A 1 × 1 node as a function of leaves, for a check by finite differences; using it changes the graph's values.
     *
     * @param l the function's value
     * @param leaves whose numbers, one leaf after the other and row by row, are the function's parameters
     */
    public Differentiable asFunctionOf(Node l, Node... leaves) {
        return new GraphFunction(this, l, List.of(leaves));
    }

    /** The graph in Graphviz's language, with values and gradients on the edges. */
    public String dot() {
        return DotText.of(this);
    }

    void setAll(List<Node> leaves, double[] x) {
        int at = 0;
        for (Node leaf : leaves) {
            own(leaf);
            leaf.value = DoubleMatrix.view(x, at, leaf.value.rows(), leaf.value.columns())
                    .copy();
            at += leaf.value.rows() * leaf.value.columns();
        }
        forward();
    }

    private Node add(Node node) {
        nodes.add(node);
        return node;
    }

    private void own(Node node) {
        if (node.graph != this) {
            throw new IllegalArgumentException("node '" + node.label() + "' belongs to another graph");
        }
    }

    private static List<DoubleMatrix> values(List<Node> nodes) {
        return nodes.stream().map(Node::value).toList();
    }
}
