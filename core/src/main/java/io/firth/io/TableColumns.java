package io.firth.io;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which columns of a table hold the text or the two texts, and the label: by the names in its header, by what the user says, or,
 * without a header, by what is in them.
 *
 * @param header whether the first row is one
 * @param text column of the text, from 0
 * @param second column of the second text, from 0; −1 if there is none
 * @param label column of the label, from 0; −1 if there is none
 */
record TableColumns(boolean header, int text, int second, int label) {
    private static final List<String> LABELS = List.of(
            "label",
            "labels",
            "class",
            "category",
            "quality",
            "is_duplicate",
            "target",
            "sentiment",
            "score",
            "similarity");
    private static final List<List<String>> PAIRS = List.of(
            List.of("sentence1", "sentence2"),
            List.of("#1 string", "#2 string"),
            List.of("question1", "question2"),
            List.of("text1", "text2"),
            List.of("sentence_a", "sentence_b"),
            List.of("premise", "hypothesis"));
    private static final List<String> TEXTS =
            List.of("text", "sentence", "review", "question", "title", "content", "body");

    /** The STS benchmark: genre, file, year, id, score, two sentences, and sometimes more. */
    private static final int STS_COLUMNS = 7;

    private static final Pattern STS_SCORE = Pattern.compile("[0-5](\\.\\d+)?");

    /**
     * Finds the columns.
     *
     * @param textColumns none, one or two names or numbers (from 1)
     * @param labelColumn name or number (from 1), or null
     * @param header whether the first row is a header; null to find out
     * @param labelNeeded whether there must be a label
     * @throws IOException if they cannot be found; the message shows the first row
     */
    static TableColumns find(
            TextTable table, List<String> textColumns, String labelColumn, Boolean header, boolean labelNeeded)
            throws IOException {
        List<String> first = table.rows().getFirst().cells();
        List<String> names = first.stream()
                .map(cell -> cell.strip().toLowerCase(Locale.ROOT))
                .toList();
        boolean hasHeader = header != null ? header : looksLikeHeader(names, textColumns, labelColumn);
        List<String> known = hasHeader ? names : List.of();
        int label = labelColumn == null ? firstOf(known, LABELS) : column(table, known, labelColumn);
        List<Integer> texts = new ArrayList<>();
        for (String name : textColumns) {
            texts.add(column(table, known, name));
        }
        if (texts.isEmpty() && hasHeader) {
            texts.addAll(textsByName(known));
        }
        if (!hasHeader && texts.isEmpty()) {
            TableColumns guess = byContent(table, label, labelNeeded);
            if (guess != null) {
                return guess;
            }
        }
        if (texts.isEmpty()) {
            throw unclear(table, "the text", "--text-column");
        }
        if (label < 0 && labelNeeded && !hasHeader) {
            label = otherThan(texts, first.size());
        }
        if (label < 0 && labelNeeded) {
            throw unclear(table, "the label", "--label-column");
        }
        return new TableColumns(hasHeader, texts.getFirst(), texts.size() > 1 ? texts.get(1) : -1, label);
    }

    private static boolean looksLikeHeader(List<String> names, List<String> textColumns, String labelColumn) {
        Set<String> given = new HashSet<>();
        textColumns.forEach(name -> given.add(name.toLowerCase(Locale.ROOT)));
        if (labelColumn != null) {
            given.add(labelColumn.toLowerCase(Locale.ROOT));
        }
        given.removeIf(TableColumns::isNumber);
        return names.stream().anyMatch(given::contains)
                || firstOf(names, LABELS) >= 0
                || !textsByName(names).isEmpty();
    }

    private static List<Integer> textsByName(List<String> names) {
        for (List<String> pair : PAIRS) {
            if (names.containsAll(pair)) {
                return List.of(names.indexOf(pair.get(0)), names.indexOf(pair.get(1)));
            }
        }
        int text = firstOf(names, TEXTS);
        return text < 0 ? List.of() : List.of(text);
    }

    private static int firstOf(List<String> names, List<String> wanted) {
        for (String name : wanted) {
            if (names.contains(name)) {
                return names.indexOf(name);
            }
        }
        return -1;
    }

    private static int column(TextTable table, List<String> names, String wanted) throws IOException {
        int byName = names.indexOf(wanted.strip().toLowerCase(Locale.ROOT));
        int columns = table.rows().getFirst().cells().size();
        if (byName >= 0) {
            return byName;
        }
        if (isNumber(wanted) && Integer.parseInt(wanted) >= 1 && Integer.parseInt(wanted) <= columns) {
            return Integer.parseInt(wanted) - 1;
        }
        throw new IOException(table.name() + " has no column '" + wanted + "'; its first row has " + columns + ": "
                + shown(table.rows().getFirst().cells()));
    }

    private static boolean isNumber(String text) {
        return text.matches("\\d{1,6}");
    }

    // One column is a text; two are a text and a label, three two texts and a label: the label has the fewest values.
    private static TableColumns byContent(TextTable table, int givenLabel, boolean labelNeeded) {
        int columns = table.rows().getFirst().cells().size();
        if (columns >= STS_COLUMNS && givenLabel < 0) {
            boolean sts = table.rows().stream()
                    .allMatch(row -> row.cells().size() >= STS_COLUMNS
                            && STS_SCORE.matcher(row.cells().get(4)).matches());
            return sts ? new TableColumns(false, 5, 6, 4) : null;
        }
        if (columns == 1) {
            return labelNeeded ? null : new TableColumns(false, 0, -1, -1);
        }
        if (columns > 3 || table.rows().stream().anyMatch(row -> row.cells().size() != columns)) {
            return null;
        }
        if (columns == 2 && !labelNeeded && table.rows().size() < 3) {
            return null;
        }
        int label = givenLabel;
        long fewest = Long.MAX_VALUE;
        for (int c = 0; c < columns && givenLabel < 0; c++) {
            int column = c;
            long values = table.rows().stream()
                    .map(row -> row.cells().get(column))
                    .distinct()
                    .count();
            if (values < fewest) {
                fewest = values;
                label = c;
            }
        }
        int text = label == 0 ? 1 : 0;
        int second = columns == 2 ? -1 : 3 - label - text;
        return new TableColumns(false, text, second, label);
    }

    private static int otherThan(List<Integer> texts, int columns) {
        if (columns != texts.size() + 1) {
            return -1;
        }
        int label = 0;
        while (texts.contains(label)) {
            label++;
        }
        return label;
    }

    private static IOException unclear(TextTable table, String what, String option) {
        List<String> first = table.rows().getFirst().cells();
        return new IOException(table.name() + ": which of its " + first.size() + " columns is " + what
                + "? Say it with " + option + " (a name, or a number from 1). The first row is: " + shown(first));
    }

    private static String shown(List<String> cells) {
        List<String> parts = new ArrayList<>();
        for (int c = 0; c < Math.min(cells.size(), 12); c++) {
            String cell = cells.get(c);
            parts.add((c + 1) + " '" + (cell.length() > 24 ? cell.substring(0, 24) + "…" : cell) + "'");
        }
        return String.join(", ", parts);
    }
}
