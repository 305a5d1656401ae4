package io.firth.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.lab.WorkedExample;
import io.firth.lab.WorkedExamples;
import io.firth.lab.Worksheet;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LabCommandTest {
    @Test
    void listsALineForEach() {
        Cli run = Cli.run("lab");
        assertEquals(0, run.code());
        assertEquals(WorkedExamples.all().size(), run.out().lines().count());
        assertTrue(run.out().contains("M14  Softmax toy example"), run.out());
    }

    @Test
    void worksOneStepByStep() {
        Cli run = Cli.run("lab", "m14");
        assertEquals(0, run.code());
        String out = run.out();
        assertTrue(out.contains("    J = −log ŷ_ring = −u_ringᵀv_Frodo + log Σ_w exp(u_wᵀv_Frodo)\n"), out);
        assertTrue(out.contains("  ring        0.58  0.00  0.05\n"), out);
        assertTrue(out.contains("J                  = 1.787055518\n"), out);
        assertTrue(
                Pattern.compile("v_Frodo\\[1]   -0\\.0738713086  -0\\.0738713086 +\\S+\n")
                        .matcher(out)
                        .find(),
                out);
        assertTrue(out.contains("  PASS  ∂J/∂v_Frodo: greatest relative difference "), out);
        assertTrue(out.lines().toList().getLast().startsWith("PASS  M14  Softmax toy"), out);
        assertEquals("", run.err());
    }

    @Test
    void worksAll() {
        Cli run = Cli.run("lab", "--all");
        assertEquals(0, run.code(), run.out());
        assertEquals(WorkedExamples.all().size() + 1, run.out().lines().count());
        assertTrue(run.out().contains(": all passed in "), run.out());
        assertFalse(run.out().contains("FAIL"), run.out());
    }

    @Test
    void aFailureIsSaidAndGivesCode1(@TempDir Path folder) throws IOException {
        Cli run = broken("--all");
        assertEquals(1, run.code());
        assertTrue(run.out().contains("FAIL  M98"), run.out());
        assertTrue(run.out().contains("  FAIL  one and one: 2; expected 3\n"), run.out());
        assertTrue(run.out().contains("FAIL  M99"), run.out());
        assertTrue(run.out().contains("runs to its end: java.lang.IllegalStateException: oh"), run.out());
        assertTrue(run.out().contains("3 worked examples, 3 checks: 2 failed in"), run.out());

        assertEquals(0, broken("M97").code());
        assertEquals(1, broken("M97", "M98").code());
        assertEquals(1, broken("M98", "--json").code());
        Path page = folder.resolve("page.html");
        assertEquals(1, broken("--html", page.toString()).code());
        String html = Files.readString(page);
        assertTrue(html.contains("<li class=\"fail\"><div>one and one:"), "the failed check");
        assertTrue(html.contains("3 worked examples · 3 checks · 2 examples failed"), "the heading");
    }

    private record Example(String id, long sum) implements WorkedExample {
        @Override
        public String title() {
            return "one and one";
        }

        @Override
        public void work(Worksheet sheet) {
            if (sum == 0) {
                throw new IllegalStateException("oh");
            }
            sheet.check("one and one", sum, 1L + 1);
        }
    }

    private static Cli broken(String... args) {
        StringWriter out = new StringWriter();
        Terminal terminal = Cli.noTerminal();
        CommandLine line = new CommandLine(
                new LabCommand(terminal, List.of(new Example("M97", 2), new Example("M98", 3), new Example("M99", 0))));
        line.setOut(new PrintWriter(out, true));
        return new Cli(line.execute(args), out.toString(), "");
    }

    @Test
    void jsonHasEverything() {
        Cli run = Cli.run("lab", "--all", "--json");
        assertEquals(0, run.code());
        List<JsonNode> lines = run.out()
                .lines()
                .map(line -> JsonMapper.shared().readTree(line))
                .toList();
        assertEquals(
                WorkedExamples.all().stream().map(WorkedExample::id).toList(),
                lines.stream().map(line -> line.get("id").asString()).toList());
        List<String> kinds = new ArrayList<>();
        for (JsonNode line : lines) {
            assertTrue(line.get("passed").asBoolean());
            line.get("steps").forEach(step -> kinds.add(step.get("step").asString()));
        }
        assertTrue(
                kinds.containsAll(
                        List.of("text", "formula", "numbers", "table", "check", "gradient", "diagram", "plot")),
                kinds.toString());
    }

    @Test
    void thePageNeedsNothingFromOutside(@TempDir Path folder) throws IOException {
        Path page = folder.resolve("lab.html");
        Cli run = Cli.run("lab", "--html", page.toString());
        assertEquals(0, run.code(), run.err());
        assertTrue(run.out().contains("wrote " + page), run.out());
        String html = Files.readString(page);
        for (WorkedExample example : WorkedExamples.all()) {
            assertTrue(html.contains("<article id=\"" + example.id() + "\">"), example.id());
        }
        String markup = html.replaceAll("(?s)<script>.*?</script>", "");
        Matcher links = Pattern.compile("(?:src|href)\\s*=\\s*\"([^\"]*)\"|url\\(([^)]{0,40})")
                .matcher(markup);
        while (links.find()) {
            String link = links.group(1) == null ? links.group(2) : links.group(1);
            assertTrue(link.startsWith("#") || link.startsWith("data:"), link);
        }
        assertTrue(html.contains("url(data:font/woff2;base64,"), "fonts");
        assertTrue(html.contains("katex.render(span.dataset.tex"), "script");
        assertTrue(html.contains("prefers-color-scheme: dark"), "style");
        assertTrue(html.contains("<svg viewBox="), "drawings");
        for (String tag :
                List.of("section", "div", "article", "ul", "li", "table", "span", "figure", "details", "code")) {
            assertEquals(markup.split("<" + tag + "[ >]", -1).length, markup.split("</" + tag + ">", -1).length, tag);
        }
        assertTrue(Files.size(page) < 1_500_000, "size");
        assertEquals(1, Files.list(folder).count(), "temporary files");
    }

    @Test
    void aPageThatCannotBeWritten(@TempDir Path folder) {
        Cli run = Cli.run("lab", "M9", "--html", folder.toString());
        assertEquals(1, run.code());
        assertTrue(run.err().contains("is a folder"), run.err());
        run = Cli.run(
                "lab", "M9", "--html", folder.resolve("no/such/folder.html").toString());
        assertEquals(1, run.code());
        assertTrue(run.err().contains("does not exist"), run.err());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        lab M77                  | firth lab: there is no worked example 'M77'; choose from M1 M2
        lab M14 --all            | firth lab: --all works all examples, so M14 cannot be named with it
        lab --htm x              | firth lab: unknown option --htm
        lab check --dim 0        | firth lab check: --dim must be in 1…65536, but is 0
        lab check --vocabulary 1 | firth lab check: --vocabulary must be in 2…100000, but is 1
        lab check --largest 21   | firth lab check: --largest must be above 0 and at most 20, but is 21
        lab check --objective x  | firth lab check: invalid value for option '--objective': 'x' is none of negative
        lab check --batch 3      | firth lab check: --batch can only be used with --objective full-softmax
        lab check --dim 60000 --vocabulary 60000 | firth lab check: --vocabulary 60000 and --dim 60000 make 7,200,000,000 par
        """)
    void wrongUsage(String arguments, String message) {
        Cli run = Cli.run(arguments.split(" +"));
        assertEquals(2, run.code(), run.err());
        assertTrue(run.err().startsWith(message), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
    }

    @Test
    void formulasAreCutWhereTheyMayBe() {
        assertEquals(
                List.of("a", "b = \\text{x \\qquad y}", "c"),
                LabHtml.parts("a \\qquad b = \\text{x \\qquad y}\\qquad c"));
        String aligned = "\\begin{aligned} a &= b \\qquad c \\end{aligned}";
        assertEquals(List.of(aligned), LabHtml.parts(aligned));
    }

    @Test
    void subscriptsInUnicodeMathematics() {
        assertEquals("∂J/∂v<sub>Frodo</sub>[1]", Html.maths("∂J/∂v_Frodo[1]"));
        assertEquals("u<sub>w</sub>ᵀv<sub>c</sub> &lt; 1", Html.maths("u_wᵀv_c < 1"));
        assertEquals("Σ<sub>j=1..m</sub>", Html.maths("Σ_{j=1..m}"));
        assertEquals("−0.5", Html.number("-0.5"));
        assertEquals("1e-10", Html.number("1e-10"));
        assertEquals("x = −20, w2v-2", Html.maths("x = -20, w2v-2"));
    }
}
