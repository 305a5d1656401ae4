package io.firth.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.embeddings.Embeddings;
import io.firth.io.ModelIdentity;
import io.firth.io.Models;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code firth train --continue}. */
class ContinueTest {
    @TempDir
    private Path folder;

    private String model;
    private String more;
    private String grown;

    @BeforeEach
    void model() throws IOException {
        String text = Files.writeString(
                        folder.resolve("old.txt"), "The king rules the land and the queen rules the sea\n".repeat(200))
                .toString();
        more = Files.writeString(
                        folder.resolve("more.txt"),
                        "The regent rules the land and the regent rules the king\n".repeat(99))
                .toString();
        model = folder.resolve("old.st").toString();
        grown = folder.resolve("grown.st").toString();
        train(text, model, "--lowercase", "--window", "3", "--negatives", "4", "--subsample", "0", "--dim", "16");
    }

    private static Cli train(String text, String model, String... options) {
        List<String> args = new ArrayList<>(List.of("train", text, "-o", model, "--epochs", "2"));
        args.addAll(List.of(options));
        Cli run = Cli.run(args.toArray(String[]::new));
        assertEquals(0, run.code(), run.err());
        return run;
    }

    private void assertRefused(int code, String why, String... options) {
        List<String> args = new ArrayList<>(List.of("train", more, "-o", grown));
        args.addAll(List.of(options));
        Cli run = Cli.run(args.toArray(String[]::new));
        assertEquals(code, run.code(), run.err());
        assertTrue(run.err().contains(why), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
    }

    @Test
    void aDamagedModelIsNotTrainedOn() throws IOException {
        Path file = Path.of(model);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1; // behind the header
        Files.write(file, bytes);
        assertRefused(1, model + " is damaged: its checksum is ", "--continue", model);
        assertFalse(Files.exists(Path.of(grown)));
    }

    @Test
    void whatIsNotGivenIsAsItWasForTheModel() throws IOException {
        Cli run = train(more, grown, "--continue", model, "--negatives", "7", "--min-count", "5");
        assertTrue(run.err().contains("continuing " + model + ": 7 words, 5 of them in the text; 1 new"), run.err());
        assertTrue(run.out().contains("drift of the 7 words of the model"), run.out());
        assertTrue(run.out().contains("  moved most: "), run.out());
        Embeddings written = Models.open(Path.of(grown));
        Map<String, String> config = written.provenance().config();
        assertEquals("16", config.get("dim"));
        assertEquals("3", config.get("window"));
        assertEquals("0.0", config.get("subsample"));
        assertEquals("7", config.get("negatives"), "given");
        Map<String, String> corpus = written.provenance().corpus();
        assertEquals("true", corpus.get("lowercase"));
        assertEquals("more.txt", corpus.get("sources"));
        assertEquals("old.st, " + ModelIdentity.of(Path.of(model)), corpus.get("parent"));
        assertEquals("old.txt", corpus.get("parent.sources"));
        assertEquals(
                Models.open(Path.of(model)).provenance().corpus().get("ids.sha256"), corpus.get("parent.ids.sha256"));
        assertEquals(8, written.size());
        assertEquals("the", written.vocabulary().word(0));
        assertEquals(4 * 200 + 4 * 99, written.vocabulary().count(0));

        train(more, grown + "2", "--continue", grown);
        assertEquals(
                "old.txt",
                Models.open(Path.of(grown + "2")).provenance().corpus().get("parent.parent.sources"),
                "a chain is kept");
    }

    @Test
    void theSameBytesOnAnyNumberOfThreads() throws IOException {
        train(more, grown, "--continue", model, "--threads", "1");
        train(more, grown + "3", "--continue", model, "--threads", "3");
        assertArrayEquals(Files.readAllBytes(Path.of(grown)), Files.readAllBytes(Path.of(grown + "3")));
    }

    @Test
    void jsonTellsTheDrift() {
        Cli run = train(more, grown, "--continue", model, "--json");
        List<JsonNode> events = run.out()
                .lines()
                .map(line -> JsonMapper.shared().readTree(line))
                .toList();
        JsonNode continued = events.stream()
                .filter(event -> event.get("event").asString().equals("continued"))
                .findFirst()
                .orElseThrow();
        assertEquals(7, continued.get("knownWords").asInt());
        assertEquals(5, continued.get("knownWordsInText").asInt());
        JsonNode drift = events.getLast().get("drift");
        assertEquals(1, drift.get("newWords").asInt());
        assertEquals(2, drift.get("absent").get("words").asInt());
        assertEquals(1.0, drift.get("absent").get("mean").asDouble());
        assertEquals(5, drift.get("occurring").get("words").asInt());
        JsonNode first = drift.get("occurring").get("movedMost").get(0);
        assertEquals(drift.get("occurring").get("quantiles").get("0.0"), first.get("cosine"));
        assertTrue(first.get("cosine").asDouble() < 1, first.toString());
    }

    @Test
    void whatCannotGoOnIsRefusedInOneLine() {
        assertRefused(2, "--dim 20 is not the 16 of " + model, "--continue", model, "--dim", "20");
        assertRefused(2, "it cannot be used with --continue", "--continue", model, "--bound");
        assertRefused(1, "nodes of a tree", "--continue", model, "--objective", "hierarchical-softmax");
        String flat = folder.resolve("flat.bin").toString();
        assertEquals(
                0, Cli.run("convert", model, flat, "--to", "word2vec-binary").code());
        assertRefused(2, "give --architecture and --objective", "--continue", flat);
        assertRefused(
                1,
                "a model without output vectors cannot be trained on",
                "--continue",
                flat,
                "--architecture",
                "skip-gram",
                "--objective",
                "negative-sampling");
    }

    @Test
    void aTextWithoutAKnownOrFrequentWordIsRefused() throws IOException {
        Files.writeString(Path.of(more), "nothing here known\n");
        assertRefused(1, "the most frequent one occurs 1 time, and none is known to the model", "--continue", model);
        Files.writeString(Path.of(more), "king here known queen\n".repeat(3));
        train(more, grown, "--continue", model);
        assertEquals(7, Models.open(Path.of(grown)).size(), "known words are trained however rare they are");
    }

    @Test
    void anotherArchitectureCanGoOn() throws IOException {
        train(more, grown, "--continue", model, "--architecture", "cbow");
        Map<String, String> config = Models.open(Path.of(grown)).provenance().config();
        assertEquals("cbow", config.get("architecture"));
        assertEquals("4", config.get("negatives"));
    }
}
