package io.firth.lab;

import io.firth.count.Cooccurrences;
import io.firth.count.CountSettings;
import io.firth.vocab.Vocabulary;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Three sentences of the toy words, and their pairs with window 1. */
final class ToyCorpus {
    static final List<String> SENTENCES =
            List.of("Frodo ring Frodo ring ship", "Daenerys dragon Daenerys ship", "Picard ship Picard ship Picard");

    private ToyCorpus() {}

    /** Word ids of a sentence. */
    static int[] ids(String sentence) {
        return Arrays.stream(sentence.split(" ")).mapToInt(Toy.WORDS::indexOf).toArray();
    }

    /** T. */
    static int tokens() {
        return SENTENCES.stream().mapToInt(sentence -> ids(sentence).length).sum();
    }

    /** #(w, c). */
    static double[][] pairs() {
        double[][] counts = new double[Toy.WORDS.size()][Toy.WORDS.size()];
        for (String sentence : SENTENCES) {
            int[] words = ids(sentence);
            for (int t = 1; t < words.length; t++) {
                counts[words[t - 1]][words[t]]++;
                counts[words[t]][words[t - 1]]++;
            }
        }
        return counts;
    }

    /** The same as counts of the library. */
    static Cooccurrences counts() {
        return counts(Toy.WORDS, pairs());
    }

    /** Counts made by hand. */
    static Cooccurrences counts(List<String> words, double[][] pairs) {
        return Cooccurrences.of(
                Vocabulary.of(
                        words.stream()
                                .map(word -> word.getBytes(StandardCharsets.UTF_8))
                                .toList(),
                        new long[words.size()]),
                pairs,
                CountSettings.defaults().withWindow(1));
    }

    /** u_c·v_w for all c. */
    static double[] logits(int w) {
        double[] logits = new double[Toy.WORDS.size()];
        for (int c = 0; c < logits.length; c++) {
            for (int d = 0; d < 3; d++) {
                logits[c] += Toy.output()[c][d] * Toy.input()[w][d];
            }
        }
        return logits;
    }
}
