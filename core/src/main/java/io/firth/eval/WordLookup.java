package io.firth.eval;

import io.firth.query.OpenVocabulary;
import io.firth.vocab.Vocabulary;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds a set's words in a model, as the {@link CaseRule} says. */
final class WordLookup {
    private final Vocabulary vocabulary;
    private final CaseRule rule;
    private final Optional<OpenVocabulary> open;
    private final Map<String, Integer> folded = new HashMap<>();

    /**
     * For these words of a model.
     *
     * @param needed every word that will be looked up; only {@link CaseRule#FOLD} looks at them
     */
    WordLookup(EvaluatedModel model, CaseRule rule, Collection<String> needed) {
        this.vocabulary = model.vocabulary();
        this.open = model.open();
        this.rule = rule;
        if (rule == CaseRule.FOLD) {
            for (String word : needed) {
                folded.put(lower(word), -1);
            }
            for (int id = vocabulary.size() - 1; id >= 0; id--) {
                int first = id; // in the end the smallest
                folded.computeIfPresent(lower(vocabulary.word(id)), (word, other) -> first);
            }
        }
    }

    /** The word's id, V or more if its vector is made of its n-grams; −1 if it has none. */
    int idOfAny(String word) {
        int id = id(word);
        return id >= 0 || open.isEmpty() ? id : open.get().id(rule == CaseRule.EXACT ? word : lower(word));
    }

    /** The word's id in the vocabulary, or −1. */
    int id(String word) {
        return switch (rule) {
            case LOWER -> vocabulary.id(lower(word));
            case EXACT -> vocabulary.id(word);
            case FOLD -> folded.getOrDefault(lower(word), -1);
        };
    }

    /** The ids below {@code end} that may be an answer: with {@link CaseRule#FOLD} one of each spelling. */
    int[] candidates(int end) {
        BitSet candidates = new BitSet(end);
        candidates.set(0, end);
        if (rule == CaseRule.FOLD) {
            Set<String> seen = new HashSet<>();
            for (int id = 0; id < end; id++) {
                candidates.set(id, seen.add(lower(vocabulary.word(id))));
            }
        }
        return candidates.stream().toArray();
    }

    private static String lower(String word) {
        return word.toLowerCase(Locale.ROOT);
    }
}
