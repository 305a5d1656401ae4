package io.firth.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WordsTest {
    /** A text in memory has the words that the same text has in a file. */
    @Test
    void theSameWordsAsAFile() throws Exception {
        String[] pieces = {
            "Don't", " ", "\t", "ÄÖ ", "ΟΔΟΣ", "3.14", "-", "…", "a\u000bb\fc", "日本語", "e\u0301", "😀", "x", "\r", "İ"
        };
        for (long seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(30); i >= 0; i--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            for (Tokenizer tokenizer : Tokenizer.values()) {
                for (boolean lowercase : new boolean[] {false, true}) {
                    TextOptions options = new TextOptions(tokenizer, lowercase);
                    assertEquals(
                            fromFile(text.toString(), options),
                            Words.of(text.toString(), options),
                            options + ", seed " + seed + ": " + text);
                }
            }
        }
    }

    @Test
    void longWordsStayWhole() {
        String word = "a".repeat(5000);
        assertEquals(List.of(word, "b"), Words.of(word + " b", new TextOptions(Tokenizer.UNICODE, false)));
    }

    private static List<String> fromFile(String text, TextOptions options) throws Exception {
        List<String> words = new ArrayList<>();
        try (Corpus corpus = Corpus.ofStream(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))) {
            for (CorpusRange range : corpus.ranges(1)) {
                try (SentenceReader reader = SentenceReader.open(range, options, n -> {})) {
                    for (int event = reader.next(); event != SentenceReader.END; event = reader.next()) {
                        if (event == SentenceReader.TOKEN) {
                            words.add(new String(
                                    reader.buffer(), reader.offset(), reader.length(), StandardCharsets.UTF_8));
                        }
                    }
                }
            }
        }
        return words;
    }
}
