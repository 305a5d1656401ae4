package io.firth.cli;

import io.firth.embeddings.Embeddings;
import io.firth.embeddings.Provenance;
import io.firth.io.Format;
import io.firth.io.Models;
import io.firth.math.Matrix;
import io.firth.vocab.Vocabulary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Words on a plane of royalty and sex, and two animals, so that answers are known. */
final class SmallModel {
    private static final List<String> WORDS =
            List.of("man", "woman", "king", "queen", "cat", "dog", "don't", "e-mail", "zero");

    private static final float[][] INPUT = {
        {1, 0, 0, 0.1f},
        {0, 1, 0, 0.1f},
        {1, 0, 1, 0},
        {0, 1, 1, 0},
        {0, 0, 0, 1},
        {0, 0, 0.1f, 1},
        {0.5f, 0.5f, -1, 0},
        {0.5f, 0.4f, -1, 0},
        {0, 0, 0, 0}
    };

    private SmallModel() {}

    static String write(Path folder) throws IOException {
        Matrix input = matrix(INPUT);
        Matrix output = Matrix.allocate(WORDS.size(), 4);
        for (int word = 0; word < WORDS.size(); word++) {
            output.setRow(word, INPUT[WORDS.size() - 1 - word]); // king goes together with don't
        }
        Vocabulary vocabulary = Vocabulary.of(
                WORDS.stream()
                        .map(word -> word.getBytes(StandardCharsets.UTF_8))
                        .toList(),
                new long[] {90, 80, 70, 60, 50, 40, 30, 20, 10});
        Path file = folder.resolve("small.safetensors");
        Models.write(new Embeddings(vocabulary, input, Optional.of(output), Provenance.unknown()), file, Format.FIRTH);
        return file.toString();
    }

    private static Matrix matrix(float[][] rows) {
        Matrix matrix = Matrix.allocate(rows.length, rows[0].length);
        for (int row = 0; row < rows.length; row++) {
            matrix.setRow(row, rows[row]);
        }
        return matrix;
    }
}
