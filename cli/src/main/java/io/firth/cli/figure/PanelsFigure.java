package io.firth.cli.figure;

import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.util.List;

/**
 * Figures of one size beside and below each other, row by row.
 *
 * @param panels at least one
 * @param columns at most so many beside each other
 */
public record PanelsFigure(List<? extends Figure> panels, int columns) implements Figure {
    /** Copies the list. */
    public PanelsFigure {
        panels = List.copyOf(panels);
    }

    @Override
    public int width() {
        return panels.getFirst().width() * Math.min(columns, panels.size());
    }

    @Override
    public int height() {
        return panels.getFirst().height() * Math.ceilDiv(panels.size(), columns);
    }

    @Override
    public void paint(Graphics2D graphics) {
        for (int i = 0; i < panels.size(); i++) {
            AffineTransform before = graphics.getTransform();
            graphics.translate(
                    i % columns * panels.getFirst().width(),
                    i / columns * panels.getFirst().height());
            panels.get(i).paint(graphics);
            graphics.setTransform(before);
        }
    }
}
