package io.firth.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.embeddings.Embeddings;
import io.firth.embeddings.Provenance;
import io.firth.io.Format;
import io.firth.io.Models;
import io.firth.math.Matrix;
import io.firth.vocab.Vocabulary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code firth classify} and {@code firth paraphrase} on made-up words with two sides. */
class ClassifyCommandTest {
    @TempDir
    private Path folder;

    private String model;
    private String data;
    private String pairs;

    @BeforeEach
    void files() throws IOException {
        Random random = new Random(1);
        List<byte[]> words = new ArrayList<>();
        Matrix input = Matrix.allocate(20, 4);
        for (int w = 0; w < 20; w++) {
            words.add(((w < 10 ? "good" : "bad") + w % 10).getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 4; i++) {
                input.set(w, i, (float) (random.nextGaussian() / 2));
            }
            input.set(w, 0, w < 10 ? 1 : -1);
        }
        long[] counts = new long[20];
        Arrays.setAll(counts, w -> 100 - w);
        Path file = folder.resolve("model");
        Models.write(
                new Embeddings(Vocabulary.of(words, counts), input, Optional.empty(), Provenance.unknown()),
                file,
                Format.FIRTH);
        model = file.toString();
        StringBuilder texts = new StringBuilder("sentence\tlabel\n");
        StringBuilder two = new StringBuilder("\ufeffQuality\t#1 ID\t#2 ID\t#1 String\t#2 String\r\n");
        for (int i = 0; i < 300; i++) {
            String first = random.nextBoolean() ? "Good" : "Bad";
            String second = random.nextBoolean() ? "Good" : "Bad";
            texts.append(text(random, first)).append('\t').append(first).append('\n');
            two.append(first.equals(second) ? "1" : "0").append("\t7\t8\t");
            two.append(text(random, first))
                    .append('\t')
                    .append(text(random, second))
                    .append("\r\n");
        }
        data = Files.writeString(folder.resolve("data.tsv"), texts).toString();
        pairs = Files.writeString(folder.resolve("pairs.txt"), two).toString();
    }

    private static String text(Random random, String kind) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 5; i++) {
            text.append(kind).append(random.nextInt(10)).append(' ');
        }
        return text.append("other words").toString();
    }

    @Test
    void trainsPredictsAndTests() throws IOException {
        String classifier = folder.resolve("c").toString();
        Cli train = Cli.run("classify", "train", data, "--vectors", model, "-o", classifier);
        assertEquals("", train.err());
        assertEquals(0, train.code());
        assertTrue(train.out().contains("data      300 texts in 2 classes: Bad ("), train.out());
        assertTrue(train.out().contains("words     whitespace, lower case; 71.4 % of "), train.out());
        assertTrue(train.out().contains("scores    on 60 texts kept out of training"), train.out());
        assertTrue(train.out().contains("\nnetwork  "), train.out());
        assertTrue(train.out().contains("\nlogistic regression  "), train.out());
        assertTrue(train.out().contains("\nmajority class  "), train.out());
        assertTrue(train.out().contains("\n  Good  "), train.out());

        Path file = Files.writeString(folder.resolve("new.txt"), "good1 good2\nbad3, bad4\n");
        Cli predict = Cli.run("classify", "predict", classifier, file.toString());
        assertEquals("", predict.err());
        List<String> lines = predict.out().lines().toList();
        assertTrue(lines.get(0).matches("Good\t[01]\\.\\d{4}"), predict.out());
        assertTrue(lines.get(1).matches("Bad\t[01]\\.\\d{4}"), predict.out());
        JsonNode first = JsonMapper.shared()
                .readTree(Cli.run("classify", "predict", classifier, file.toString(), "--json")
                        .out()
                        .lines()
                        .findFirst()
                        .orElseThrow());
        assertEquals("Good", first.get("label").asString());
        assertEquals(
                1,
                first.get("probabilities").get("Good").asDouble()
                        + first.get("probabilities").get("Bad").asDouble(),
                1e-12);

        Cli test = Cli.run("classify", "test", classifier, data);
        assertTrue(test.out().matches("(?s)accuracy (0\\.9|1\\.0).* on 300 examples\n.*"), test.out());
    }

    @Test
    void jsonHasTheScoresOfAll() {
        Cli run = Cli.run(
                "classify",
                "train",
                pairs,
                "--vectors",
                model,
                "-o",
                folder.resolve("c").toString(),
                "--json",
                "--hidden",
                "16,8",
                "--activation",
                "tanh",
                "--optimizer",
                "sgd",
                "--test",
                pairs);
        assertEquals("", run.err());
        JsonNode json = JsonMapper.shared().readTree(run.out());
        assertTrue(json.get("pairs").asBoolean());
        assertEquals("9 → 16 tanh → 8 tanh → 2 softmax", json.get("network").asString());
        assertEquals(300, json.get("testExamples").asInt());
        JsonNode scores = json.get("scores");
        double network = scores.get("network").get("accuracy").asDouble();
        double majority = scores.get("majority class").get("accuracy").asDouble();
        assertTrue(network > 0.9 && majority < 0.6, network + " and " + majority);
        long sum = 0;
        for (JsonNode row : scores.get("network").get("confusion")) {
            for (JsonNode count : row) {
                sum += count.asLong();
            }
        }
        assertEquals(300, sum);
        assertFalse(scores.get("logistic regression").isMissingNode());
    }

    @Test
    void paraphraseShowsWhyTheReluHeadSaysYesToAll() throws IOException {
        Path plot = folder.resolve("plot.svg");
        Cli run = Cli.run(
                "paraphrase",
                pairs,
                "--vectors",
                model,
                "--dim",
                "8",
                "--learning-rate",
                "0.01",
                "--plot",
                plot.toString());
        assertEquals("", run.err());
        assertEquals(0, run.code());
        String relu = run.out()
                .lines()
                .filter(line -> line.startsWith("σ(relu"))
                .findFirst()
                .orElseThrow();
        assertTrue(relu.contains(" 100.0 % "), relu);
        assertTrue(run.out().contains("the least p of 60 pairs is 0.5"), run.out());
        assertTrue(run.out().contains("learned: a = "), run.out());
        String svg = Files.readString(plot);
        assertTrue(svg.startsWith("<svg") && svg.contains("</svg"), svg.substring(0, 80));
        for (String colour : List.of("rgb(179,38,30)", "rgb(31,111,178)", "rgb(11,110,59)", "rgb(138,90,0)")) {
            assertTrue(svg.contains(colour), "a line per head: " + colour);
        }

        JsonNode json = JsonMapper.shared()
                .readTree(Cli.run("paraphrase", pairs, "--vectors", model, "--heads", "relu,affine", "--json")
                        .out());
        assertEquals(1.0, json.get("heads").get(0).get("predictedPositiveShare").asDouble());
        assertEquals("affine", json.get("heads").get(1).get("head").asString());
    }

    @Test
    void mistakesAreOneLine() throws IOException {
        String out = folder.resolve("c").toString();
        Path one = Files.writeString(folder.resolve("one.tsv"), "text\tlabel\ngood1\ta\ngood2\ta\ngood3\ta\n");
        Path foreign = Files.writeString(folder.resolve("foreign.tsv"), "text\tlabel\nxx\ta\nyy\tb\nzz\ta\nuu\tb\n");
        failure(
                1,
                "firth: all 2 examples have the label 'a'; a classifier needs at least two labels",
                "classify",
                "train",
                one.toString(),
                "--vectors",
                model,
                "-o",
                out);
        failure(
                1,
                "firth: none of the 2 words of the 2 texts is among the 20 words of the model: do language, case and"
                        + " tokenizer fit?",
                "classify",
                "train",
                foreign.toString(),
                "--vectors",
                model,
                "-o",
                out);
        failure(
                2,
                "firth classify train: --activation: unknown activation 'swish'; choose one of sigmoid, tanh, relu,"
                        + " identity, softmax (see: firth classify train --help)",
                "classify",
                "train",
                data,
                "--vectors",
                model,
                "-o",
                out,
                "--activation",
                "swish");
        failure(
                2,
                "firth classify train: --hidden must be sizes such as 64 or 128,32, or 0, but is '8,,2' (see: firth"
                        + " classify train --help)",
                "classify",
                "train",
                data,
                "--vectors",
                model,
                "-o",
                out,
                "--hidden",
                "8,,2");
        failure(2, "firth classify: missing command: train, predict or test (see: firth classify --help)", "classify");
        failure(
                1,
                "firth: " + data + " has one text per row; pairs are needed: --text-column NAME,NAME says where they"
                        + " are",
                "paraphrase",
                data,
                "--vectors",
                model);
        failure(
                1,
                "firth: " + model + " is a safetensors file, but not a Firth classifier: its metadata does not say"
                        + " format = firth-classifier, but firth",
                "classify",
                "predict",
                model,
                data);
        failure(
                2,
                "firth paraphrase: --plot must name a file ending in .svg or .png, but is x.pdf (see: firth paraphrase"
                        + " --help)",
                "paraphrase",
                pairs,
                "--vectors",
                model,
                "--plot",
                "x.pdf");
        assertFalse(Files.exists(Path.of(out)));
    }

    private static void failure(int code, String message, String... args) {
        Cli run = Cli.run(args);
        assertEquals(message + "\n", run.err());
        assertEquals(code, run.code());
        assertEquals("", run.out());
    }
}
