package io.firth.cli;

import io.firth.cli.figure.ChartFigure;
import io.firth.cli.figure.Pictures;
import io.firth.count.PmiFit;
import io.firth.io.AtomicFile;
import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Mean v·u over PMI − log k, a curve for rare, middling and frequent pairs, beside the diagonal. */
final class FitPlot {
    private static final int WIDTH = 800;
    private static final int HEIGHT = 600;

    /** A mean of fewer pairs is left out. */
    private static final long LEAST_PAIRS = 20;

    /** Light to dark: rare to frequent. */
    private static final Color[] COLOURS = {
        new Color(0xB5C7E3),
        new Color(0x7FA3D1),
        new Color(0x4C7FBD),
        new Color(0x2A5C9C),
        new Color(0x143F74),
        new Color(0x0A2547)
    };

    private FitPlot() {}

    static void write(BoundResult result, BoundObjective.Negatives negatives, Path file) throws IOException {
        AtomicFile.write(file, Pictures.bytes(new ChartFigure(chart(result.fit().orElseThrow(), negatives)), file));
    }

    private static XYChart chart(PmiFit fit, BoundObjective.Negatives negatives) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title("How v·u follows PMI − log k (k = " + BoundText.number(negatives.k()) + ")")
                .xAxisTitle("PMI − log k")
                .yAxisTitle("v·u, mean of the pairs there")
                .build();
        chart.getStyler().setLegendPosition(Styler.LegendPosition.InsideNW);
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        chart.getStyler().setPlotGridLinesColor(new Color(0xE6E6E6));
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        int shown = 0;
        for (PmiFit.Bucket bucket : fit.buckets()) {
            List<PmiFit.Point> points = bucket.curve().stream()
                    .filter(point -> point.pairs() >= LEAST_PAIRS)
                    .toList();
            if (points.isEmpty()) {
                continue;
            }
            least = Math.min(least, points.getFirst().target());
            most = Math.max(most, points.getLast().target());
            XYSeries series = chart.addSeries(
                    "count " + BoundText.range(bucket),
                    points.stream().mapToDouble(PmiFit.Point::target).toArray(),
                    points.stream().mapToDouble(PmiFit.Point::product).toArray());
            series.setMarker(SeriesMarkers.CIRCLE);
            series.setLineColor(COLOURS[Math.min(shown, COLOURS.length - 1)]);
            series.setMarkerColor(COLOURS[Math.min(shown++, COLOURS.length - 1)]);
        }
        if (least < most) {
            XYSeries diagonal =
                    chart.addSeries("v·u = PMI − log k", new double[] {least, most}, new double[] {least, most});
            diagonal.setMarker(SeriesMarkers.NONE);
            diagonal.setLineColor(new Color(0xC0504D));
            diagonal.setLineStyle(
                    new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {6, 4}, 0));
        }
        return chart;
    }
}
