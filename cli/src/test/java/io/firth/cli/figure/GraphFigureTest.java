package io.firth.cli.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.nn.Activation;
import io.firth.nn.ComputationGraph;
import io.firth.nn.DoubleMatrix;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Row M17 as a picture. */
class GraphFigureTest {
    private static ComputationGraph graph() {
        ComputationGraph graph = new ComputationGraph();
        var x = graph.leaf("x", DoubleMatrix.ofColumn(1, -2));
        var w = graph.leaf("W₁", DoubleMatrix.of(new double[] {0.5, 1}, new double[] {2, -1}));
        var y = graph.apply(Activation.RELU, graph.multiply(w, x)).named("y");
        graph.backward(y, DoubleMatrix.ofColumn(0.125, -4));
        return graph;
    }

    @Test
    void svgHasEveryNodeValueAndGradientOnItsCanvas() throws Exception {
        String svg = Pictures.svg(new GraphFigure(graph()));
        Element root = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)))
                .getDocumentElement();
        assertEquals("svg", root.getTagName());
        double width = Double.parseDouble(root.getAttribute("width"));
        double height = Double.parseDouble(root.getAttribute("height"));
        NodeList texts = root.getElementsByTagName("text");
        List<String> words = new ArrayList<>();
        Set<String> places = new HashSet<>();
        for (int i = 0; i < texts.getLength(); i++) {
            Element text = (Element) texts.item(i);
            words.add(text.getTextContent());
            double x = Double.parseDouble(text.getAttribute("x"));
            double y = Double.parseDouble(text.getAttribute("y"));
            assertTrue(places.add(x + " " + y), "two texts at one place: " + text.getTextContent());
            assertTrue(x >= 0 && x < width && y > 0 && y <= height, text.getTextContent() + " at " + x + ", " + y);
        }
        // z = W₁x = (−1.5, 4), y = (0, 4), ∂z = (0, −4), ∂W₁ = ∂z xᵀ, ∂x = W₁ᵀ∂z
        for (String expected :
                List.of("x", "W₁", "×", "ReLU", "[−1.5  4]ᵀ", "[−4  8]", "∂y = [0.125  −4]ᵀ", "∂x = [−8  4]ᵀ")) {
            assertTrue(words.stream().anyMatch(word -> word.contains(expected)), expected + " in " + words);
        }
    }

    @Test
    void pngShowsTheColoursOfValuesAndGradients() throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(Pictures.png(new GraphFigure(graph()))));
        int green = 0;
        int red = 0;
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                Color colour = new Color(image.getRGB(x, y));
                green += colour.getGreen() > colour.getRed() + 60 ? 1 : 0;
                red += colour.getRed() > colour.getGreen() + 60 ? 1 : 0;
            }
        }
        assertTrue(green > 100 && red > 100, green + " green and " + red + " red pixels");
    }

    @Test
    void theNameSaysTheFormat() {
        GraphFigure figure = new GraphFigure(graph());
        assertTrue(new String(Pictures.bytes(figure, Path.of("a.SVG")), StandardCharsets.UTF_8).startsWith("<svg"));
        assertEquals('P', Pictures.bytes(figure, Path.of("a.png"))[1]);
        assertNotEquals(true, Pictures.isPicture(Path.of("a.pdf")));
        assertThrows(IllegalArgumentException.class, () -> Pictures.bytes(figure, Path.of("a.pdf")));
    }
}
