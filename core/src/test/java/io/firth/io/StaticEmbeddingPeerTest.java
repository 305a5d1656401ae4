package io.firth.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.firth.embeddings.Embeddings;
import io.firth.embeddings.Provenance;
import io.firth.embeddings.VectorChoice;
import io.firth.math.Matrix;
import io.firth.vocab.Vocabulary;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The folder that sentence-transformers opens and writes, with the program itself where it is installed. */
class StaticEmbeddingPeerTest {
    private static final List<String> WORDS = List.of("king", "queen", "größe", "don't", "\"quoted\\", "日本", "the");

    @TempDir
    Path folder;

    private static Embeddings model(String tokenizer) {
        Matrix vectors = Matrix.allocate(WORDS.size(), 3);
        for (int i = 0; i < WORDS.size(); i++) {
            vectors.setRow(i, new float[] {i + 1, 0.5f * i, -i});
        }
        Vocabulary words = Vocabulary.of(
                WORDS.stream()
                        .map(word -> word.getBytes(StandardCharsets.UTF_8))
                        .toList(),
                new long[WORDS.size()]);
        Provenance provenance = new Provenance(
                "",
                Optional.empty(),
                OptionalLong.empty(),
                Map.of(),
                Map.of("lowercase", "true", "tokenizer", tokenizer),
                "",
                "",
                List.of(),
                Optional.empty(),
                Map.of());
        return new Embeddings(words, vectors, Optional.empty(), provenance);
    }

    /** Mean vectors of texts; an unknown word counts as a vector of zeros there. */
    @ParameterizedTest
    @ValueSource(strings = {"whitespace", "unicode"})
    void itsTextsAreMeansOfOurVectors(String tokenizer) throws Exception {
        Model2Vec.write(model(tokenizer), folder.resolve("ours"), VectorChoice.INPUT);
        String printed = Programs.python(folder, "sentence_transformers, tokenizers", """
                from sentence_transformers import SentenceTransformer
                model = SentenceTransformer("ours", device="cpu")
                texts = ["king", "The QUEEN", "größe 日本", '"quoted\\\\ the', "king unheard", "king, queen"]
                for row in model.encode(texts):
                    print(*[float(x) for x in row])
                """);
        boolean words = tokenizer.equals("unicode"); // into words and signs
        float[][] expected = {
            {1, 0, 0},
            {4.5f, 1.75f, -3.5f},
            {4.5f, 1.75f, -3.5f},
            words ? new float[] {7 / 4f, 3 / 4f, -6 / 4f} : new float[] {6, 2.5f, -5}, // " quoted \ the
            {0.5f, 0, 0},
            words ? new float[] {1, 0.5f / 3, -1 / 3f} : new float[] {1, 0.25f, -0.5f} // "king," is unknown
        };
        String[] lines = printed.strip().split("\n");
        assertEquals(expected.length, lines.length, printed);
        for (int i = 0; i < lines.length; i++) {
            String[] fields = lines[i].split(" ");
            for (int d = 0; d < 3; d++) {
                assertEquals(expected[i][d], Float.parseFloat(fields[d]), 1e-5f, "text " + i + ": " + printed);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"WordLevel", "WordPiece", "BPE", "Unigram"})
    void itsFoldersAreRead(String kind) throws Exception {
        Programs.python(folder, "sentence_transformers, tokenizers", """
                import numpy, tokenizers
                from sentence_transformers import SentenceTransformer
                from sentence_transformers.models import StaticEmbedding
                from tokenizers import models
                words = ["[UNK]", "a", "b", "ab", "größe"]
                ids = {word: i for i, word in enumerate(words)}
                kind = "%s"
                model = {"WordLevel": lambda: models.WordLevel(ids, "[UNK]"),
                         "WordPiece": lambda: models.WordPiece(ids, unk_token="[UNK]"),
                         "BPE": lambda: models.BPE(ids, [("a", "b")], unk_token="[UNK]"),
                         "Unigram": lambda: models.Unigram([(w, -float(i)) for i, w in enumerate(words)], 0)}[kind]()
                tokenizer = tokenizers.Tokenizer(model)
                tokenizer.add_special_tokens(["[PAD]"])
                matrix = numpy.arange(6 * 4, dtype=numpy.float32).reshape(6, 4) / 8
                SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_weights=matrix)]).save("theirs")
                """.formatted(kind));
        Path theirs = folder.resolve("theirs");
        assertSame(Format.MODEL2VEC, Models.format(theirs));
        Embeddings read = Models.open(theirs);
        List<String> words = List.of("[UNK]", "a", "b", "ab", "größe", "[PAD]");
        assertEquals(words.size(), read.size());
        for (int i = 0; i < words.size(); i++) {
            assertEquals(words.get(i), read.vocabulary().word(i));
            assertArrayEquals(
                    new float[] {i * 4 / 8f, (i * 4 + 1) / 8f, (i * 4 + 2) / 8f, (i * 4 + 3) / 8f},
                    read.input().row(i));
        }
    }

    /** What Model2Vec's StaticModel does on loading, step by step, with the two libraries that it does it with. */
    @Test
    void model2VecFindsARowForEachToken() throws Exception {
        Model2Vec.write(model("whitespace"), folder.resolve("ours"), VectorChoice.INPUT);
        String printed = Programs.python(folder, "safetensors.numpy, tokenizers", """
                import json, safetensors
                from tokenizers import Tokenizer
                with safetensors.safe_open("ours/model.safetensors", framework="numpy") as file:
                    matrix = file.get_tensor("embeddings")
                tokenizer = Tokenizer.from_file("ours/tokenizer.json")
                tokens = [token for token, _ in sorted(tokenizer.get_vocab().items(), key=lambda entry: entry[1])]
                unknown = tokenizer.get_vocab()[tokenizer.model.unk_token]
                config = json.load(open("ours/config.json"))
                ids = tokenizer.encode_batch_fast(["KING unheard the"], add_special_tokens=False)[0].ids
                print(len(tokens) == len(matrix), tokens[:3], unknown, config["normalize"], matrix.dtype,
                      [i for i in ids if i != unknown], matrix[6].tolist())
                """);
        assertEquals("True ['king', 'queen', 'größe'] 7 False float32 [0, 6] [7.0, 3.0, -6.0]", printed.strip());
    }
}
