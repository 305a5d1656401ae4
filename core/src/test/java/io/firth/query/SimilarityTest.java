package io.firth.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.firth.math.Matrix;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SimilarityTest {
    @Test
    void cosineAndProductOfTwoRows() {
        Random random = new Random(1);
        Matrix input = QueryData.gaussian(random, 20, 13);
        Matrix output = QueryData.gaussian(random, 20, 13);
        Similarity alike = new Similarity(input);
        Similarity together = new Similarity(input, output);
        for (int a = 0; a < 20; a++) {
            for (int b = 0; b < 20; b++) {
                assertEquals(QueryData.cosine(input.row(a), input.row(b)), alike.cosine(a, b), 1e-12);
                assertEquals(QueryData.cosine(input.row(a), output.row(b)), together.cosine(a, b), 1e-12);
                assertEquals(QueryData.dot(input.row(a), output.row(b)), together.dot(a, b), 1e-9);
            }
            assertEquals(1, alike.cosine(a, a), 1e-12);
        }
    }

    @Test
    void withoutDirectionThereIsNoCosine() {
        Matrix vectors = Matrix.allocate(3, 2);
        vectors.setRow(0, new float[] {1e30f, 1e30f});
        vectors.setRow(1, new float[] {1e-30f, 1e-30f});
        Similarity similarity = new Similarity(vectors);
        assertEquals(1, similarity.cosine(0, 1), 1e-12);
        assertEquals(Double.NaN, similarity.cosine(0, 2));
        assertThrows(IllegalArgumentException.class, () -> similarity.cosine(0, 3));
        assertThrows(IllegalArgumentException.class, () -> new Similarity(vectors, Matrix.allocate(3, 3)));
    }
}
