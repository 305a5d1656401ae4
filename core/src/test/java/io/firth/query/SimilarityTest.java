package io.firth.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.firth.math.Matrix;
import java.util.List;
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

    @Test
    void theOddOneOutIsFarthestFromTheMean() {
        Matrix vectors = Matrix.allocate(4, 2);
        vectors.setRow(0, new float[] {10, 1});
        vectors.setRow(1, new float[] {0.1f, 5});
        vectors.setRow(2, new float[] {1, 0.2f});
        vectors.setRow(3, new float[] {3, 0});
        List<Neighbor> order = new Similarity(vectors).oddOneOut(0, 1, 2, 3);
        assertEquals(1, order.getFirst().wordId());
        assertEquals(2, order.getLast().wordId());
        double[] mean = new double[2];
        for (int word = 0; word < 4; word++) {
            mean[0] += QueryData.unit(vectors.row(word))[0];
            mean[1] += QueryData.unit(vectors.row(word))[1];
        }
        float[] direction = {(float) mean[0], (float) mean[1]};
        assertEquals(
                QueryData.cosine(direction, vectors.row(1)), order.getFirst().cosine(), 1e-6);
        assertThrows(IllegalArgumentException.class, () -> new Similarity(vectors).oddOneOut(0, 1));
    }
}
