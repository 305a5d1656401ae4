package io.firth.cli.figure;

import io.firth.lab.Diagram;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.graph.ElkBendPoint;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkLabel;
import org.eclipse.elk.graph.ElkNode;

/**
 * A diagram from top to bottom, so that it fits a narrow screen, as an SVG element whose colours are left to the style
 * sheet of the page that it stands in (classes {@code box}, {@code circle}, {@code edge}, {@code head}, {@code label},
 * {@code forward}, {@code backward}).
 */
public final class DiagramSvg {
    /** A narrow screen shrinks the drawing so far; beyond, it scrolls. */
    private static final double SMALLEST = 0.8;

    private static final int NODE_FONT = 14;
    private static final int LABEL_FONT = 11;
    private static final double LABEL_CHARACTER = 0.605 * LABEL_FONT; // of a font of fixed width
    private static final double LABEL_LINE = 14;
    private static final double NODE_CHARACTER = 0.62 * NODE_FONT;
    private static final double NODE_HEIGHT = 30;

    private final StringBuilder svg = new StringBuilder();
    private final GraphLayout layout = new GraphLayout(Direction.DOWN);
    private final List<ElkNode> nodes = new ArrayList<>();
    private final List<ElkEdge> edges = new ArrayList<>();
    private final Diagram diagram;

    private DiagramSvg(Diagram diagram) {
        this.diagram = diagram;
    }

    /** The SVG element. */
    public static String of(Diagram diagram) {
        return new DiagramSvg(diagram).draw();
    }

    private String draw() {
        for (Diagram.Node node : diagram.nodes()) {
            double width = Math.max(NODE_HEIGHT + 6, node.label().length() * NODE_CHARACTER + 16);
            nodes.add(layout.node(width, NODE_HEIGHT));
        }
        for (Diagram.Edge edge : diagram.edges()) {
            int longest = 0;
            for (String line : lines(edge)) {
                longest = Math.max(longest, line.length());
            }
            edges.add(layout.edge(
                    nodes.get(edge.from()),
                    nodes.get(edge.to()),
                    String.join("\n", lines(edge)),
                    longest * LABEL_CHARACTER + 8,
                    lines(edge).size() * LABEL_LINE + 2));
        }
        layout.layout();
        svg.append(String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %.0f %.0f\" width=\"%.0f\" style=\"min-width:%.0fpx\" role=\"img\" aria-label=\"%s\">%n",
                Math.ceil(layout.width()),
                Math.ceil(layout.height()),
                Math.ceil(layout.width()),
                SMALLEST * layout.width(),
                escaped(diagram.title())));
        edges.forEach(this::edge);
        for (int i = 0; i < edges.size(); i++) {
            label(edges.get(i).getLabels().getFirst(), diagram.edges().get(i));
        }
        for (int i = 0; i < nodes.size(); i++) {
            node(nodes.get(i), diagram.nodes().get(i));
        }
        return svg.append("</svg>\n").toString();
    }

    private static List<String> lines(Diagram.Edge edge) {
        List<String> lines = new ArrayList<>(edge.forward().lines().toList());
        lines.addAll(edge.backward().lines().toList());
        return lines;
    }

    private void edge(ElkEdge edge) {
        for (ElkEdgeSection section : edge.getSections()) {
            List<double[]> points = new ArrayList<>();
            for (ElkBendPoint bend : section.getBendPoints()) {
                points.add(new double[] {bend.getX(), bend.getY()});
            }
            points.add(new double[] {section.getEndX(), section.getEndY()});
            StringBuilder path = new StringBuilder(point("M", section.getStartX(), section.getStartY()));
            // ELK's splines are chains of cubic Bézier curves; what is left over are straight lines
            int curved = points.size() - points.size() % 3;
            for (int i = 0; i < points.size(); i++) {
                String command = i >= curved ? "L" : i % 3 == 0 ? "C" : " ";
                path.append(point(command, points.get(i)[0], points.get(i)[1]));
            }
            svg.append("<path class=\"edge\" d=\"").append(path).append("\"/>\n");
            double[] before = points.size() > 1
                    ? points.get(points.size() - 2)
                    : new double[] {section.getStartX(), section.getStartY()};
            double angle = Math.toDegrees(Math.atan2(section.getEndY() - before[1], section.getEndX() - before[0]));
            svg.append(String.format(
                    Locale.ROOT,
                    "<path class=\"head\" d=\"M0 0L-8 3.5L-8 -3.5Z\" transform=\"translate(%.1f %.1f) rotate(%.1f)\"/>%n",
                    section.getEndX(),
                    section.getEndY(),
                    angle));
        }
    }

    private static String point(String command, double x, double y) {
        return String.format(Locale.ROOT, "%s%.1f %.1f", command, x, y);
    }

    private void label(ElkLabel label, Diagram.Edge edge) {
        svg.append(String.format(
                Locale.ROOT,
                "<rect class=\"halo\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>%n",
                label.getX(),
                label.getY(),
                label.getWidth(),
                label.getHeight()));
        double y = label.getY() + LABEL_FONT;
        int forward = edge.forward().lines().toList().size();
        List<String> lines = lines(edge);
        for (int i = 0; i < lines.size(); i++) {
            text("label " + (i < forward ? "forward" : "backward"), label.getX() + 4, y, "start", lines.get(i));
            y += LABEL_LINE;
        }
    }

    private void node(ElkNode at, Diagram.Node node) {
        if (node.shape() != Diagram.Shape.PLAIN) {
            boolean box = node.shape() == Diagram.Shape.BOX;
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"%.1f\"/>%n",
                    box ? "box" : "circle",
                    at.getX(),
                    at.getY(),
                    at.getWidth(),
                    at.getHeight(),
                    box ? 5 : at.getHeight() / 2));
        }
        text("node", at.getX() + at.getWidth() / 2, at.getY() + at.getHeight() / 2 + 5, "middle", node.label());
    }

    private void text(String kind, double x, double y, String anchor, String text) {
        svg.append(String.format(
                Locale.ROOT,
                "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" xml:space=\"preserve\">%s</text>%n",
                kind,
                x,
                y,
                anchor,
                escaped(text)));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
