package io.firth.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8Test {
    /** Every code point there and back as Java does it, and no shorter piece of it is valid. */
    @Test
    void everyCodePoint() {
        byte[] encoded = new byte[6];
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                continue;
            }
            byte[] expected = Character.toString(c).getBytes(StandardCharsets.UTF_8);
            int end = Utf8.encode(c, encoded, 1);
            assertEquals(expected.length, end - 1);
            if (!Arrays.equals(expected, 0, expected.length, encoded, 1, end)) {
                assertArrayEquals(expected, Arrays.copyOfRange(encoded, 1, end), "U+" + Integer.toHexString(c));
            }
            assertEquals(c << 3 | expected.length, Utf8.decode(encoded, 1, end));
            for (int cut = 2; cut < end; cut++) {
                assertEquals(-1, Utf8.decode(encoded, 1, cut));
            }
        }
    }

    /** All two bytes, and many of four, are valid if Java says so: no overlong forms, surrogates or stray bytes. */
    @Test
    void whatIsValidIsWhatJavaDecodes() {
        byte[] two = new byte[2];
        for (int i = 0; i < 1 << 16; i++) {
            two[0] = (byte) (i >> 8);
            two[1] = (byte) i;
            assertSame(two, 0);
        }
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int[] edges = {
            0x00, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0xf5,
            0xff
        };
        for (int round = 0; round < 300_000; round++) {
            byte[] bytes = new byte[3 + random.nextInt(3)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (random.nextInt(4) == 0 ? random.nextInt() : edges[random.nextInt(edges.length)]);
            }
            assertSame(bytes, seed);
        }
    }

    private static void assertSame(byte[] bytes, long seed) {
        boolean valid;
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            valid = true;
        } catch (CharacterCodingException e) {
            valid = false;
        }
        if (valid != Utf8.isValid(bytes, 0, bytes.length)) {
            fail(Arrays.toString(bytes) + (valid ? " is valid" : " is not valid") + ", seed " + seed);
        }
    }

    /** Of every code point alone and between others; and of words that grow. */
    @Test
    void lowerCaseIsThatOfAString() {
        LowerCase lower = new LowerCase();
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                continue;
            }
            assertLower(lower, Character.toString(c));
            if (c < 0x3000) {
                assertLower(lower, "ÀB" + Character.toString(c) + "Ж");
            }
        }
        for (int length = 0; length < 200; length++) {
            assertLower(lower, "\u023a".repeat(length)); // two bytes become three
            assertLower(lower, "\u212a".repeat(length)); // the kelvin sign: three become one
        }
    }

    private static void assertLower(LowerCase lower, String word) {
        byte[] bytes = ("#" + word + "#").getBytes(StandardCharsets.UTF_8);
        int length = lower.apply(bytes, 1, bytes.length - 2);
        String actual = new String(lower.result(), 0, length, StandardCharsets.UTF_8);
        if (!actual.equals(word.toLowerCase(Locale.ROOT))) {
            assertEquals(word.toLowerCase(Locale.ROOT), actual);
        }
    }
}
