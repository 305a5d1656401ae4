package io.firth.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The figures that the worked examples show, against numbers worked out without Firth (with a pocket calculator's sixteen
 * digits) and not against the examples' own checks.
 */
class PrintedFiguresTest {
    private static final double NINE = 5e-10;

    @Test
    void m1SoftmaxOfOneTwoThreeWhateverIsAdded() {
        for (String c : List.of("0", "1", "-5", "100", "-1000", "10000")) {
            assertEquals(0.090030573170, Sheets.number("M1", c, "ŷ₁"), 1e-12);
            assertEquals(0.244728471055, Sheets.number("M1", c, "ŷ₂"), 1e-12);
            assertEquals(0.665240955775, Sheets.number("M1", c, "ŷ₃"), 1e-12);
        }
        assertTrue(Double.isNaN(Sheets.number("M1", "10000", "ŷ₃, naive")), "exp(10003) overflows");
        assertEquals("(0.25, 0.25, 0.25, 0.25)", Sheets.actual("M1", "softmax(-∞, -∞, -∞, -∞)"));
    }

    @Test
    void m2Derivatives() {
        assertEquals(0.104993585403507, Sheets.derivative("M2", "sigmoid′", "x = 2"), 1e-15);
        assertEquals(0.070650824853164, Sheets.derivative("M2", "tanh′", "x = 2"), 1e-15);
        assertEquals(1, Sheets.derivative("M2", "relu′", "x = 0.5"), 0);
        assertEquals(0, Sheets.derivative("M2", "relu′", "x = -0.5"), 0);
        assertEquals("0", Sheets.actual("M2", "ReLU′(0)"));
        // softmax(1, 2, ½) = (0.231223898, 0.628531719, 0.140244383)
        assertEquals(0.177759406791, Sheets.derivative("M2", "∂ŷ/∂x", "∂ŷ₁/∂x₁"), 1e-11);
        assertEquals(-0.145331553895, Sheets.derivative("M2", "∂ŷ/∂x", "∂ŷ₁/∂x₂"), 1e-11);
    }

    @Test
    void m3FullSoftmaxOfOnePair() {
        assertEquals(2.014632747, Sheets.value("M3", "J"), NINE);
        assertEquals(-0.138660900, Sheets.derivative("M3", "∂J/∂U", "u_ship[1]"), NINE);
        assertEquals(0.026843966, Sheets.derivative("M3", "∂J/∂U", "u_dragon[1]"), NINE);
        assertEquals(0.293662246, Sheets.derivative("M3", "∂J/∂v_c", "v_dragon[2]"), NINE);
    }

    @Test
    void m4DrawnTwiceCountsTwice() {
        assertEquals(4.505033360, Sheets.value("M4", "J"), NINE);
        assertEquals(1.422258785, Sheets.derivative("M4", "∂J/∂u", "u_dragon[1]"), NINE);
        assertEquals(0.616006528, Sheets.derivative("M4", "∂J/∂u", "u_ship[1]"), NINE);
        assertEquals(-0.258108148, Sheets.derivative("M4", "∂J/∂u", "u_ring[1]"), NINE);
    }

    @Test
    void m5WindowIsTheSumOfItsPairs() {
        double sum = 0;
        for (String pair : List.of("(ring, dragon)", "(ring, ring)")) {
            sum += Sheets.number("M5", pair, "J");
        }
        assertEquals(2.133687842 + 2.175476928, sum, 2 * NINE);
        assertEquals(9.026615541, Sheets.number("M5", "window", "J"), NINE);
    }

    @Test
    void m6GradientOfTheMean() {
        assertEquals(2.492202391, Sheets.value("M6", "J, negative sampling (draws ring, ring)"), NINE);
        assertEquals(
                0.208578668,
                Sheets.derivative("M6", "negative sampling (draws ring, ring): ∂J/∂vᵢ", "v_dragon[1]"),
                NINE);
        assertEquals(3, Sheets.number("M6", "v_dragon[1]", "ratio"), 1e-9);
        assertEquals(1.963953551, Sheets.value("M6", "J, full softmax"), NINE);
    }

    @Test
    void m7LeavesOfTheTree() {
        assertEquals("0", Sheets.cell("M7", "Daenerys", "code"));
        assertEquals("110", Sheets.cell("M7", "ring", "code"));
        assertEquals("11111", Sheets.cell("M7", "Picard", "code"));
        double sum = 0;
        for (String word : Toy.WORDS) {
            sum += Sheets.number("M7", word, "P(w | v)");
        }
        assertEquals(1, sum, 1e-12);
        // σ(0.9519), the root is the fifth row of U
        assertEquals(0.721497, Sheets.number("M7", "Daenerys", "P(w | v)"), 5e-7);
        assertEquals("1", Sheets.actual("M7", "Σ_w P(w | v), 5,000 words, logits up to ±20"));
    }

    @Test
    void m8Counts() {
        assertEquals(List.of(12L, 14L, 20L, 46L), column("M8", "skip-gram"));
        assertEquals(List.of(7L, 8L, 11L, 26L), column("M8", "CBOW"));
        assertEquals(20L, Sheets.cell("M8", "sum", "CBOW, complete windows only"));
        assertEquals("30", Sheets.actual("M8", "pairs, counted"));
        assertEquals("The quick fox jumped", Sheets.cell("M8", "brown", "context"));
    }

    private static List<Object> column(String id, String column) {
        return List.of(
                Sheets.cell(id, "n = 7", column),
                Sheets.cell(id, "n = 8", column),
                Sheets.cell(id, "n = 11", column),
                Sheets.cell(id, "sum", column));
    }

    @Test
    void m9ParametersAndBytes() {
        assertEquals(60_855_000L, Sheets.cell("M9", "negative-sampling", "parameters"));
        assertEquals(243_420_000L, Sheets.cell("M9", "full-softmax", "bytes in a file"));
        assertEquals(60_854_700L, Sheets.cell("M9", "hierarchical-softmax", "parameters"));
        assertEquals(246_665_600L, Sheets.cell("M9", "negative-sampling", "bytes in memory"));
    }

    @Test
    void m10FiveVectors() {
        assertEquals("0.91  0.74  0.27", Sheets.cell("M10", "input", "vector of Frodo"));
        assertEquals("0.17  0.42  0.47", Sheets.cell("M10", "output", "vector of Frodo"));
        assertEquals("1.08  1.16  0.74", Sheets.cell("M10", "sum", "vector of Frodo"));
        assertEquals("0.54  0.58  0.37", Sheets.cell("M10", "average", "vector of Frodo"));
        assertEquals("0.91  0.74  0.27  0.17  0.42  0.47", Sheets.cell("M10", "concat", "vector of Frodo"));
        assertEquals(6L, Sheets.cell("M10", "concat", "numbers"));
    }

    @Test
    void m14LossOfFrodoAndRing() {
        double[] logits = {0.9111, 0.5924, 0.9265, 1.2742, 0.9519, 0.7397};
        for (int w = 0; w < 6; w++) {
            assertEquals(logits[w], Sheets.number("M14", Toy.WORDS.get(w), "u_wᵀv"), 1e-12);
        }
        assertEquals(2.71355551767096849967, Sheets.value("M14", "log Σ_w exp(u_wᵀv)"), 1e-14);
        assertEquals(1.787055518, Sheets.value("M14", "J"), NINE);
        assertEquals(-0.757618220, Sheets.derivative("M14", "∂J/∂U", "u_ring[1]"), NINE);
        assertTrue(
                Sheets.worked("M14").sheet().steps().stream()
                        .anyMatch(step ->
                                step instanceof Step.Text text && text.text().contains("The loss 1.60 comes")),
                "the slip is shown");
    }

    @Test
    void m15Shapes() {
        assertEquals("4 × 3", Sheets.cell("M15", "layer 1", "H_{k−1}"));
        assertEquals("5 × 3", Sheets.cell("M15", "layer 1", "W_k"));
        assertEquals("4 × 5", Sheets.cell("M15", "layer 1", "H_k"));
        assertEquals("4 × 2", Sheets.cell("M15", "layer 3", "H_k"));
    }

    @Test
    void m16OneStep() {
        assertEquals(0.7310585786, Sheets.number("M16", "example 1", "h₁"), 5e-11);
        assertEquals(0.9820137900, Sheets.number("M16", "example 2", "h₂"), 5e-11);
        assertEquals(0.8118562749, Sheets.number("M16", "example 1", "y₁"), 5e-11);
        assertEquals(0.8769681684, Sheets.number("M16", "example 2", "y₂"), 5e-11);
        assertEquals(0.964045323, Sheets.number("M16", "to y₂", "h₁"), NINE);
        assertEquals(0.999281605, Sheets.number("M16", "to h₂", "x₂"), NINE);
    }

    @Test
    void m17GraphHasValuesAndGradients() {
        Diagram diagram = Sheets.worked("M17").sheet().steps().stream()
                .filter(step -> step instanceof Diagram)
                .map(step -> (Diagram) step)
                .findFirst()
                .orElseThrow();
        Diagram.Edge toY = diagram.edges().getLast();
        assertEquals("y", diagram.nodes().get(toY.to()).label());
        assertTrue(toY.forward().contains("7") && toY.forward().contains("2.75"), toY.forward());
        assertEquals(-7, Sheets.derivative("M17", "∂l", "W₂[2,1]"), 0);
        assertEquals(2, Sheets.derivative("M17", "∂l", "W₁[1,2]"), 0);
        assertEquals(0, Sheets.derivative("M17", "∂l", "W₁[2,2]"), 0);
    }

    @Test
    void m18Saturation() {
        assertEquals(-0.25, Sheets.number("M18", "0", "∂l/∂b₁"), 1e-15);
        assertEquals(-0.0668389706, Sheets.number("M18", "2", "∂l/∂b₁"), 5e-11);
        assertEquals(-5.543296e-10, Sheets.number("M18", "20", "∂l/∂w₁"), 1e-15);
        assertEquals(-0.7310585778, Sheets.number("M18", "-20", "∂l/∂b₂"), 5e-11);
        Plot plot = Sheets.worked("M18").sheet().steps().stream()
                .filter(step -> step instanceof Plot)
                .map(step -> (Plot) step)
                .findFirst()
                .orElseThrow();
        assertEquals(4, plot.curves().size());
        assertEquals(-10, plot.curves().getFirst().x()[0], 0);
        assertEquals(10, plot.curves().getFirst().x()[200], 1e-9);
    }

    @Test
    void m20TheReluHeadSaysYesToAll() {
        String relu = "σ(relu(x₁)ᵀrelu(x₂))";
        assertEquals(1, Sheets.number("M20", relu, "share of yes"), 0);
        assertEquals(0.5, Sheets.number("M20", relu, "accuracy"), 0);
        assertTrue(Sheets.number("M20", relu, "least p") >= 0.5);
        for (String head : List.of("σ(x₁ᵀx₂)", relu.replace("σ", "2σ") + " − 1", "σ(a·x₁ᵀx₂ + b)")) {
            assertTrue(Sheets.number("M20", head, "accuracy") >= 0.9, head);
            assertEquals(0.5, Sheets.number("M20", head, "share of yes"), 0.1, head);
        }
    }
}
