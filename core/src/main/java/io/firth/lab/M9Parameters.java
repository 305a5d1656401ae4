package io.firth.lab;

import io.firth.math.Matrix;
import io.firth.objective.FullSoftmax;
import io.firth.objective.HierarchicalSoftmax;
import io.firth.objective.NegativeSampling;
import io.firth.objective.Objective;
import java.util.ArrayList;
import java.util.List;

/** How many numbers a model has, and how much memory they take. */
final class M9Parameters implements WorkedExample {
    private static final int V = 101_425;
    private static final int D = 300;

    @Override
    public String id() {
        return "M9";
    }

    @Override
    public String title() {
        return "How many parameters a model has, and their bytes";
    }

    @Override
    public void work(Worksheet sheet) {
        sheet.formula(
                "parameters = 2·V·D      bytes = 4·2·V·D",
                "\\text{parameters} = 2\\,V D \\qquad \\text{bytes} = 4 \\cdot 2\\,V D");
        sheet.text(
                "V = 101,425 words, D = 300 numbers for each, twice: as centre and as context. A number is a float of"
                        + " 4 bytes. In memory a row is padded to whole vectors of 512 bits; in a file it is not."
                        + " Hierarchical softmax has a row for each of the V − 1 inner nodes instead of each word's second one.");
        List<List<Object>> rows = new ArrayList<>();
        long sampling = 0;
        for (Objective objective :
                List.of(new NegativeSampling(5, 0.75, true), new FullSoftmax(256), new HierarchicalSoftmax())) {
            long outputs = objective.outputRows(V);
            long parameters = (V + outputs) * D;
            rows.add(List.of(
                    objective.name(),
                    parameters,
                    parameters * Float.BYTES,
                    Matrix.allocatedBytes(V, D) + Matrix.allocatedBytes(outputs, D)));
            sampling = sampling == 0 ? parameters : sampling;
        }
        sheet.table(
                "The 101k × 300 model", List.of("objective", "parameters", "bytes in a file", "bytes in memory"), rows);
        sheet.check("2·V·D", 60_855_000, sampling);
        sheet.check("bytes of them", 243_420_000, sampling * Float.BYTES);
        sheet.check("bytes in memory, rows of 304", 2L * V * 304 * 4, Matrix.allocatedBytes(V, D) * 2);
        sheet.check(
                "numbers of a hierarchical softmax", 60_855_000 - D, (V + new HierarchicalSoftmax().outputRows(V)) * D);
    }
}
