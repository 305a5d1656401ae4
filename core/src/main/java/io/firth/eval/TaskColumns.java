package io.firth.eval;

import io.firth.eval.TaskLines.Line;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The fields of a file by column, and what each column holds. */
final class TaskColumns {
    /** What the fields of a column are. */
    enum Kind {
        NUMBER,
        WORD,
        SENTENCE
    }

    /** One line's fields. */
    record Row(Line line, List<String> fields) {}

    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d+([.,]\\d*)?|[.,]\\d+)([eE][-+]?\\d+)?");
    private static final Pattern TAG_PAIR = Pattern.compile("[A-Za-z]{1,5}\\$?_[A-Za-z]{1,5}\\$?");

    /** Fields with more words than this, on average, are sentences. */
    private static final double WORDS_OF_A_SENTENCE = 2;

    /** Of ten fields of a column of numbers, this many are numbers; the others are reported with their line. */
    private static final int MOST = 9;

    private static final int ROWS_THAT_SHOW_A_TAG = 20;
    private static final int MOST_TAGS = 12;

    private final List<Row> rows;
    private final List<String> header;
    private final Separator separator;
    private final List<Kind> kinds = new ArrayList<>();

    private TaskColumns(List<Row> rows, List<String> header, Separator separator) {
        this.rows = rows;
        this.header = header;
        this.separator = separator;
        for (int column = 0; column < usualWidth(rows); column++) {
            kinds.add(kind(column));
        }
    }

    static TaskColumns of(List<Line> lines) {
        Separator separator = Separator.of(lines);
        TaskColumns columns = split(lines, separator);
        // "love sex<tab>6.77": white space separates everything.
        if (separator == Separator.TAB && columns.width() == 2) {
            TaskColumns finer = split(lines, Separator.WHITE_SPACE);
            if (finer.width() > 2 && finer.kinds.contains(Kind.NUMBER)) {
                return finer;
            }
        }
        return columns;
    }

    private static TaskColumns split(List<Line> lines, Separator separator) {
        List<Row> rows = new ArrayList<>(lines.size());
        for (Line line : lines) {
            rows.add(new Row(line, separator.split(line.text())));
        }
        TaskColumns all = new TaskColumns(rows, List.of(), separator);
        return all.beginsWithHeader()
                ? new TaskColumns(rows.subList(1, rows.size()), rows.getFirst().fields(), separator)
                : all;
    }

    /** The rows without the header. */
    List<Row> rows() {
        return rows;
    }

    Separator separator() {
        return separator;
    }

    /** Number of fields that most rows have. */
    int width() {
        return kinds.size();
    }

    /** The columns of a kind, from left to right. */
    List<Integer> of(Kind kind) {
        List<Integer> found = new ArrayList<>();
        for (int column = 0; column < width(); column++) {
            if (kinds.get(column) == kind) {
                found.add(column);
            }
        }
        return found;
    }

    /** What the header calls a column, in lower case; empty without a header. */
    String title(int column) {
        return column < header.size() ? header.get(column).toLowerCase(Locale.ROOT) : "";
    }

    /** How many different values a column has. */
    int distinct(int column) {
        Set<String> values = new HashSet<>();
        for (Row row : rows) {
            values.add(field(row, column));
        }
        return values.size();
    }

    /** Whether a column of words holds a few labels, such as parts of speech. */
    boolean isTag(int column) {
        int distinct = distinct(column);
        return rows.size() >= ROWS_THAT_SHOW_A_TAG && distinct <= Math.min(MOST_TAGS, rows.size() / 4);
    }

    /** Whether all fields of a column match. */
    boolean allMatch(int column, Pattern pattern) {
        return rows.stream().allMatch(row -> pattern.matcher(field(row, column)).matches());
    }

    /** A field; empty where the row is too short. */
    static String field(Row row, int column) {
        return column < row.fields.size() ? row.fields.get(column) : "";
    }

    static boolean isNumber(String field) {
        return NUMBER.matcher(field).matches() && Double.isFinite(number(field));
    }

    /** The value of a field for which {@link #isNumber} holds; a comma may be the decimal point. */
    static double number(String field) {
        return Double.parseDouble(field.replace(',', '.'));
    }

    /** Whether this is a pair of part-of-speech tags such as {@code JJ_JJR}. */
    static boolean isTagPair(String field) {
        return TAG_PAIR.matcher(field).matches();
    }

    /** For messages: {@code word, word, number}; from four of a kind on {@code word × 4}. */
    String describe() {
        List<String> names = new ArrayList<>();
        for (int column = 0; column < width(); ) {
            int end = column;
            while (end < width() && kinds.get(end) == kinds.get(column)) {
                end++;
            }
            String name = kinds.get(column).name().toLowerCase(Locale.ROOT);
            names.addAll(
                    end - column > 3
                            ? List.of(name + " × " + (end - column))
                            : Collections.nCopies(end - column, name));
            column = end;
        }
        return String.join(", ", names.size() > 8 ? names.subList(0, 8) : names) + (names.size() > 8 ? ", …" : "");
    }

    // A first line without a number where the others have one. Without numbers: two titles that say so.
    private boolean beginsWithHeader() {
        if (rows.size() < 2) {
            return false;
        }
        List<String> first = rows.getFirst().fields();
        for (int column : of(Kind.NUMBER)) {
            if (column < first.size()) {
                int at = column;
                long others = rows.stream()
                        .skip(1)
                        .filter(row -> isNumber(field(row, at)))
                        .count();
                if (!isNumber(first.get(column)) && 10 * others >= MOST * (rows.size() - 1L)) {
                    return true;
                }
            }
        }
        return first.size() == 2
                && first.stream()
                        .allMatch(field ->
                                TaskLayout.CATEGORY_TITLES.matcher(field).matches());
    }

    private Kind kind(int column) {
        long numbers = 0;
        long words = 0;
        for (Row row : rows) {
            String field = field(row, column);
            numbers += isNumber(field) ? 1 : 0;
            words += field.isEmpty() ? 0 : field.split("\\s+").length;
        }
        // Half a column of two or three rows is a header and a number.
        if (10 * numbers >= MOST * (long) rows.size()
                || rows.size() < 10 && numbers >= rows.size() - 1L && numbers > 0) {
            return Kind.NUMBER;
        }
        return words > WORDS_OF_A_SENTENCE * rows.size() ? Kind.SENTENCE : Kind.WORD;
    }

    private static int usualWidth(List<Row> rows) {
        Map<Integer, Integer> times = new HashMap<>();
        for (Row row : rows) {
            times.merge(row.fields.size(), 1, Integer::sum);
        }
        int best = 0;
        for (Map.Entry<Integer, Integer> entry : times.entrySet()) {
            int n = times.getOrDefault(best, 0);
            if (entry.getValue() > n || entry.getValue() == n && entry.getKey() > best) {
                best = entry.getKey();
            }
        }
        return best;
    }
}
