package io.firth.nn;

import io.firth.nn.ComputationGraph.Node;

/**
 * A graph in the language of Graphviz (<a href="https://graphviz.org/doc/info/lang.html">the DOT language</a>): leaves are
 * boxes, operations circles; an edge says the value that goes along it and, after a backward pass, the gradient that comes
 * back.
 */
final class DotText {
    private static final String FONT = "Helvetica, Arial, sans-serif";

    private DotText() {}

    static String of(ComputationGraph graph) {
        StringBuilder text = new StringBuilder();
        text.append("digraph computation {\n  rankdir=LR;\n");
        text.append("  node [fontname=\"").append(FONT).append("\"];\n");
        text.append("  edge [fontname=\"").append(FONT).append("\", fontsize=10];\n");
        for (Node node : graph.nodes()) {
            text.append("  n").append(node.index()).append(" [label=").append(quoted(node.label()));
            text.append(node.isLeaf() ? ", shape=box];\n" : ", shape=circle];\n");
        }
        for (Node node : graph.nodes()) {
            for (int i = 0; i < node.inputs().size(); i++) {
                edge(text, node.inputs().get(i), "n" + node.index(), node.hasGradient() ? node.edgeGradient(i) : null);
            }
        }
        results(text, graph);
        return text.append("}\n").toString();
    }

    // What no operation takes leads to a name without a frame.
    private static void results(StringBuilder text, ComputationGraph graph) {
        boolean[] used = new boolean[graph.nodes().size()];
        graph.nodes().forEach(node -> node.inputs().forEach(input -> used[input.index()] = true));
        for (Node node : graph.nodes()) {
            if (!used[node.index()] && !node.isLeaf()) {
                String name = "r" + node.index();
                text.append("  ").append(name).append(" [label=").append(quoted(node.name()));
                text.append(", shape=plaintext];\n");
                edge(text, node, name, node.hasGradient() ? node.gradient() : null);
            }
        }
    }

    private static void edge(StringBuilder text, Node from, String to, DoubleMatrix gradient) {
        String label = GraphLabels.value(from) + (gradient == null ? "" : "\n" + GraphLabels.gradient(from, gradient));
        text.append("  n").append(from.index()).append(" -> ").append(to);
        text.append(" [label=").append(quoted(label)).append("];\n");
    }

    static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
