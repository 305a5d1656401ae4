package io.firth.cli;

import io.firth.count.Cooccurrences;
import io.firth.text.Corpus;
import io.firth.vocab.CorpusStatistics;
import io.firth.vocab.Vocabulary;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import picocli.CommandLine.Model.CommandSpec;

/** What a count shows: for people, for programs, or nothing. */
final class CountOutput implements AutoCloseable {
    private static final long NANOS_BETWEEN = 200_000_000L;

    /** The stages of a count. */
    enum Stage {
        READ("reading"),
        WORDS("counting words"),
        ENCODE("encoding"),
        PAIRS("counting pairs"),
        MERGE("merging");

        private final String doing;

        Stage(String doing) {
            this.doing = doing;
        }

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final boolean json;
    private final PrintWriter out;
    private final ProgressDisplay display; // null for programs and for nobody
    private final Map<Stage, Double> seconds = new EnumMap<>(Stage.class);
    private Stage stage;
    private long total;
    private long started;
    private long last;
    private long words;
    private int parts = 1;

    CountOutput(boolean json, boolean quiet, CommandSpec spec, Terminal terminal) {
        this.json = json;
        this.out = json || !quiet ? spec.commandLine().getOut() : null;
        this.display = json || quiet
                ? null
                : ProgressDisplay.choose(terminal, spec.commandLine().getErr());
    }

    /** The next stage, of so many steps. */
    synchronized void begin(Stage next, long steps) {
        end();
        stage = next;
        total = steps;
        started = System.nanoTime();
        last = started;
        if (display != null) {
            display.start(next.doing, steps);
        }
    }

    /** From any thread, often. */
    void progress(long done) {
        if (display != null) {
            String details = stage == Stage.PAIRS ? rate(done) : stage == Stage.READ ? Texts.bytes(done) : "";
            display.update(done, details);
        } else if (json) {
            jsonProgress(done);
        }
    }

    private String rate(long done) {
        return Texts.rate(done / ((System.nanoTime() - started) / 1e9 + 1e-9)) + " words/s";
    }

    private synchronized void jsonProgress(long done) {
        long now = System.nanoTime();
        if (stage != null && now - last >= NANOS_BETWEEN) {
            last = now;
            Json record = new Json()
                    .put("event", "progress")
                    .put("stage", stage.key())
                    .put("done", done);
            print(stage == Stage.READ ? record : record.put("total", total));
        }
    }

    /** The words are known. */
    synchronized void vocabulary(Corpus corpus, CorpusStatistics s) {
        end();
        words = s.keptTokens();
        if (json) {
            print(new Json()
                    .put("event", "vocabulary")
                    .put("corpus", corpus.describe())
                    .put("words", s.tokens())
                    .put("distinct", s.types())
                    .put("sentences", s.sentences())
                    .put("invalidUtf8", s.invalidUtf8())
                    .put("vocabulary", s.keptTypes())
                    .put("wordsInVocabulary", s.keptTokens()));
        } else if (display != null) {
            display.println(corpus.describe() + ": " + Texts.count(s.tokens(), "word") + ", " + Texts.count(s.types())
                    + " distinct, " + Texts.count(s.sentences(), "sentence")
                    + (s.invalidUtf8() == 0 ? "" : ", " + Texts.count(s.invalidUtf8()) + " invalid UTF-8"));
            display.println(String.format(
                    Locale.ROOT,
                    "vocabulary: %s (%.1f %% of the text)",
                    Texts.count(s.keptTypes(), "word"),
                    100.0 * s.keptTokens() / Math.max(1, s.tokens())));
        }
    }

    /** The parts are counted; they lie on disk. */
    synchronized void merging(int runs, long bytes, long rows) {
        parts = runs;
        begin(Stage.MERGE, rows);
        if (display != null) {
            display.println("the memory holds a part of the corpus only: merging " + Texts.count(runs, "part") + " ("
                    + Texts.bytes(bytes) + " on disk)");
            display.start(Stage.MERGE.doing, rows);
        }
    }

    /** The file is written. */
    synchronized void finished(Path file, long bytes, Cooccurrences counts) {
        end();
        double all = seconds.values().stream().mapToDouble(Double::doubleValue).sum();
        if (json) {
            Map<String, Object> stages = new LinkedHashMap<>();
            seconds.forEach((each, s) -> stages.put(each.key(), s));
            print(new Json()
                    .put("event", "result")
                    .put("counts", file.toString())
                    .put("bytes", bytes)
                    .put("vocabulary", counts.size())
                    .put("cells", counts.nonZeros())
                    .put("total", counts.total())
                    .put("words", words)
                    .put("parts", parts)
                    .put("seconds", stages)
                    .put("wordsPerSecond", words / all));
        } else if (display != null) {
            display.stop();
            StringJoiner stages = new StringJoiner(", ");
            seconds.forEach((each, s) -> stages.add(each.doing + " " + Texts.seconds(s)));
            double pairs = seconds.get(Stage.PAIRS) + seconds.getOrDefault(Stage.MERGE, 0.0);
            out.println("counted " + Texts.count(counts.nonZeros()) + " different pairs of "
                    + Texts.count(counts.size(), "word") + ", "
                    + Texts.total(counts.total())
                    + " in all, in " + Texts.seconds(all) + ": " + stages);
            out.println("saved " + file + " (" + Texts.bytes(bytes) + ", " + Texts.rate(words / pairs)
                    + " words/s counted)");
            out.println();
            out.println("Next:");
            out.println("  " + System.getProperty("firth.command", "firth") + " pmi " + Shell.quoted(file.toString())
                    + " " + Shell.quoted(example(counts.vocabulary())));
            out.flush();
        }
    }

    /** Neither "the" nor a word that was hardly seen. */
    private static String example(Vocabulary vocabulary) {
        return vocabulary.word(Math.min(vocabulary.size() - 1, Math.min(400, vocabulary.size() / 4)));
    }

    private void end() {
        if (stage == null) {
            return;
        }
        double s = (System.nanoTime() - started) / 1e9;
        seconds.put(stage, s);
        if (display != null) {
            display.stop();
        } else if (json) {
            print(new Json().put("event", "stage").put("stage", stage.key()).put("seconds", s));
        }
        stage = null;
    }

    private void print(Json line) {
        out.println(line);
        out.flush();
    }

    @Override
    public void close() {
        if (display != null) {
            display.close();
        }
    }
}
