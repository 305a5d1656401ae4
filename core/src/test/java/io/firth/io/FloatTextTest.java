package io.firth.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FloatTextTest {
    private static String stream(float value) {
        FloatText text = new FloatText();
        text.put(value, FloatText.Style.STREAM);
        return new String(text.take(), StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, -0",
        "1, 1",
        "-1.5, -1.5",
        "0.1, 0.1",
        "0.00012, 0.00012",
        "0.000012, 1.2e-05",
        "-1e-30, -1e-30",
        "12345, 12345",
        "123456, 123456",
        "100000, 1e+05",
        "1234567.0, 1234567",
        "1e10, 1e+10",
        "3.4028235e38, 3.4028235e+38",
        "1.4e-45, 1.4e-45",
        "0.33333334, 0.33333334",
        "10, 10",
        "1000, 1000"
    })
    void isWrittenAsByAStream(float value, String text) {
        assertEquals(text, stream(value));
    }

    @Test
    void readsBackTheSame() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 50_000; i++) {
            float value = TestModels.finite(random);
            assertEquals(
                    Float.floatToRawIntBits(value),
                    Float.floatToRawIntBits(Float.parseFloat(stream(value))),
                    seed + ": " + value);
        }
    }
}
