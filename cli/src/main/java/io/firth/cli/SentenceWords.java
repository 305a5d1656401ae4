package io.firth.cli;

import io.firth.vocab.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The words of a sentence that a model knows. Words stand between white space; each is looked up as it is, in lower case,
 * and without the punctuation around it, in this order.
 *
 * @param ids known words, in order
 * @param unknown the others, as typed
 */
record SentenceWords(int[] ids, List<String> unknown) {
    static SentenceWords of(String sentence, Vocabulary vocabulary) {
        List<Integer> ids = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (String token : sentence.strip().split("\\s+")) {
            if (token.isEmpty()) {
                continue;
            }
            Optional<Integer> id = lookUp(token, vocabulary);
            if (id.isPresent()) {
                ids.add(id.get());
            } else if (token.codePoints().anyMatch(Character::isLetterOrDigit)) {
                unknown.add(token);
            }
        }
        return new SentenceWords(ids.stream().mapToInt(Integer::intValue).toArray(), unknown);
    }

    private static Optional<Integer> lookUp(String token, Vocabulary vocabulary) {
        String bare = token.replaceAll("^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+$", "");
        for (String form : List.of(token, token.toLowerCase(Locale.ROOT), bare, bare.toLowerCase(Locale.ROOT))) {
            int id = form.isEmpty() ? -1 : vocabulary.id(form);
            if (id >= 0) {
                return Optional.of(id);
            }
        }
        return Optional.empty();
    }
}
