package io.firth.cli;

import io.firth.cli.figure.ChartFigure;
import io.firth.cli.figure.Figure;
import io.firth.cli.figure.PanelsFigure;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.Arrays;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The curves of trainings as one picture: a panel for each quantity, a colour for each run. */
final class CurvesFigure {
    private static final int WIDTH = 620;
    private static final int HEIGHT = 400;

    /** Told apart by all common kinds of sight (Okabe, Ito 2008). */
    private static final Color[] COLOURS = {
        new Color(0x0072B2),
        new Color(0xD55E00),
        new Color(0x009E73),
        new Color(0xCC79A7),
        new Color(0xE69F00),
        new Color(0x56B4E9),
        new Color(0x4D4D4D)
    };

    private static final float[][] DASHES = {null, {7, 4}, {2, 3}};

    /** With fewer points XChart puts a tick at each instead of at round numbers. */
    private static final int POINTS_FOR_ROUND_TICKS = 60;

    private CurvesFigure() {}

    static Figure of(List<Curves> panels, int runs) {
        double most = Curves.mostWords(panels);
        return new PanelsFigure(
                panels.stream()
                        .map(curves -> new ChartFigure(chart(curves, most, runs > 1 && curves == panels.getFirst())))
                        .toList(),
                2);
    }

    private static XYChart chart(Curves curves, double most, boolean legend) {
        WordUnit unit = WordUnit.of(most);
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(curves.title())
                .xAxisTitle(unit.label())
                .build();
        style(chart, legend);
        double width = most / unit.words();
        chart.getStyler().setXAxisMin(0.0).setXAxisMax(width);
        if (!curves.title().contains("oss")) {
            chart.getStyler().setYAxisMin(0.0);
        }
        for (Curves.Curve curve : curves.curves()) {
            XYSeries series = chart.addSeries(
                    (curve.run() + 1) + " " + curve.name(),
                    Arrays.stream(curve.x()).map(x -> x / unit.words()).toArray(),
                    curve.y());
            Color colour = COLOURS[curve.run() % COLOURS.length];
            series.setLabel(curve.name());
            series.setLineColor(colour);
            series.setMarkerColor(colour);
            series.setMarker(curve.perEpoch() && curve.x().length <= 50 ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
            series.setLineStyle(new BasicStroke(
                    1.8f,
                    BasicStroke.CAP_ROUND,
                    BasicStroke.JOIN_ROUND,
                    10,
                    DASHES[curve.run() / COLOURS.length % DASHES.length],
                    0));
        }
        roundTicks(chart, width, curves.curves().getFirst().y()[0]);
        return chart;
    }

    private static void roundTicks(XYChart chart, double width, double y) {
        double[] x = new double[POINTS_FOR_ROUND_TICKS];
        double[] same = new double[POINTS_FOR_ROUND_TICKS];
        Arrays.setAll(x, i -> width * i / (POINTS_FOR_ROUND_TICKS - 1));
        Arrays.fill(same, y);
        XYSeries unseen = chart.addSeries("ticks", x, same);
        unseen.setShowInLegend(false);
        unseen.setMarker(SeriesMarkers.NONE);
        unseen.setLineStyle(SeriesLines.NONE);
    }

    private static void style(XYChart chart, boolean legend) {
        Font text = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
        chart.getStyler()
                .setChartBackgroundColor(Color.WHITE)
                .setChartTitleFont(text.deriveFont(Font.BOLD, 14f))
                .setLegendVisible(legend)
                .setLegendFont(text)
                .setLegendPosition(Styler.LegendPosition.InsideNE)
                .setLegendBackgroundColor(Color.WHITE)
                .setLegendBorderColor(new Color(0xD0D5DB))
                .setLegendSeriesLineLength(24)
                .setPlotBorderVisible(false)
                .setChartPadding(14)
                .setMarkerSize(5);
        chart.getStyler()
                .setAxisTitleFont(text)
                .setAxisTickLabelsFont(text)
                .setXAxisDecimalPattern("0.######")
                .setYAxisDecimalPattern("0.######")
                .setPlotGridLinesColor(new Color(0xE4E7EB));
    }
}
