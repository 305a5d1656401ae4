package io.firth.cli.figure;

import java.util.List;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeLabelPlacement;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.util.NullElkProgressMonitor;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkLabel;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/** Places boxes and edges from left to right, layer by layer, with the Eclipse Layout Kernel. */
final class GraphLayout {
    private static final double SPACE = 18;

    private final ElkNode root;

    /** From left to right. */
    GraphLayout() {
        this(Direction.RIGHT);
    }

    /** Edges point in this direction. */
    GraphLayout(Direction direction) {
        LayoutMetaDataService.getInstance(); // registers the types that ELK copies
        root = ElkGraphUtil.createGraph();
        root.setProperty(CoreOptions.ALGORITHM, LayeredOptions.ALGORITHM_ID);
        root.setProperty(CoreOptions.DIRECTION, direction);
        root.setProperty(CoreOptions.EDGE_ROUTING, EdgeRouting.SPLINES);
        root.setProperty(CoreOptions.SPACING_NODE_NODE, SPACE);
        root.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, SPACE);
        root.setProperty(CoreOptions.SPACING_EDGE_LABEL, 2.0);
    }

    ElkNode node(double width, double height) {
        ElkNode node = ElkGraphUtil.createNode(root);
        node.setDimensions(width, height);
        return node;
    }

    /** An edge with a label of this size; ELK places no label without text. */
    ElkEdge edge(ElkNode from, ElkNode to, String text, double width, double height) {
        ElkEdge edge = ElkGraphUtil.createSimpleEdge(from, to);
        ElkLabel label = ElkGraphUtil.createLabel(text, edge);
        label.setDimensions(width, height);
        label.setProperty(CoreOptions.EDGE_LABELS_PLACEMENT, EdgeLabelPlacement.CENTER);
        return edge;
    }

    void layout() {
        new RecursiveGraphLayoutEngine().layout(root, new NullElkProgressMonitor());
    }

    List<ElkEdge> edges() {
        return root.getContainedEdges();
    }

    double width() {
        return root.getWidth();
    }

    double height() {
        return root.getHeight();
    }
}
