package io.firth.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.embeddings.Embeddings;
import io.firth.io.Models;
import io.firth.math.Matrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CompareCommandTest {
    @TempDir
    Path folder;

    /** The model with columns moved round, one word changed: a rotation, and a word that moved. */
    private Path turned(Path model, int changed) throws IOException {
        Embeddings embeddings = Models.open(model);
        int dim = embeddings.dim();
        Matrix vectors = Matrix.allocate(embeddings.size(), dim);
        for (int row = 0; row < embeddings.size(); row++) {
            for (int d = 0; d < dim; d++) {
                float value = embeddings.input().get(row, d);
                vectors.set(row, (d + 1) % dim, row == changed ? -value : value);
            }
        }
        Path file = folder.resolve("turned.st");
        Models.write(
                new Embeddings(embeddings.vocabulary(), vectors, Optional.empty(), embeddings.provenance()),
                file,
                io.firth.io.Format.FIRTH);
        return file;
    }

    @Test
    void findsTheWordThatMoved() throws IOException {
        Path model = EvaluateCommandTest.model(folder.resolve("a.st"), 80, 6, 1, Map.of());
        Path turned = turned(model, 33);
        Cli run = Cli.run("compare", model.toString(), turned.toString(), "--top", "3");
        assertEquals(0, run.code(), run.err());
        assertTrue(run.out().contains("shared: 80 words among the first 20,000 of each\n"), run.out());
        assertTrue(run.out().contains("mean over all of them"), run.out());
        String moved = run.out().substring(run.out().indexOf("Moved most"));
        assertTrue(moved.lines().skip(2).findFirst().orElseThrow().startsWith("w33   −"), run.out());
        JsonNode json = JsonMapper.shared()
                .readTree(Cli.run("compare", model.toString(), turned.toString(), "--json", "--top", "3")
                        .out());
        JsonNode first = json.get("alignment").get("movedMost").get(0);
        assertEquals("w33", first.get("word").asString());
        assertTrue(first.get("value").asDouble() < -0.9, first.toString());
        assertTrue(json.get("alignment").get("meanCosine").asDouble() > 0.95);
        assertTrue(json.get("overlap").get("mean").asDouble() > 0.8);
        assertEquals("w33", json.get("leastStable").get(0).get("word").asString());
    }

    @Test
    void severalModelsAndOtherDimensions() throws IOException {
        String a = EvaluateCommandTest.model(folder.resolve("a.st"), 60, 6, 1, Map.of())
                .toString();
        String b = EvaluateCommandTest.model(folder.resolve("b.st"), 70, 6, 2, Map.of())
                .toString();
        String c = EvaluateCommandTest.model(folder.resolve("c.st"), 50, 9, 3, Map.of())
                .toString();
        String out = Cli.run("compare", a, b, c, "-k", "4", "--top", "2", "--words", "30")
                .out();
        assertTrue(out.contains("shared: 50 words"), out);
        assertTrue(out.contains("all pairs") && out.contains("Least stable") && !out.contains("Moved"), out);
        assertTrue(Cli.run("compare", a, c).out().contains("The dimensions differ: no alignment."), out);
        Cli none = Cli.run("compare", a, b, "--restrict", "10");
        assertEquals(
                "firth: the models share 10 words among the first 10 of each, too few to compare the 10 nearest"
                        + " neighbours\n",
                none.err());
        assertEquals(1, none.code());
        assertEquals(2, Cli.run("compare", a).code());
    }

    @Test
    void alignedVectorsLieInTheOtherSpace() throws IOException {
        Path model = EvaluateCommandTest.model(folder.resolve("a.st"), 80, 6, 1, Map.of());
        Path turned = turned(model, -1);
        Path out = folder.resolve("out.st");
        Cli run = Cli.run("align", model.toString(), turned.toString(), "-o", out.toString());
        assertEquals(0, run.code(), run.err());
        assertEquals("aligned on 80 shared words (unit vectors): mean cosine 1.000\nsaved " + out + "\n", run.out());
        Embeddings aligned = Models.open(out);
        Embeddings expected = Models.open(turned);
        for (int row = 0; row < 80; row++) {
            for (int d = 0; d < 6; d++) {
                assertEquals(expected.input().get(row, d), aligned.input().get(row, d), 1e-4);
                assertEquals(
                        expected.input().get(row, d),
                        aligned.output().orElseThrow().get(row, d),
                        1e-4);
            }
        }
        assertEquals("turned.st", aligned.provenance().other().get("aligned.to"));

        Cli centred = Cli.run("align", model.toString(), turned.toString(), "-o", out.toString(), "--center");
        assertTrue(centred.out().contains("note: output vectors are left out"), centred.out());
        assertTrue(Models.open(out).output().isEmpty());

        byte[] before = Files.readAllBytes(out);
        String other = EvaluateCommandTest.model(folder.resolve("o.st"), 80, 5, 1, Map.of())
                .toString();
        Cli wrong = Cli.run("align", model.toString(), other, "-o", out.toString());
        assertEquals(1, wrong.code());
        assertEquals(
                "firth: " + model + " has 6 dimensions and " + other + " has 5; a rotation needs the same\n",
                wrong.err());
        assertEquals(before.length, Files.size(out));
        assertFalse(Files.exists(folder.resolve("no/x")));
        assertEquals(
                1,
                Cli.run("align", model.toString(), other, "-o", folder + "/no/x")
                        .code());
    }
}
