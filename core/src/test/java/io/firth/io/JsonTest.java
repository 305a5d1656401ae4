package io.firth.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class JsonTest {
    private final ObjectMapper jackson = new ObjectMapper();

    @Test
    void stringsAreWhatJacksonReadsAndWrites() throws IOException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            Map<String, String> map = new LinkedHashMap<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                map.put(text(random), text(random));
            }
            byte[] ours = new JsonWriter().strings(map).utf8();
            JsonNode tree = jackson.readTree(ours);
            assertEquals(map.size(), tree.size(), "seed " + seed);
            map.forEach((name, value) -> assertEquals(value, tree.get(name).stringValue(), "seed " + seed));
            assertEquals(map, read(jackson.writeValueAsBytes(map)), "seed " + seed);
            assertEquals(map, read(ours), "seed " + seed);
        }
    }

    /** Whatever is damaged: taken by both or by neither, and the same is read. */
    @Test
    void takesWhatJacksonTakes() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        String whole =
                "{\"a\" : [1, -2.5e3,0.1E-7 ,true,null,{},[ ]], \"b\":{\"c\":\"x\\n\\u00e4\\\\\"},\"d\":\"\"}  \n";
        String letters = "{}[]\",:\\u012e-+.eE \n\ttrfals";
        int taken = 0;
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder(whole);
            for (int i = 1 + random.nextInt(2); i > 0; i--) {
                int at = random.nextInt(text.length());
                String letter = "" + letters.charAt(random.nextInt(letters.length()));
                text.replace(at, at + random.nextInt(2), random.nextInt(4) == 0 ? "" : letter);
            }
            String json = text.toString();
            boolean ours = takes(json);
            assertEquals(jacksonTakes(json), ours, json + ", seed " + seed);
            taken += ours ? 1 : 0;
        }
        assertTrue(taken > 500 && taken < 19_500, taken + " taken");
    }

    @Test
    void numbersAreExact() throws IOException {
        double[] values = {0.1, -1e-300, 1e22, 12345.678, Double.MIN_VALUE, Double.MAX_VALUE};
        for (double value : values) {
            String text = new JsonWriter().number(value).toString();
            assertEquals(value, jackson.readTree(text).doubleValue());
            assertEquals(value, Double.parseDouble(new JsonReader(text, "x").scalar()));
        }
        assertEquals("\"NaN\"", new JsonWriter().number(Double.NaN).toString());
        assertEquals(Long.MAX_VALUE, new JsonReader("9223372036854775807", "x").size());
        for (String bad : List.of("9223372036854775808", "-1", "1.0", "1e3", "\"1\"", "null", "[]")) {
            IOException e = assertThrows(IOException.class, () -> new JsonReader(bad, "x").size(), bad);
            assertTrue(e.getMessage().contains("whole number"), e.getMessage());
        }
    }

    @Test
    void whatIsDeepOrDoubleOrNotUtf8IsRefused() {
        IOException e = assertThrows(IOException.class, () -> new JsonReader("[".repeat(1 << 20), "x").skip());
        assertTrue(e.getMessage().contains("in each other"), e.getMessage());
        e = assertThrows(IOException.class, () -> read("{\"a\":\"\",\"a\":\"\"}".getBytes(StandardCharsets.UTF_8)));
        assertTrue(e.getMessage().contains("'a' twice"), e.getMessage());
        e = assertThrows(IOException.class, () -> new JsonReader(new byte[] {'"', (byte) 0xff, '"'}, "x"));
        assertTrue(e.getMessage().contains("UTF-8"), e.getMessage());
    }

    private static Map<String, String> read(byte[] utf8) throws IOException {
        JsonReader json = new JsonReader(utf8, "the test");
        Map<String, String> map = json.strings();
        json.end();
        return map;
    }

    private static boolean takes(String json) {
        try {
            JsonReader reader = new JsonReader(json, "x");
            reader.skip();
            reader.end();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private boolean jacksonTakes(String json) {
        try {
            return !jackson.readTree(json).isMissingNode();
        } catch (JacksonException e) {
            return false;
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            int codePoint = random.nextInt(random.nextBoolean() ? 128 : 0x110000);
            text.appendCodePoint(codePoint >= 0xd800 && codePoint < 0xe000 ? '"' : codePoint);
        }
        return text.toString();
    }
}
