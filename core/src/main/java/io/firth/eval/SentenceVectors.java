package io.firth.eval;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A sentence's vector: the mean of the vectors of its words that the model has, each as often as it occurs. */
final class SentenceVectors {
    private final WordLookup lookup;
    private final ModelVectors vectors;

    SentenceVectors(WordLookup lookup, ModelVectors vectors) {
        this.lookup = lookup;
        this.vectors = vectors;
    }

    /** The words of a sentence: what {@link BreakIterator} finds that has a letter or a digit. */
    static List<String> words(String sentence) {
        BreakIterator boundaries = BreakIterator.getWordInstance(Locale.ROOT);
        boundaries.setText(sentence);
        List<String> words = new ArrayList<>();
        int from = boundaries.first();
        for (int to = boundaries.next(); to != BreakIterator.DONE; to = boundaries.next()) {
            String word = sentence.substring(from, to);
            if (word.codePoints().anyMatch(Character::isLetterOrDigit)) {
                words.add(word);
            }
            from = to;
        }
        return words;
    }

    /** Their cosine; NaN where a sentence has no known word, 0 where a mean is the zero vector. */
    double cosine(String first, String second) {
        double[] a = mean(first);
        double[] b = mean(second);
        if (a == null || b == null) {
            return Double.NaN;
        }
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += a[i] * b[i];
            aa += a[i] * a[i];
            bb += b[i] * b[i];
        }
        return aa == 0 || bb == 0 ? 0 : ModelVectors.rounded(ab / (Math.sqrt(aa) * Math.sqrt(bb)));
    }

    // The length does not matter for a cosine: the sum is as good as the mean.
    private double[] mean(String sentence) {
        double[] sum = new double[vectors.dim()];
        boolean any = false;
        for (String word : words(sentence)) {
            int id = lookup.idOfAny(word);
            if (id >= 0 && vectors.isFinite(id)) {
                vectors.addTo(id, sum);
                any = true;
            }
        }
        return any ? sum : null;
    }
}
