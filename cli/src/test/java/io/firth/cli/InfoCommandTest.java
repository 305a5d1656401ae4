package io.firth.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.io.ClassifierFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code firth info} of files that are no models; models are in {@link ConvertCommandTest}. */
class InfoCommandTest {
    @TempDir
    private Path folder;

    @Test
    void counts() throws IOException {
        // per sentence: a b, b a, b c, c b
        Path text = Files.writeString(folder.resolve("text"), "a b c\n".repeat(50));
        Path counts = folder.resolve("counts");
        succeeds("count", text.toString(), "-o", counts.toString(), "--window", "1", "-q");

        String shown = succeeds("info", counts.toString());
        assertTrue(shown.contains("\n  format      firth-counts, "), shown);
        assertTrue(shown.contains("\n  shape       3 words × 3, 4 cells (44 % of all)\n"), shown);
        assertTrue(shown.contains("\n  config      window 1, "), shown);
        assertTrue(shown.contains("\n  corpus      sources text, "), shown);
        assertTrue(shown.contains("\n  counts      150 words in all\n"), shown);
        assertTrue(shown.contains("\n  pairs       200 in all, 50.00 a cell on average\n"), shown);
        assertTrue(shown.endsWith("\n  odd         nothing\n"), shown);

        JsonNode json = json(counts);
        assertEquals("firth-counts", json.get("format").asString());
        assertEquals(Files.size(counts), json.get("bytes").asLong());
        assertEquals(3, json.get("words").asInt());
        assertEquals(4, json.get("cells").asInt());
        assertEquals(200, json.get("total").asDouble());
        assertEquals(150, json.get("totalCount").asLong());
        assertTrue(json.get("damage").isNull());
        assertEquals("1", json.get("provenance").get("config").get("window").asString());

        damaged(counts);
    }

    @Test
    void countsOfWordsThatStandAlone() throws IOException {
        Path text = Files.writeString(folder.resolve("text"), "a\n".repeat(50));
        Path counts = folder.resolve("counts");
        succeeds("count", text.toString(), "-o", counts.toString(), "-q");
        String shown = succeeds("info", counts.toString());
        assertTrue(shown.contains("\n  shape       1 word × 1, 0 cells (0.0 % of all)\n"), shown);
        assertTrue(shown.contains("\n  pairs       0 in all\n"), shown);
    }

    @Test
    void classifier() throws IOException {
        String model = SmallModel.write(folder);
        Path table = Files.writeString(folder.resolve("table.tsv"), "king man\tA\nqueen woman\tB\nking\tA\n".repeat(9));
        Path classifier = folder.resolve("c");
        succeeds(
                "classify",
                "train",
                table.toString(),
                "--vectors",
                model,
                "-o",
                classifier.toString(),
                "--hidden",
                "5",
                "--seed",
                "7");
        int dim = ClassifierFile.open(classifier).embeddings().dim();
        int words = ClassifierFile.open(classifier).embeddings().size();
        int parameters = (dim + 1) * 5 + 6 * 2;

        String shown = succeeds("info", classifier.toString());
        assertTrue(shown.contains("\n  format      firth-classifier, "), shown);
        assertTrue(shown.contains("\n  labels      2: A, B\n"), shown);
        assertTrue(shown.contains("\n  of          texts, whitespace, "), shown);
        assertTrue(shown.contains("\n  vectors     " + words + " words × " + dim + "\n"), shown);
        assertTrue(
                shown.contains("\n  network     " + dim + " → 5 relu → 2 softmax; " + parameters + " parameters\n"),
                shown);
        assertTrue(shown.contains("seed 7"), shown);
        assertTrue(shown.endsWith("\n  odd         nothing\n"), shown);

        JsonNode json = json(classifier);
        assertEquals("firth-classifier", json.get("format").asString());
        assertEquals("B", json.get("labels").get(1).asString());
        assertEquals("text", json.get("examples").asString());
        assertEquals(dim, json.get("dim").asInt());
        assertEquals("5", json.get("config").get("hidden").asString());

        damaged(classifier);
    }

    private void damaged(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);
        Cli run = Cli.run("info", file.toString());
        assertEquals(1, run.code(), run.err());
        assertTrue(run.err().startsWith("firth: " + file + " is damaged: its checksum is "), run.err());
        List<String> lines = run.out().lines().toList();
        assertTrue(lines.getLast().startsWith("  odd         " + file + " is damaged: "), run.out());
        Cli json = Cli.run("info", file.toString(), "--json");
        assertEquals(1, json.code());
        assertTrue(
                JsonMapper.shared()
                        .readTree(json.out())
                        .get("damage")
                        .asString()
                        .contains("checksum"),
                json.out());
    }

    private static String succeeds(String... args) {
        Cli run = Cli.run(args);
        assertEquals(0, run.code(), run.err());
        return run.out();
    }

    private static JsonNode json(Path file) {
        return JsonMapper.shared().readTree(succeeds("info", file.toString(), "--json"));
    }
}
