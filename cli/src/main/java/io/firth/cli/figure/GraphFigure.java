package io.firth.cli.figure;

import io.firth.nn.ComputationGraph;
import io.firth.nn.ComputationGraph.Node;
import io.firth.nn.GraphLabels;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.elk.graph.ElkBendPoint;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkLabel;
import org.eclipse.elk.graph.ElkNode;

/**
 * A computation graph from left to right: leaves are boxes, operations circles; an edge says the value that goes along it
 * (green) and, after a backward pass, the gradient that comes back (red).
 */
public final class GraphFigure implements Figure {
    private static final Color LINE = new Color(0x5b6573);
    private static final Color LEAF = new Color(0xe8eef7);
    private static final Color OPERATION = new Color(0xfff4d6);
    private static final Color INK = new Color(0x1f2933);
    private static final Color VALUE = new Color(0x0b6e3b);
    private static final Color GRADIENT = new Color(0xb3261e);
    private static final int PAD = 8;

    private record Box(ElkNode node, String label, boolean leaf, boolean framed) {}

    private record Arrow(ElkEdge edge, List<String> value, List<String> gradient) {}

    private final Font nodeFont;
    private final Font edgeFont;
    private final FontMetrics nodeMetrics;
    private final FontMetrics edgeMetrics;
    private final GraphLayout layout = new GraphLayout();
    private final List<Box> boxes = new ArrayList<>();
    private final List<Arrow> arrows = new ArrayList<>();

    /** The graph as it is now; later changes do not show. */
    public GraphFigure(ComputationGraph graph) {
        Pictures.headless();
        nodeFont = new Font(Font.SANS_SERIF, Font.PLAIN, 15);
        edgeFont = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
        Graphics2D scratch = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
        nodeMetrics = scratch.getFontMetrics(nodeFont);
        edgeMetrics = scratch.getFontMetrics(edgeFont);
        scratch.dispose();
        build(graph);
        layout.layout();
    }

    private void build(ComputationGraph graph) {
        boolean[] used = new boolean[graph.nodes().size()];
        for (Node node : graph.nodes()) {
            box(node.label(), node.isLeaf(), true);
            node.inputs().forEach(input -> used[input.index()] = true);
        }
        for (Node node : graph.nodes()) {
            for (int i = 0; i < node.inputs().size(); i++) {
                Node input = node.inputs().get(i);
                String gradient = node.hasGradient() ? GraphLabels.gradient(input, node.edgeGradient(i)) : "";
                arrow(input, boxes.get(node.index()).node, gradient);
            }
            if (!used[node.index()] && !node.isLeaf()) {
                String gradient = node.hasGradient() ? GraphLabels.gradient(node, node.gradient()) : "";
                arrow(node, box(node.name(), false, false), gradient);
            }
        }
    }

    private ElkNode box(String label, boolean leaf, boolean framed) {
        double text = nodeMetrics.stringWidth(label) + 2.0 * PAD;
        double height = nodeMetrics.getHeight() + PAD;
        double width = Math.max(text, height);
        ElkNode node = layout.node(width, leaf || !framed ? height : width);
        boxes.add(new Box(node, label, leaf, framed));
        return node;
    }

    private void arrow(Node from, ElkNode to, String gradient) {
        List<String> value = GraphLabels.value(from).lines().toList();
        List<String> back = gradient.lines().toList();
        int width = 0;
        for (String line : value) {
            width = Math.max(width, edgeMetrics.stringWidth(line));
        }
        for (String line : back) {
            width = Math.max(width, edgeMetrics.stringWidth(line));
        }
        double height = (value.size() + back.size()) * (double) edgeMetrics.getHeight();
        arrows.add(new Arrow(
                layout.edge(boxes.get(from.index()).node, to, value.getFirst(), width + 6.0, height), value, back));
    }

    @Override
    public int width() {
        return (int) Math.ceil(layout.width());
    }

    @Override
    public int height() {
        return (int) Math.ceil(layout.height());
    }

    @Override
    public void paint(Graphics2D g) {
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, width(), height());
        g.setStroke(new BasicStroke(1.2f));
        for (Arrow arrow : arrows) {
            drawEdge(g, arrow.edge);
        }
        for (Arrow arrow : arrows) {
            drawLabel(g, arrow);
        }
        for (Box box : boxes) {
            drawBox(g, box);
        }
    }

    private static void drawEdge(Graphics2D g, ElkEdge edge) {
        g.setColor(LINE);
        for (ElkEdgeSection section : edge.getSections()) {
            Path2D path = new Path2D.Double();
            path.moveTo(section.getStartX(), section.getStartY());
            List<double[]> points = new ArrayList<>();
            for (ElkBendPoint bend : section.getBendPoints()) {
                points.add(new double[] {bend.getX(), bend.getY()});
            }
            points.add(new double[] {section.getEndX(), section.getEndY()});
            double[] before = {section.getStartX(), section.getStartY()};
            // ELK's splines are chains of cubic Bézier curves; what is left over are straight lines
            int i = 0;
            for (; i + 2 < points.size(); i += 3) {
                before = points.get(i + 1);
                path.curveTo(
                        points.get(i)[0],
                        points.get(i)[1],
                        before[0],
                        before[1],
                        points.get(i + 2)[0],
                        points.get(i + 2)[1]);
                before = i + 3 < points.size() ? points.get(i + 2) : before;
            }
            for (; i < points.size(); i++) {
                path.lineTo(points.get(i)[0], points.get(i)[1]);
                before = i + 1 < points.size() ? points.get(i) : before;
            }
            g.draw(path);
            drawHead(g, before, section.getEndX(), section.getEndY());
        }
    }

    private static void drawHead(Graphics2D g, double[] before, double x, double y) {
        Path2D head = new Path2D.Double();
        head.moveTo(0, 0);
        head.lineTo(-8, 3.5);
        head.lineTo(-8, -3.5);
        head.closePath();
        AffineTransform place = AffineTransform.getTranslateInstance(x, y);
        place.rotate(Math.atan2(y - before[1], x - before[0]));
        g.fill(place.createTransformedShape(head));
    }

    private void drawLabel(Graphics2D g, Arrow arrow) {
        ElkLabel label = arrow.edge.getLabels().getFirst();
        g.setFont(edgeFont);
        float y = (float) label.getY() + edgeMetrics.getAscent();
        float x = (float) label.getX() + 3;
        g.setColor(VALUE);
        for (String line : arrow.value) {
            g.drawString(line, x, y);
            y += edgeMetrics.getHeight();
        }
        g.setColor(GRADIENT);
        for (String line : arrow.gradient) {
            g.drawString(line, x, y);
            y += edgeMetrics.getHeight();
        }
    }

    private void drawBox(Graphics2D g, Box box) {
        ElkNode n = box.node;
        if (box.framed) {
            var shape = box.leaf
                    ? new RoundRectangle2D.Double(n.getX(), n.getY(), n.getWidth(), n.getHeight(), 8, 8)
                    : new Ellipse2D.Double(n.getX(), n.getY(), n.getWidth(), n.getHeight());
            g.setColor(box.leaf ? LEAF : OPERATION);
            g.fill(shape);
            g.setColor(LINE);
            g.draw(shape);
        }
        g.setColor(INK);
        g.setFont(nodeFont);
        double x = n.getX() + (n.getWidth() - nodeMetrics.stringWidth(box.label)) / 2;
        double y = n.getY() + (n.getHeight() - nodeMetrics.getHeight()) / 2 + nodeMetrics.getAscent();
        g.drawString(box.label, (float) x, (float) y);
    }
}
