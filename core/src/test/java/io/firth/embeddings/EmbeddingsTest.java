package io.firth.embeddings;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.math.Matrix;
import io.firth.vocab.Vocabulary;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EmbeddingsTest {
    private final Vocabulary words = Vocabulary.of(List.of(utf8("a"), utf8("b")), new long[] {2, 1});
    private final Matrix input = matrix(new float[][] {{1, 2, 3}, {4, 5, 6}});
    private final Matrix output = matrix(new float[][] {{10, 20, 30}, {-4, 0.5f, 1}});

    /** Row M10 of the examples: one final vector per word. */
    @Test
    void everyChoiceOfVectors() {
        Embeddings e = new Embeddings(words, input, Optional.of(output), Provenance.unknown());
        assertSame(input, e.vectors(VectorChoice.INPUT));
        assertSame(output, e.vectors(VectorChoice.OUTPUT));
        assertArrayEquals(new float[] {0, 5.5f, 7}, e.vectors(VectorChoice.SUM).row(1));
        assertArrayEquals(
                new float[] {5.5f, 11, 16.5f}, e.vectors(VectorChoice.AVERAGE).row(0));
        Matrix both = e.vectors(VectorChoice.CONCAT);
        assertEquals(6, both.dim());
        assertArrayEquals(new float[] {1, 2, 3, 10, 20, 30}, both.row(0));
        assertArrayEquals(new float[] {4, 5, 6, -4, 0.5f, 1}, both.row(1));
    }

    @Test
    void treeNodesAreNoWordVectors() {
        Matrix nodes = matrix(new float[][] {{1, 1, 1}});
        Embeddings e = new Embeddings(words, input, Optional.of(nodes), Provenance.unknown());
        for (VectorChoice choice : VectorChoice.values()) {
            if (choice == VectorChoice.INPUT) {
                assertSame(input, e.vectors(choice));
            } else {
                var error = assertThrows(IllegalArgumentException.class, () -> e.vectors(choice));
                assertTrue(error.getMessage().contains("inner nodes"), error.getMessage());
            }
        }
    }

    @Test
    void withoutOutputOnlyInputIsThere() {
        Embeddings e = new Embeddings(words, input, Optional.empty(), Provenance.unknown());
        var error = assertThrows(IllegalArgumentException.class, () -> e.vectors(VectorChoice.SUM));
        assertTrue(error.getMessage().contains("'sum'"), error.getMessage());
    }

    @Test
    void shapesMustFit() {
        Matrix three = Matrix.allocate(3, 3);
        Matrix wide = Matrix.allocate(2, 4);
        assertThrows(IllegalArgumentException.class, () -> make(three, Optional.empty()));
        assertThrows(IllegalArgumentException.class, () -> make(input, Optional.of(three)));
        assertThrows(IllegalArgumentException.class, () -> make(input, Optional.of(wide)));
        Vocabulary none = Vocabulary.of(List.of(), new long[0]);
        Matrix empty = Matrix.allocate(0, 3);
        assertThrows(
                IllegalArgumentException.class,
                () -> new Embeddings(none, empty, Optional.empty(), Provenance.unknown()));
    }

    @Test
    void choicesAreParsed() {
        for (VectorChoice choice : VectorChoice.values()) {
            assertSame(choice, VectorChoice.parse(choice.label()));
        }
        var error = assertThrows(IllegalArgumentException.class, () -> VectorChoice.parse("Input"));
        assertTrue(error.getMessage().contains("'Input'"), error.getMessage());
    }

    @Test
    void provenanceKeepsOrderAndIsACopy() {
        Map<String, String> config = new LinkedHashMap<>();
        for (int i = 20; i > 0; i--) {
            config.put("option" + i, "x");
        }
        Provenance u = Provenance.unknown();
        Provenance p =
                new Provenance("1", u.created(), u.seed(), config, Map.of(), "", "", List.of(), u.duration(), Map.of());
        List<String> order = List.copyOf(config.keySet());
        config.clear();
        assertEquals(order, List.copyOf(p.config().keySet()));
        assertThrows(UnsupportedOperationException.class, () -> p.config().put("a", "b"));
        assertEquals("y", p.with("x", "y").other().get("x"));
    }

    private Embeddings make(Matrix in, Optional<Matrix> out) {
        return new Embeddings(words, in, out, Provenance.unknown());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Matrix matrix(float[][] rows) {
        Matrix m = Matrix.allocate(rows.length, rows[0].length);
        for (int r = 0; r < rows.length; r++) {
            m.setRow(r, rows[r]);
        }
        return m;
    }
}
