package io.firth.cli;

import io.firth.io.AtomicFile;
import io.firth.lab.Formula;
import io.firth.lab.Step;
import io.firth.lab.Worked;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Worked examples as one page: style, script, fonts and drawings are in it, nothing is fetched. */
final class LabPage {
    private LabPage() {}

    /**
     * Writes the page.
     *
     * @return its bytes
     */
    static long write(List<Worked> all, Path file) throws IOException {
        byte[] page = page(all).getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, channel -> {
            ByteBuffer buffer = ByteBuffer.wrap(page);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        });
        return page.length;
    }

    static String page(List<Worked> all) throws IOException {
        Katex katex = new Katex();
        StringBuilder latex = new StringBuilder();
        for (Worked worked : all) {
            for (Step step : worked.sheet().steps()) {
                latex.append(step instanceof Formula formula ? formula.latex() : "");
            }
        }
        StringBuilder html = new StringBuilder();
        html.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.append("<meta name=\"color-scheme\" content=\"light dark\">\n<title>Firth lab</title>\n");
        html.append("<link rel=\"icon\" href=\"data:,\">\n");
        html.append("<style>").append(katex.style(latex.toString())).append("</style>\n");
        html.append("<style>\n")
                .append(resource("page.css"))
                .append("</style>\n</head>\n<body>\n<div class=\"page\">\n");
        head(html, all);
        html.append("<div class=\"columns\">\n");
        contents(html, all);
        html.append("<main>\n");
        all.forEach(worked -> html.append(LabHtml.article(worked)));
        html.append("</main>\n</div>\n<footer>Firth ").append(Version.number());
        html.append(" · all numbers computed by firth lab · formulas typeset by KaTeX ")
                .append(katex.version());
        html.append(" (MIT licence)</footer>\n</div>\n<script>")
                .append(katex.script())
                .append("</script>\n<script>\n");
        return html.append(resource("page.js"))
                .append("</script>\n</body>\n</html>\n")
                .toString();
    }

    private static void head(StringBuilder html, List<Worked> all) {
        long checks = all.stream().mapToLong(worked -> worked.sheet().checks()).sum();
        long failed = all.stream().filter(worked -> !worked.passed()).count();
        html.append("<header>\n<h1>The mathematics of word vectors, worked through</h1>\n");
        html.append(
                "<p>Losses, gradients and counts of Firth, computed by its own code: every step with its numbers, every"
                        + " gradient by its formula and by finite differences, and every figure against one that is known to be"
                        + " right.</p>\n");
        html.append(failed == 0 ? "<span class=\"badge\">" : "<span class=\"badge fail\">");
        html.append(Texts.count(all.size(), "worked example")).append(" · ").append(Texts.count(checks, "check"));
        html.append(failed == 0 ? " · all passed" : " · " + Texts.count(failed, "example") + " failed");
        html.append("</span>\n</header>\n");
    }

    private static void contents(StringBuilder html, List<Worked> all) {
        html.append("<nav aria-label=\"Worked examples\"><ol>\n");
        for (Worked worked : all) {
            String id = worked.example().id();
            html.append(worked.passed() ? "<li>" : "<li class=\"fail\">");
            html.append("<a href=\"#").append(id).append("\"><b>").append(id).append("</b><span>");
            html.append(Html.maths(worked.example().title())).append("</span>");
            html.append(worked.passed() ? "<i title=\"passed\">✓</i>" : "<i title=\"failed\">✗</i>");
            html.append("</a></li>\n");
        }
        html.append("</ol></nav>\n");
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = LabPage.class.getResourceAsStream("lab/" + name)) {
            if (in == null) {
                throw new FileNotFoundException("Firth's own file " + name + " is missing from its jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
