package io.firth.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Questions from a file or standard input, one a line; empty lines are passed over. */
final class Batch implements AutoCloseable {
    /** Questions that are answered together. */
    private static final int MOST_LINES = 1024;

    private static final int LONGEST_LINE = 1 << 20;

    /** A question and where it stands. */
    record Line(long number, String text) {}

    private final String name;
    private final Reader reader;
    private final boolean standardInput;
    private long number;

    /** {@code -} is standard input. */
    Batch(String file) throws IOException {
        standardInput = file.equals("-");
        name = standardInput ? "standard input" : file;
        if (!standardInput && Files.isDirectory(Path.of(file))) {
            throw new IOException(file + " is a folder; name a file with one question a line"); // the system names none
        }
        InputStream in = standardInput ? System.in : open(Path.of(file));
        reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 16);
    }

    // A named pipe opens when somebody writes into it.
    private static InputStream open(Path file) throws IOException {
        return Interruption.whileReading(true, () -> Files.newInputStream(file));
    }

    String name() {
        return name;
    }

    /**
     * The next lines: as many as can be read without waiting, but at least one and at most a thousand or so. None at the
     * end.
     */
    List<Line> next() throws IOException {
        return Interruption.whileReading(standardInput, this::lines);
    }

    private List<Line> lines() throws IOException {
        List<Line> lines = new ArrayList<>();
        while (lines.size() < MOST_LINES && (lines.isEmpty() || !standardInput || reader.ready())) {
            String line = line();
            if (line == null) {
                break;
            }
            if (!line.isBlank()) {
                lines.add(new Line(number, line.strip()));
            }
        }
        return lines;
    }

    // Not readLine(), which would take in a file of gigabytes without a line break.
    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        int c = reader.read();
        if (c < 0) {
            return null;
        }
        number++;
        for (; c >= 0 && c != '\n'; c = reader.read()) {
            if (line.length() >= LONGEST_LINE) {
                throw new IOException(name + ": line " + number + " is longer than " + Texts.count(LONGEST_LINE)
                        + " characters; one question a line is expected");
            }
            line.append((char) c);
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        if (!standardInput) {
            reader.close();
        }
    }
}
