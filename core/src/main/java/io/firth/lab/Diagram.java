package io.firth.lab;

import java.util.List;

/**
 * A directed graph without cycles, to be drawn from its sources to its sinks.
 *
 * @param title what it shows
 * @param nodes in an order in which every edge points forward
 * @param edges between them
 */
public record Diagram(String title, List<Node> nodes, List<Edge> edges) implements Step {
    /** Copies the lists and checks that edges point forward. */
    public Diagram {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
        for (Edge edge : edges) {
            if (edge.from < 0 || edge.from >= edge.to || edge.to >= nodes.size()) {
                throw new IllegalArgumentException("diagram '" + title + "' of " + nodes.size()
                        + " nodes has an edge from " + edge.from + " to " + edge.to);
            }
        }
    }

    /** How a node looks. */
    public enum Shape {
        /** A frame: something given, such as a parameter. */
        BOX,
        /** A circle: something computed. */
        CIRCLE,
        /** No frame: a result. */
        PLAIN
    }

    /**
     * A node.
     *
     * @param label one or more lines
     * @param shape how it looks
     */
    public record Node(String label, Shape shape) {}

    /**
     * An edge.
     *
     * @param from index of a node
     * @param to index of a later node
     * @param forward what goes along it, one or more lines, may be empty
     * @param backward what comes back, such as a gradient; may be empty
     */
    public record Edge(int from, int to, String forward, String backward) {}

    /** The same in Graphviz's DOT language. */
    public String dot() {
        StringBuilder text = new StringBuilder("digraph {\n  rankdir=LR;\n");
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            String shape = switch (node.shape) {
                case BOX -> "box";
                case CIRCLE -> "circle";
                case PLAIN -> "plaintext";
            };
            text.append("  n" + i + " [label=" + quoted(node.label) + ", shape=" + shape + "];\n");
        }
        for (Edge edge : edges) {
            String label = edge.backward.isEmpty() ? edge.forward : edge.forward + "\n" + edge.backward;
            text.append("  n" + edge.from + " -> n" + edge.to + " [label=" + quoted(label.strip()) + "];\n");
        }
        return text.append("}\n").toString();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
