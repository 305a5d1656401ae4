package io.firth.io;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Writes JSON (RFC 8259) without white space. Commas come by themselves. */
final class JsonWriter {
    private final StringBuilder text = new StringBuilder();
    private boolean first = true;

    /** Enters an object, '{', or an array, '['. */
    JsonWriter begin(char open) {
        comma();
        text.append(open);
        first = true;
        return this;
    }

    /** Leaves it with '}' or ']'. */
    JsonWriter end(char close) {
        text.append(close);
        first = false;
        return this;
    }

    /** The name of the next member of an object. */
    JsonWriter name(String name) {
        string(name);
        text.append(':');
        first = true;
        return this;
    }

    JsonWriter number(long value) {
        comma();
        text.append(value);
        return this;
    }

    /** A number; NaN and the infinities, which JSON lacks, become strings. */
    JsonWriter number(double value) {
        if (!Double.isFinite(value)) {
            return string(Double.toString(value));
        }
        comma();
        text.append(value);
        return this;
    }

    JsonWriter string(String value) {
        comma();
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ' || (Character.isSurrogate(c) && !isPaired(value, i))) {
                text.append(String.format("\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
        return this;
    }

    JsonWriter strings(Map<String, String> map) {
        begin('{');
        map.forEach((name, value) -> name(name).string(value));
        return end('}');
    }

    byte[] utf8() {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return text.toString();
    }

    // Half a pair has no form in UTF-8; escaped it comes back as it was.
    private static boolean isPaired(String value, int i) {
        return Character.isHighSurrogate(value.charAt(i))
                ? i + 1 < value.length() && Character.isLowSurrogate(value.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(value.charAt(i - 1));
    }

    private void comma() {
        if (!first) {
            text.append(',');
        }
        first = false;
    }
}
