package io.firth.eval;

import io.firth.eval.TaskLines.Line;
import java.util.ArrayList;
import java.util.List;

/** What stands between the fields of a line. */
enum Separator {
    TAB('\t', "tab"),
    SEMICOLON(';', "semicolon"),
    BAR('|', "bar"),
    COMMA(',', "comma"),
    WHITE_SPACE(' ', "white space");

    /** Lines with a character, out of ten, from which on it is the separator. */
    private static final int MOST = 9;

    private final char character;
    private final String label;

    Separator(char character, String label) {
        this.character = character;
        this.label = label;
    }

    String label() {
        return label;
    }

    /** The first that nearly every line has. A line without it is reported later, with its number. */
    static Separator of(List<Line> lines) {
        for (Separator separator : values()) {
            long having = lines.stream()
                    .filter(line -> line.text().indexOf(separator.character) >= 0)
                    .count();
            if (separator == WHITE_SPACE || 10 * having >= MOST * (long) lines.size()) {
                return separator;
            }
        }
        throw new IllegalStateException("unreachable");
    }

    /** The fields without space around them. Quotes count in comma- and semicolon-separated lines only (RFC 4180). */
    List<String> split(String line) {
        if (this == WHITE_SPACE) {
            return List.of(line.strip().split("\\s+"));
        }
        boolean quotes = this == COMMA || this == SEMICOLON;
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean inQuotes = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quotes && c == '"' && (inQuotes || field.toString().isBlank())) {
                if (inQuotes && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                    field.append(c);
                    i++;
                } else {
                    inQuotes = !inQuotes;
                }
            } else if (c == character && !inQuotes) {
                fields.add(field.toString().strip());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString().strip());
        return fields;
    }
}
