package io.firth.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class WorksheetTest {
    private static final List<String> TWO = List.of("x", "y");

    @Test
    void nothingCheckedIsNotPassed() {
        Worksheet sheet = new Worksheet();
        sheet.text("much talk");
        assertFalse(sheet.passed());
        sheet.check("one", 1, 1);
        assertTrue(sheet.passed());
    }

    @Test
    void oneWrongCheckFailsTheSheet() {
        Worksheet sheet = new Worksheet();
        sheet.check("right", 1.5, 1.5, 0);
        sheet.check("near", 1.5, 1.5 + 1e-9, 1e-8);
        assertTrue(sheet.passed());
        sheet.check("off", 1.5, 1.5 + 1e-7, 1e-8);
        assertFalse(sheet.passed());
        assertEquals(3, sheet.checks());
        assertEquals(1, sheet.failures());
    }

    @Test
    void nanNeverPasses() {
        assertFalse(Check.number("nan", Double.NaN, Double.NaN, 1).passed());
        assertFalse(Check.number("nan", 0, Double.NaN, Double.POSITIVE_INFINITY).passed());
        Worksheet sheet = new Worksheet();
        sheet.atMost("", 1, Double.NaN);
        sheet.atLeast("", 1, Double.NaN);
        assertEquals(2, sheet.failures());
        assertFalse(gradient(new double[] {1, Double.NaN}, new double[] {1, 2}).passed());
        assertFalse(gradient(new double[] {1, 2}, new double[] {Double.NaN, 2}).passed());
    }

    @Test
    void gradientsAreComparedRelativeToTheirSize() {
        assertTrue(gradient(new double[] {2, 1e-12}, new double[] {2 + 1e-8, 0}).passed());
        GradientTable off = gradient(new double[] {2, 0}, new double[] {2, 1e-6});
        assertFalse(off.passed());
        assertEquals(1, off.worst());
        assertEquals(5e-7, off.relative(1), 1e-20);
        assertTrue(new GradientTable("zero", TWO, new double[2], new double[2], 0, 1e-7).passed());
    }

    private static GradientTable gradient(double[] analytic, double[] numeric) {
        return new GradientTable("g", TWO, analytic, numeric, 2, 1e-7);
    }

    @Test
    void aFailedGradientFailsTheSheet() {
        Worksheet sheet = new Worksheet();
        sheet.add(gradient(new double[] {2, 0}, new double[] {2, 0}));
        assertTrue(sheet.passed());
        sheet.add(gradient(new double[] {2, 0}, new double[] {-2, 0}));
        assertFalse(sheet.passed());
    }

    @Test
    void anExceptionFailsItsExampleOnly() {
        Worked worked = Worked.of(new WorkedExample() {
            @Override
            public String id() {
                return "M0";
            }

            @Override
            public String title() {
                return "broken";
            }

            @Override
            public void work(Worksheet sheet) {
                sheet.check("right", 1, 1);
                throw new IllegalStateException("on purpose");
            }
        });
        assertFalse(worked.passed());
        assertEquals(2, worked.sheet().checks());
        assertTrue(worked.sheet().steps().getLast().toString().contains("on purpose"));
    }

    @Test
    void stepsThatCannotBeShownAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Formula("J", " "));
        assertThrows(IllegalArgumentException.class, () -> new Table("t", TWO, List.of(List.of((Object) "one cell"))));
        assertThrows(IllegalArgumentException.class, () -> new Table("t", List.of("x"), List.of(List.of((Object) 1))));
        assertThrows(
                IllegalArgumentException.class,
                () -> new GradientTable("g", TWO, new double[1], new double[2], 1, 1e-7));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Plot.Curve("c", new double[] {0, 1}, new double[] {0, Double.NaN}));
        Diagram.Node node = new Diagram.Node("n", Diagram.Shape.BOX);
        assertThrows(
                IllegalArgumentException.class,
                () -> new Diagram("d", List.of(node, node), List.of(new Diagram.Edge(1, 0, "", ""))));
    }

    @Test
    void numbersReadWell() {
        assertEquals("1.787055518", Figures.precise(1.78705551767));
        assertEquals("-0.5", Figures.precise(-0.5));
        assertEquals("0", Figures.precise(-0.0));
        assertEquals("1.234568e-10", Figures.precise(1.2345678e-10));
        assertEquals("1e+20", Figures.precise(1e20));
        assertEquals("NaN", Figures.precise(Double.NaN));
        assertEquals("-∞", Figures.cell(Double.NEGATIVE_INFINITY));
        assertEquals("0.000000", Figures.cell(-0.0));
        assertEquals("-1.507e-09", Figures.cell(-1.5070e-9));
        assertEquals("60,855,000", Figures.grouped(60_855_000));
    }

    @Test
    void dotNamesNodesAndLabels() {
        Diagram diagram = new Diagram(
                "d",
                List.of(new Diagram.Node("a \"b\"", Diagram.Shape.BOX), new Diagram.Node("+", Diagram.Shape.CIRCLE)),
                List.of(new Diagram.Edge(0, 1, "1\n2", "∂")));
        assertEquals("""
                digraph {
                  rankdir=LR;
                  n0 [label="a \\"b\\"", shape=box];
                  n1 [label="+", shape=circle];
                  n0 -> n1 [label="1\\n2\\n∂"];
                }
                """, diagram.dot());
    }
}
