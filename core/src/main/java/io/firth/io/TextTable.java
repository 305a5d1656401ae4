package io.firth.io;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A table of texts, from a file with one row per line: columns between tabs (quotes are text, as in GLUE's files) or between
 * commas or semicolons (quoted as in RFC 4180). UTF-8 with or without byte order mark, lines ending in LF or CRLF; empty lines are
 * passed over.
 *
 * @param name of the file, for messages
 * @param rows in order, all of them: whether the first is a header is not known here
 */
public record TextTable(String name, List<Row> rows) {
    private static final char BYTE_ORDER_MARK = '\ufeff';

    /**
     * A row.
     *
     * @param line where it ends, from 1
     * @param cells from left to right, at least one
     */
    public record Row(long line, List<String> cells) {}

    /** Copies the rows. */
    public TextTable {
        rows = List.copyOf(rows);
    }

    /**
     * Reads a file.
     *
     * @param delimiter between columns; 0 to find it: a tab if the first line has one or the name does not end in {@code .csv},
     *     else the more frequent of comma and semicolon
     * @param quotes whether cells between tabs may be quoted too
     * @throws IOException if the file cannot be read or is not text
     */
    public static TextTable read(Path file, char delimiter, boolean quotes) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + " is a folder, not a table");
        }
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString(), null, "there is no such file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, file.toString(), delimiter, quotes);
        }
    }

    /** Reads a stream to its end, but does not close it; see {@link #read(Path, char, boolean)}. */
    public static TextTable read(InputStream in, String name, char delimiter, boolean quotes) throws IOException {
        byte[] bytes = in.readAllBytes();
        String firstLine = firstLine(bytes, name);
        char separator = delimiter != 0 ? delimiter : delimiter(firstLine, name);
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(separator)
                .setQuote(separator == '\t' && !quotes ? null : '"')
                .setIgnoreEmptyLines(true)
                .get();
        List<Row> rows = new ArrayList<>();
        try (Reader text = new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8);
                CSVParser parser =
                        CSVParser.builder().setReader(text).setFormat(format).get()) {
            for (CSVRecord record : parser) {
                rows.add(new Row(parser.getCurrentLineNumber(), cells(record, rows.isEmpty())));
            }
        } catch (UncheckedIOException e) {
            throw new IOException(
                    name + " is not a table with well-formed quotes: "
                            + e.getCause().getMessage(),
                    e);
        }
        if (rows.isEmpty()) {
            throw new IOException(name + " has no rows");
        }
        return new TextTable(name, rows);
    }

    private static List<String> cells(CSVRecord record, boolean first) {
        List<String> cells = new ArrayList<>(record.toList());
        String cell = cells.getFirst();
        if (first && !cell.isEmpty() && cell.charAt(0) == BYTE_ORDER_MARK) {
            cells.set(0, cell.substring(1));
        }
        return cells;
    }

    private static String firstLine(byte[] bytes, String name) throws IOException {
        int end = 0;
        while (end < bytes.length && bytes[end] != '\n') {
            if (bytes[end] == 0) {
                throw new IOException(name + " is not text in UTF-8: byte " + end + " is 0");
            }
            end++;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }

    private static char delimiter(String line, String name) {
        if (line.indexOf('\t') >= 0 || !name.toLowerCase(Locale.ROOT).endsWith(".csv")) {
            return '\t';
        }
        long commas = line.chars().filter(c -> c == ',').count();
        long semicolons = line.chars().filter(c -> c == ';').count();
        return semicolons > commas ? ';' : ',';
    }
}
