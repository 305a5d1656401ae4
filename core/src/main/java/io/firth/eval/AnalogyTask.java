package io.firth.eval;

import java.util.List;

/**
 * Questions "a is to b as c is to …?" with the words that are right (Mikolov, Chen, Corrado &amp; Dean 2013; Mikolov, Yih
 * &amp; Zweig 2013; Gladkova, Drozd &amp; Matsuoka 2016).
 *
 * @param name what it is called
 * @param questions in the file's order, at least one
 */
public record AnalogyTask(String name, List<Question> questions) implements Task {
    /**
     * a : b = c : expected.
     *
     * @param section of the file, such as {@code gram3-comparative}; empty if it has none
     * @param a as the file spells it
     * @param b as the file spells it
     * @param c as the file spells it
     * @param accepted the answers, at least one; any of them is right
     */
    public record Question(String section, String a, String b, String c, List<String> accepted) {
        /**
         * Copies the list.
         *
         * @throws IllegalArgumentException if there is no answer
         */
        public Question {
            accepted = List.copyOf(accepted);
            if (accepted.isEmpty()) {
                throw new IllegalArgumentException("a question needs an answer");
            }
        }

        /** A question with one answer. */
        public Question(String section, String a, String b, String c, String expected) {
            this(section, a, b, c, List.of(expected));
        }
    }

    /** Copies the list. */
    public AnalogyTask {
        questions = List.copyOf(questions);
    }

    /** The sections in the file's order; one, the empty one, where there are none. */
    public List<String> sections() {
        return questions.stream().map(Question::section).distinct().toList();
    }

    /**
     * Whether a section is about form rather than meaning: in Google's set those whose names begin with {@code gram}, in
     * MSR's all (their names are pairs of part-of-speech tags such as {@code JJ_JJR}), in BATS those of inflection and
     * derivation.
     */
    public static boolean isSyntactic(String section) {
        return section.contains("gram") || TaskColumns.isTagPair(section) || BatsReader.isOfForm(section);
    }

    @Override
    public int size() {
        return questions.size();
    }

    @Override
    public String kind() {
        return "analogies";
    }

    @Override
    public String item() {
        return "question";
    }

    @Override
    public Task named(String other) {
        return new AnalogyTask(other, questions);
    }
}
