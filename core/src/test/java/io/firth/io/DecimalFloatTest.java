package io.firth.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DecimalFloatTest {
    @Test
    void isTheJdksFloat() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
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
        }
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
