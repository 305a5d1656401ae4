package io.firth.cli;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One JSON object (RFC 8259) on one line. Written by hand as in {@code io.firth.io} (docs/decisions/0002): a JSON library
 * would double the time that a short command takes.
 */
final class Json {
    private final Map<String, Object> members = new LinkedHashMap<>();

    /** Adds a member: a string, number, boolean, null, {@link Json}, map or collection of such. */
    Json put(String name, Object value) {
        members.put(name, value);
        return this;
    }

    /** Adds the members of another object. */
    Json putAll(Json other) {
        members.putAll(other.members);
        return this;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        append(text, members);
        return text.toString();
    }

    private static void append(StringBuilder text, Object value) {
        // no switch over types: how to do one is generated when it is first met, which costs milliseconds
        if (value == null) {
            text.append("null");
        } else if (value instanceof Json json) {
            append(text, json.members);
        } else if (value instanceof Map<?, ?> map) {
            appendObject(text, map);
        } else if (value instanceof Collection<?> items) {
            appendArray(text, items);
        } else if (value instanceof Number number) {
            text.append(Double.isFinite(number.doubleValue()) ? number.toString() : "null");
        } else if (value instanceof Boolean flag) {
            text.append(flag);
        } else {
            appendString(text, value.toString());
        }
    }

    private static void appendObject(StringBuilder text, Map<?, ?> map) {
        char separator = '{';
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            text.append(separator);
            appendString(text, entry.getKey().toString());
            text.append(':');
            append(text, entry.getValue());
            separator = ',';
        }
        text.append(map.isEmpty() ? "{}" : "}");
    }

    private static void appendArray(StringBuilder text, Collection<?> items) {
        char separator = '[';
        for (Object item : items) {
            text.append(separator);
            append(text, item);
            separator = ',';
        }
        text.append(items.isEmpty() ? "[]" : "]");
    }

    private static void appendString(StringBuilder text, String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ' || c == 0x7f || Character.isSurrogate(c) && !paired(value, i)) {
                text.append(String.format("\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }

    private static boolean paired(String value, int i) {
        return Character.isHighSurrogate(value.charAt(i))
                ? i + 1 < value.length() && Character.isLowSurrogate(value.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(value.charAt(i - 1));
    }
}
