package io.firth.eval;

import io.firth.eval.TaskColumns.Kind;
import io.firth.eval.TaskColumns.Row;
import io.firth.text.Quoted;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds out from its columns what a file asks for (docs/evaluation.md, "Which files are understood"). */
final class TaskLayout {
    /** Titles of the two columns of a categorisation set. */
    static final Pattern CATEGORY_TITLES = Pattern.compile(
            "(?i)#?\\s*(word|concept|noun|item|target|class|category|cluster|label|group|type)s?\\s*[12]?");

    private static final Pattern SCORE_TITLES =
            Pattern.compile(".*(simlex999|score|human|mean|rating|relatedness|similarity|quality|gold|label).*");
    private static final Pattern WORD_TITLES = Pattern.compile("#?\\s*(word|w|term|noun|verb|concept)[ _.-]?[12ab]");
    private static final Pattern SENTENCE_TITLES =
            Pattern.compile("#?\\s*.*(sentence|sent|string|text|s)[ _.-]?[12ab].*|.*[12] string.*");
    private static final Pattern LEMMA = Pattern.compile(".+-[nvjar]");
    private static final int LEMMA_SUFFIX = 2;
    private static final Pattern BLESS_RELATION = Pattern.compile("attri|coord|event|hyper|mero|random-[nvj]");

    private final TaskLines lines;
    private final TaskColumns columns;
    private final String name;

    TaskLayout(TaskLines lines, String name) {
        this.lines = lines;
        this.name = name;
        this.columns = TaskColumns.of(lines.lines());
    }

    Task task() throws TaskFormatException {
        List<Integer> words = columns.of(Kind.WORD);
        List<Integer> numbers = columns.of(Kind.NUMBER);
        List<Integer> sentences = columns.of(Kind.SENTENCE);
        if (!numbers.isEmpty() && sentences.size() >= 2) {
            List<Integer> two = pair(sentences, SENTENCE_TITLES);
            return new SentenceSimilarityTask(name, pairs(two, score(numbers, two, false), "sentence"));
        }
        if (!numbers.isEmpty() && words.size() >= 2) {
            List<Integer> two = pair(words, WORD_TITLES);
            return new WordSimilarityTask(name, pairs(two, score(numbers, two, true), "word"));
        }
        if (numbers.isEmpty() && sentences.isEmpty() && words.size() == 4 && columns.allMatch(2, BLESS_RELATION)) {
            return concepts();
        }
        if (numbers.isEmpty() && sentences.isEmpty() && (words.size() == 4 || words.size() == 5)) {
            return AnalogyReader.read(lines, name);
        }
        if (numbers.isEmpty() && sentences.isEmpty() && words.size() == 2) {
            return categories();
        }
        throw unknown();
    }

    private List<Integer> pair(List<Integer> candidates, Pattern titles) {
        List<Integer> titled = candidates.stream()
                .filter(column -> titles.matcher(columns.title(column)).matches())
                .toList();
        if (titled.size() == 2 || candidates.size() == 2) {
            return titled.size() == 2 ? titled : candidates;
        }
        List<Integer> varied =
                candidates.stream().filter(column -> !columns.isTag(column)).toList();
        return (varied.size() >= 2 ? varied : candidates).subList(0, 2);
    }

    /**
     * The column of gold scores: the first whose title says so; else not one of ids, rather one with decimals, then the
     * nearest after the words, or before the sentences.
     */
    private int score(List<Integer> numbers, List<Integer> two, boolean after) {
        for (int column : numbers) {
            if (SCORE_TITLES.matcher(columns.title(column)).matches()) {
                return column;
            }
        }
        int first = two.getFirst();
        int last = two.getLast();
        return numbers.stream()
                .min(Comparator.<Integer, Boolean>comparing(this::isId)
                        .thenComparing(column -> !hasDecimals(column))
                        .thenComparing(column -> after ? column < last : column > first)
                        .thenComparing(column -> Math.abs(column - (after ? last : first))))
                .orElseThrow();
    }

    private boolean isId(int column) {
        return columns.rows().size() > 5
                && !hasDecimals(column)
                && 10L * columns.distinct(column) > 9L * columns.rows().size();
    }

    private boolean hasDecimals(int column) {
        return columns.rows().stream()
                .map(row -> TaskColumns.field(row, column))
                .anyMatch(field ->
                        TaskColumns.isNumber(field) && TaskColumns.number(field) != Math.rint(TaskColumns.number(field))
                                || field.contains("."));
    }

    private List<ScoredPair> pairs(List<Integer> two, int score, String what) throws TaskFormatException {
        int first = two.getFirst();
        int second = two.getLast();
        boolean lemmas = what.equals("word") && columns.allMatch(first, LEMMA) && columns.allMatch(second, LEMMA);
        List<ScoredPair> pairs = new ArrayList<>();
        for (Row row : columns.rows()) {
            String a = required(row, first, what);
            String b = required(row, second, what);
            String gold = TaskColumns.field(row, score);
            if (!TaskColumns.isNumber(gold)) {
                throw lines.error(
                        row.line(),
                        "the score in column " + (score + 1) + " is " + Quoted.of(gold) + ", not a number (" + layout()
                                + ")");
            }
            pairs.add(new ScoredPair(lemmas ? lemma(a) : a, lemmas ? lemma(b) : b, TaskColumns.number(gold)));
        }
        return pairs;
    }

    private String required(Row row, int column, String what) throws TaskFormatException {
        String field = TaskColumns.field(row, column);
        if (field.isEmpty()) {
            throw lines.error(
                    row.line(),
                    "column " + (column + 1) + ", a " + what + ", is missing in "
                            + Quoted.of(row.line().text()) + " (" + layout() + ")");
        }
        return field;
    }

    // BLESS: concept, class, relation, relatum; a concept has many lines.
    private Task concepts() throws TaskFormatException {
        boolean lemmas = columns.allMatch(0, LEMMA);
        Map<String, String> classes = new LinkedHashMap<>();
        for (Row row : columns.rows()) {
            String concept = required(row, 0, "word");
            String category = required(row, 1, "class");
            String before = classes.putIfAbsent(concept, category);
            if (before != null && !before.equals(category)) {
                throw lines.error(
                        row.line(),
                        Quoted.of(concept) + " is of the class " + Quoted.of(category) + ", but before it was of "
                                + Quoted.of(before));
            }
        }
        return new CategorizationTask(
                name,
                classes.entrySet().stream()
                        .map(entry -> new CategorizationTask.Member(
                                lemmas ? lemma(entry.getKey()) : entry.getKey(), entry.getValue()))
                        .toList());
    }

    private Task categories() throws TaskFormatException {
        int word = columns.distinct(0) >= columns.distinct(1) ? 0 : 1;
        for (int column = 0; column < 2; column++) {
            if (Stream.of("class", "categor", "cluster", "label", "group").anyMatch(columns.title(column)::contains)) {
                word = 1 - column;
            }
        }
        int category = 1 - word;
        if (BatsReader.hasAlternatives(columns)) {
            return new AnalogyTask(name, BatsReader.questions(lines, name));
        }
        if (2 * columns.distinct(category) > columns.rows().size()) {
            throw unknown();
        }
        List<CategorizationTask.Member> members = new ArrayList<>();
        boolean lemmas = columns.allMatch(word, LEMMA);
        for (Row row : columns.rows()) {
            String member = required(row, word, "word");
            members.add(
                    new CategorizationTask.Member(lemmas ? lemma(member) : member, required(row, category, "class")));
        }
        return new CategorizationTask(name, members);
    }

    private String layout() {
        return "the file's columns are " + columns.describe() + ", separated by "
                + columns.separator().label();
    }

    private TaskFormatException unknown() {
        return lines.error(
                columns.rows().getFirst().line(),
                Quoted.of(columns.rows().getFirst().line().text()) + " belongs to no layout that Firth knows: "
                        + layout()
                        + "; needed are two words (or sentences) and a number, four words (an analogy), a word"
                        + " and its class, or pairs as in BATS (a word, a tab, one or more words with / between them)");
    }

    // MEN's lemma form: sun-n.
    private static String lemma(String word) {
        return word.substring(0, word.length() - LEMMA_SUFFIX);
    }
}
