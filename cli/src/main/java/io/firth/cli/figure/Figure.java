package io.firth.cli.figure;

import java.awt.Graphics2D;

/** Something that can be drawn. */
public interface Figure {
    /** Width in pixels. */
    int width();

    /** Height in pixels. */
    int height();

    /** Draws the figure from (0, 0) to (width, height). */
    void paint(Graphics2D graphics);
}
