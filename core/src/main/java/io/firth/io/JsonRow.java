package io.firth.io;

import io.firth.text.Quoted;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Takes one line of JSON lines apart, byte by byte, without an object per number. */
final class JsonRow extends TextRow {
    private static final int DEEPEST = 100;
    private static final String ESCAPES = "\"\\/bfnrt";
    private static final String ESCAPED = "\"\\/\b\f\n\r\t";

    private byte[] line;
    private int start;
    private int at;
    private int end;
    private int length;
    private final boolean measuring;
    private byte[] string;
    private int stringFrom;
    private int stringTo;

    JsonRow(int dim) {
        this(dim, false);
    }

    private JsonRow(int dim, boolean measuring) {
        super(dim);
        this.measuring = measuring;
    }

    /**
     * How many numbers the vector of this line has.
     *
     * @throws NumberFormatException if it is not such a line
     */
    static int length(byte[] line) {
        JsonRow row = new JsonRow(0, true);
        row.parse(line, 0, line.length);
        if (row.length < 1 || row.length > Word2VecHeader.MOST_DIM) {
            throw new NumberFormatException("a vector of " + row.length + " numbers; at least 1 and at most "
                    + Word2VecHeader.MOST_DIM + " are expected");
        }
        return row.length;
    }

    @Override
    void parse(byte[] text, int from, int to) {
        line = text;
        start = from;
        at = from;
        end = to;
        count = 0;
        boolean hasWord = false;
        boolean hasBytes = false;
        boolean hasVector = false;
        boolean hasCount = false;
        expect('{');
        for (boolean first = true; !next('}', first); first = false) {
            string();
            String name = stringTo - stringFrom > 8
                    ? ""
                    : new String(string, stringFrom, stringTo - stringFrom, StandardCharsets.UTF_8);
            expect(':');
            boolean twice = false;
            switch (name) {
                case "word" -> {
                    twice = hasWord;
                    string();
                    if (!hasBytes) {
                        takeWord();
                    }
                    hasWord = true;
                }
                case "bytes" -> {
                    twice = hasBytes;
                    string();
                    base64();
                    hasBytes = true;
                }
                case "count" -> {
                    twice = hasCount;
                    count = wholeNumber();
                    hasCount = true;
                }
                case "vector" -> {
                    twice = hasVector;
                    vector();
                    hasVector = true;
                }
                default -> skip(0);
            }
            if (twice) {
                throw new NumberFormatException("the object has \"" + name + "\" twice");
            }
        }
        if (peek() != 0 || at < end) {
            throw error("the end of the line");
        }
        if (!hasVector || !hasWord && !hasBytes) {
            throw new NumberFormatException("the object has no \"" + (hasVector ? "word" : "vector") + "\"");
        }
    }

    private void takeWord() {
        word = string;
        wordFrom = stringFrom;
        wordTo = stringTo;
    }

    private void base64() {
        try {
            word = Base64.getDecoder().decode(java.util.Arrays.copyOfRange(string, stringFrom, stringTo));
        } catch (IllegalArgumentException e) {
            throw new NumberFormatException(
                    "\"bytes\" is " + Quoted.of(string, stringFrom, stringTo) + ", which is not base64");
        }
        wordFrom = 0;
        wordTo = word.length;
    }

    private void vector() {
        expect('[');
        int column = 0;
        for (boolean first = true; !next(']', first); first = false) {
            peek();
            int from = at;
            while (at < end && line[at] != ',' && line[at] != ']' && line[at] > ' ') {
                at++;
            }
            float value;
            try {
                value = DecimalFloat.parse(line, from, at);
            } catch (NumberFormatException e) {
                throw new NumberFormatException("number " + (column + 1) + " of the vector is "
                        + Quoted.of(line, from, at) + ", which is not a number");
            }
            if (column < vector.length) {
                vector[column] = value;
            }
            column++;
        }
        length = column;
        if (!measuring && column != vector.length) {
            throw new NumberFormatException(
                    "the vector has " + column + " numbers, but the first one has " + vector.length);
        }
    }

    private long wholeNumber() {
        peek();
        int from = at;
        long value = 0;
        while (at < end && line[at] >= '0' && line[at] <= '9' && at - from < 18) {
            value = value * 10 + line[at++] - '0';
        }
        char after = peek();
        if (at == from || after != ',' && after != '}') {
            throw new NumberFormatException(
                    "\"count\" is not a whole number of at most 18 digits: " + Quoted.of(line, from, end));
        }
        return value;
    }

    // Whether the object or array ends; else passes over the comma before the next element.
    private boolean next(char close, boolean first) {
        char c = peek();
        if (c == close) {
            at++;
            return true;
        }
        if (!first) {
            if (c != ',') {
                throw error("',' or '" + close + "'");
            }
            at++;
        }
        return false;
    }

    private void string() {
        expect('"');
        int from = at;
        while (at < end && line[at] != '"' && line[at] != '\\') {
            if (line[at] >= 0 && line[at] < ' ') {
                throw error("a string without control characters");
            }
            at++;
        }
        string = line;
        stringFrom = from;
        stringTo = at;
        if (at < end && line[at] == '\\') {
            escaped(from);
        }
        expect('"');
    }

    private void escaped(int from) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(line, from, at - from);
        while (at < end && line[at] != '"') {
            byte b = line[at++];
            if (b >= 0 && b < ' ') {
                throw error("a string without control characters");
            }
            if (b == '\\') {
                bytes.writeBytes(escape().getBytes(StandardCharsets.UTF_8));
            } else {
                bytes.write(b);
            }
        }
        string = bytes.toByteArray();
        stringFrom = 0;
        stringTo = string.length;
    }

    private String escape() {
        byte c = at < end ? line[at++] : 0;
        int which = ESCAPES.indexOf(c);
        if (which >= 0) {
            return ESCAPED.substring(which, which + 1);
        }
        char unit = hex(c);
        if (Character.isHighSurrogate(unit) && at + 1 < end && line[at] == '\\') {
            at++;
            char low = hex(line[at++]);
            if (Character.isLowSurrogate(low)) {
                return new String(new char[] {unit, low});
            }
            throw error("the second half of a character");
        }
        if (Character.isSurrogate(unit)) {
            throw error("both halves of a character");
        }
        return String.valueOf(unit);
    }

    private char hex(byte c) {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int digit = c == 'u' && at < end && line[at] >= 0 ? Character.digit(line[at], 16) : -1;
            if (digit < 0) {
                throw error("an escape such as \\n or \\u000a");
            }
            value = value << 4 | digit;
            at++;
        }
        return (char) value;
    }

    private void skip(int depth) {
        char c = peek();
        if (depth == DEEPEST) {
            throw error("fewer than " + DEEPEST + " objects in each other");
        }
        if (c == '"') {
            string();
        } else if (c == '{' || c == '[') {
            at++;
            char close = c == '{' ? '}' : ']';
            for (boolean first = true; !next(close, first); first = false) {
                if (c == '{') {
                    string();
                    expect(':');
                }
                skip(depth + 1);
            }
        } else {
            int from = at;
            while (at < end && (Character.isLetterOrDigit(line[at]) || "+-.".indexOf(line[at]) >= 0)) {
                at++;
            }
            if (at == from) {
                throw error("a value");
            }
        }
    }

    private void expect(char c) {
        if (peek() != c) {
            throw error("'" + c + "'");
        }
        at++;
    }

    private char peek() {
        while (at < end && (line[at] == ' ' || line[at] == '\t' || line[at] == '\r')) {
            at++;
        }
        return at < end ? (char) (line[at] & 0xff) : 0;
    }

    private NumberFormatException error(String expected) {
        return new NumberFormatException(expected + " is expected at character " + (at - start + 1)
                + " of the line, not " + (at >= end ? "the end" : Quoted.of(line, at, Math.min(end, at + 20))));
    }
}
