package io.firth.lab;

import io.firth.embeddings.Embeddings;
import io.firth.embeddings.Provenance;
import io.firth.embeddings.VectorChoice;
import io.firth.math.Matrix;
import io.firth.vocab.Vocabulary;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A word has two vectors; five ways to make one of them. */
final class M10FinalVector implements WorkedExample {
    @Override
    public String id() {
        return "M10";
    }

    @Override
    public String title() {
        return "One final vector per word, five ways";
    }

    @Override
    public void work(Worksheet sheet) {
        sheet.formula(
                "v   u   (v, u)   v + u   (v + u)/2",
                "v \\qquad u \\qquad (v;\\, u) \\qquad v + u \\qquad \\tfrac12 (v + u)");
        sheet.text(
                "As firth train --vectors and firth neighbors --vectors have them: input (default), output, concat with"
                        + " 2D numbers, sum, average. The word is Frodo of M14, in floats.");
        Embeddings embeddings = new Embeddings(
                Vocabulary.of(
                        Toy.WORDS.stream()
                                .map(word -> word.getBytes(StandardCharsets.UTF_8))
                                .toList(),
                        new long[] {6, 5, 4, 3, 2, 1}),
                matrix(Toy.input()),
                Optional.of(matrix(Toy.output())),
                Provenance.unknown());
        double[][] expected = {
            {0.91, 0.74, 0.27},
            {0.17, 0.42, 0.47},
            {1.08, 1.16, 0.74},
            {0.54, 0.58, 0.37},
            {0.91, 0.74, 0.27, 0.17, 0.42, 0.47}
        };
        List<List<Object>> rows = new ArrayList<>();
        for (VectorChoice choice : VectorChoice.values()) {
            Matrix vectors = embeddings.vectors(choice);
            float[] row = vectors.row(embeddings.vocabulary().id("Frodo"));
            StringBuilder numbers = new StringBuilder();
            double worst = row.length == expected[choice.ordinal()].length ? 0 : Double.NaN;
            for (int d = 0; d < row.length; d++) {
                numbers.append(d == 0 ? "" : "  ").append(String.format(Locale.ROOT, "%.2f", row[d]));
                worst = Math.max(worst, Math.abs(row[d] - expected[choice.ordinal()][d]));
            }
            rows.add(List.of(choice.label(), (long) vectors.dim(), numbers.toString()));
            sheet.add(Check.bound(choice.label() + ", greatest difference", "≤ 1e-7", worst, worst <= 1e-7));
        }
        sheet.table("", List.of("choice", "numbers", "vector of Frodo"), rows);
    }

    private static Matrix matrix(double[][] rows) {
        Matrix matrix = Matrix.allocate(rows.length, rows[0].length);
        for (int row = 0; row < rows.length; row++) {
            for (int d = 0; d < rows[row].length; d++) {
                matrix.set(row, d, (float) rows[row][d]);
            }
        }
        return matrix;
    }
}
