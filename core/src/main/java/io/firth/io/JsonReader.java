package io.firth.io;

import io.firth.text.Quoted;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads JSON (RFC 8259) piece by piece. The headers of model files need no more, and a general library takes longer to
 * load than all the rest of opening a model (docs/decisions/0007).
 *
 * <p>An object is read as {@code begin('{'); while (next('}')) { name(); value }}, an array likewise.
 */
public final class JsonReader {
    private static final int DEEPEST = 100;
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    private static final String ESCAPES = "\"\\/bfnrt";
    private static final String ESCAPED = "\"\\/\b\f\n\r\t";

    private final String text;
    private final String what;
    private int at;
    private boolean first;

    /**
     * Over these bytes.
     *
     * @param what names the source in messages
     */
    JsonReader(byte[] utf8, String what) throws IOException {
        this.what = what;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IOException(what + " is not valid UTF-8", e);
        }
    }

    /**
     * Over this text.
     *
     * @param what names the source in messages
     */
    public JsonReader(String text, String what) {
        this.text = text;
        this.what = what;
    }

    /** Enters an object, '{', or an array, '['. */
    public void begin(char open) throws IOException {
        if (peek() != open) {
            throw error(open == '{' ? "an object" : "an array");
        }
        at++;
        first = true;
    }

    /** Whether another element follows; if not, leaves the object, '}', or array, ']'. */
    public boolean next(char close) throws IOException {
        char c = peek();
        if (c == close) {
            at++;
            first = false;
            return false;
        }
        if (first) {
            first = false;
            return true;
        }
        if (c != ',') {
            throw error("',' or '" + close + "'");
        }
        at++;
        if (peek() == close) {
            throw error("another element after ','");
        }
        return true;
    }

    /** The name of the next member of an object. */
    public String name() throws IOException {
        String name = string();
        if (peek() != ':') {
            throw error("':'");
        }
        at++;
        return name;
    }

    /** A string. */
    public String string() throws IOException {
        if (peek() != '"') {
            throw error("a string");
        }
        at++;
        StringBuilder value = new StringBuilder();
        while (true) {
            int from = at;
            while (at < text.length() && text.charAt(at) != '"' && text.charAt(at) != '\\' && text.charAt(at) >= ' ') {
                at++;
            }
            value.append(text, from, at);
            if (at == text.length() || text.charAt(at) < ' ') {
                throw error("the end of a string");
            }
            if (text.charAt(at++) == '"') {
                return value.toString();
            }
            value.append(escape());
        }
    }

    private char escape() throws IOException {
        char c = at < text.length() ? text.charAt(at++) : 0;
        int which = ESCAPES.indexOf(c);
        if (which >= 0) {
            return ESCAPED.charAt(which);
        }
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int digit =
                    c == 'u' && at < text.length() && text.charAt(at) < 128 ? Character.digit(text.charAt(at), 16) : -1;
            if (digit < 0) {
                throw error("an escape such as \\n or \\u000a");
            }
            value = value << 4 | digit;
            at++;
        }
        return (char) value;
    }

    /** A whole number in 0 … 2⁶³ − 1. */
    long size() throws IOException {
        int from = at;
        if (isScalar() && peek() != '"') {
            from = at;
            try {
                long value = Long.parseLong(scalar());
                if (value >= 0) {
                    return value;
                }
            } catch (NumberFormatException e) {
                // the sentence is the same
            }
        }
        at = from;
        throw error("a whole number in 0…" + Long.MAX_VALUE);
    }

    /** Whether the next value is neither an object nor an array. */
    public boolean isScalar() throws IOException {
        char c = peek();
        return c != '{' && c != '[';
    }

    /** Whether the next value is an array. */
    public boolean isArray() throws IOException {
        return peek() == '[';
    }

    /** A string as it is; a number, true, false or null as it is written. */
    public String scalar() throws IOException {
        if (peek() == '"') {
            return string();
        }
        int from = at;
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at)) || "+-.".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        String word = text.substring(from, at);
        if (!NUMBER.matcher(word).matches() && !word.equals("true") && !word.equals("false") && !word.equals("null")) {
            at = from;
            throw error("a value");
        }
        return word;
    }

    /** Passes over a value of any kind. */
    public void skip() throws IOException {
        skip(0);
    }

    /** A value of any kind as it is written. */
    public String raw() throws IOException {
        skipSpace();
        int from = at;
        skip();
        return text.substring(from, at);
    }

    private void skip(int depth) throws IOException {
        if (isScalar()) {
            scalar();
            return;
        }
        if (depth == DEEPEST) {
            throw error("fewer than " + DEEPEST + " objects in each other");
        }
        char open = peek();
        char close = open == '{' ? '}' : ']';
        begin(open);
        while (next(close)) {
            if (open == '{') {
                name();
            }
            skip(depth + 1);
        }
    }

    /** An object whose values are strings. */
    public Map<String, String> strings() throws IOException {
        Map<String, String> map = new LinkedHashMap<>();
        begin('{');
        while (next('}')) {
            String name = name();
            if (map.put(name, string()) != null) {
                throw twice(name);
            }
        }
        return map;
    }

    /** Nothing but white space may be left. */
    public void end() throws IOException {
        skipSpace();
        if (at < text.length()) {
            throw error("the end");
        }
    }

    /** For a name that an object has already. */
    IOException twice(String name) {
        return new IOException(what + " is not valid: it has " + Quoted.of(name) + " twice");
    }

    private char peek() {
        skipSpace();
        return at < text.length() ? text.charAt(at) : 0;
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private IOException error(String expected) {
        String found =
                at >= text.length() ? "the end" : Quoted.of(text.substring(at, Math.min(text.length(), at + 20)));
        return new IOException(
                what + " is not valid: " + expected + " is expected at character " + at + ", not " + found);
    }
}
