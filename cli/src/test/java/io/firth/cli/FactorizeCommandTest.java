package io.firth.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.count.CooccurrenceCounter;
import io.firth.count.CountSettings;
import io.firth.embeddings.Embeddings;
import io.firth.embeddings.Provenance;
import io.firth.io.Models;
import io.firth.text.Corpus;
import io.firth.text.TextOptions;
import io.firth.text.Tokenizer;
import io.firth.vocab.CorpusEncoder;
import io.firth.vocab.Vocabulary;
import io.firth.vocab.VocabularyBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code firth factorize}, {@code firth bound} and {@code firth train --bound} on a small text. */
class FactorizeCommandTest {
    @TempDir
    private Path folder;

    private String text;
    private String counts;
    private String model;

    @BeforeEach
    void count() throws Exception {
        text = Files.writeString(folder.resolve("corpus.txt"), sentences(0)).toString();
        model = folder.resolve("model").toString();
        counts = count(text, "counts");
    }

    /** About two topics in turn; a share of the words is of the other topic. */
    private static String sentences(double strangers) {
        Random random = new Random(1);
        StringBuilder lines = new StringBuilder();
        String[][] topics = {
            "king queen crown throne realm court".split(" "), "sea ship wave sail harbour tide".split(" ")
        };
        for (int i = 0; i < 400; i++) {
            for (int j = 0; j < 8; j++) {
                int topic = strangers > 0 && random.nextDouble() < strangers ? 1 - i % 2 : i % 2;
                lines.append(topics[topic][random.nextInt(6)]).append(j == 7 ? '\n' : ' ');
            }
        }
        return lines.toString();
    }

    /** One count is another one: nothing but the checksum tells. */
    @Test
    void damagedCountsAreRefused() throws Exception {
        assertEquals(
                "",
                Cli.run("factorize", counts, "-o", model, "--method", "svd", "--dim", "2", "-q")
                        .err());
        byte[] bytes = Files.readAllBytes(Path.of(counts));
        bytes[8 + 65_528 + 6] ^= 1; // in the exponent of the first count
        Files.write(Path.of(counts), bytes);
        String other = folder.resolve("other").toString();
        for (Cli run : List.of(
                Cli.run("factorize", counts, "-o", other, "--method", "svd", "--dim", "2", "-q"),
                Cli.run("bound", counts, "--model", model),
                Cli.run("pmi", counts, "king", "--verify"))) {
            assertEquals(1, run.code());
            assertEquals("", run.out());
            assertTrue(run.err().startsWith("firth: " + counts + " is damaged: its checksum is "), run.err());
        }
        assertFalse(Files.exists(Path.of(other)));
    }

    private String count(String corpus, String name) throws Exception {
        Path file = folder.resolve(name);
        TextOptions options = new TextOptions(Tokenizer.WHITESPACE, false);
        try (Corpus source = Corpus.of(Path.of(corpus))) {
            Vocabulary vocabulary =
                    new VocabularyBuilder(options, 1).minCount(1).build(source);
            try (CorpusEncoder.Encoded encoded =
                    new CorpusEncoder(vocabulary, options, 1).folder(folder).encode(source)) {
                new CooccurrenceCounter(CountSettings.defaults().withWindow(3), 1)
                        .folder(folder)
                        .count(encoded.training(), vocabulary, Provenance.unknown(), file);
            }
        }
        return file.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "svd",
                "svd --weighting pmi --shift 5 --smoothing 1 --eigenvalue-weight 0",
                "lsa",
                "lsa --weighting count --eigenvalue-weight 1",
                "sgns --epochs 60 --negatives 2"
            })
    void everyMethodFindsTheTopicsAndWritesAModel(String method) {
        String[] args = ("factorize " + counts + " -o " + model + " --dim 4 --method " + method).split(" ");
        Cli run = Cli.run(args);
        assertEquals(0, run.code(), run.err());
        assertTrue(run.out().contains("saved " + model + " (12 × 4"), run.out());
        String near = Cli.run("neighbors", model, "king", "-k", "5").out();
        for (String word : new String[] {"queen", "crown", "throne", "realm", "court"}) {
            assertTrue(near.contains("  " + word + "\n"), method + ": " + near);
        }
    }

    /** It learns from pairs that were seen alone, so the topics have to meet now and then. */
    @Test
    void gloveFindsTopicsThatMeet() throws Exception {
        String meeting =
                Files.writeString(folder.resolve("meeting.txt"), sentences(0.1)).toString();
        counts = count(meeting, "meeting");
        everyMethodFindsTheTopicsAndWritesAModel("glove --epochs 60 --x-max 20");
    }

    @Test
    void theModelSaysHowItWasMade() throws IOException {
        Cli run = Cli.run("factorize", counts, "-o", model, "--method", "glove", "--dim", "3", "--json");
        assertEquals(0, run.code(), run.err());
        assertEquals("", run.err());
        List<JsonNode> events = run.out()
                .lines()
                .map(line -> JsonMapper.shared().readTree(line))
                .toList();
        assertEquals("counts", events.getFirst().get("event").asString());
        assertEquals(17, events.size(), "15 passes between the first and the last line");
        JsonNode result = events.getLast();
        assertTrue(result.get("loss").asDouble() > 0);
        assertEquals("0.75", result.get("config").get("exponent").asString());
        Embeddings embeddings = Models.open(Path.of(model));
        assertEquals("sum", embeddings.provenance().other().get("vectors"), "w + c is GloVe's own choice");
        assertEquals("3", embeddings.provenance().config().get("counts.window"));
        assertTrue(embeddings.hasOutputPerWord());
        String sum = Cli.run("neighbors", model, "sea").out();
        assertEquals(Cli.run("neighbors", model, "sea", "--vectors", "sum").out(), sum);
        assertFalse(
                Cli.run("neighbors", model, "sea", "--vectors", "input").out().equals(sum));
    }

    @Test
    void boundsOfAFactorizedModel() {
        Cli.run("factorize", counts, "-o", model, "--method", "sgns", "--dim", "5", "--epochs", "150", "-q");
        Cli run = Cli.run("bound", counts, "--model", model, "--objective", "both", "--json");
        assertEquals(0, run.code(), run.err());
        JsonNode json = JsonMapper.shared().readTree(run.out());
        for (String objective : new String[] {"softmax", "negativeSampling"}) {
            JsonNode report = json.get("training").get(objective);
            assertTrue(report.get("distance").asDouble() > 0, report.toString());
            assertTrue(report.get("bound").asDouble() > 0, report.toString());
        }
        assertTrue(json.get("training").get("negativeSampling").get("distance").asDouble() < 0.2, run.out());
        assertTrue(json.get("fitAll").get("pairs").asLong() > 0);
        String shown = Cli.run("bound", counts, "--model", model).out();
        assertTrue(shown.contains("Negative sampling, k = 5, noise ∝ (count of contexts in pairs)^0.75"), shown);
        assertTrue(shown.contains("bound per pair"), shown);
    }

    @Test
    void boundsOfATrainedModelOnItsCorpus() throws IOException {
        Cli train = Cli.run(
                "train",
                text,
                "-o",
                model,
                "--dim",
                "5",
                "--held-out",
                "0.1",
                "--subsample",
                "0",
                "--min-count",
                "1",
                "--bound",
                "--epochs",
                "3",
                "--temp",
                folder.toString(),
                "--json");
        assertEquals(0, train.code(), train.err());
        JsonNode result =
                JsonMapper.shared().readTree(train.out().lines().toList().getLast());
        double bound = result.get("bound").asDouble();
        assertTrue(bound > 0 && bound < result.get("loss").get(2).asDouble(), result.toString());
        String plot = folder.resolve("fit.svg").toString();
        Cli run = Cli.run("bound", text, "--model", model, "--json", "--plot", plot, "--temp", folder.toString());
        assertEquals(0, run.code(), run.err());
        JsonNode json = JsonMapper.shared().readTree(run.out());
        assertTrue(json.get("sameText").asBoolean());
        assertEquals(
                bound, json.get("training").get("negativeSampling").get("bound").asDouble(), 1e-12);
        JsonNode heldOut = json.get("heldOut").get("negativeSampling");
        assertTrue(heldOut.get("loss").asDouble() > heldOut.get("bound").asDouble());
        String svg = Files.readString(Path.of(plot));
        assertTrue(svg.startsWith("<svg") && svg.contains("<circle") || svg.contains("<path"), "the plot is drawn");
        Files.writeString(folder.resolve("other.txt"), "king queen sea ship\nking crown\n");
        Cli other = Cli.run("bound", folder.resolve("other.txt").toString(), "--model", model);
        assertTrue(other.out().contains("(NOT the training's text)"), other.out() + other.err());
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(
                    List.of("corpus.txt", "counts", "fit.svg", "model", "model.run.json", "other.txt"),
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void trainShowsTheBoundBesideTheLoss() {
        Cli run = Cli.run("train", text, "-o", model, "--dim", "4", "--bound", "--objective", "full-softmax");
        assertEquals(0, run.code(), run.err());
        assertTrue(run.err().contains("the conditional entropy of the pairs"), run.err());
        assertTrue(run.err().matches("(?s).*epoch 1/5: loss [\\d.]+ \\(bound [\\d.]+\\).*"), run.err());
        assertTrue(run.out().contains("bound: "), run.out());
    }

    @Test
    void whatHasNoBoundIsRefused() throws Exception {
        String other = count(
                Files.writeString(folder.resolve("other.txt"), "king queen king\n")
                        .toString(),
                "other");
        Cli.run("factorize", counts, "-o", model, "--method", "svd", "--dim", "4", "-q");
        check("the vocabularies differ: word 0 is ", "bound", other, "--model", model);
        check("no such file", "bound", folder.resolve("none").toString(), "--model", model);
        check("is more than the 12 words have", "factorize", counts, "-o", model, "--method", "svd", "--dim", "13");
        check("would overwrite", "factorize", counts, "-o", counts, "--method", "svd");
        check("is a folder", "factorize", counts, "-o", folder.toString(), "--method", "svd");
        check(text, "factorize", text, "-o", model, "--method", "svd");
        Cli.run("factorize", counts, "-o", model, "--method", "svd", "--dim", "4", "--eigenvalue-weight", "1", "-q");
        check("has the vectors U·Σ^1.0", "bound", counts, "--model", model);
        Cli.run("factorize", counts, "-o", model, "--method", "lsa", "--dim", "4", "-q");
        check("was made by lsa, which has neither objective", "bound", counts, "--model", model);
        Cli.run("train", text, "-o", model, "--architecture", "cbow", "--dim", "4", "-q");
        check("is a CBOW model", "bound", text, "--model", model);
        Cli.run("train", text, "-o", model, "--objective", "hierarchical-softmax", "--dim", "4", "-q");
        check("has no output vector per word", "bound", text, "--model", model);
        Cli.run("train", text, "-o", model, "--format", "word2vec-text", "--dim", "4", "-q");
        check("the firth format keeps both matrices", "bound", text, "--model", model);
    }

    private static void check(String message, String... args) {
        Cli run = Cli.run(args);
        assertEquals(1, run.code(), run.out() + run.err());
        String last = run.err().lines().reduce("", (a, b) -> b);
        assertTrue(last.startsWith("firth: ") && last.contains(message), last + " should say: " + message);
    }
}
