package io.firth.word2vec;

import io.firth.embeddings.Embeddings;
import io.firth.math.Matrix;
import io.firth.text.Corpus;
import io.firth.text.TextOptions;
import io.firth.vocab.CorpusEncoder;
import io.firth.vocab.EncodedCorpus;
import io.firth.vocab.Vocabulary;
import io.firth.vocab.VocabularyBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A text as a trainer wants it: vocabulary and ids. */
record SmallCorpus(Vocabulary vocabulary, CorpusEncoder.Encoded encoded) implements AutoCloseable {
    /** Words per topic of {@link #twoTopics}. */
    static final int TOPIC_WORDS = 8;

    /** Sentences, one a line. */
    static SmallCorpus of(Path folder, double heldOut, String text) throws IOException, InterruptedException {
        Path file = Files.createTempFile(folder, "corpus", ".txt");
        Files.writeString(file, text, StandardCharsets.UTF_8);
        try (Corpus corpus = Corpus.of(file)) {
            Vocabulary vocabulary = new VocabularyBuilder(TextOptions.DEFAULT, 1).build(corpus);
            CorpusEncoder encoder = new CorpusEncoder(vocabulary, TextOptions.DEFAULT, 1).heldOut(heldOut, 1);
            return new SmallCorpus(vocabulary, encoder.folder(folder).encode(corpus));
        }
    }

    /** Sentences of words a0…a7 or of words b0…b7, never of both. */
    static SmallCorpus twoTopics(Path folder, int sentences, double heldOut) throws IOException, InterruptedException {
        Random random = new Random(12);
        StringBuilder text = new StringBuilder();
        for (int s = 0; s < sentences; s++) {
            char topic = s % 2 == 0 ? 'a' : 'b';
            List<String> words = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                words.add(topic + "" + random.nextInt(TOPIC_WORDS));
            }
            text.append(String.join(" ", words)).append('\n');
        }
        return of(folder, heldOut, text.toString());
    }

    /** Words drawn by Zipf's law, f ∝ 1/rank, as in a real text; no word says anything about its neighbours. */
    static SmallCorpus zipf(Path folder, int tokens, int words) throws IOException, InterruptedException {
        Random random = new Random(13);
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= tokens; i++) {
            // log-uniform ranks
            text.append('w').append((int) Math.pow(words, random.nextDouble())).append(i % 500 == 0 ? '\n' : ' ');
        }
        return of(folder, 0, text.toString());
    }

    EncodedCorpus training() {
        return encoded.training();
    }

    EncodedCorpus heldOut() {
        return encoded.heldOut();
    }

    /** Mean cosine of two words of one topic minus mean cosine of words of different topics. */
    static double separation(Embeddings embeddings) {
        double within = 0;
        double across = 0;
        for (int i = 0; i < TOPIC_WORDS; i++) {
            for (int j = 0; j < TOPIC_WORDS; j++) {
                if (i != j) {
                    within += cosine(embeddings, "a" + i, "a" + j) + cosine(embeddings, "b" + i, "b" + j);
                }
                across += cosine(embeddings, "a" + i, "b" + j);
            }
        }
        return within / (2 * TOPIC_WORDS * (TOPIC_WORDS - 1)) - across / (TOPIC_WORDS * TOPIC_WORDS);
    }

    private static double cosine(Embeddings embeddings, String one, String other) {
        float[] a = embeddings.input().row(embeddings.vocabulary().id(one));
        float[] b = embeddings.input().row(embeddings.vocabulary().id(other));
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int d = 0; d < a.length; d++) {
            ab += a[d] * b[d];
            aa += a[d] * a[d];
            bb += b[d] * b[d];
        }
        return ab / Math.sqrt(aa * bb);
    }

    /** All bytes of both matrices. */
    static byte[] bytes(Embeddings embeddings) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Matrix matrix : List.of(embeddings.input(), embeddings.output().orElseThrow())) {
            bytes.writeBytes(matrix.segment().toArray(ValueLayout.JAVA_BYTE));
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() throws IOException {
        encoded.close();
    }
}
