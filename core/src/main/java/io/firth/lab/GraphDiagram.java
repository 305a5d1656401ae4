package io.firth.lab;

import io.firth.nn.ComputationGraph;
import io.firth.nn.GraphLabels;
import java.util.ArrayList;
import java.util.List;

/** A computation graph as a diagram: values go along its edges, gradients come back. */
final class GraphDiagram {
    private GraphDiagram() {}

    static Diagram of(String title, ComputationGraph graph) {
        List<Diagram.Node> nodes = new ArrayList<>();
        List<Diagram.Edge> edges = new ArrayList<>();
        boolean[] used = new boolean[graph.nodes().size()];
        for (ComputationGraph.Node node : graph.nodes()) {
            nodes.add(new Diagram.Node(node.label(), node.isLeaf() ? Diagram.Shape.BOX : Diagram.Shape.CIRCLE));
            for (int i = 0; i < node.inputs().size(); i++) {
                ComputationGraph.Node input = node.inputs().get(i);
                used[input.index()] = true;
                edges.add(new Diagram.Edge(
                        input.index(),
                        node.index(),
                        GraphLabels.value(input),
                        node.hasGradient() ? GraphLabels.gradient(input, node.edgeGradient(i)) : ""));
            }
        }
        for (ComputationGraph.Node node : graph.nodes()) {
            if (!used[node.index()]) {
                nodes.add(new Diagram.Node(node.name(), Diagram.Shape.PLAIN));
                edges.add(new Diagram.Edge(
                        node.index(),
                        nodes.size() - 1,
                        GraphLabels.value(node),
                        node.hasGradient() ? GraphLabels.gradient(node, node.gradient()) : ""));
            }
        }
        return new Diagram(title, nodes, edges);
    }
}
