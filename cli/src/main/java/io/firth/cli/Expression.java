package io.firth.cli;

import io.firth.query.WordQuery;
import io.firth.text.Quoted;
import io.firth.vocab.Vocabulary;
import java.util.ArrayList;
import java.util.List;

/**
 * A question as typed: {@code king}, {@code king - man + woman}, {@code king -man +woman}, {@code king queen} (both
 * together). What is a word of the model as it stands is that word, whatever signs and spaces it has.
 *
 * @param text as typed
 * @param positive words added
 * @param negative words taken off
 */
record Expression(String text, List<String> positive, List<String> negative) {
    static Expression parse(String text, Vocabulary vocabulary) throws CommandFailure {
        String stripped = text.strip();
        List<String> positive = new ArrayList<>();
        List<String> negative = new ArrayList<>();
        boolean isWord = isWord(text, vocabulary);
        if (isWord || stripped.split("\\s+").length == 1 && !signed(stripped)) {
            return new Expression(text, List.of(isWord ? text : stripped), negative);
        }
        char sign = ' ';
        for (String token : stripped.split("\\s+")) {
            if (sign == ' ' && (token.equals("+") || token.equals("-"))) {
                sign = token.charAt(0);
                continue;
            }
            String word = token;
            if (sign == ' ' && signed(token) && !isWord(token, vocabulary)) {
                sign = token.charAt(0);
                word = token.substring(1);
            }
            (sign == '-' ? negative : positive).add(word);
            sign = ' ';
        }
        if (sign != ' ') {
            throw new CommandFailure(Quoted.of(text) + " ends with a sign: a word is missing after '" + sign + "'");
        }
        return new Expression(text, positive, negative);
    }

    /**
     * Word ids.
     *
     * @throws CommandFailure if the model has no vector for a word, or one that is zero or not finite
     */
    WordQuery query(QueryModel model) throws CommandFailure {
        WordQuery query = new WordQuery(model.ids(positive), model.ids(negative));
        model.requireDirection(query.positive());
        model.requireDirection(query.negative());
        return query;
    }

    /** All its words. */
    List<String> words() {
        List<String> words = new ArrayList<>(positive);
        words.addAll(negative);
        return words;
    }

    /** Whether it is one word, not taken off. */
    boolean isWord() {
        return positive.size() == 1 && negative.isEmpty();
    }

    private static boolean signed(String token) {
        return token.length() > 1 && (token.charAt(0) == '-' || token.charAt(0) == '+');
    }

    private static boolean isWord(String token, Vocabulary vocabulary) {
        return vocabulary.id(token) >= 0;
    }
}
