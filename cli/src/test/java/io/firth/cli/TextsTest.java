package io.firth.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TextsTest {
    @Test
    void numbersForPeople() {
        assertEquals("1,234,567", Texts.count(1_234_567));
        assertEquals("1 word, 2 words", Texts.count(1, "word") + ", " + Texts.count(2, "word"));
        assertEquals("999 bytes", Texts.bytes(999));
        assertEquals("1.0 kB", Texts.bytes(1000));
        assertEquals("9.6 MB", Texts.bytes(9_600_000));
        assertEquals("81 GB", Texts.bytes(81_400_000_000L));
        assertEquals("1.23 M", Texts.rate(1_234_567));
        assertEquals("12 k", Texts.rate(12_345));
        assertEquals("0.25 s", Texts.seconds(0.25));
        assertEquals("59.9 s", Texts.seconds(59.94));
        assertEquals("1 min 0 s", Texts.seconds(59.96));
        assertEquals("2 h 05 min", Texts.seconds(7500));
        assertEquals("1:02:03", Texts.clock(Duration.ofSeconds(3723)));
        assertEquals("0:42", Texts.clock(Duration.ofSeconds(42)));
    }

    @Test
    void jsonSurvivesAnyText() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("q\"\\\n\u0000", "ü😀\u007f");
        String text = new Json()
                .put("map", map)
                .put("list", Arrays.asList(1, 2.5, null, true, Double.NaN, Float.POSITIVE_INFINITY))
                .put("empty", List.of())
                .put("none", Map.of())
                .toString();
        JsonNode read = JsonMapper.shared().readTree(text);
        assertEquals("ü😀\u007f", read.get("map").get("q\"\\\n\u0000").asString());
        assertEquals("[1,2.5,null,true,null,null]", read.get("list").toString());
        assertEquals(0, read.get("empty").size());
        assertEquals(0, read.get("none").size());
    }

    @Test
    void wordsForAShell() {
        assertEquals("a/b.bin", Shell.quoted("a/b.bin"));
        assertEquals("'my model'", Shell.quoted("my model"));
        assertEquals("'it'\\''s'", Shell.quoted("it's"));
    }
}
