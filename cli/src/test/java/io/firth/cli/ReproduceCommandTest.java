package io.firth.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.embeddings.Embeddings;
import io.firth.embeddings.Provenance;
import io.firth.io.Format;
import io.firth.io.Models;
import io.firth.math.Matrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReproduceCommandTest {
    @TempDir
    private Path folder;

    private String text;
    private String model;

    @BeforeEach
    void corpus() throws IOException {
        text = Files.writeString(
                        folder.resolve("corpus.txt"),
                        "The king rules the land and the queen rules the sea\n".repeat(200) + "a rare word\n")
                .toString();
        model = folder.resolve("model").toString();
    }

    private void train(String options) {
        List<String> args = new ArrayList<>(List.of("train", text, "-o", model, "-q", "--dim", "8", "--epochs", "2"));
        Stream.of(options.split(" ")).filter(word -> !word.isEmpty()).forEach(args::add);
        Cli run = Cli.run(args.toArray(String[]::new));
        assertEquals("", run.err());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--threads 1 --seed -7 --held-out 0.2 --tokenizer unicode --lowercase --max-vocab 5 --vectors sum",
                "--architecture cbow --cbow-gradient word2vec --deterministic --shards 4 --min-count 1",
                "--objective full-softmax --batch 8 --fixed-window --subsample 0 --window 2",
                "--lock-free --threads 1 --negatives-per pair --noise-exponent 0.5",
                "--held-out 0.3 --early-stopping --patience 2 --min-learning-rate 0.01 --validation-words king",
            })
    void givesTheSameBytesAgain(String options) throws IOException {
        train(options);
        byte[] before = Files.readAllBytes(Path.of(model));
        String renamed = Files.move(Path.of(text), folder.resolve("renamed")).toString();
        Cli run = Cli.run("reproduce", model, renamed, "--temp", folder.toString());
        assertEquals(0, run.code(), run.out() + run.err());
        assertTrue(run.out().startsWith("the same: the second training gave the bytes of " + model), run.out());
        assertEquals(List.of("model", "model.run.json", "renamed"), files());
        assertEquals(before.length, Files.size(Path.of(model)));
    }

    @Test
    void threadsAreFreeAndTheSecondModelCanBeKept() throws IOException {
        train("--threads 1");
        Path kept = folder.resolve("kept");
        Cli run = Cli.run("reproduce", model, text, "--threads", "3", "--keep", kept.toString(), "--json");
        assertEquals("", run.err());
        JsonNode result = JsonMapper.shared().readTree(run.out());
        assertTrue(result.get("same").asBoolean(), run.out());
        assertEquals(0, result.get("differences").size());
        assertEquals(-1, Files.mismatch(Path.of(model), kept));
    }

    @Test
    void anotherCorpusIsRefusedBeforeTraining() throws IOException {
        train("");
        String whole = Files.readString(Path.of(text));
        Files.writeString(Path.of(text), whole + "more\n");
        refused("this is not the corpus that " + model
                + " was trained on (corpus.txt): text.bytes is 10,417 now, and was" + " 10412");
        Files.writeString(Path.of(text), whole.replaceFirst("king rules", "rules king"));
        refused("this is not the corpus that " + model
                + " was trained on (corpus.txt): it has as many words, but others"
                + " or in another order (ids.sha256)");
    }

    @Test
    void lockFreeModelsOfSeveralThreadsAreRefused() throws IOException {
        train("--lock-free --threads 2");
        refused("(2 threads): nobody can train the same bytes again; train with --deterministic");
        Files.delete(Path.of(model + ".run.json"));
        refused("it is not known how many there were; --threads 1 tries it");
        train("--lock-free --threads 1");
        Cli run = Cli.run("reproduce", model, text, "--threads", "2");
        assertTrue(run.err().contains("unless there is one thread, as there was; leave out --threads"), run.err());
    }

    @Test
    void aModelThatWentOnFromAnotherNeedsThatOne() throws IOException {
        train("");
        String first = Files.move(Path.of(model), folder.resolve("first")).toString();
        train("--continue " + first);
        refused("went on from another model (first, crc32c:");
        Cli wrong = Cli.run("reproduce", model, text, "--continue", model);
        assertTrue(wrong.err().contains(model + " is another model (crc32c:"), wrong.err());
        String moved = Files.move(Path.of(first), folder.resolve("moved")).toString();
        Cli run = Cli.run("reproduce", model, text, "--continue", moved);
        assertEquals(0, run.code(), run.out() + run.err());
        Cli none = Cli.run("reproduce", moved, text, "--continue", model);
        assertTrue(none.err().contains("was trained from nothing"), none.err());
    }

    @Test
    void whatDoesNotSayHowItWasTrainedIsRefused() throws IOException {
        train("--format word2vec-text");
        refused("has the format word2vec-text, which does not say how its vectors were trained");
        train("");
        change(p -> provenance(p, p.version(), Map.of("method", "svd")));
        refused("does not say how it was trained from a text");
        train("");
        change(p -> p.with("learning-rate before epoch 2, token 7", "0.05"));
        refused("it was resumed with another learning rate (learning-rate before epoch 2, token 7: 0.05)");
        train("");
        change(p -> p.with("min-learning-rate before epoch 2, token 7", "1.0E-4"));
        refused("it was resumed with another learning rate (min-learning-rate before epoch 2, token 7: 1.0E-4)");
        train("");
        Map<String, String> config =
                new LinkedHashMap<>(Models.open(Path.of(model)).provenance().config());
        config.put("dropout", "0.5");
        change(p -> provenance(p, p.version(), config));
        refused("cannot be trained again: this version of Firth does not know the option dropout (0.5)");
    }

    @Test
    void whatDiffersIsNamed() throws IOException {
        train("");
        change(p -> provenance(p, "0.0.1", p.config()));
        Cli run = Cli.run("reproduce", model, text);
        assertEquals(1, run.code());
        assertTrue(run.err().contains("note: the model was trained by Firth 0.0.1, and this is " + Version.number()));
        assertEquals(
                List.of(
                        "different: the second training did not give the bytes of " + model,
                        "  version 0.0.1, and now " + Version.number()),
                run.out().lines().toList());

        train("");
        Embeddings before = Models.open(Path.of(model));
        Matrix input = Matrix.allocate(before.size(), before.dim());
        for (int id = 0; id < before.size(); id++) {
            input.setRow(id, before.input().row(id));
        }
        input.set(2, 3, input.get(2, 3) + 0.5f);
        Models.write(
                new Embeddings(before.vocabulary(), input, before.output(), before.provenance()),
                Path.of(model),
                Format.FIRTH);
        run = Cli.run("reproduce", model, text, "--quiet");
        assertEquals(1, run.code());
        String word = before.vocabulary().word(2);
        assertEquals(
                "  input vectors: 1 of " + before.size() + " differ, by at most 0.50; the first is row 2, '" + word
                        + "'",
                run.out().lines().toList().get(1));
        assertEquals(2, run.out().lines().count());
        assertFalse(run.err().contains("firth:"), run.err());
    }

    private interface Change {
        Provenance of(Provenance provenance);
    }

    private void change(Change change) throws IOException {
        Embeddings e = Models.open(Path.of(model));
        Models.write(
                new Embeddings(e.vocabulary(), e.input(), e.output(), change.of(e.provenance())),
                Path.of(model),
                Format.FIRTH);
    }

    private static Provenance provenance(Provenance p, String version, Map<String, String> config) {
        return new Provenance(
                version,
                Optional.empty(),
                p.seed(),
                config,
                p.corpus(),
                "",
                p.kernel(),
                p.epochs(),
                Optional.empty(),
                p.other());
    }

    private void refused(String message) {
        Cli run = Cli.run("reproduce", model, text, "--quiet");
        assertEquals(1, run.code(), run.out());
        assertEquals("", run.out());
        assertTrue(run.err().startsWith("firth: ") && run.err().contains(message), run.err());
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
