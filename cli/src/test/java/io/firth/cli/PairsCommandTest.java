package io.firth.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Row M8 of the worked examples, as a user sees it. */
class PairsCommandTest {
    private static final String FOX = "The quick brown fox jumped over the lazy dog";

    @Test
    void listsTheThirtyPairsInOrder() {
        Cli run = Cli.run("pairs", "--window", "2", FOX);
        assertEquals(0, run.code());
        List<String> pairs = Pattern.compile("\\(\\w+, \\w+\\)")
                .matcher(run.out())
                .results()
                .map(match -> match.group())
                .filter(pair -> !pair.startsWith("(word"))
                .toList();
        // "(0, n)" of the formulas has no word characters only on both sides of the comma
        assertEquals(
                List.of(
                        "(The, quick)",
                        "(The, brown)",
                        "(quick, The)",
                        "(quick, brown)",
                        "(quick, fox)",
                        "(brown, The)",
                        "(brown, quick)",
                        "(brown, fox)",
                        "(brown, jumped)",
                        "(fox, quick)"),
                pairs.subList(0, 10));
        assertEquals(30, pairs.size());
        assertTrue(run.out().contains("30 pairs: Σ_{j=1..m} 2·max(0, n − j) for n = 9 words and m = 2"), run.out());
        assertTrue(run.out().contains("9 examples: n,"), run.out());
        assertTrue(run.out().contains("  The brown fox → quick\n"), run.out());
        assertEquals("", run.err());
    }

    @Test
    void jsonHasTheSameExamples() {
        Cli run = Cli.run("pairs", "--json", FOX);
        List<JsonNode> lines = run.out()
                .lines()
                .map(line -> JsonMapper.shared().readTree(line))
                .toList();
        assertEquals(30 + 1 + 9 + 1, lines.size());
        assertEquals("quick", lines.getFirst().get("context").asString());
        assertEquals(30, lines.get(30).get("examples").asInt());
        assertEquals(9, lines.getLast().get("examples").asInt());
        assertEquals(5, lines.getLast().get("completeWindows").asInt());
    }

    @Test
    void oneArchitectureOnly() {
        String out = Cli.run("pairs", "--architecture", "cbow", "--window", "1", "a b", "c")
                .out();
        assertEquals("""
                CBOW, context words → word:
                  b → a
                  a c → b
                  b → c
                3 examples: n, one for each word with a context (1 of them with a complete window: max(0, n − 2m))
                """, out);
    }

    @Test
    void aSentenceWithoutWordsOrWindow() {
        assertEquals(2, Cli.run("pairs", " ").code());
        Cli run = Cli.run("pairs", "--window", "0", "a b");
        assertEquals(2, run.code());
        assertEquals("firth pairs: --window must be in 1…1000, but is 0 (see: firth pairs --help)\n", run.err());
    }
}
