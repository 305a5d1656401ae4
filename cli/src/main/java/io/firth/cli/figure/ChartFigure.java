package io.firth.cli.figure;

import java.awt.Graphics2D;
import org.knowm.xchart.internal.chartpart.Chart;

/** A chart of XChart. */
public record ChartFigure(Chart<?, ?> chart) implements Figure {
    @Override
    public int width() {
        return chart.getWidth();
    }

    @Override
    public int height() {
        return chart.getHeight();
    }

    @Override
    public void paint(Graphics2D graphics) {
        chart.paint(graphics, chart.getWidth(), chart.getHeight());
    }
}
