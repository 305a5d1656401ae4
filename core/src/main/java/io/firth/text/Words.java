package io.firth.text;

import java.io.CharArrayReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.standard.StandardTokenizerImpl;

/** Words of a text in memory: the same that a {@link SentenceReader} finds in a file. Line ends are white space. */
public final class Words {
    private static final int SHORTEST_BUFFER = 256;

    private Words() {}

    /** The words of a text, in order. */
    public static List<String> of(String text, TextOptions options) {
        List<String> words = switch (options.tokenizer()) {
            case WHITESPACE -> betweenWhiteSpace(text);
            case UNICODE -> byUnicode(text);
        };
        if (options.lowercase()) {
            LowerCase lower = new LowerCase();
            words.replaceAll(word -> lowered(word, lower));
        }
        return words;
    }

    private static List<String> betweenWhiteSpace(String text) {
        List<String> words = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || isSpace(text.charAt(i))) {
                if (i > start) {
                    words.add(text.substring(start, i));
                }
                start = i + 1;
            }
        }
        return words;
    }

    // the white space of Tokenizer.WHITESPACE
    private static boolean isSpace(char c) {
        return c == ' ' || c >= '\t' && c <= '\r' || c == 0;
    }

    private static List<String> byUnicode(String text) {
        List<String> words = new ArrayList<>();
        StandardTokenizerImpl scanner = new StandardTokenizerImpl(new CharArrayReader(text.toCharArray()));
        scanner.setBufferSize(Math.max(SHORTEST_BUFFER, text.length() + 1)); // a longer word would be cut
        try {
            while (scanner.getNextToken() != StandardTokenizerImpl.YYEOF) {
                int start = scanner.yychar();
                words.add(text.substring(start, start + scanner.yylength()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a text in memory has no such failure
        }
        return words;
    }

    private static String lowered(String word, LowerCase lower) {
        byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
        int length = lower.apply(bytes, 0, bytes.length);
        return new String(lower.result(), 0, length, StandardCharsets.UTF_8);
    }
}
