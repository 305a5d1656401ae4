package io.firth.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.train.Progress;
import io.firth.word2vec.Word2VecConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TrainingLogTest {
    @TempDir
    private Path folder;

    private String text;
    private String model;
    private Path log;

    @BeforeEach
    void corpus() throws IOException {
        text = Files.writeString(
                        folder.resolve("corpus.txt"),
                        "the king rules the land and the queen rules the sea\n".repeat(200))
                .toString();
        model = folder.resolve("model").toString();
        log = folder.resolve("run.jsonl");
    }

    private Cli train(String... more) {
        List<String> args = new ArrayList<>(List.of("train", text, "-o", model, "--quiet", "--dim", "8"));
        args.addAll(List.of(more));
        return Cli.run(args.toArray(String[]::new));
    }

    private List<JsonNode> events() throws IOException {
        return Files.readAllLines(log).stream()
                .map(line -> JsonMapper.shared().readTree(line))
                .toList();
    }

    private List<String> kinds() throws IOException {
        return events().stream()
                .map(event -> event.get("event").asString())
                .filter(kind -> !kind.equals("progress"))
                .toList();
    }

    @Test
    void tellsSettingsEpochsAndTheEnd() throws IOException {
        Instant before = Instant.now().minusSeconds(1);
        Cli run = train("--epochs", "2", "--held-out", "0.1", "--log", log.toString());
        assertEquals("", run.err());
        assertEquals(
                List.of(
                        "start",
                        "stage",
                        "vocabulary",
                        "stage",
                        "training",
                        "epoch",
                        "epoch",
                        "stage",
                        "stage",
                        "result"),
                kinds());
        List<JsonNode> events = events();
        for (JsonNode event : events) {
            assertTrue(Instant.parse(event.get("time").asString()).isAfter(before), event.toString());
        }
        JsonNode start = events.getFirst();
        assertEquals(Version.number(), start.get("version").asString());
        assertEquals("2", start.get("config").get("epochs").asString());
        assertEquals(ProcessHandle.current().pid(), start.get("pid").asLong());
        assertEquals(0.1, start.get("text").get("heldOut").asDouble());
        assertEquals(text, start.get("corpus").get(0).asString());
        assertEquals(2200, events.get(2).get("words").asInt());
        assertEquals(Files.size(Path.of(text)), events.get(2).get("bytes").asLong());
        JsonNode result = events.getLast();
        assertEquals(2, result.get("loss").size());
        List<Double> heldOut = events.stream()
                .filter(event -> event.get("event").asString().equals("epoch"))
                .map(event -> event.get("heldOutLoss").asDouble())
                .toList();
        assertEquals(heldOut.getLast(), result.get("heldOutLoss").get(1).asDouble());
    }

    @Test
    void isContinuedAndATornLineStandsByItself() throws IOException {
        train("--epochs", "1", "--log", log.toString());
        int first = events().size();
        Files.writeString(log, "{\"time\":\"20", StandardOpenOption.APPEND);
        assertEquals("", train("--epochs", "1", "--log", log.toString()).err());
        List<String> lines = Files.readAllLines(log);
        assertEquals("{\"time\":\"20", lines.get(first));
        assertEquals(
                "start",
                JsonMapper.shared().readTree(lines.get(first + 1)).get("event").asString());
        assertEquals(
                2, lines.stream().filter(line -> line.contains("\"result\"")).count());
    }

    @Test
    void failuresAreTheLastEvent() throws IOException {
        Cli run = train("--min-count", "1000", "--log", log.toString());
        assertEquals(1, run.code());
        assertEquals(List.of("start", "error"), kinds());
        JsonNode error = events().getLast();
        assertEquals("firth: " + error.get("message").asString() + "\n", run.err());
        assertEquals(1, error.get("exitCode").asInt());
    }

    @Test
    void whatCannotBeALogIsRefusedBeforeTraining() throws IOException {
        check(text, "--log " + text + " would overwrite " + text + ", which is read; choose another name");
        String notes = Files.writeString(folder.resolve("notes"), "not a log\n").toString();
        check(notes, notes + " is there and is no log of a training; choose another file");
        check(folder.toString(), folder + " is a folder; name a file for the log");
        Path nowhere = folder.resolve("none/run.jsonl");
        check(nowhere.toString(), "the log cannot be written: " + nowhere + " (No such file or directory)");
        try (AppendedLines other = AppendedLines.open(log)) {
            check(log.toString(), "another training writes its log to " + log + "; choose another file");
            assertTrue(Files.exists(log), other.toString());
        } catch (CommandFailure e) {
            throw new AssertionError(e);
        }
        assertFalse(Files.exists(Path.of(model)));
        assertTrue(Files.readString(Path.of(text)).startsWith("the king"), "the corpus is as it was");
    }

    private void check(String file, String message) {
        Cli run = train("--log", file);
        assertEquals("firth: " + message + "\n", run.err());
        assertEquals(1, run.code());
    }

    /** Reports come five times a second, records more rarely: their loss is the mean by words since the last record. */
    @Test
    void lossIsTheMeanSinceTheLastRecord() throws Exception {
        try (TrainingLog out = TrainingLog.open(log, note -> {})) {
            out.trainingStarted(Word2VecConfig.defaults(), 10, 1000);
            out.progress(progress(100, Double.NaN)); // a resumed training begins in the middle
            out.progress(progress(200, 4));
            Thread.sleep(250); // a record is due
            out.progress(progress(500, 2));
            out.progress(progress(600, 1));
        }
        List<JsonNode> progress = events().stream()
                .filter(event -> event.get("event").asString().equals("progress"))
                .toList();
        assertEquals(1, progress.size());
        assertEquals(500, progress.getFirst().get("wordsDone").asInt());
        assertEquals(
                (4 * 100 + 2 * 300) / 400.0, progress.getFirst().get("loss").asDouble(), 1e-12);
        double speed = progress.getFirst().get("wordsPerSecond").asDouble();
        assertTrue(speed > 0 && speed <= 400 / 0.25, "words/s " + speed);
    }

    private static Progress progress(long done, double loss) {
        return new Progress(1, 2, done, 2000, 1, loss, 0.01, Duration.ZERO);
    }
}
