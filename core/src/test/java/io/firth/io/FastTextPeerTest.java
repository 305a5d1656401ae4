package io.firth.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.firth.embeddings.Embeddings;
import io.firth.query.NearestNeighbors;
import io.firth.query.Neighbor;
import io.firth.query.OpenVocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that fastText itself writes, and the vectors that it computes from them. */
class FastTextPeerTest {
    private static final String ASKED = "alpha\nbeta\nalphabet\nünknown\nx\n";

    @TempDir
    Path folder;

    private void corpus(boolean labels) throws IOException {
        String[] words = {"alpha", "beta", "gamma", "delta", "größe", "naïve", "a", "日本"};
        Random random = new Random(1);
        StringBuilder text = new StringBuilder();
        for (int line = 0; line < 300; line++) {
            text.append(labels ? "__label__" + line % 2 + " " : "");
            for (int i = 0; i < 8; i++) {
                text.append(words[random.nextInt(words.length)]).append(' ');
            }
            text.append('\n');
        }
        Files.writeString(folder.resolve("corpus"), text);
    }

    @Test
    void skipGramKnownAndUnknownWords() throws Exception {
        corpus(false);
        train("skipgram", "-minn 2 -maxn 5 -bucket 50");
        Embeddings model = assertSameVectors("model.bin");
        assertEquals(9, model.size()); // with </s>
        assertSame(Format.WORD2VEC_TEXT, Models.format(folder.resolve("model.vec")));
        Embeddings text = Models.open(folder.resolve("model.vec"));
        TestModels.assertSameWords(model.vocabulary(), text.vocabulary());
        // and the bytes of fastText's own text come back through the native format
        Models.write(text, folder.resolve("native"), Format.FIRTH);
        Models.write(Models.open(folder.resolve("native")), folder.resolve("again.vec"), Format.FASTTEXT_VEC);
        assertEquals(Files.readString(folder.resolve("model.vec")), Files.readString(folder.resolve("again.vec")));
    }

    @Test
    void neighboursOfUnknownWords() throws Exception {
        corpus(false);
        train("skipgram", "-minn 2 -maxn 5 -bucket 50");
        Embeddings model = Models.open(folder.resolve("model.bin"));
        OpenVocabulary words = new OpenVocabulary(model);
        NearestNeighbors nearest = new NearestNeighbors(words, model.input());
        for (String word : new String[] {"alphabet", "ünknown", "gamma"}) {
            String printed = Programs.fastText(folder, word + "\n", "nn model.bin 4");
            String[] lines = printed.replace("Query word? ", "").strip().split("\n");
            List<Neighbor> found = nearest.ofWord(words.id(word), 4);
            for (int i = 0; i < 4; i++) {
                String[] fields = lines[i].split(" ");
                assertEquals(fields[0], words.word(found.get(i).wordId()), printed);
                assertEquals(Double.parseDouble(fields[1]), found.get(i).cosine(), 2e-5, printed);
            }
        }
    }

    @Test
    void supervisedAndQuantizedModels() throws Exception {
        corpus(true);
        train("supervised", "-minn 2 -maxn 4 -bucket 400");
        assertSameVectors("model.bin");
        Programs.fastText(folder, "", "quantize -input corpus -output model -dsub 3 -qnorm");
        assertSameVectors("model.ftz");
        train("supervised", "-minn 2 -maxn 4 -bucket 400");
        Programs.fastText(folder, "", "quantize -output model -cutoff 300 -input corpus -epoch 1 -thread 1");
        assertSameVectors("model.ftz");
    }

    private void train(String kind, String options) throws Exception {
        Programs.fastText(
                folder,
                "",
                kind + " -input corpus -output model -dim 7 -minCount 1 -epoch 2 -thread 1 -verbose 0 " + options);
    }

    private Embeddings assertSameVectors(String file) throws Exception {
        String printed = Programs.fastText(folder, ASKED, "print-word-vectors " + file);
        Embeddings model = Models.open(folder.resolve(file));
        assertSame(Format.FASTTEXT_BIN, Models.format(folder.resolve(file)));
        for (String line : printed.split("\n")) {
            String[] fields = line.strip().split(" ");
            float[] expected = new float[7];
            for (int i = 0; i < 7; i++) {
                expected[i] = Float.parseFloat(fields[i + 1]);
            }
            assertArrayEquals(expected, model.vectorOf(fields[0]).orElse(new float[7]), 2e-5f, file + ": " + fields[0]);
        }
        return model;
    }
}
