package io.firth.eval;

import io.firth.vocab.Vocabulary;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Finds a set's words in a model, as the {@link CaseRule} says. */
final class WordLookup {
    private final Vocabulary vocabulary;
    private final CaseRule rule;
    private final Map<String, Integer> folded = new HashMap<>();

    /**
     * For these words.
     *
     * @param needed every word that will be looked up; only {@link CaseRule#FOLD} looks at them
     */
    WordLookup(Vocabulary vocabulary, CaseRule rule, Collection<String> needed) {
        this.vocabulary = vocabulary;
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

    /** The word's id, or −1. */
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
