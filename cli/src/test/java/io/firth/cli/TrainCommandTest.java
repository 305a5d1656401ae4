package io.firth.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.embeddings.Embeddings;
import io.firth.io.Format;
import io.firth.io.Models;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TrainCommandTest {
    @TempDir
    private Path folder;

    private String text;
    private String model;

    @BeforeEach
    void corpus() throws IOException {
        text = write("corpus.txt", "the king rules the land and the queen rules the sea\n".repeat(200));
        model = folder.resolve("model").toString();
    }

    @Test
    void aLoopOfLinksIsNamed() throws IOException {
        Path loop = Files.createDirectory(folder.resolve("corpus")).resolve("loop");
        Files.createSymbolicLink(loop, folder.resolve("corpus"));
        Cli run = Cli.run(
                "train",
                folder.resolve("corpus").toString(),
                "-o",
                folder.resolve("m").toString());
        assertEquals("firth: " + loop + ": this symbolic link leads back to a folder that it is in\n", run.err());
        assertEquals(1, run.code());
    }

    @Test
    void noValidationWordsAreNone() throws IOException {
        String text =
                Files.writeString(folder.resolve("few"), "a b c d\n".repeat(50)).toString();
        Cli run =
                Cli.run("train", text, "-o", folder.resolve("m").toString(), "--subsample", "0", "--validation-words=");
        assertEquals(0, run.code(), run.err());
        assertFalse(run.err().contains("validation words"), run.err());
    }

    @Test
    void trainsShowsAndAnswers() throws IOException {
        Cli run = Cli.run(
                "train",
                text,
                "-o",
                model,
                "--dim",
                "16",
                "--epochs",
                "2",
                "--held-out",
                "0.1",
                "--threads",
                "1",
                "--validation-words",
                "king,zebra");
        assertEquals(0, run.code(), run.err());
        assertTrue(run.err().contains("2,200 words, 7 distinct, 200 sentences"), run.err());
        assertTrue(run.err().contains("not in the vocabulary: zebra"), run.err());
        assertTrue(run.err().contains("epoch 2/2: loss "), run.err());
        assertTrue(run.err().contains("  king: "), run.err());
        assertTrue(run.out().contains("trained 7 × 16 vectors in "), run.out());
        assertTrue(run.out().contains("held-out loss: "), run.out());
        assertFalse(run.out().contains("Nearest words"), "they were shown after every epoch");
        assertTrue(run.out().contains(" neighbors " + model + " king"), run.out());
        Embeddings written = Models.open(Path.of(model));
        assertEquals(Version.number(), written.provenance().version());
        assertEquals("whitespace", written.provenance().corpus().get("tokenizer"));
        assertEquals(64, written.provenance().corpus().get("ids.sha256").length());
        assertEquals(
                sha256(Files.readAllBytes(Path.of(text))),
                written.provenance().corpus().get("files.sha256"));
        assertEquals(2, written.provenance().epochs().size());
        assertEquals(List.of("corpus.txt", "model", "model.run.json"), files());

        Cli neighbors = Cli.run("neighbors", model, "king", "queen", "-k", "3");
        assertEquals(0, neighbors.code(), neighbors.err());
        assertTrue(
                neighbors
                        .out()
                        .matches("king\n(  [ -]\\d\\.\\d{4}  \\w+\n){3}\nqueen\n(  [ -]\\d\\.\\d{4}  \\w+\n){3}"),
                neighbors.out());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--architecture cbow",
                "--architecture cbow --cbow-gradient word2vec",
                "--objective hierarchical-softmax",
                "--objective full-softmax --batch 8",
                "--negatives-per pair --negatives 3 --fixed-window",
                "--format word2vec-binary --vectors concat",
                "--format word2vec-text --vectors sum",
                "--tokenizer unicode --lowercase --max-vocab 5",
            })
    void everyChoiceTrains(String options) throws IOException {
        String[] args = (options + " --dim 8 --epochs 1 --quiet -o " + model + " train").split(" ");
        args = Stream.concat(Stream.of("train", text), Stream.of(args).limit(args.length - 1))
                .toArray(String[]::new);
        Cli run = Cli.run(args);
        assertEquals("", run.err());
        assertEquals(0, run.code());
        assertEquals("", run.out());
        Embeddings written = Models.open(Path.of(model));
        assertEquals(options.contains("max-vocab 5") ? 5 : 7, written.size());
        assertEquals(options.contains("concat") ? 16 : 8, written.dim());
        for (int d = 0; d < written.dim(); d++) {
            assertTrue(Float.isFinite(written.input().get(0, d)), "finite");
        }
        Format expected = options.contains("binary")
                ? Format.WORD2VEC_BINARY
                : options.contains("text ") ? Format.WORD2VEC_TEXT : Format.FIRTH;
        assertEquals(expected, Models.format(Path.of(model)));
    }

    @ParameterizedTest
    @CsvSource({
        "--architecture skip-gram, 0.025",
        "--architecture cbow, 0.2",
        "--architecture cbow --deterministic, 0.05",
        "--architecture cbow --cbow-gradient word2vec, 0.05",
        "--architecture cbow --objective hierarchical-softmax, 0.05",
        "--architecture cbow --objective full-softmax, 0.01",
    })
    void everyModelHasItsLearningRate(String options, String rate) throws IOException {
        String line = "train " + text + " -o " + model + " --dim 4 --epochs 1 --quiet " + options;
        assertEquals(0, Cli.run(line.split(" ")).code());
        assertEquals(rate, Models.open(Path.of(model)).provenance().config().get("learning-rate"));
    }

    @Test
    void jsonLinesTellEverything() {
        Cli run = Cli.run(
                "train", text, "-o", model, "--dim", "8", "--epochs", "2", "--json", "--validation-words", "sea");
        assertEquals(0, run.code(), run.err());
        assertEquals("", run.err());
        List<JsonNode> events = run.out()
                .lines()
                .map(line -> JsonMapper.shared().readTree(line))
                .toList();
        List<JsonNode> epochs = of(events, "epoch");
        assertEquals(2, epochs.size());
        assertTrue(epochs.getLast().get("loss").asDouble() > 0);
        assertEquals(6, epochs.getLast().get("neighbors").get("sea").size());
        assertTrue(epochs.getLast().get("heldOutLoss").isNull());
        assertEquals(2200, of(events, "vocabulary").getFirst().get("words").asInt());
        JsonNode result = events.getLast();
        assertEquals("result", result.get("event").asString());
        assertEquals(model, result.get("model").asString());
        assertEquals(7, result.get("vocabulary").asInt());
        assertEquals(2, result.get("loss").size());
        assertEquals(epochs.getLast().get("neighbors"), result.get("neighbors"));
    }

    @Test
    void standardInputIsACorpus() throws IOException {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream("a b c d\n".repeat(50).getBytes(StandardCharsets.UTF_8)));
        try {
            Cli run = Cli.run("train", "-", "-o", model, "--temp", folder.toString(), "--dim", "4", "--subsample", "0");
            assertEquals(0, run.code(), run.err());
            assertTrue(run.err().contains("standard input: 200 words"), run.err());
        } finally {
            System.setIn(before);
        }
        assertEquals(List.of("corpus.txt", "model", "model.run.json"), files());
    }

    @Test
    void theVectorsChosenInTrainingAreTheOnesAsked() {
        Cli.run("train", text, "-o", model, "--dim", "8", "--quiet", "--vectors", "output");
        String chosen = Cli.run("neighbors", model, "king").out();
        assertEquals(Cli.run("neighbors", model, "king", "--vectors", "output").out(), chosen);
        assertFalse(
                Cli.run("neighbors", model, "king", "--vectors", "input").out().equals(chosen));
    }

    @Test
    void failuresAreOneLineAndLoseNothing() throws IOException {
        Files.writeString(Path.of(model), "precious");
        check("there is no such file or folder", "train", folder.resolve("none").toString(), "-o", model);
        check(
                "holds no files to read",
                "train",
                Files.createDirectory(folder.resolve("empty")).toString(),
                "-o",
                model);
        check("5", "train", write("rare.txt", "one two three\n"), "-o", model);
        check("which is read", "train", text, "-o", text);
        check("is a folder", "train", text, "-o", folder.toString());
        check(
                "no such folder to write",
                "train",
                text,
                "-o",
                folder.resolve("x/y").toString());
        check("cannot be mixed", "train", text, "-", "-o", model);
        check(
                "learning rate",
                "train",
                text,
                "-o",
                model,
                "--learning-rate",
                "100",
                "--subsample",
                "0",
                "--epochs",
                "50");
        assertEquals("precious", Files.readString(Path.of(model)));
    }

    @Test
    void neighborsOfUnknownWordsAndOddFiles() throws IOException {
        Cli.run("train", text, "-o", model, "--dim", "8", "--quiet");
        check("'kinge' is not among the 7 words of " + model + "; did you mean king", "neighbors", model, "kinge");
        check("none does not exist", "neighbors", folder.resolve("none").toString(), "king");
        check("is not a model that Firth knows", "neighbors", write("prose", "Call me Ishmael."), "king");
        byte[] whole = Files.readAllBytes(Path.of(model));
        Files.write(Path.of(model), Arrays.copyOf(whole, whole.length - 7));
        check(model, "neighbors", model, "king");
    }

    @Test
    void aStackTraceOnlyWithDebug() {
        assertTrue(Cli.run("neighbors", "none", "w", "--debug").err().contains("\tat io.firth."), "trace");
    }

    private static void check(String message, String... args) {
        Cli run = Cli.run(args);
        String last = run.err().lines().reduce("", (a, b) -> b);
        assertEquals(1, run.code(), run.err());
        assertTrue(last.startsWith("firth: ") && last.contains(message), last + " should say: " + message);
        assertFalse(run.err().contains("\tat "), run.err());
        assertFalse(run.err().contains("internal error"), run.err());
    }

    private List<JsonNode> of(List<JsonNode> events, String kind) {
        return events.stream()
                .filter(event -> event.get("event").asString().equals(kind))
                .toList();
    }

    private String write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void theModelIsTheSameOnAnyNumberOfThreads() throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere")).resolve("corpus.txt");
        Files.copy(Path.of(text), elsewhere);
        for (String threads : List.of("1", "2", "3")) {
            Cli run = Cli.run(
                    "train",
                    threads.equals("3") ? elsewhere.toString() : text,
                    "-o",
                    model + threads,
                    "--dim",
                    "8",
                    "--epochs",
                    "2",
                    "--threads",
                    threads,
                    "--held-out",
                    "0.1");
            assertEquals(0, run.code(), run.err());
        }
        assertEquals(-1, Files.mismatch(Path.of(model + "1"), Path.of(model + "2")));
        assertEquals(-1, Files.mismatch(Path.of(model + "1"), Path.of(model + "3")));
        JsonNode run = JsonMapper.shared().readTree(Files.readString(Path.of(model + "3.run.json")));
        assertEquals("3", run.get("config").get("threads").asString());
        assertEquals("auto", run.get("config").get("shards").asString());
        assertFalse(run.get("provenance").get("machine").asString().isEmpty());
        assertTrue(run.get("provenance").get("epochs").get(0).get("seconds").asDouble() > 0);
    }

    @Test
    void waysOfParallelTrainingExcludeEachOther() {
        Cli run = Cli.run("train", text, "-o", model, "--lock-free", "--shards", "4");
        assertEquals(2, run.code());
        assertTrue(run.err().contains("--lock-free cannot be combined with --shards"), run.err());
        run = Cli.run("train", text, "-o", model, "--deterministic", "--shards", "12");
        assertEquals(2, run.code());
        assertTrue(run.err().contains("--shards must be a power of two in 1…1024, but is 12"), run.err());
    }
}
