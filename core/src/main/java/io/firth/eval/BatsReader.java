package io.firth.eval;

import io.firth.eval.AnalogyTask.Question;
import io.firth.eval.TaskLines.Line;
import io.firth.text.Folders;
import io.firth.text.Quoted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The Bigger Analogy Test Set (Gladkova, Drozd &amp; Matsuoka, Analogy-based detection of morphological and semantic
 * relations with word embeddings, 2016): a folder of files such as {@code I01 [noun - plural_reg].txt}, one relation each,
 * with lines {@code word<tab>answer/another/…}. Each ordered pair of lines is a question: the first word and its first answer
 * are to each other as the second word is to any of its answers.
 */
final class BatsReader {
    private static final Pattern FILE = Pattern.compile("([IDEL])\\d\\d \\[.+]\\.txt");
    private static final Pattern OF_FORM = Pattern.compile("[ID]\\d\\d \\[.+]");

    /** Its files lie in folders such as {@code 1_Inflectional_morphology}. */
    private static final Pattern PART = Pattern.compile("\\d_.+");

    private BatsReader() {}

    /** Whether a section is one of inflection or derivation. */
    static boolean isOfForm(String section) {
        return OF_FORM.matcher(section).matches();
    }

    /** Whether a file has the name of a relation. */
    static boolean isRelation(Path file) {
        return file.getFileName() != null
                && FILE.matcher(file.getFileName().toString()).matches();
    }

    /** The folder that a relation's file belongs to, {@code within} or below it. */
    static Path folderOf(Path file, Path within) {
        Path folder = file.getParent();
        boolean part = PART.matcher(folder.getFileName().toString()).matches();
        return part && !folder.equals(within) ? folder.getParent() : folder;
    }

    /** Whether this is a folder that holds relations, itself or in folders of it. */
    static boolean isFolder(Path folder) throws IOException {
        return Files.isDirectory(folder) && !relations(folder).isEmpty();
    }

    private static List<Path> relations(Path folder) throws IOException {
        return Folders.inside(folder, 2).stream()
                .filter(BatsReader::isRelation)
                .filter(Files::isRegularFile)
                .sorted()
                .toList();
    }

    /** All relations, each a section. */
    static AnalogyTask read(Path folder) throws IOException {
        List<Question> questions = new ArrayList<>();
        for (Path file : relations(folder)) {
            String name = file.getFileName().toString();
            questions.addAll(questions(TaskLines.read(file), name.substring(0, name.lastIndexOf('.'))));
        }
        return new AnalogyTask(folder.toRealPath().getFileName().toString(), questions);
    }

    /** Whether the second of two columns names several answers in some line. */
    static boolean hasAlternatives(TaskColumns columns) {
        return columns.separator() == Separator.TAB
                && columns.rows().stream()
                        .anyMatch(row -> TaskColumns.field(row, 1).matches("[^/]+(/[^/]+)+"));
    }

    /** The questions of one relation. */
    static List<Question> questions(TaskLines lines, String section) throws TaskFormatException {
        List<String> words = new ArrayList<>();
        List<List<String>> answers = new ArrayList<>();
        for (Line line : lines.lines()) {
            List<String> fields = Separator.TAB.split(line.text());
            List<String> accepted = fields.size() == 2
                    ? Stream.of(fields.get(1).split("/"))
                            .map(String::strip)
                            .filter(word -> !word.isEmpty())
                            .toList()
                    : List.of();
            if (accepted.isEmpty() || fields.getFirst().isEmpty()) {
                throw lines.error(
                        line,
                        "a word, a tab and its answers, with / between several, are needed, not "
                                + Quoted.of(line.text()));
            }
            words.add(fields.getFirst());
            answers.add(accepted);
        }
        List<Question> questions = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            for (int j = 0; j < words.size(); j++) {
                if (i != j) {
                    questions.add(new Question(
                            section, words.get(i), answers.get(i).getFirst(), words.get(j), answers.get(j)));
                }
            }
        }
        if (questions.isEmpty()) {
            throw new TaskFormatException(lines.file() + " has one pair of words; a question needs two");
        }
        return questions;
    }
}
