package io.firth.cli;

import io.firth.lab.Figures;
import io.firth.lab.Plot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A plot in characters. */
final class TextPlot {
    private static final char[] MARKS = {'•', '+', 'o', 'x', '*', '#'};
    private static final int HEIGHT = 14;

    private TextPlot() {}

    /** Title, canvas, axis and legend, at most {@code columns} wide. */
    static List<String> lines(Plot plot, int columns) {
        PlotScale scale = PlotScale.of(plot);
        String top = Figures.precise(scale.yMax());
        String bottom = Figures.precise(scale.yMin());
        int margin = Math.max(top.length(), bottom.length());
        int width = Math.min(64, columns - margin - 3);
        char[][] canvas = new char[HEIGHT][width];
        for (char[] row : canvas) {
            Arrays.fill(row, ' ');
        }
        if (scale.yMin() < 0 && scale.yMax() > 0) {
            Arrays.fill(canvas[row(scale, 0)], '·');
        }
        for (int c = plot.curves().size() - 1; c >= 0; c--) {
            Plot.Curve curve = plot.curves().get(c);
            for (int column = 0; column < width; column++) {
                double x = scale.xMin() + (scale.xMax() - scale.xMin()) * column / (width - 1);
                if (x >= curve.x()[0] && x <= curve.x()[curve.x().length - 1]) {
                    canvas[row(scale, at(curve, x))][column] = MARKS[c];
                }
            }
        }
        List<String> lines = new ArrayList<>();
        lines.add(plot.title());
        for (int r = 0; r < HEIGHT; r++) {
            String label = r == 0 ? top : r == HEIGHT - 1 ? bottom : "";
            lines.add(" ".repeat(margin - label.length()) + label + " │" + new String(canvas[r]).stripTrailing());
        }
        String left = Figures.precise(scale.xMin());
        String right = Figures.precise(scale.xMax());
        lines.add(" ".repeat(margin + 1) + "└" + "─".repeat(width));
        int gap = width - left.length() - right.length() - plot.xLabel().length();
        lines.add(" ".repeat(margin + 2)
                + left
                + " ".repeat(Math.max(1, gap / 2))
                + plot.xLabel()
                + " ".repeat(Math.max(1, gap - gap / 2))
                + right);
        for (int c = 0; c < plot.curves().size(); c++) {
            lines.add(" ".repeat(margin + 2) + MARKS[c] + " "
                    + plot.curves().get(c).name());
        }
        return lines;
    }

    private static int row(PlotScale scale, double y) {
        double part = (y - scale.yMin()) / (scale.yMax() - scale.yMin());
        return Math.clamp(Math.round((1 - part) * (HEIGHT - 1)), 0, HEIGHT - 1);
    }

    /** Linear between points. */
    private static double at(Plot.Curve curve, double x) {
        int i = Arrays.binarySearch(curve.x(), x);
        if (i >= 0) {
            return curve.y()[i];
        }
        int above = Math.clamp(-i - 1, 1, curve.x().length - 1);
        double part = (x - curve.x()[above - 1]) / (curve.x()[above] - curve.x()[above - 1]);
        return curve.y()[above - 1] + part * (curve.y()[above] - curve.y()[above - 1]);
    }
}
