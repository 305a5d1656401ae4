package io.firth.cli;

import io.firth.vocab.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The words of a sentence that a model knows. Words stand between white space; each is looked up as it is, in lower case,
 * and without the punctuation around it, in this order; if the vocabulary has none of these, its vector is made of the
 * n-grams of the last, where the model has n-grams.
 *
 * @param ids known words, in order
 * @param ofSubwords those of them that the vocabulary lacks, in lower case
 * @param unknown the others, as typed
 */
record SentenceWords(int[] ids, List<String> ofSubwords, List<String> unknown) {
    static SentenceWords of(String sentence, QueryModel model) {
        List<Integer> ids = new ArrayList<>();
        List<String> ofSubwords = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (String token : sentence.strip().split("\\s+")) {
            if (token.isEmpty()) {
                continue;
            }
            String bare = token.replaceAll("^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+$", "");
            Optional<Integer> id = lookUp(token, bare, model.vocabulary());
            if (id.isPresent()) {
                ids.add(id.get());
            } else if (!bare.isEmpty()) {
                String lower = bare.toLowerCase(Locale.ROOT);
                int made = model.find(lower);
                if (made >= 0) {
                    ids.add(made);
                    ofSubwords.add(lower);
                } else {
                    unknown.add(token);
                }
            }
        }
        return new SentenceWords(ids.stream().mapToInt(Integer::intValue).toArray(), ofSubwords, unknown);
    }

    private static Optional<Integer> lookUp(String token, String bare, Vocabulary vocabulary) {
        for (String form : List.of(token, token.toLowerCase(Locale.ROOT), bare, bare.toLowerCase(Locale.ROOT))) {
            int id = form.isEmpty() ? -1 : vocabulary.id(form);
            if (id >= 0) {
                return Optional.of(id);
            }
        }
        return Optional.empty();
    }
}
