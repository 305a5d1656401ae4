package io.firth.cli;

import io.firth.io.JsonReader;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * A line of a log: the members of its object that are neither objects nor arrays.
 *
 * @param kind the member {@code event}
 * @param members name → value as written, null left out
 */
record LogEvent(String kind, Map<String, String> members) {
    /**
     * Reads a line.
     *
     * @param place for messages
     * @throws IOException if it is no JSON object with an event
     */
    static LogEvent parse(String line, String place) throws IOException {
        Map<String, String> members = new HashMap<>();
        JsonReader json = new JsonReader(line, place);
        json.begin('{');
        while (json.next('}')) {
            String name = json.name();
            if (json.isScalar()) {
                String value = json.scalar();
                if (!value.equals("null")) {
                    members.put(name, value);
                }
            } else {
                json.skip();
            }
        }
        json.end();
        if (!members.containsKey("event")) {
            throw new IOException(place + " is no event of a training");
        }
        return new LogEvent(members.get("event"), members);
    }

    /** A member, or the empty text. */
    String text(String name) {
        return members.getOrDefault(name, "");
    }

    /** A number, or NaN. */
    double number(String name) {
        try {
            return Double.parseDouble(text(name));
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
