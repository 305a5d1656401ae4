package io.firth.text;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** What readers say, as text that can be compared: "word@position/lineStart" or ".", words as ISO 8859-1. */
final class Events {
    private Events() {}

    /** All events of a corpus read in ranges of this size, one reader after the other. */
    static List<String> of(Corpus corpus, TextOptions options, long rangeBytes) throws IOException {
        List<String> events = new ArrayList<>();
        AtomicLong bytes = new AtomicLong();
        for (CorpusRange range : corpus.ranges(rangeBytes)) {
            try (SentenceReader reader = SentenceReader.open(range, options, bytes::addAndGet)) {
                add(reader, events);
            }
        }
        if (bytes.get() > corpus.bytes()) {
            events.add("more bytes were reported than there are: " + bytes);
        }
        return events;
    }

    static void add(SentenceReader reader, List<String> events) throws IOException {
        for (int event = reader.next(); event != SentenceReader.END; event = reader.next()) {
            if (event == SentenceReader.SENTENCE_END) {
                events.add(".");
            } else {
                String word =
                        new String(reader.buffer(), reader.offset(), reader.length(), StandardCharsets.ISO_8859_1);
                boolean near = reader.position() - reader.sentenceStart() < SentenceReader.LOOK_BACK;
                events.add(word + "@" + reader.position() + "/" + (near ? reader.sentenceStart() : "far"));
            }
        }
        if (reader.next() != SentenceReader.END) {
            events.add("something came after the end");
        }
    }

    /** Only the words and sentence ends. */
    static String words(List<String> events) {
        StringBuilder text = new StringBuilder();
        for (String event : events) {
            text.append(event.replaceAll("@-?\\d+/.*", "")).append(' ');
        }
        return text.toString().strip();
    }
}
