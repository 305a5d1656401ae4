package io.firth.count;

import io.firth.math.CounterRandom;
import io.firth.vocab.EncodedCorpus;
import io.firth.vocab.Subsampling;
import io.firth.vocab.Vocabulary;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Counts as the definition says, pair by pair into a dense matrix: slow, and written without a look at the fast one. */
final class NaiveCounts {
    private static final ValueLayout.OfInt ID = ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN);

    private NaiveCounts() {}

    static double[][] count(EncodedCorpus corpus, Vocabulary vocabulary, CountSettings s) {
        boolean thins = s.subsample() > 0;
        boolean dirty = thins && s.subsampling() == SubsamplingMode.DIRTY;
        Subsampling subsampling = new Subsampling(vocabulary, s.subsample());
        long key = CounterRandom.key(s.seed(), 0, 1);
        double[][] counts = new double[vocabulary.size()][vocabulary.size()];
        List<Integer> sentence = new ArrayList<>();
        for (long position = 0; position < corpus.length(); position++) {
            int word = corpus.ids().getAtIndex(ID, position);
            if (word == EncodedCorpus.SENTENCE_END) {
                count(sentence, s, counts);
                sentence.clear();
            } else if (!dirty || subsampling.keeps(word, (int) (CounterRandom.bits(key, position) >>> 32))) {
                sentence.add(word);
            }
        }
        if (thins && !dirty) {
            double total = vocabulary.totalCount();
            for (int w = 0; w < counts.length; w++) {
                for (int c = 0; c < counts.length; c++) {
                    counts[w][c] *= Subsampling.keepProbability(vocabulary.count(w), total, s.subsample())
                            * Subsampling.keepProbability(vocabulary.count(c), total, s.subsample());
                }
            }
        }
        return counts;
    }

    private static void count(List<Integer> sentence, CountSettings s, double[][] counts) {
        for (int t = 0; t < sentence.size(); t++) {
            for (int u = 0; u < sentence.size(); u++) {
                int distance = Math.abs(t - u);
                boolean side = s.side() == WindowSide.BOTH || (s.side() == WindowSide.LEFT ? u < t : u > t);
                if (distance > 0 && distance <= s.window() && side) {
                    counts[sentence.get(t)][sentence.get(u)] += weight(distance, s);
                }
            }
        }
    }

    private static double weight(int distance, CountSettings s) {
        return switch (s.weighting()) {
            case FLAT -> 1;
            case HARMONIC -> 1.0 / distance;
            case DYNAMIC -> (s.window() - distance + 1.0) / s.window();
        };
    }
}
