package io.firth.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DecimalFloatTest {
    private final PlainNumber number = new PlainNumber();

    @Test
    void isTheJdksFloat() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        int plain = 0;
        for (int i = 0; i < 100_000; i++) {
            String text = switch (random.nextInt(5)) {
                case 0 -> Float.toString(TestModels.finite(random));
                case 1 -> String.format(Locale.ROOT, "%.6f", random.nextGaussian());
                case 2 -> Double.toString(random.nextGaussian() * Math.pow(10, random.nextInt(90) - 50));
                case 3 ->
                    (random.nextBoolean() ? "-" : "+") + random.nextLong(1L << random.nextInt(1, 60)) + "."
                            + random.nextInt(1000) + "E" + (random.nextInt(100) - 50);
                default -> halfway(random);
            };
            if (Float.floatToRawIntBits(Float.parseFloat(text)) != Float.floatToRawIntBits(parse(text))) {
                assertEquals(Float.parseFloat(text), parse(text), text + ", seed " + seed);
            }
            plain += isPlain(text, "seed " + seed) ? 1 : 0;
        }
        assertTrue(plain > 20_000, plain + " plain numbers, seed " + seed);
    }

    // Alone at the end of its array, and in the midst of other digits that do not belong to the line.
    private boolean isPlain(String text, String seed) {
        boolean plain = false;
        for (String behind : List.of("", " 123456789", ".5", "9876543210")) {
            byte[] bytes = ("7" + text + behind).getBytes(StandardCharsets.US_ASCII);
            int to = behind.startsWith(" ") ? bytes.length : text.length() + 1;
            float value = number.read(bytes, 1, to);
            if (!Float.isNaN(value) && number.end() == text.length() + 1) {
                plain = true;
                assertEquals(
                        Float.floatToRawIntBits(Float.parseFloat(text)), Float.floatToRawIntBits(value), text + seed);
            } else {
                assertFalse(plain, text + " is plain, but not before '" + behind + "', " + seed);
            }
        }
        return plain;
    }

    @Test
    void plainNumbersEndWhereTheyShould() {
        for (String text : List.of("0.123456789012345678", "-", ".", "", "x", "1234567890123456", "nan")) {
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            assertTrue(Float.isNaN(number.read(bytes, 0, bytes.length)), text);
        }
        byte[] line = "1.5e3 -12 7. .25\n".getBytes(StandardCharsets.US_ASCII);
        assertEquals(1.5f, number.read(line, 0, 16));
        assertEquals(3, number.end(), "the exponent is another's business");
        assertEquals(-12f, number.read(line, 6, 16));
        assertEquals(9, number.end());
        assertEquals(7f, number.read(line, 10, 16));
        assertEquals(12, number.end());
        assertEquals(0.25f, number.read(line, 13, 16));
        assertEquals(16, number.end());
    }

    @Test
    void lineBreaksAreFound() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(40)];
            for (int k = 0; k < bytes.length; k++) {
                bytes[k] = (byte) (random.nextInt(6) == 0 ? '\n' : random.nextBoolean() ? 11 : random.nextInt());
            }
            int from = random.nextInt(bytes.length + 1);
            int expected = from;
            while (expected < bytes.length && bytes[expected] != '\n') {
                expected++;
            }
            assertEquals(expected, LineBreaks.next(bytes, from, bytes.length), "seed " + seed + ", round " + i);
        }
        assertTrue(LineBreaks.isBlank(new byte[] {'\r', '\r'}, 0, 2));
        assertFalse(LineBreaks.isBlank(new byte[] {'\r', ' '}, 0, 2));
        assertTrue(LineBreaks.isBlank(new byte[] {'x'}, 1, 1));
    }

    // 15 digits so near to the middle of two floats that the nearest double is the middle itself: rounding twice, from
    // decimal to double to float, would forget on which side of it they lie.
    private static String halfway(Random random) {
        float below = Math.scalb(1 + random.nextFloat(), random.nextInt(60) - 25);
        double middle = ((double) below + Math.nextUp(below)) / 2;
        return new BigDecimal(middle).round(new MathContext(15)).toString();
    }

    @Test
    void isNothingElse() {
        for (String text : List.of(
                "", "-", "+", ".", "e5", "1e", "1e+", "--1", "1-", "0x1p3", "1f", "1d", "1 ", "1,5", "1.2.3", "١")) {
            assertThrows(NumberFormatException.class, () -> parse(text), text);
        }
        assertThrows(NumberFormatException.class, () -> parse("1".repeat(2000)));
        assertEquals(Float.NaN, parse("-nan"));
        assertEquals(Float.NEGATIVE_INFINITY, parse("-INF"));
        assertEquals(0f, parse("0." + "0".repeat(500)));
    }

    private static float parse(String text) {
        byte[] bytes = ("x" + text + "9").getBytes(StandardCharsets.UTF_8);
        return DecimalFloat.parse(bytes, 1, bytes.length - 1);
    }
}
