package io.firth.cli.figure;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Figures as SVG (by Batik) and PNG, without a display. */
public final class Pictures {
    /** Pixels of a PNG per pixel of its figure: sharp on screens of twice the usual density. */
    private static final int PNG_SCALE = 2;

    private static final String SVG = "http://www.w3.org/2000/svg";

    static {
        if (System.getProperty("java.awt.headless") == null) {
            System.setProperty("java.awt.headless", "true");
        }
    }

    private Pictures() {}

    /** Makes sure that no display is looked for; to be called before other classes of java.awt are used. */
    static void headless() {
        // the static initialiser has done it
    }

    /** An {@code <svg>} element without an XML declaration, which can stand in a file or in a page. */
    public static String svg(Figure figure) {
        try {
            Document document = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument(SVG, "svg", null);
            SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
            context.setComment(null);
            SVGGraphics2D graphics = new SVGGraphics2D(context, false);
            prepare(graphics);
            figure.paint(graphics);
            graphics.setSVGCanvasSize(new Dimension(figure.width(), figure.height()));
            Element root = graphics.getRoot();
            root.setAttributeNS(null, "viewBox", "0 0 " + figure.width() + " " + figure.height());
            StringWriter text = new StringWriter();
            graphics.stream(root, text, true, false);
            String svg = text.toString();
            return svg.substring(svg.indexOf("<svg"));
        } catch (ParserConfigurationException | IOException e) {
            throw new IllegalStateException("SVG could not be made: " + e.getMessage(), e);
        }
    }

    /** The bytes of a PNG picture, on white. */
    public static byte[] png(Figure figure) {
        BufferedImage image =
                new BufferedImage(PNG_SCALE * figure.width(), PNG_SCALE * figure.height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.scale(PNG_SCALE, PNG_SCALE);
        prepare(graphics);
        figure.paint(graphics);
        graphics.dispose();
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            ImageIO.write(image, "png", bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException("PNG could not be made: " + e.getMessage(), e);
        }
    }

    /**
     * Whether the name ends in {@code .svg} or {@code .png}, in any case: what {@link #bytes} can make.
     *
     * @param file a name
     */
    public static boolean isPicture(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return name.endsWith(".svg") || name.endsWith(".png");
    }

    /**
     * The bytes of a picture file.
     *
     * @param file its name, which says the format
     * @throws IllegalArgumentException if the name ends neither in {@code .svg} nor in {@code .png}
     */
    public static byte[] bytes(Figure figure, Path file) {
        if (!isPicture(file)) {
            throw new IllegalArgumentException(file + ": a picture's name must end in .svg or .png");
        }
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".svg")
                ? svg(figure).getBytes(StandardCharsets.UTF_8)
                : png(figure);
    }

    private static void prepare(Graphics2D graphics) {
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    }
}
