package io.firth.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnicodeSentenceReaderTest {
    private static final TextOptions UNICODE = new TextOptions(Tokenizer.UNICODE, false);
    private static final TextOptions LOWER = new TextOptions(Tokenizer.UNICODE, true);

    @TempDir
    Path folder;

    @Test
    void proseBecomesWords() throws IOException {
        assertEquals(
                "Don't stop it's 3.14 o'clock . He said no .",
                words("Don't stop: it's 3.14 o'clock!\r\n\n***\nHe said, \"no\".", UNICODE, 1_000));
        assertEquals("don't über .", words("DON'T — ÜBER", LOWER, 1_000));
        for (int range : new int[] {1, 2, 3, 4, 1_000}) {
            assertEquals("a b . c .", words("\ufeffa b\nc", UNICODE, range), "range " + range);
        }
    }

    @Test
    void bytesThatAreNotUtf8SeparateWordsAndAreCounted() throws IOException {
        Path file = Files.write(folder.resolve("invalid"), new byte[] {'a', (byte) 0xff, 'b', (byte) 0xc3, '\n', 'c'});
        try (Corpus corpus = Corpus.of(file);
                SentenceReader reader = SentenceReader.open(corpus.ranges().getFirst(), UNICODE, bytes -> {})) {
            List<String> events = new ArrayList<>();
            Events.add(reader, events);
            assertEquals("a b . c .", Events.words(events));
            assertEquals(2, reader.invalidUtf8());
        }
    }

    @Test
    void longWordsAreNotCut() throws IOException {
        for (int length : new int[] {300, 70_000, 3_000_000}) {
            String word = "x".repeat(length);
            assertEquals("a " + word + " b .", words("a " + word + " b", UNICODE, Long.MAX_VALUE / 2));
        }
    }

    @Test
    void anyRangesGiveWhatLuceneGivesLineByLine() throws IOException {
        String[] pieces = {
            "word",
            "Ünïcode",
            " ",
            " ",
            ", ",
            "3.5",
            "can't",
            "漢字かなカナ",
            "한국어",
            "สวัสดี",
            "👩‍👩‍👧",
            "\n",
            "\r\n",
            "e\u0301",
            " \u0301",
            "\u2028",
            "-",
            "🇩🇪🇫🇷",
            "a:b",
            "_"
        };
        for (int round = 0; round < 60; round++) {
            long seed = 700 + round;
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder();
            int n = round == 0 ? 120_000 : random.nextInt(300); // the first is one line of several segments
            for (int i = 0; i < n; i++) {
                String piece = pieces[random.nextInt(pieces.length)];
                text.append(round == 0 && piece.endsWith("\n") ? " " : piece);
            }
            long rangeBytes = 1 + random.nextInt(200);
            assertEquals(
                    lucene(text.toString()),
                    words(text.toString(), UNICODE, round == 0 ? 200_000 : rangeBytes),
                    "seed " + seed);
        }
    }

    @Test
    void lowerCaseIsTheSameAsAString() throws IOException {
        String text = "ΌΣΟΣ İ ǅ ẞ Ⅷ ДОМ";
        assertEquals(lucene(text.toLowerCase(Locale.ROOT)), words(text, LOWER, 1_000));
    }

    private static String lucene(String text) throws IOException {
        StringBuilder words = new StringBuilder();
        for (String line : text.split("\n", -1)) {
            try (StandardTokenizer tokenizer = new StandardTokenizer()) {
                tokenizer.setMaxTokenLength(StandardTokenizer.MAX_TOKEN_LENGTH_LIMIT);
                tokenizer.setReader(new StringReader(line));
                tokenizer.reset();
                boolean any = false;
                while (tokenizer.incrementToken()) {
                    words.append(tokenizer.getAttribute(CharTermAttribute.class))
                            .append(' ');
                    any = true;
                }
                words.append(any ? ". " : "");
            }
        }
        return words.toString().strip();
    }

    private String words(String text, TextOptions options, long rangeBytes) throws IOException {
        Path file = Files.writeString(folder.resolve("text"), text);
        try (Corpus corpus = Corpus.of(file)) {
            String words = Events.words(Events.of(corpus, options, rangeBytes));
            return new String(words.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        }
    }
}
