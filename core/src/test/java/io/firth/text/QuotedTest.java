package io.firth.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class QuotedTest {
    @Test
    void wordsAreQuoted() {
        assertEquals("''", Quoted.of(""));
        assertEquals("'naïve 😀'", Quoted.of("naïve 😀"));
    }

    @Test
    void whatCouldEndTheLineCommandTheTerminalOrTurnTheDirectionIsAQuestionMark() {
        assertEquals("'a?b c?[31md?e'", Quoted.of("a\nb\tc\u001b[31md\u0085e"));
        assertEquals("'?31m ? ? ?exe.txt?'", Quoted.of("\u009b31m \u2028 \u2029 \u202eexe.txt\u2069"));
        assertEquals("x?", Quoted.plain("x\u007f"));
    }

    @Test
    void longTextsAreCutBetweenCharacters() {
        assertEquals("'" + "x".repeat(60) + "'", Quoted.of("x".repeat(60)));
        assertEquals("'" + "x".repeat(60) + "…'", Quoted.of("x".repeat(61)));
        assertEquals("'" + "x".repeat(59) + "…'", Quoted.of("x".repeat(59) + "😀"));
    }

    @Test
    void bytesAreQuotedAsTheirText() {
        assertEquals("'bc'", quoted("abcd", 1, 3));
        String wide = "日".repeat(60);
        assertEquals("'" + wide + "'", quoted(wide, 0, 180));
        assertEquals("'" + wide + "…'", quoted(wide + "本", 0, 183));
        assertEquals("'" + "😀".repeat(30) + "…'", quoted("😀".repeat(100), 0, 400));
        assertEquals("'a\ufffdb'", Quoted.of(new byte[] {'a', (byte) 0xff, 'b'}, 0, 3));
    }

    private static String quoted(String text, int start, int end) {
        return Quoted.of(text.getBytes(StandardCharsets.UTF_8), start, end);
    }
}
