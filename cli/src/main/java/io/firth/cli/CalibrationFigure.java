package io.firth.cli;

import io.firth.classify.Calibration;
import io.firth.classify.ParaphraseTask;
import io.firth.cli.figure.ChartFigure;
import io.firth.cli.figure.Figure;
import java.awt.Color;
import java.awt.Font;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The calibration of heads: the share that is yes over the mean probability, bin by bin. */
final class CalibrationFigure {
    private static final Color[] COLOURS = {
        new Color(0xb3261e), new Color(0x1f6fb2), new Color(0x0b6e3b), new Color(0x8a5a00)
    };
    private static final Color IDEAL = new Color(0x9aa5b1);

    private CalibrationFigure() {}

    static Figure of(List<ParaphraseTask.Outcome> outcomes) {
        XYChart chart = new XYChartBuilder()
                .width(760)
                .height(560)
                .title("Calibration: what share of the pairs given probability p is yes")
                .xAxisTitle("mean p of a bin")
                .yAxisTitle("share of pairs that is yes")
                .build();
        Font text = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
        chart.getStyler()
                .setChartBackgroundColor(Color.WHITE)
                .setChartTitleFont(text.deriveFont(15f))
                .setLegendFont(text)
                .setLegendPosition(Styler.LegendPosition.InsideNW)
                .setLegendBackgroundColor(Color.WHITE)
                .setPlotBorderVisible(false)
                .setMarkerSize(8);
        chart.getStyler()
                .setAxisTitleFont(text)
                .setAxisTickLabelsFont(text)
                .setXAxisMin(0.0)
                .setXAxisMax(1.0)
                .setYAxisMin(0.0)
                .setYAxisMax(1.0)
                .setPlotGridLinesColor(new Color(0xe4e7eb));
        XYSeries ideal = chart.addSeries("calibrated", new double[] {0, 1}, new double[] {0, 1});
        ideal.setMarker(SeriesMarkers.NONE).setLineColor(IDEAL);
        for (int i = 0; i < outcomes.size(); i++) {
            List<Calibration.Bin> bins = outcomes.get(i).bins();
            XYSeries series = chart.addSeries(
                    outcomes.get(i).head().formula(),
                    bins.stream().mapToDouble(Calibration.Bin::meanProbability).toArray(),
                    bins.stream().mapToDouble(Calibration.Bin::positiveShare).toArray());
            series.setMarkerColor(COLOURS[i]).setMarker(SeriesMarkers.CIRCLE).setLineColor(COLOURS[i]);
        }
        return new ChartFigure(chart);
    }
}
