package io.firth.eval;

import io.firth.eval.AnalogyTask.Question;
import io.firth.eval.TaskLines.Line;
import io.firth.text.Quoted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Analogies: Google's layout (four words a line, sections begin with a colon), the same without sections, five fields of
 * which the fourth is MSR's tag ({@code good better rough JJ_JJR rougher}), and MSR's two files, {@code X.questions} with
 * three words a line and {@code X.answers} with a tag and a word.
 */
final class AnalogyReader {
    private static final String QUESTIONS = ".questions";
    private static final String ANSWERS = ".answers";

    private AnalogyReader() {}

    static AnalogyTask read(TaskLines lines, String name) throws TaskFormatException {
        List<Question> questions = new ArrayList<>();
        String section = "";
        for (Line line : lines.lines()) {
            if (line.isSection()) {
                section = line.text().substring(1).strip();
                continue;
            }
            String[] words = words(line);
            if (words.length == 4) {
                questions.add(new Question(section, words[0], words[1], words[2], words[3]));
            } else if (words.length == 5 && TaskColumns.isTagPair(words[3])) {
                questions.add(new Question(words[3], words[0], words[1], words[2], words[4]));
            } else {
                throw lines.error(
                        line, "an analogy has four words, but " + Quoted.of(line.text()) + " has " + words.length);
            }
        }
        if (questions.isEmpty()) {
            throw new TaskFormatException(lines.file() + " is empty: it has sections but no questions");
        }
        return new AnalogyTask(name, questions);
    }

    /** The file that belongs to {@code X.questions}, or null. */
    static Path answersOf(Path questions) {
        String name = questions.getFileName().toString();
        if (!name.endsWith(QUESTIONS)) {
            return null;
        }
        Path answers = questions.resolveSibling(name.substring(0, name.length() - QUESTIONS.length()) + ANSWERS);
        return Files.isRegularFile(answers) ? answers : null;
    }

    /** Whether this file is read with its {@code X.questions}. */
    static boolean belongsToQuestions(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(ANSWERS)
                && Files.isRegularFile(
                        file.resolveSibling(name.substring(0, name.length() - ANSWERS.length()) + QUESTIONS));
    }

    static AnalogyTask readTwoFiles(Path questionFile, Path answerFile, String name) throws IOException {
        TaskLines asked = TaskLines.read(questionFile);
        TaskLines answered = TaskLines.read(answerFile);
        if (asked.lines().size() != answered.lines().size()) {
            throw new TaskFormatException(
                    answerFile + " has " + answered.lines().size() + " lines, but " + questionFile + " has "
                            + asked.lines().size());
        }
        List<Question> questions = new ArrayList<>();
        for (int i = 0; i < asked.lines().size(); i++) {
            String[] question = words(asked.lines().get(i));
            String[] answer = words(answered.lines().get(i));
            if (question.length != 3) {
                throw asked.error(
                        asked.lines().get(i), "a question has three words, but this line has " + question.length);
            }
            if (answer.length > 2) {
                throw answered.error(
                        answered.lines().get(i), "an answer is a tag and a word, but this line has " + answer.length);
            }
            String section = answer.length == 2 ? answer[0] : "";
            questions.add(new Question(section, question[0], question[1], question[2], answer[answer.length - 1]));
        }
        return new AnalogyTask(name, questions);
    }

    private static String[] words(Line line) {
        return line.text().strip().split("[\\s,;]+");
    }
}
