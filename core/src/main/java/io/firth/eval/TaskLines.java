package io.firth.eval;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The lines of an evaluation file that say something: no blank ones, no comments (from {@code #} on). UTF-8, with or
 * without a byte-order mark; what is not valid UTF-8 is read as ISO 8859-1, which older sets have.
 */
record TaskLines(Path file, List<Line> lines) {
    /** No set is longer; a file that is was named by mistake. */
    static final long MOST_BYTES = 256L << 20;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** A line without its end; {@code number} counts from 1. */
    record Line(int number, String text) {
        boolean isSection() {
            return text.startsWith(":");
        }
    }

    static TaskLines read(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new TaskFormatException(file + " is a folder, not an evaluation set");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new TaskFormatException(file + " is not a regular file");
        }
        long bytes = Files.size(file);
        if (bytes > MOST_BYTES) {
            throw new TaskFormatException(file + " is not an evaluation set: it has " + bytes + " bytes, and no set has"
                    + " more than " + MOST_BYTES);
        }
        String text = decode(Files.readAllBytes(file));
        List<Line> lines = new ArrayList<>();
        int number = 0;
        for (int from = 0; from < text.length(); ) {
            int end = text.indexOf('\n', from);
            end = end < 0 ? text.length() : end;
            String line = text.substring(from, end).stripTrailing();
            from = end + 1;
            number++;
            if (line.indexOf('\0') >= 0) {
                throw new TaskFormatException(
                        file + ", line " + number + ": not an evaluation set, it has a zero byte and is no text");
            }
            if (!line.isBlank() && !line.startsWith("#")) {
                lines.add(new Line(number, line));
            }
        }
        if (lines.isEmpty()) {
            throw new TaskFormatException(file + " is empty: "
                    + (number == 0 ? "it has no lines" : "it has nothing but blank lines and comments"));
        }
        return new TaskLines(file, lines);
    }

    TaskFormatException error(Line line, String reason) {
        return new TaskFormatException(file + ", line " + line.number + ": " + reason);
    }

    /** A piece of a line for a message. */
    static String shown(String text) {
        String one = text.replaceAll("\\p{Cntrl}", " ").strip();
        return "'" + (one.length() > 40 ? one.substring(0, 40) + "…" : one) + "'";
    }

    private static String decode(byte[] bytes) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            text = new String(bytes, StandardCharsets.ISO_8859_1);
        }
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }
}
