package io.firth.cli;

import io.firth.lab.Figures;
import io.firth.lab.Plot;
import java.util.Locale;

/** A plot as SVG whose colours are the page's, so that it follows light and dark. */
final class PlotSvg {
    private static final int WIDTH = 480;
    private static final int HEIGHT = 290;
    private static final int LEFT = 44;
    private static final int RIGHT = 12;
    private static final int TOP = 12;
    private static final int BOTTOM = 40;

    /** Curves can be told apart without colours. */
    private static final String[] DASHES = {"", "7 4", "2 4", "10 4 2 4", "", "7 4"};

    private static final String[] LEGEND = {"", " class=\"dashed\"", " class=\"dotted\"", " class=\"dashed\"", "", ""};

    private PlotSvg() {}

    static String of(Plot plot) {
        PlotScale scale = PlotScale.of(plot);
        StringBuilder svg = new StringBuilder();
        svg.append("<figure><figcaption>").append(Html.maths(plot.title())).append("</figcaption>\n");
        svg.append("<svg viewBox=\"0 0 " + WIDTH + " " + HEIGHT + "\" width=\"" + WIDTH * 5 / 4 + "\" role=\"img\"");
        svg.append(" aria-label=\"").append(Html.escape(plot.title())).append("\">\n");
        for (double y : scale.yTicks()) {
            svg.append(line(y == 0 ? "axis" : "grid", LEFT, y(scale, y), WIDTH - RIGHT, y(scale, y)));
            svg.append(text(LEFT - 6, y(scale, y) + 4, "end", Html.number(Figures.precise(y))));
        }
        for (double x : scale.xTicks()) {
            svg.append(line(x == 0 ? "axis" : "grid", x(scale, x), TOP, x(scale, x), HEIGHT - BOTTOM));
            svg.append(text(x(scale, x), HEIGHT - BOTTOM + 16, "middle", Html.number(Figures.precise(x))));
        }
        svg.append(text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 6, "middle", Html.escape(plot.xLabel())));
        for (int c = 0; c < plot.curves().size(); c++) {
            svg.append("<path class=\"curve\" style=\"stroke:var(--curve" + (c + 1) + ")\"");
            svg.append(DASHES[c].isEmpty() ? "" : " stroke-dasharray=\"" + DASHES[c] + "\"")
                    .append(" d=\"");
            svg.append(path(scale, plot.curves().get(c))).append("\"/>\n");
        }
        svg.append("</svg>\n<div class=\"legend\">");
        for (int c = 0; c < plot.curves().size(); c++) {
            svg.append("<span" + LEGEND[c] + " style=\"--c:var(--curve" + (c + 1) + ")\">");
            svg.append(Html.maths(plot.curves().get(c).name())).append("</span>");
        }
        return svg.append("</div></figure>\n").toString();
    }

    private static String path(PlotScale scale, Plot.Curve curve) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < curve.x().length; i++) {
            path.append(i == 0 ? 'M' : 'L');
            path.append(String.format(Locale.ROOT, "%.1f %.1f", x(scale, curve.x()[i]), y(scale, curve.y()[i])));
        }
        return path.toString();
    }

    private static double x(PlotScale scale, double x) {
        return LEFT + (x - scale.xMin()) / (scale.xMax() - scale.xMin()) * (WIDTH - LEFT - RIGHT);
    }

    private static double y(PlotScale scale, double y) {
        return HEIGHT - BOTTOM - (y - scale.yMin()) / (scale.yMax() - scale.yMin()) * (HEIGHT - TOP - BOTTOM);
    }

    private static String line(String kind, double x1, double y1, double x2, double y2) {
        return String.format(Locale.ROOT, "<path class=\"%s\" d=\"M%.1f %.1fL%.1f %.1f\"/>\n", kind, x1, y1, x2, y2);
    }

    private static String text(double x, double y, String anchor, String text) {
        return String.format(
                Locale.ROOT,
                "<text class=\"soft\" x=\"%.1f\" y=\"%.1f\" font-size=\"12\" text-anchor=\"%s\">%s</text>%n",
                x,
                y,
                anchor,
                text);
    }
}
