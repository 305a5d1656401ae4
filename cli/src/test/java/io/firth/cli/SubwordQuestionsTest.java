package io.firth.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.embeddings.Embeddings;
import io.firth.embeddings.SubwordVectors;
import io.firth.io.Format;
import io.firth.io.Models;
import io.firth.math.Matrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Words that the vocabulary lacks and the n-grams know; the n-gram {@code ats} leads to where cat and dog are. */
class SubwordQuestionsTest {
    private static final String SAID = "its vector is made of its character n-grams";

    @TempDir
    private Path folder;

    private String model;

    @BeforeEach
    void write() throws IOException {
        Embeddings small = Models.open(Path.of(SmallModel.write(folder)));
        Matrix ngrams = Matrix.allocate(1, 4);
        ngrams.setRow(0, new float[] {0, 0, 0.02f, 1});
        SubwordVectors subwords = new SubwordVectors(ngrams, new int[0], 1, 3, 3);
        Path file = folder.resolve("subwords.safetensors");
        Models.write(
                new Embeddings(
                        small.vocabulary(), small.input(), small.output(), small.provenance(), Optional.of(subwords)),
                file,
                Format.FIRTH);
        model = file.toString();
    }

    private JsonNode json(Cli run) {
        assertEquals(0, run.code(), run.err());
        return JsonMapper.shared().readTree(run.out());
    }

    private static List<String> subwords(JsonNode line) {
        return StreamSupport.stream(line.get("subwords").spliterator(), false)
                .map(JsonNode::asString)
                .toList();
    }

    @Test
    void neighboursOfAnUnknownWord() {
        Cli text = Cli.run("neighbors", model, "cats", "-k", "2");
        assertEquals("cats\n   0.9998  cat\n   0.9968  dog\n", text.out());
        assertEquals("firth: 'cats' is not among the words of " + model + "; " + SAID + "\n", text.err());
        JsonNode line = json(Cli.run("neighbors", model, "king - man + cats", "--json"));
        assertEquals(List.of("cats"), subwords(line));
        assertEquals(false, json(Cli.run("neighbors", model, "king", "--json")).has("subwords"));
    }

    @Test
    void theOtherQuestionsTakeItToo() {
        JsonNode similarity = json(Cli.run("similarity", model, "dogs", "cat", "--json"));
        assertEquals(0.9998, similarity.get("cosine").asDouble(), 1e-4);
        assertEquals(List.of("dogs"), subwords(similarity));
        assertEquals(
                List.of("cats"), subwords(json(Cli.run("analogy", model, "cat", "cats", "dog", "--json", "-k", "1"))));
        JsonNode odd = json(Cli.run("odd-one-out", model, "cats", "dogs", "king", "--json"));
        assertEquals("king", odd.get("odd").asString());
        assertEquals(2, odd.get("subwords").size());
        JsonNode sentence = json(Cli.run("sentence", model, "Three CATS!", "a dog", "--json"));
        assertEquals(List.of("three", "cats", "a"), subwords(sentence));
        assertEquals(0, sentence.get("unknown").size());
        assertEquals(
                0.9968, sentence.get("similarity").asDouble(), 0.003, "a mean of n-grams, and one of n-grams and dog");
        assertEquals(
                0.02,
                json(Cli.run("distance", model, "cats", "cat", "--json"))
                        .get("distance")
                        .asDouble(),
                1e-3);
    }

    @Test
    void whatGoesTogetherNeedsAWordOfTheVocabulary() {
        JsonNode asked = json(Cli.run("similarity", model, "cats", "man", "--by", "output", "--json"));
        assertEquals(List.of("cats"), subwords(asked));
        Cli answer = Cli.run("similarity", model, "man", "cats", "--by", "output");
        assertEquals(1, answer.code());
        assertTrue(answer.err().contains("'cats' is not among the 9 words"), answer.err());
        Cli output = Cli.run("neighbors", model, "cats", "--vectors", "output");
        assertEquals(1, output.code(), "output vectors have no n-grams");
        assertEquals(0, Cli.run("neighbors", model, "cats", "--by", "output").code());
    }

    @Test
    void anIndexAndABatchAnswerTheSame() throws IOException {
        assertEquals(0, Cli.run("index", model, "--threads", "1").code());
        assertEquals(
                Cli.run("neighbors", model, "cats", "-k", "3").out(),
                Cli.run("neighbors", model, "cats", "-k", "3", "--ann").out());
        Path questions = Files.writeString(folder.resolve("questions"), "cats\ndogs\ncats\n");
        Cli batch = Cli.run("neighbors", model, "--batch", questions.toString(), "-k", "1");
        assertEquals(0, batch.code(), batch.err());
        assertEquals(2, batch.err().split(SAID, -1).length - 1, "each word is told of once: " + batch.err());
    }

    @Test
    void evaluationSaysSoAndCanLeaveThemUnknown() throws IOException {
        Path set = Files.writeString(
                folder.resolve("pairs.txt"), "cats\tdog\t9\nman\tking\t5\nwoman\tqueen\t4\nking\tcat\t1\n");
        JsonNode with = json(Cli.run("evaluate", model, "--on", set.toString(), "--json"));
        JsonNode result = with.get("sets").get(0).get("results").get(0);
        assertEquals(4, result.get("covered").asInt());
        assertTrue(with.get("settings").get("subwords").asBoolean());
        assertTrue(
                with.get("notes").toString().contains("of 1 word of the sets"),
                with.get("notes").toString());
        JsonNode without = json(Cli.run("evaluate", model, "--on", set.toString(), "--json", "--no-subwords"));
        assertEquals(
                3,
                without.get("sets").get(0).get("results").get(0).get("covered").asInt());
        assertEquals(0, without.get("notes").size());
    }
}
