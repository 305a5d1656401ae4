package io.firth.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.count.Cooccurrences;
import io.firth.count.WindowSide;
import io.firth.count.WindowWeighting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CountCommandTest {
    @TempDir
    private Path folder;

    private String text;
    private String counts;

    @BeforeEach
    void corpus() throws IOException {
        Path file = folder.resolve("corpus.txt");
        Files.writeString(file, "the king rules the land and the queen rules the sea\n".repeat(200));
        text = file.toString();
        counts = folder.resolve("counts").toString();
    }

    @Test
    void countsAndAnswers() throws IOException {
        Cli run = Cli.run("count", text, "-o", counts, "--window", "2", "--threads", "1");
        assertEquals(0, run.code(), run.err());
        assertTrue(run.err().contains("2,200 words, 7 distinct, 200 sentences"), run.err());
        assertTrue(run.out().contains(" different pairs of 7 words, 7,600 in all"), run.out());
        assertTrue(run.out().contains(" pmi " + counts + " "), run.out());
        try (Cooccurrences read = Cooccurrences.open(Path.of(counts))) {
            int king = read.vocabulary().id("king");
            assertEquals(400, read.count(king, read.vocabulary().id("the")));
            assertEquals(600, read.rowSum(king));
            assertEquals(7600, read.total());
            assertTrue(read.provenance().corpus().get("sources").endsWith("corpus.txt"));
            assertEquals("5", read.provenance().corpus().get("min-count"));
            assertEquals("2", read.provenance().config().get("window"));
            assertEquals(0, read.settings().subsample());
        }
        assertEquals(List.of("corpus.txt", "counts"), files());

        // king stands beside 600 words, "the" beside 2,600 of the 7,600: log(400·7600/(600·2600)) = 0.667.
        Cli pmi = Cli.run("pmi", counts, "king", "sea", "-k", "2", "--alpha", "1", "--verify");
        assertEquals(0, pmi.code(), pmi.err());
        assertEquals("""
                king (200 times in the corpus)
                      PMI      count   expected         G²
                    0.667        400        205        286  the
                    0.460        200        126       53.3  rules

                sea (200 times in the corpus)
                      PMI      count   expected         G²
                    0.865        200       84.2        175  rules
                    0.379        200        137       44.5  the
                """, pmi.out());
    }

    @Test
    void optionsReachTheFileAndTheSameBytesComeOut() throws IOException {
        String[] options = {"--weighting", "harmonic", "--side", "left", "--window", "3", "--subsample", "0.1"};
        Cli one = Cli.run(command("--threads", "1", options));
        assertEquals(0, one.code(), one.err());
        byte[] bytes = Files.readAllBytes(Path.of(counts));
        assertEquals(0, Cli.run(command("--threads", "3", options)).code());
        assertArrayEquals(bytes, Files.readAllBytes(Path.of(counts)));
        try (Cooccurrences read = Cooccurrences.open(Path.of(counts))) {
            assertEquals(WindowWeighting.HARMONIC, read.settings().weighting());
            assertEquals(WindowSide.LEFT, read.settings().side());
            assertEquals(0.1, read.settings().subsample());
        }
    }

    private String[] command(String option, String value, String[] options) {
        return Stream.concat(Stream.of("count", text, "-o", counts, "-q", option, value), Stream.of(options))
                .toArray(String[]::new);
    }

    @Test
    void jsonLinesParse() {
        Cli run = Cli.run("count", text, "-o", counts, "--json");
        assertEquals(0, run.code(), run.err());
        assertEquals("", run.err());
        List<JsonNode> lines = lines(run.out());
        assertEquals("result", lines.getLast().get("event").asString());
        assertEquals(7, lines.getLast().get("vocabulary").asInt());
        assertTrue(lines.getLast().get("cells").asLong() > 0);
        assertTrue(lines.getLast().get("seconds").get("pairs").asDouble() > 0);
        JsonNode king = lines(Cli.run("pmi", counts, "king", "--json").out()).getFirst();
        assertEquals("king", king.get("word").asString());
        assertTrue(king.get("associates").get(0).get("pmi").asDouble() > 0);
        assertTrue(king.get("associates").get(0).get("logLikelihood").isNumber());
    }

    @Test
    void failuresAreOneLineAndLoseNothing() throws IOException {
        Files.writeString(Path.of(counts), "old");
        check("--memory 1m is too little: 7 words on", "count", text, "-o", counts, "--memory", "1m");
        check("is a folder; give -o", "count", text, "-o", folder.toString());
        check("which is read", "count", text, "-o", text);
        check(
                "no such folder to write the counts to",
                "count",
                text,
                "-o",
                folder.resolve("x/y").toString());
        check("does not begin like a safetensors file", "pmi", counts, "king");
        check("does not exist", "pmi", folder.resolve("none").toString(), "king");
        assertEquals("old", Files.readString(Path.of(counts)));
        assertEquals(List.of("corpus.txt", "counts"), files());
        assertEquals(0, Cli.run("count", text, "-o", counts, "-q").code());
        check("'kin' is not among the 7 words", "pmi", counts, "kin");
        check("did you mean king", "pmi", counts, "kin");
        byte[] bytes = Files.readAllBytes(Path.of(counts));
        bytes[bytes.length - 1] ^= 1;
        Files.write(Path.of(counts), bytes);
        check("is damaged: its checksum is", "pmi", counts, "king", "--verify");
    }

    private static void check(String message, String... args) {
        Cli run = Cli.run(args);
        assertEquals(1, run.code(), run.err());
        String last = run.err().lines().reduce((a, b) -> b).orElse("");
        assertTrue(last.startsWith("firth: ") && last.contains(message), run.err());
        assertEquals("", run.out());
    }

    private static List<JsonNode> lines(String text) {
        JsonMapper mapper = new JsonMapper();
        return text.lines().map(mapper::readTree).toList();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
