package io.firth.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.vocab.Vocabulary;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NearSpellingsTest {
    @Test
    void caseFirstThenFewestErrorsThenFrequency() {
        Vocabulary words = vocabulary("the", "paris", "pairs", "Paris", "parish", "parks", "PARIS", "berlin");
        assertEquals(List.of("paris", "Paris", "PARIS", "pairs", "parish"), near(words, "pAris"));
        assertEquals(List.of("paris", "Paris", "parks", "PARIS", "pairs"), near(words, "parus"));
        assertEquals(List.of("the"), near(words, "teh"));
        assertEquals(List.of("berlin"), near(words, "brelni"));
        assertEquals(List.of(), near(words, "xyzzy"));
        assertEquals(List.of(), near(words, ""));
    }

    @Test
    void lettersAreCodePoints() {
        Vocabulary words = vocabulary("größe", "Ελλάδα", "日本語", "naïve");
        assertEquals(List.of("größe"), near(words, "GRÖßE"));
        assertEquals(List.of("größe"), near(words, "grösse"));
        assertEquals(List.of("Ελλάδα"), near(words, "ελλαδα"));
        assertEquals(List.of("日本語"), near(words, "日本話"));
        assertEquals(List.of("naïve"), near(words, "naive"));
    }

    @Test
    void wordsThatAreNotUtf8AreCompared() {
        byte[] latin1 = "gr\u00f6sse".getBytes(StandardCharsets.ISO_8859_1);
        Vocabulary words = Vocabulary.of(List.of(latin1, new byte[] {(byte) 0xe2, (byte) 0x82}), new long[] {2, 1});
        assertEquals(List.of(0), new NearSpellings(words).of("gr\u00f6sse"));
    }

    @Test
    void isWhatTheFullTableGives() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<String> list = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            list.add(randomWord(random));
        }
        long[] counts = random.longs(2000, 0, 50).toArray();
        Vocabulary words = Vocabulary.of(
                list.stream().map(w -> w.getBytes(StandardCharsets.UTF_8)).toList(), counts);
        for (int i = 0; i < 100; i++) {
            String typed = i % 10 == 0 ? list.get(i) : randomWord(random);
            int letters = typed.codePointCount(0, typed.length());
            int itself = words.id(typed);
            List<Integer> expected = IntStream.range(0, 2000)
                    .filter(id -> id != itself)
                    .filter(id -> distance(typed, list.get(id)) <= (letters <= 3 ? 1 : 2))
                    .boxed()
                    .sorted(Comparator.<Integer>comparingInt(id -> distance(typed, list.get(id)))
                            .thenComparingLong(id -> -counts[id])
                            .thenComparingInt(id -> id))
                    .limit(5)
                    .toList();
            assertEquals(expected, new NearSpellings(words).of(typed), typed + ", seed " + seed);
        }
    }

    /** A letter is a code point in lower case, or a byte that is part of none and unlike any other. */
    @Test
    void everyCodePointIsOneLetter() {
        Spelling spelling = new Spelling();
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                continue;
            }
            String word = "a" + Character.toString(c) + "Z";
            spelling.set(word);
            assertEquals(3, spelling.length(), "U+" + Integer.toHexString(c));
            int lower = Character.toLowerCase(Character.toUpperCase(c));
            assertEquals(lower, spelling.codePoints()[1], "U+" + Integer.toHexString(c));
            assertEquals('z', spelling.codePoints()[2]);
            byte[] cut = word.getBytes(StandardCharsets.UTF_8);
            if (cut.length > 3) { // its last byte is missing: as many letters as bytes
                spelling.set(cut, cut.length - 2);
                assertEquals(cut.length - 2, spelling.length(), "U+" + Integer.toHexString(c) + ", cut off");
            }
        }
        Set<Integer> letters = new HashSet<>();
        for (int b = 0x80; b <= 0xff; b++) {
            spelling.set(new byte[] {(byte) b, 'a'}, 2);
            assertEquals(2, spelling.length(), "byte " + b);
            assertTrue(spelling.codePoints()[0] > Character.MAX_CODE_POINT, "byte " + b);
            letters.add(spelling.codePoints()[0]);
        }
        assertEquals(128, letters.size());
    }

    /** Longer than the first arrays. */
    @Test
    void longWords() {
        Random random = new Random(3);
        List<String> list = new ArrayList<>();
        for (int length : new int[] {60, 63, 64, 65, 66, 120, 129, 400}) {
            for (int i = 0; i < 4; i++) {
                StringBuilder word = new StringBuilder();
                for (int letter = 0; letter < length; letter++) {
                    word.append((char) ('a' + (letter * 7 + length) % 26));
                }
                for (int error = 0; error < i; error++) {
                    word.setCharAt(random.nextInt(length), (char) ('a' + random.nextInt(26)));
                }
                list.add(word.toString());
            }
        }
        Vocabulary words = vocabulary(list.toArray(String[]::new));
        for (String word : list) {
            String typed = word.substring(0, word.length() / 2) + "q" + word.substring(word.length() / 2);
            List<String> expected = list.stream()
                    .filter(other -> distance(typed, other) <= 2)
                    .sorted(Comparator.comparingInt(other -> distance(typed, other)))
                    .limit(5)
                    .toList();
            assertTrue(expected.contains(word));
            assertEquals(expected, near(words, typed));
        }
    }

    private static String randomWord(Random random) {
        StringBuilder word = new StringBuilder();
        for (int n = 1 + random.nextInt(7); n > 0; n--) {
            word.appendCodePoint("abcAB\u00fc\u00dc🙂".codePoints().toArray()[random.nextInt(8)]);
        }
        return word.toString();
    }

    /** Every cell of the table, by its definition. */
    private static int distance(String x, String y) {
        int[] a = x.toLowerCase(Locale.ROOT).codePoints().toArray();
        int[] b = y.toLowerCase(Locale.ROOT).codePoints().toArray();
        int[][] d = new int[a.length + 1][b.length + 1];
        for (int i = 0; i <= a.length; i++) {
            for (int j = 0; j <= b.length; j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int best = d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                best = Math.min(best, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                    best = Math.min(best, d[i - 2][j - 2] + 1);
                }
                d[i][j] = best;
            }
        }
        return d[a.length][b.length];
    }

    /** The first is the most frequent. */
    private static Vocabulary vocabulary(String... words) {
        return Vocabulary.of(
                IntStream.range(0, words.length)
                        .mapToObj(i -> words[i].getBytes(StandardCharsets.UTF_8))
                        .toList(),
                IntStream.range(0, words.length).mapToLong(i -> 100L - i).toArray());
    }

    private static List<String> near(Vocabulary words, String typed) {
        return new NearSpellings(words).of(typed).stream().map(words::word).toList();
    }
}
