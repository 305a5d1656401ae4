package io.firth.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WhitespaceSentenceReaderTest {
    private static final TextOptions LOWER = new TextOptions(Tokenizer.WHITESPACE, true);

    @TempDir
    Path folder;

    @Test
    void separatorsAreTheDocumentedOnes() throws IOException {
        assertEquals("a b . c .", words("a b\r\nc\r\n"));
        assertEquals("a b c d e f .", words("a\tb\u000bc\fd\0e  f"));
        assertEquals("a . b .", words("\n\n a\n\r\n \n\nb"));
        assertEquals("a\u0001b \u007f .", words("a\u0001b \u007f"));
        assertEquals("", words("\n \r\n\0"));
        // Characters above ASCII are never separators: no-break space, NEL and line separator are parts of words.
        assertEquals("a\u00c2\u00a0b\u00c2\u0085c\u00e2\u0080\u00a8d .", words("a\u00a0b\u0085c\u2028d"));
    }

    @Test
    void byteOrderMarkIsSkippedAtTheStartOnly() throws IOException {
        String expected = "a \u00ef\u00bb\u00bfb .";
        for (int range = 1; range < 12; range++) {
            assertEquals(expected, words("\ufeffa \ufeffb".getBytes(StandardCharsets.UTF_8), range), "range " + range);
        }
        assertEquals("", words("\ufeff"));
        assertEquals("", words("\ufeff \n".getBytes(StandardCharsets.UTF_8), 4));
        // the mark lies across the edge of a block that is looked back at
        String far = "\ufeff" + " ".repeat(8200) + "\na";
        for (int range = 8190; range < 8200; range++) {
            assertEquals("a .", words(far.getBytes(StandardCharsets.UTF_8), range), "range " + range);
        }
    }

    @Test
    void utf16IsRefused() throws IOException {
        for (Charset charset : List.of(StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE)) {
            Path file = Files.write(folder.resolve("utf16"), "\ufeffa b".getBytes(charset));
            for (Tokenizer tokenizer : Tokenizer.values()) {
                try (Corpus corpus = Corpus.of(file)) {
                    CorpusException refused = assertThrows(
                            CorpusException.class, () -> Events.of(corpus, new TextOptions(tokenizer, false), 100));
                    assertEquals(
                            file + " begins with the byte order mark of UTF-16, and Firth reads UTF-8; convert it, for"
                                    + " example with iconv -f UTF-16 -t UTF-8",
                            refused.getMessage());
                }
            }
        }
    }

    @Test
    void lowerCaseIsUnicode() throws IOException {
        Path file = folder.resolve("upper");
        String text = "ÀÉ Straße ΣΟΦΟΣ İstanbul ДОМ 𐐀 KELVIN\u212a ABC[@`{z";
        Files.writeString(file, text + " É\n");
        byte[] invalid = {(byte) 0xff, 'A', (byte) 0xc3, (byte) 0x89, (byte) 0xc3};
        Files.write(file, invalid, StandardOpenOption.APPEND);
        try (Corpus corpus = Corpus.of(file)) {
            String expected = text.toLowerCase(Locale.ROOT) + " é . ";
            assertEquals(
                    new String(expected.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)
                            + "\u00ffa\u00c3\u00a9\u00c3 .",
                    Events.words(Events.of(corpus, LOWER, 100)));
        }
    }

    @Test
    void veryLongWordIsOneWord() throws IOException {
        byte[] text = new byte[10_000_000];
        Arrays.fill(text, (byte) 'x');
        text[3] = ' ';
        Path file = Files.write(folder.resolve("long"), text);
        try (Corpus corpus = Corpus.of(file)) {
            for (long range : new long[] {1 << 20, Long.MAX_VALUE / 2}) {
                List<String> events = Events.of(corpus, TextOptions.DEFAULT, range);
                assertEquals(3, events.size());
                assertEquals("xxx@0/0", events.get(0));
                assertEquals(10_000_000 - 4 + "@4/0".length(), events.get(1).length());
            }
        }
    }

    @Test
    void anyBytesInAnyRangesAndBuffersGiveWhatASlowTwinGives() throws IOException {
        for (int round = 0; round < 400; round++) {
            long seed = 9_000 + round;
            Random random = new Random(seed);
            byte[] text = randomText(random);
            Path file = Files.write(folder.resolve("random"), text);
            long[] invalid = new long[2];
            List<String> expected = twin(text, invalid);
            try (Corpus corpus = Corpus.of(file)) {
                long rangeBytes = 1 + random.nextInt(round % 2 == 0 ? 10 : 30_000);
                int bufferBytes = 8 + random.nextInt(200);
                List<String> actual = new ArrayList<>();
                for (CorpusRange range : corpus.ranges(rangeBytes)) {
                    try (RangeInput input = new RangeInput(range, bytes -> {});
                            WhitespaceSentenceReader reader =
                                    new WhitespaceSentenceReader(range, input, false, bufferBytes)) {
                        Events.add(reader, actual);
                        invalid[1] += reader.invalidUtf8();
                    }
                }
                assertEquals(expected, actual, "seed " + seed);
                assertEquals(invalid[0], invalid[1], "seed " + seed);
            }
        }
    }

    /** Splits the whole text at once, byte by byte. */
    private static List<String> twin(byte[] text, long[] invalid) {
        List<String> events = new ArrayList<>();
        int lineStart = 0;
        boolean open = false;
        for (int i = 0; i < text.length; ) {
            if ("\0\t\n\u000b\f\r ".indexOf(text[i]) >= 0) {
                if (text[i++] == '\n') {
                    if (open) {
                        events.add(".");
                    }
                    open = false;
                    lineStart = i;
                }
                continue;
            }
            int end = i;
            while (end < text.length && "\0\t\n\u000b\f\r ".indexOf(text[end]) < 0) {
                end++;
            }
            byte[] word = Arrays.copyOfRange(text, i, end);
            String decoded = new String(word, StandardCharsets.UTF_8);
            if (!Arrays.equals(decoded.getBytes(StandardCharsets.UTF_8), word)) {
                invalid[0]++;
            }
            boolean near = i - lineStart < SentenceReader.LOOK_BACK;
            events.add(new String(word, StandardCharsets.ISO_8859_1) + "@" + i + "/" + (near ? lineStart : "far"));
            open = true;
            i = end;
        }
        if (open) {
            events.add(".");
        }
        return events;
    }

    private static byte[] randomText(Random random) {
        String[] pieces = {
            "a",
            "Bc",
            "longerword",
            "x".repeat(40),
            "é",
            "漢字",
            "𝔊",
            " ",
            "  ",
            "\n",
            "\r\n",
            "\0",
            "\t",
            "\u0001",
            "\u001f",
            "\u007f",
            " \n \n",
            " ".repeat(30)
        };
        byte[][] broken = {
            {(byte) 0xff},
            {(byte) 0xc3},
            {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
            {(byte) 0xc0, (byte) 0x80},
            {(byte) 0xf5, (byte) 0x80, (byte) 0x80, (byte) 0x80},
            {(byte) 0xe2, (byte) 0x82}
        };
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        int n = random.nextInt(random.nextInt(10) == 0 ? 6_000 : 120);
        boolean newlines = random.nextInt(4) > 0; // else one long line
        for (int i = 0; i < n; i++) {
            byte[] piece = random.nextInt(12) == 0
                    ? broken[random.nextInt(broken.length)]
                    : pieces[random.nextInt(pieces.length)].getBytes(StandardCharsets.UTF_8);
            if (newlines || Arrays.binarySearch(piece, (byte) '\n') < 0 && piece[0] != '\r' && piece.length != 4) {
                text.writeBytes(piece);
            }
        }
        return text.toByteArray();
    }

    private String words(String text) throws IOException {
        return words(text.getBytes(StandardCharsets.UTF_8), 1_000);
    }

    private String words(byte[] text, long rangeBytes) throws IOException {
        Path file = Files.write(folder.resolve("text"), text);
        try (Corpus corpus = Corpus.of(file)) {
            return Events.words(Events.of(corpus, TextOptions.DEFAULT, rangeBytes));
        }
    }
}
