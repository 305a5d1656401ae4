package io.firth.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlotCommandTest {
    @TempDir
    private Path folder;

    private static String progress(long words, double loss) {
        return String.format(
                Locale.ROOT,
                "{\"event\":\"progress\",\"stage\":\"train\",\"wordsDone\":%d,\"wordsPerSecond\":%d,\"loss\":%s,"
                        + "\"learningRate\":0.01}",
                words,
                words + 5,
                loss);
    }

    private static String epoch(int number, double loss, double heldOut) {
        return "{\"event\":\"epoch\",\"epoch\":" + number + ",\"loss\":" + loss + ",\"heldOutLoss\":" + heldOut
                + ",\"wordsPerSecond\":7,\"neighbors\":{\"a\":[{\"word\":\"}\"}]}}";
    }

    private static final String START = "{\"event\":\"start\"}";
    private static final String TRAINING = "{\"event\":\"training\",\"wordsPerEpoch\":100}";

    private Path log(String name, String... lines) throws IOException {
        return Files.write(folder.resolve(name), List.of(lines));
    }

    private static List<LoggedRun> read(Path file, List<String> notes) throws IOException, CommandFailure {
        return LogReader.read(file, notes::add);
    }

    @Test
    void everyStartIsATrainingUnlessItGoesOn() throws Exception {
        Path file = log(
                "run.jsonl",
                START,
                "{\"event\":\"error\",\"message\":\"no such corpus\"}",
                START,
                TRAINING,
                progress(50, 4),
                progress(100, 3),
                epoch(1, 3.5, 3.2),
                progress(150, 2.5),
                "{\"event\":\"progr",
                START,
                TRAINING,
                "{\"event\":\"resumed\",\"epoch\":2,\"words\":10}",
                progress(120, 2.75),
                progress(200, 2.25),
                epoch(2, 2.5, 3.1),
                "{\"event\":\"result\",\"stopped\":null}",
                START,
                TRAINING,
                progress(10, 5));
        List<String> notes = new ArrayList<>();
        List<LoggedRun> runs = read(file, notes);
        assertEquals(
                List.of("run (1)", "run (2)"),
                runs.stream().map(LoggedRun::name).toList());
        LoggedRun first = runs.getFirst();
        // what was trained after the last checkpoint was trained once more
        assertEquals(
                List.of(50.0, 100.0, 120.0, 200.0),
                first.points().stream().map(LoggedRun.Point::words).toList());
        assertEquals(
                List.of(100.0, 200.0),
                first.epochs().stream().map(LoggedRun.Epoch::words).toList());
        assertEquals("done", first.end());
        assertEquals(2, first.best().orElseThrow().number());
        assertEquals("not over", runs.getLast().end());
        assertEquals(1, notes.size());
        assertTrue(notes.getFirst().startsWith(file + ", line 9 is not valid"), notes.getFirst());
    }

    @Test
    void curvesAreThinnedToMeansAndLeaveOutTheFirstPeak() throws Exception {
        LoggedRun run = new LoggedRun("r");
        for (int i = 1; i <= 1000; i++) {
            run.add(new LoggedRun.Point(i * 10, i < 20 ? 100 : 2 + i % 2, 0.1, 3_000_000));
        }
        List<Curves> all = Curves.of(List.of(run));
        assertEquals(
                List.of("Loss per pair, nats", "Learning rate", "Words per second, millions"),
                all.stream().map(Curves::title).toList());
        Curves.Curve loss = all.getFirst().curves().getFirst();
        int n = loss.x().length;
        assertEquals(400 - 7, n, "the points of the peak are gone, but for the last, on the edge");
        assertEquals(loss.y()[0], Arrays.stream(loss.y()).max().orElseThrow());
        assertTrue(loss.x()[n - 1] > 9970 && loss.x()[n - 1] <= 10_000, "last " + loss.x()[n - 1]);
        for (double y : loss.y()) {
            assertTrue(y >= 2 && y <= 3.1, "loss " + y);
        }
        double[] speed = all.getLast().curves().getFirst().y();
        assertEquals(80, speed.length);
        assertArrayEquals(new double[] {3, 3}, new double[] {speed[0], speed[79]}, 1e-12);
    }

    @Test
    void drawsPicturesAndCharacters() throws Exception {
        Path one = log("one.jsonl", START, TRAINING, progress(50, 4), progress(90, 3), epoch(1, 3.5, 3.2));
        Path two = log("two.jsonl", START, TRAINING, progress(50, 5), progress(100, 2), epoch(1, 3, 2.5));
        Cli text = Cli.run("plot", one.toString(), two.toString());
        assertEquals("", text.err());
        assertEquals(0, text.code());
        assertTrue(text.out().matches("(?s)run +epochs +words +loss +held-out +words/s +end\n.*"), text.out());
        assertTrue(text.out().contains("\none  1       100    3.5000  3.2000 (epoch 1)  "), text.out());
        assertTrue(text.out().contains("Loss per pair, nats\n"), text.out());
        assertTrue(text.out().contains("• one\n") && text.out().contains("+ two\n"), text.out());

        Path svg = folder.resolve("curves.svg");
        assertEquals(
                "",
                Cli.run("plot", one.toString(), two.toString(), "-o", svg.toString())
                        .err());
        String picture = Files.readString(svg);
        assertTrue(picture.startsWith("<svg") && picture.contains("viewBox=\"0 0 1240 800\""), "four panels");

        Path png = folder.resolve("curves.PNG");
        assertEquals("", Cli.run("plot", one.toString(), "-o", png.toString()).err());
        assertEquals(
                2480,
                ImageIO.read(new ByteArrayInputStream(Files.readAllBytes(png))).getWidth());
    }

    /** As one that was killed in its first seconds leaves it. */
    @Test
    void aTrainingThatHasReportedOnceHasNoCurveYet() throws Exception {
        Path log = log("killed.jsonl", START, TRAINING, progress(50, 4));
        Cli text = Cli.run("plot", log.toString());
        assertEquals(0, text.code());
        assertEquals(2, text.out().lines().count(), text.out());
        Path svg = folder.resolve("nothing.svg");
        Cli picture = Cli.run("plot", log.toString(), "-o", svg.toString());
        assertEquals(1, picture.code());
        assertEquals(
                "firth: there is nothing to draw yet: a curve takes two reports or an epoch; " + svg
                        + " was not written\n",
                picture.err());
        assertFalse(Files.exists(svg));
    }

    @Test
    void readsWhatTrainPrintsAndModels() throws Exception {
        String text = Files.writeString(folder.resolve("corpus.txt"), "a b c d e f g h\n".repeat(300))
                .toString();
        String model = folder.resolve("m.safetensors").toString();
        String json = Cli.run("train", text, "-o", model, "--dim", "4", "--epochs", "3", "--json")
                .out();
        Path printed = Files.writeString(folder.resolve("printed"), json);
        List<LoggedRun> runs = read(printed, new ArrayList<>());
        assertEquals(3, runs.getFirst().epochs().size());
        assertEquals(7200, runs.getFirst().epochs().getLast().words());
        for (String file : List.of(model, model + ".run.json")) {
            LoggedRun run = read(Path.of(file), new ArrayList<>()).getFirst();
            assertEquals("m", run.name());
            for (int e = 0; e < 3; e++) {
                assertEquals(
                        runs.getFirst().epochs().get(e).loss(),
                        run.epochs().get(e).loss());
                assertEquals(
                        runs.getFirst().epochs().get(e).words(),
                        run.epochs().get(e).words());
                assertTrue(run.epochs().get(e).wordsPerSecond() > 0);
            }
        }
    }

    @Test
    void whatTellsOfNoTrainingIsRefused() throws IOException {
        Path file = log("empty.jsonl", START);
        Cli run = Cli.run("plot", file.toString());
        assertEquals(1, run.code());
        assertEquals(
                "firth: " + file
                        + " tells of no training: it is neither a log of firth train nor a model with losses\n",
                run.err());
        assertEquals(1, Cli.run("plot", folder.resolve("none").toString()).code());
    }
}
