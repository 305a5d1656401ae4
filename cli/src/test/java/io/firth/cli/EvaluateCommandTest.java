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
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EvaluateCommandTest {
    private static final String PAIRS = "w0 W1 9\nw2 w3 4\nw1 w5 6.5\nw4 missing 2\nw0 w5 1\n";
    private static final String ANALOGIES = ": first\nw0 w1 w2 w3\nw1 w2 w3 w4\n: gram\nw5 w4 w3 w2\nw0 w9 w1 w2\n";

    @TempDir
    Path folder;

    private Path sets;

    /** Word i stands at the same place in every model, but for noise that depends on the seed. */
    static Path model(Path file, int words, int dim, long seed, Map<String, String> config) throws IOException {
        Random random = new Random(seed);
        Matrix vectors = Matrix.allocate(words, dim);
        List<byte[]> names = new ArrayList<>();
        long[] counts = new long[words];
        for (int i = 0; i < words; i++) {
            Random own = new Random(i);
            for (int d = 0; d < dim; d++) {
                vectors.set(i, d, (float) (own.nextGaussian() + 0.3 * random.nextGaussian()));
            }
            names.add(("w" + i).getBytes(StandardCharsets.UTF_8));
            counts[i] = 1000 - i;
        }
        Provenance provenance = new Provenance(
                "1",
                Optional.empty(),
                OptionalLong.of(seed),
                config,
                Map.of("tokens", "5"),
                "",
                "",
                List.of(),
                Optional.empty(),
                Map.of());
        Models.write(
                new Embeddings(Vocabulary.of(names, counts), vectors, Optional.of(vectors), provenance),
                file,
                Format.FIRTH);
        return file;
    }

    @BeforeEach
    void writeSets() throws IOException {
        sets = Files.createDirectory(folder.resolve("sets"));
        Files.writeString(sets.resolve("pairs.txt"), PAIRS);
        Files.writeString(sets.resolve("questions.txt"), ANALOGIES);
    }

    @Test
    void oneModelAsTable() throws IOException {
        Path model = model(folder.resolve("m.st"), 7, 4, 1, Map.of());
        Files.writeString(sets.resolve("README.md"), "These are the sets.\nThey were made for a test of ours.\n");
        Cli run = Cli.run("evaluate", model.toString(), "--on", sets.toString(), "--bootstrap", "50");
        assertEquals("", run.err());
        assertEquals(0, run.code());
        String out = run.out();
        assertTrue(
                out.startsWith("m.st: 7 × 4, input vectors\ncase lower; analogies: words and answers among the first"
                        + " 30,000; 95 % intervals from 50 bootstrap resamples (seed 1)\n"),
                out);
        assertTrue(out.contains("Word similarity\nset    pairs  covered  measure   skip"), out);
        assertTrue(
                Pattern.compile("pairs  5      80\\.0 %   Spearman  −?\\d\\.\\d{3} \\[")
                        .matcher(out)
                        .find(),
                out);
        assertTrue(out.contains("\n  first      2          100.0 %  3CosAdd"), out);
        assertTrue(out.contains("3CosMul"), out);
        assertTrue(out.contains("note: left out: " + sets.resolve("README.md") + ", line 1: "), out);
        assertFalse(out.contains("difference"), out);
    }

    @Test
    void seedsAreAveragedAndComparedInJson() throws IOException {
        List<String> args = new ArrayList<>(List.of("evaluate"));
        for (int seed = 1; seed <= 3; seed++) {
            args.add(model(folder.resolve("s" + seed), 7, 4, seed, Map.of("dim", "4", "seed", "" + seed))
                    .toString());
        }
        args.add(model(folder.resolve("other"), 7, 5, 1, Map.of("dim", "5")).toString());
        args.addAll(List.of("--on", sets.toString(), "--bootstrap", "100", "--json"));
        Cli run = Cli.run(args.toArray(String[]::new));
        assertEquals(0, run.code(), run.err());
        assertEquals(1, run.out().lines().count());
        JsonNode json = JsonMapper.shared().readTree(run.out());
        assertEquals(4, json.get("models").size());
        assertEquals(2, json.get("models").get(1).get("seed").asInt());
        assertEquals("mean of 3 seeds", json.get("groups").get(0).get("name").asString());
        assertEquals("lower", json.get("settings").get("case").asString());
        assertEquals(30_000, json.get("settings").get("restrict").asInt());
        JsonNode set = json.get("sets").get(0);
        assertEquals("word similarity", set.get("kind").asString());
        assertEquals(5, set.get("results").size());
        JsonNode mean = set.get("results").get(4).get("scores").get(0);
        double sum = 0;
        for (int m = 0; m < 3; m++) {
            sum += set.get("results").get(m).get("scores").get(0).get("value").asDouble();
        }
        assertEquals(sum / 3, mean.get("value").asDouble(), 1e-12);
        assertTrue(mean.get("deviation").asDouble() >= 0);
        assertEquals(4, mean.get("items").asInt());
        assertEquals(5, mean.get("of").asInt());
        assertEquals(2 * 3, set.get("comparisons").size());
        assertEquals("other", set.get("comparisons").get(0).get("second").asString());
        assertTrue(set.get("comparisons").get(0).get("real").isBoolean());

        args.removeLast();
        args.addAll(List.of("--group", "mine=s1,other", "--markdown"));
        String markdown = Cli.run(args.toArray(String[]::new)).out();
        assertTrue(markdown.contains("- mine: s1, other\n"), markdown);
        assertTrue(markdown.contains("### Word similarity\n\n| set | pairs | covered | model | measure |"), markdown);
        assertFalse(markdown.contains("first − second, skip |\n|---|---|\n"), markdown);
        assertFalse(markdown.contains("| first |  "), "sections only on request");
        args.add("--sections");
        assertTrue(Cli.run(args.toArray(String[]::new)).out().contains("| first | 2 |"));
    }

    @Test
    void thePageIsWholeAndNeedsNothingElse() throws Exception {
        Path model = model(folder.resolve("a<b>.st"), 7, 4, 1, Map.of());
        Path second = model(folder.resolve("c.st"), 6, 4, 2, Map.of());
        Path page = folder.resolve("page.html");
        Cli run = Cli.run(
                "evaluate", model.toString(), second.toString(), "--on", sets.toString(), "--html", page.toString());
        assertEquals(0, run.code(), run.err());
        assertTrue(run.out().contains("saved " + page), run.out());
        String html = Files.readString(page);
        assertFalse(
                Pattern.compile("(src|href)=|https?:|@import|url\\(")
                        .matcher(html)
                        .find(),
                "nothing from elsewhere");
        assertTrue(html.contains("prefers-color-scheme: dark") && html.contains("width=device-width"), "dark, narrow");
        assertTrue(html.contains("a&lt;b&gt;.st") && !html.contains("a<b>"), "names are no markup");
        // Tags are balanced: without the few that need no end it is XML.
        String xml = html.replace("<!doctype html>", "").replaceAll("<meta [^>]*>", "");
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
        var places = Pattern.compile("(?:c?x[12]?)=\"([-0-9.]+)%\"").matcher(html);
        int dots = 0;
        while (places.find()) {
            double place = Double.parseDouble(places.group(1));
            assertTrue(place >= 0 && place <= 100, places.group());
            dots++;
        }
        assertTrue(dots > 50, "points and lines: " + dots);
    }

    @Test
    void failuresAreOneLine() throws IOException {
        String model = model(folder.resolve("m.st"), 7, 4, 1, Map.of()).toString();
        Path odd = folder.resolve("odd.txt");
        Files.writeString(odd, "w0 w1 9\nw2 w3 much\nw1 w2 3\nw3 w4 3\n");
        fails(
                odd
                        + ", line 2: the score in column 3 is 'much', not a number (the file's columns are word, word, number, separated by"
                        + " white space)",
                model,
                "--on",
                odd.toString());
        Path empty = Files.writeString(folder.resolve("empty.txt"), "");
        fails(empty + " is empty: it has no lines", model, "--on", empty.toString());
        fails(folder.resolve("none") + ": there is no such file or folder", model, "--on", folder.resolve("none") + "");
        Path nothing = Files.createDirectory(folder.resolve("nothing"));
        fails("there is no evaluation set in " + nothing, model, "--on", nothing.toString());
        fails(model + " is named twice", model, model, "--on", sets.toString());
        Path foreign = Files.writeString(folder.resolve("foreign.txt"), "katze hund 7\nhaus baum 2\n");
        fails(
                "no item of 1 set is covered: the model lacks their words; is it the right language, and does --case fit?",
                model,
                "--on",
                foreign.toString());
        fails(
                folder.resolve("no") + "/p.html cannot be written: the folder " + folder.resolve("no")
                        + " does not exist",
                model,
                "--on",
                sets.toString(),
                "--html",
                folder.resolve("no/p.html").toString());
        usage("--restrict must be at least 0, but is -1", model, "--on", "x", "--restrict", "-1");
        usage("--json and --markdown exclude each other", model, "--on", "x", "--json", "--markdown");
        usage(
                "invalid value for option '--case': unknown case rule 'up': choose one of lower, exact, fold",
                model,
                "--on",
                "x",
                "--case",
                "up");
        usage("--group g names q, which is not among the models", model, "--on", sets.toString(), "--group", "g=q");
        usage("missing required option: '--on=SET'", model);
    }

    @Test
    void scoresThatAreNotDefinedAreExplained() throws IOException {
        String model = model(folder.resolve("m.st"), 7, 4, 1, Map.of()).toString();
        Path same = Files.writeString(folder.resolve("same.txt"), "w0 w1 5\nw2 w3 5\nw1 w5 5\n");
        Cli run = Cli.run("evaluate", model, "--on", same.toString());
        assertEquals(0, run.code());
        assertTrue(run.out().contains("Spearman  –     –     –\n"), run.out());
        assertTrue(
                run.out().contains("note: same, m.st: Spearman (skip) is not defined: all gold scores are equal\n"),
                run.out());
        assertFalse(run.out().contains("NaN"), run.out());
        Path capitals = Files.writeString(folder.resolve("w.txt"), "w0 w1 5\nw2 w3 4\nw1 W5 2\n");
        String exact = Cli.run("evaluate", model, "--on", capitals.toString(), "--case", "exact")
                .out();
        assertTrue(exact.contains("note: m.st has 4 of the sets' words; with --case lower it would have 5\n"), exact);
    }

    private void fails(String message, String... args) {
        Cli run = Cli.run(withCommand(args));
        assertEquals("firth: " + message + "\n", run.err());
        assertEquals(1, run.code());
    }

    private void usage(String message, String... args) {
        Cli run = Cli.run(withCommand(args));
        assertEquals("firth evaluate: " + message + " (see: firth evaluate --help)\n", run.err());
        assertEquals(2, run.code());
    }

    private static String[] withCommand(String... args) {
        List<String> all = new ArrayList<>(List.of("evaluate"));
        all.addAll(List.of(args));
        return all.toArray(String[]::new);
    }
}
