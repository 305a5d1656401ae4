package io.firth.cli;

import io.firth.vocab.Vocabulary;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Completes commands at the beginning of a line, options, and words of the model, the first ones of it first. */
final class WordCompleter implements Completer {
    private static final int MOST = 60;

    private static final List<String> OPTIONS = List.of(
            "-k",
            "--restrict",
            "--by",
            "--ann",
            "--positive",
            "--negative",
            "--batch",
            "--json",
            "--method",
            "--sif",
            "--relaxed",
            "--sentences",
            "--vectors",
            "--help");

    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final Vocabulary vocabulary;

    WordCompleter(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        String typed = line.word().substring(0, line.wordCursor());
        int rank = 0;
        for (String word : completions(typed, line.wordIndex() == 0)) {
            candidates.add(new Candidate(word, word, null, null, null, null, true, rank++));
        }
    }

    /** What {@code typed} may become. */
    List<String> completions(String typed, boolean first) {
        List<String> found = new ArrayList<>();
        if (first) {
            add(found, typed, ShellSession.COMMANDS);
            add(found, typed, ShellSession.BUILT_IN);
            if (typed.length() > 1 && !found.isEmpty()) {
                return found; // else words of the model would hide the commands
            }
        }
        if (typed.startsWith("-")) {
            add(found, typed, OPTIONS);
        }
        if (!typed.isEmpty()) {
            addWords(found, typed.getBytes(StandardCharsets.UTF_8));
        }
        return found;
    }

    private static void add(List<String> found, String typed, List<String> choices) {
        for (String choice : choices) {
            if (choice.startsWith(typed)) {
                found.add(choice);
            }
        }
    }

    private void addWords(List<String> found, byte[] prefix) {
        MemorySegment bytes = vocabulary.bytesSegment();
        MemorySegment offsets = vocabulary.offsetsSegment();
        long end = offsets.get(LONG, 0);
        for (int id = 0; id < vocabulary.size() && found.size() < MOST; id++) {
            long start = end;
            end = offsets.get(LONG, (id + 1L) * Long.BYTES);
            if (end - start >= prefix.length && startsWith(bytes, start, prefix)) {
                found.add(vocabulary.word(id));
            }
        }
    }

    private static boolean startsWith(MemorySegment bytes, long start, byte[] prefix) {
        for (int i = 0; i < prefix.length; i++) {
            if (bytes.get(ValueLayout.JAVA_BYTE, start + i) != prefix[i]) {
                return false;
            }
        }
        return true;
    }
}
