package io.firth.classify;

import io.firth.embeddings.Embeddings;
import io.firth.math.Matrix;
import io.firth.text.TextOptions;
import io.firth.text.Tokenizer;
import io.firth.text.Words;
import io.firth.vocab.Vocabulary;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A text as the mean of its words' vectors: x̄ = (1/n)·Σ v_w, D numbers. Words without a vector are left out; a text without
 * any known word is the zero vector. It counts what it has seen. Not for use by more than one thread.
 */
public final class TextVectors {
    private static final int LOOKED_AT = 1000;

    private final Vocabulary vocabulary;
    private final Matrix vectors;
    private final TextOptions textOptions;
    private final float[] row;
    private long words;
    private long known;
    private long texts;
    private long unknownTexts;

    /** By the input vectors of these embeddings. */
    public TextVectors(Embeddings embeddings, TextOptions textOptions) {
        this.vocabulary = embeddings.vocabulary();
        this.vectors = embeddings.input();
        this.textOptions = Objects.requireNonNull(textOptions, "textOptions");
        this.row = new float[vectors.dim()];
    }

    /** D. */
    public int dim() {
        return vectors.dim();
    }

    /** x̄ of a text, D numbers. */
    public double[] mean(String text) {
        double[] sum = new double[dim()];
        int n = 0;
        for (String word : Words.of(text, textOptions)) {
            words++;
            int wordId = vocabulary.id(word);
            if (wordId < 0) {
                continue;
            }
            n++;
            vectors.copyRow(wordId, row);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += row[i];
            }
        }
        known += n;
        texts++;
        unknownTexts += n == 0 ? 1 : 0;
        for (int i = 0; i < sum.length && n > 0; i++) {
            sum[i] /= n;
        }
        return sum;
    }

    /** How much of the texts so far had vectors. */
    public Coverage coverage() {
        return new Coverage(words, known, texts, unknownTexts);
    }

    /**
     * The way to cut texts into words that finds most of them in the vocabulary: white space or Unicode, case kept or lowered. Of equal
     * ones the first in that order.
     *
     * @param examples the first thousand are looked at
     * @param givenTokenizer the only one to try
     * @param givenLowercase the only one to try
     */
    public static TextOptions bestOptions(
            Embeddings embeddings,
            List<TextExample> examples,
            Optional<Tokenizer> givenTokenizer,
            Optional<Boolean> givenLowercase) {
        TextOptions best = null;
        long most = -1;
        for (Tokenizer tokenizer : Tokenizer.values()) {
            for (boolean lowercase : new boolean[] {false, true}) {
                if (givenTokenizer.orElse(tokenizer) != tokenizer || givenLowercase.orElse(lowercase) != lowercase) {
                    continue;
                }
                TextOptions options = new TextOptions(tokenizer, lowercase);
                TextVectors vectors = new TextVectors(embeddings, options);
                for (TextExample example : examples.subList(0, Math.min(LOOKED_AT, examples.size()))) {
                    vectors.mean(example.text());
                    if (example.isPair()) {
                        vectors.mean(example.second());
                    }
                }
                if (vectors.known > most) {
                    most = vectors.known;
                    best = options;
                }
            }
        }
        return best;
    }

    /**
     * How much of some texts has vectors.
     *
     * @param words in the texts, repeats counted
     * @param known of them with a vector
     * @param texts number of texts; a pair has two
     * @param unknownTexts of them without any known word
     */
    public record Coverage(long words, long known, long texts, long unknownTexts) {
        /** Known words per word, 0…1; NaN if there are no words. */
        public double share() {
            return (double) known / words;
        }
    }
}
