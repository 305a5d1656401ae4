package io.firth.classify;

import io.firth.embeddings.Embeddings;
import io.firth.embeddings.Provenance;
import io.firth.math.Matrix;
import io.firth.vocab.Vocabulary;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Made-up word vectors and texts whose labels follow from them. */
public final class SmallTexts {
    private static final int DIM = 8;

    private SmallTexts() {}

    /** Words good0 … good9 and bad0 … bad9 with vectors on two sides, and the0 … the9 that say nothing. */
    public static Embeddings embeddings() {
        List<byte[]> words = new ArrayList<>();
        Matrix input = Matrix.allocate(30, DIM);
        Random random = new Random(11);
        for (int w = 0; w < 30; w++) {
            String name = List.of("good", "bad", "the").get(w / 10) + w % 10;
            words.add(name.getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < DIM; i++) {
                input.set(w, i, (float) (0.5 * random.nextGaussian()));
            }
            input.set(w, 0, w < 10 ? 1 : w < 20 ? -1 : 0);
        }
        long[] counts = new long[30];
        Arrays.setAll(counts, w -> 100 - w);
        return new Embeddings(Vocabulary.of(words, counts), input, Optional.empty(), Provenance.unknown());
    }

    /** Texts of ten words: "yes" with more good words, "no" with more bad ones. */
    public static List<TextExample> texts(int n, long seed) {
        Random random = new Random(seed);
        List<TextExample> examples = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            boolean yes = random.nextBoolean();
            examples.add(new TextExample(text(random, yes ? "good" : "bad"), null, yes ? "yes" : "no"));
        }
        return examples;
    }

    /** Pairs: "1" if both texts are good or both are bad. */
    public static List<TextExample> pairs(int n, long seed) {
        Random random = new Random(seed);
        List<TextExample> examples = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            String first = random.nextBoolean() ? "good" : "bad";
            String second = random.nextBoolean() ? "good" : "bad";
            examples.add(new TextExample(text(random, first), text(random, second), first.equals(second) ? "1" : "0"));
        }
        return examples;
    }

    private static String text(Random random, String kind) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            String word = i < 4 ? kind : "the";
            text.append(word).append(random.nextInt(10)).append(' ');
        }
        return text.append("unheard").toString();
    }
}
