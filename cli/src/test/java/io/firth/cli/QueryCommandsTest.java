package io.firth.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class QueryCommandsTest {
    @TempDir
    private Path folder;

    private String model;

    @BeforeEach
    void write() throws IOException {
        model = SmallModel.write(folder);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        king - man + woman   | queen
        king -man +woman     | queen
        king                 | man
        queen                | woman
        king queen           | man
        don't                | e-mail
        e-mail               | don't
        + king - man + woman | queen
        """)
    void wordsAndExpressionsHaveNeighbours(String question, String first) throws IOException {
        JsonNode line = json("neighbors", model, question, "--json").getFirst();
        assertEquals(first, line.get("neighbors").get(0).get("word").asString(), line.toString());
        assertTrue(line.get("neighbors").size() <= 8, "all but the question's and the zero vector");
    }

    @Test
    void optionsSayTheSameAsExpressions() throws IOException {
        JsonNode byOptions = json(
                        "neighbors",
                        model,
                        "--positive",
                        "king,woman",
                        "--negative",
                        "man",
                        "--json",
                        "--restrict",
                        "5")
                .getFirst();
        JsonNode byExpression = json("neighbors", model, "king + woman - man", "--json", "--restrict", "5")
                .getFirst();
        assertEquals(byExpression, byOptions);
        assertEquals(2, byOptions.get("neighbors").size(), "of the first five words two are left");
        Cli dangling = Cli.run("neighbors", model, "king -");
        assertEquals(1, dangling.code());
        assertTrue(dangling.err().contains("a word is missing after '-'"), dangling.err());
    }

    @Test
    void associationIsInputWithOutput() throws IOException {
        JsonNode line =
                json("neighbors", model, "man", "--by", "output", "--json").getFirst();
        assertEquals("zero", line.get("neighbors").get(0).get("word").asString(), line.toString());
        JsonNode pair = json("similarity", model, "king", "don't", "--by", "output", "--json")
                .getFirst();
        assertEquals(1, pair.get("cosine").asDouble(), 1e-6);
        assertEquals(2, pair.get("dot").asDouble(), 1e-6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3cosadd", "3cosmul"})
    void analogies(String method) throws IOException {
        JsonNode line = json("analogy", model, "man", "king", "woman", "--method", method, "--json", "-k", "3")
                .getFirst();
        assertEquals("queen", line.get("answers").get(0).get("word").asString());
        assertEquals(3, line.get("answers").size());
        Cli text = Cli.run("analogy", model, "man", "king", "woman", "-k", "1");
        assertTrue(text.out().matches("man is to king as woman is to\n   \\d\\.\\d{4}  queen\n"), text.out());
    }

    @Test
    void similarityOddOneOutAndSentences() throws IOException {
        assertEquals(
                " 0.5000  king queen\n",
                Cli.run("similarity", model, "king", "queen").out());
        assertTrue(Cli.run("odd-one-out", model, "cat", "dog", "king").out().startsWith("king\n"));
        Cli sentence = Cli.run("sentence", model, "The Man, and a woman!", "woman man");
        assertEquals(" 1.0000  The Man, and a woman! | woman man\n", sentence.out());
        assertEquals("firth: not in the model, left out: The, and, a\n", sentence.err());
        assertEquals(1, Cli.run("sentence", model, "nothing known", "man").code());
        JsonNode sif = json("sentence", model, "king man", "queen man", "--sif", "--a", "0.2", "--json")
                .getFirst();
        assertEquals("sif", sif.get("method").asString());
    }

    @Test
    void sifRemovesTheCommonComponentOfTheBatch() throws IOException {
        String pairs = file("king man\tqueen woman\ncat\tdog\n");
        List<JsonNode> lines = json("sentence", model, "--batch", pairs, "--sif", "--json");
        assertEquals(2, lines.size());
        assertEquals(
                "sif, common component of 4 sentences removed",
                lines.get(0).get("method").asString());
    }

    /** Words at equal shares: the cheapest assignment, by trying all. */
    @Test
    void theExactDistanceIsTheCheapestTransport() throws IOException {
        String[] a = {"man", "king", "cat", "don't"};
        String[] b = {"woman", "queen", "dog", "e-mail"};
        double[][] cost = new double[4][4];
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                double cosine = json("similarity", model, a[i], b[j], "--json")
                        .getFirst()
                        .get("cosine")
                        .asDouble();
                cost[i][j] = Math.sqrt(2 - 2 * cosine); // of unit vectors
            }
        }
        double least = Double.POSITIVE_INFINITY;
        for (int[] order : orders(4)) {
            double sum = 0;
            for (int i = 0; i < 4; i++) {
                sum += cost[i][order[i]] / 4;
            }
            least = Math.min(least, sum);
        }
        JsonNode exact = json("distance", model, String.join(" ", a), String.join(" ", b), "--json")
                .getFirst();
        assertEquals(least, exact.get("distance").asDouble(), 1e-6);
        assertEquals("exact", exact.get("method").asString());
        JsonNode relaxed = json("distance", model, String.join(" ", a), String.join(" ", b), "--json", "--relaxed")
                .getFirst();
        assertTrue(relaxed.get("distance").asDouble() <= least + 1e-9);
        assertEquals("relaxed", relaxed.get("method").asString());
        Cli uneven = Cli.run("distance", model, "king king man", "king man man");
        double third = Math.sqrt(2 - 2 / Math.sqrt(2.02)) / 3; // one of three from king to man
        assertEquals(
                String.format(java.util.Locale.ROOT, "%7.4f", third),
                uneven.out().substring(0, 7),
                uneven.out());
    }

    @Test
    void aBatchGoesOnAfterALineThatCannotBeAnswered() throws IOException {
        String questions = file("king\n\n  quean \nking - man + woman\nzero\n");
        Cli text = Cli.run("neighbors", model, "--batch", questions, "-k", "1");
        assertEquals(1, text.code());
        assertTrue(text.out().matches("king\n.*man\n\nking - man \\+ woman\n.*queen\n"), text.out());
        assertTrue(text.err().contains(questions + ", line 3: 'quean' is not among the 9 words"), text.err());
        assertTrue(text.err().contains("did you mean queen?"), text.err());
        assertTrue(text.err().contains("line 5: the vector of 'zero' is zero"), text.err());
        List<JsonNode> lines = lines(
                Cli.run("neighbors", model, "--batch", questions, "--json").out());
        assertEquals(4, lines.size());
        assertEquals("quean", lines.get(1).get("query").asString());
        assertTrue(lines.get(1).get("error").asString().contains("queen"));
    }

    @Test
    void aBatchComesFromStandardInputToo() throws IOException {
        Cli run = withInput("man king woman\nman king\n", "analogy", model, "--batch", "-", "-k", "1");
        assertEquals(1, run.code());
        assertTrue(run.out().contains("queen"), run.out());
        assertTrue(run.err().contains("standard input, line 2: 'man king' has 2 words instead of three"), run.err());
        String long1 = file("x".repeat((1 << 20) + 1));
        Cli garbage = Cli.run("neighbors", model, "--batch", long1);
        assertEquals(1, garbage.code());
        assertTrue(garbage.err().contains("line 1 is longer than 1,048,576 characters"), garbage.err());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "neighbors MODEL kinf",
                "analogy MODEL man kinf woman",
                "similarity MODEL kinf man",
                "odd-one-out MODEL man kinf woman"
            })
    void anUnknownWordHasNearSpellings(String command) {
        Cli run = Cli.run(command.replace("MODEL", model).split(" "));
        assertEquals(1, run.code());
        assertEquals("firth: 'kinf' is not among the 9 words of " + model + "; did you mean king?\n", run.err());
    }

    @Test
    void wordsThatCommandTheTerminalDoNotReachIt() throws IOException {
        Path odd = folder.resolve("odd.txt");
        Files.writeString(odd, "3 2\nking 1 0\nki\u001b[31mng 0.9 0.1\nq\u202eu 0.5 1\n");
        for (String command : List.of("neighbors", "odd-one-out")) {
            List<String> words = new ArrayList<>(List.of(command, odd.toString(), "king"));
            if (command.equals("odd-one-out")) {
                words.addAll(List.of("ki\u001b[31mng", "q\u202eu"));
            }
            Cli run = Cli.run(words.toArray(String[]::new));
            assertEquals(0, run.code(), run.err());
            assertTrue(run.out().contains("  ki?[31mng"), run.out());
            assertTrue(run.out().contains("  q?u"), run.out());
            assertTrue(run.out().chars().noneMatch(c -> c == 0x1b || c == 0x202e), run.out());
        }
        JsonNode line = json("neighbors", odd.toString(), "king", "--json").getFirst();
        assertEquals("ki\u001b[31mng", line.get("neighbors").get(0).get("word").asString());
    }

    @Test
    void anIndexAnswersForItsModelOnly() throws IOException {
        Cli built = Cli.run("index", model, "--json", "--threads", "1");
        assertEquals(0, built.code(), built.err());
        JsonNode line = lines(built.out()).getFirst();
        assertEquals(1, line.get("recallAt10").asDouble());
        assertTrue(line.get("reached").asBoolean());
        assertTrue(Files.exists(Path.of(model + ".hnsw")));
        assertEquals(
                Cli.run("neighbors", model, "king", "-k", "3").out(),
                Cli.run("neighbors", model, "king", "-k", "3", "--ann").out());
        Cli other = Cli.run("neighbors", model, "king", "--ann", "--vectors", "sum", "--index", model + ".hnsw");
        assertTrue(other.err().contains("was built over the input vectors, not over sum"), other.err());
        byte[] bytes = Files.readAllBytes(Path.of(model));
        Path twin = folder.resolve("twin.safetensors");
        String header = new String(bytes, StandardCharsets.ISO_8859_1);
        int digit = header.indexOf("crc32c:") + 7;
        bytes[digit] = (byte) (bytes[digit] == '0' ? '1' : '0');
        Files.write(twin, bytes);
        Cli refused = Cli.run("neighbors", twin.toString(), "king", "--ann", "--index", model + ".hnsw");
        assertEquals(1, refused.code());
        assertTrue(refused.err().contains("belongs to another model"), refused.err());
        Cli missing = Cli.run("neighbors", twin.toString(), "king", "--ann");
        assertTrue(missing.err().contains("there is no index"), missing.err());
    }

    @Test
    void theShellAnswersLineByLineAndSurvivesFailures() throws IOException {
        Cli run = withInput("""
                king -k 1
                kinf
                "king - man + woman" -k 1

                similarity king queen
                analogy man
                distance "king man" "queen
                help similarity
                help nothing
                don't -k 1
                quit
                king
                """, "shell", model);
        assertEquals(1, run.code());
        assertTrue(
                run.out()
                        .startsWith(
                                "king\n   0.7036  man\nking - man + woman\n   0.9597  queen\n 0.5000  king queen\n"),
                run.out());
        assertTrue(run.out().contains("Usage: firth similarity"), run.out());
        assertTrue(run.out().endsWith("don't\n   0.9970  e-mail\n"), run.out());
        assertTrue(run.err().contains("did you mean king?"), run.err());
        assertTrue(run.err().contains("an analogy needs three words"), run.err());
        assertTrue(run.err().contains("the quote before 'queen' is not closed"), run.err());
        assertTrue(run.err().contains("there is no command nothing"), run.err());
        assertEquals(0, withInput("king\nhelp\n", "shell", model).code());
    }

    @Test
    void completionOffersCommandsOptionsAndFrequentWordsFirst() throws IOException {
        WordCompleter completer = new WordCompleter(
                new OpenModels().open(Path.of(model), null, false).vocabulary());
        assertEquals(List.of("similarity"), completer.completions("simi", true));
        assertEquals(List.of("--json"), completer.completions("--js", false));
        assertEquals(List.of("dog", "don't"), completer.completions("do", false));
        assertEquals(List.of("distance", "dog", "don't"), completer.completions("d", true));
        assertEquals(List.of(), completer.completions("xyz", false));
    }

    private List<JsonNode> json(String... args) throws IOException {
        Cli run = Cli.run(args);
        assertEquals(0, run.code(), run.err());
        return lines(run.out());
    }

    @Test
    void aBatchInAFolderIsRefused() {
        Cli run = Cli.run("neighbors", model, "--batch", folder.toString());
        assertEquals("firth: " + folder + " is a folder; name a file with one question a line\n", run.err());
        assertEquals(1, run.code());
    }

    private static List<JsonNode> lines(String out) {
        JsonMapper mapper = new JsonMapper();
        return out.lines().map(mapper::readTree).toList();
    }

    private String file(String text) throws IOException {
        return Files.writeString(folder.resolve("batch.txt"), text).toString();
    }

    private static Cli withInput(String text, String... args) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        try {
            return Cli.run(args);
        } finally {
            System.setIn(before);
        }
    }

    private static List<int[]> orders(int n) {
        List<int[]> orders = new ArrayList<>();
        permute(new int[n], 0, new boolean[n], orders);
        return orders;
    }

    private static void permute(int[] order, int at, boolean[] used, List<int[]> orders) {
        if (at == order.length) {
            orders.add(Arrays.copyOf(order, at));
            return;
        }
        for (int i = 0; i < order.length; i++) {
            if (!used[i]) {
                used[i] = true;
                order[at] = i;
                permute(order, at + 1, used, orders);
                used[i] = false;
            }
        }
    }
}
