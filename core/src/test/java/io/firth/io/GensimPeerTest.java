package io.firth.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.firth.embeddings.Embeddings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that gensim and NumPy write, and what they read of ours. */
class GensimPeerTest {
    @TempDir
    Path folder;

    @Test
    void gensimsFilesAreRead() throws Exception {
        Programs.python(folder, "gensim, numpy", """
                import numpy as np
                from gensim.models import KeyedVectors, FastText
                from gensim.models.fasttext import save_facebook_model
                kv = KeyedVectors(3)
                kv.add_vectors(["die", "Größe", "x"], np.arange(9, dtype=np.float32).reshape(3, 3) / 8)
                kv.save_word2vec_format("w2v.bin", binary=True)
                kv.save_word2vec_format("w2v.txt")
                kv.save_word2vec_format("glove.txt", write_header=False)
                ft = FastText([["alpha", "beta", "größe"]] * 9, vector_size=4, min_count=1, bucket=60, workers=1, seed=1)
                save_facebook_model(ft, "ft.bin")
                np.savetxt("known.txt", ft.wv["größe"])
                np.savetxt("unknown.txt", ft.wv["übergröße"])
                """);
        for (String name : new String[] {"w2v.bin", "w2v.txt", "glove.txt"}) {
            Embeddings model = Models.open(folder.resolve(name));
            assertEquals("Größe", model.vocabulary().word(1));
            assertArrayEquals(new float[] {0.375f, 0.5f, 0.625f}, model.input().row(1), name);
        }
        Embeddings fastText = Models.open(folder.resolve("ft.bin"));
        assertArrayEquals(numbers("known.txt"), fastText.vectorOf("größe").get(), 1e-6f);
        assertArrayEquals(numbers("unknown.txt"), fastText.vectorOf("übergröße").get(), 1e-6f);
    }

    private float[] numbers(String file) throws Exception {
        return toFloats(Files.readString(folder.resolve(file)).strip().split("\\s+"));
    }

    private static float[] toFloats(String[] fields) {
        float[] numbers = new float[fields.length];
        for (int i = 0; i < fields.length; i++) {
            numbers[i] = Float.parseFloat(fields[i]);
        }
        return numbers;
    }

    @Test
    void gensimAndNumpyReadOurs() throws Exception {
        Embeddings model = TestModels.suitable(TestModels.random(3, 6, 5, -1), Format.MODEL2VEC);
        for (Format format : new Format[] {
            Format.WORD2VEC_BINARY, Format.WORD2VEC_TEXT, Format.FASTTEXT_VEC, Format.GLOVE, Format.NPY, Format.JSONL
        }) {
            Models.write(model, folder.resolve(format.label() + (format == Format.NPY ? ".npy" : "")), format);
        }
        String read = Programs.python(folder, "gensim, numpy", """
                import json, numpy as np
                from gensim.models import KeyedVectors
                load = KeyedVectors.load_word2vec_format
                expected = load("word2vec-binary", binary=True)
                for other in [load("word2vec-text"), load("fasttext-vec"), load("glove", no_header=True)]:
                    assert other.index_to_key == expected.index_to_key
                    assert (other.vectors == expected.vectors).all()
                array = np.load("npy.npy")
                assert array.dtype == np.float32 and (array == expected.vectors).all()
                assert open("npy.vocab.txt").read().split("\\n")[:-1] == expected.index_to_key
                rows = [json.loads(line) for line in open("jsonl")]
                assert [row["word"] for row in rows] == expected.index_to_key
                assert (np.array([row["vector"] for row in rows], dtype=np.float32) == expected.vectors).all()
                print(len(rows), array.shape)
                """);
        assertEquals("6 (6, 5)", read.strip());
    }

    @Test
    void arraysOfAllKinds() throws Exception {
        Programs.python(folder, "numpy", """
                import numpy as np
                a = np.arange(6).reshape(3, 2) / 4 - 0.5
                open("words.txt", "w").write("a\\nb\\n\\n")
                for kind in ["<f2", "<f4", "<f8", ">f2", ">f4", ">f8"]:
                    for order in "CF":
                        for version in [(1, 0), (2, 0), (3, 0)]:
                            name = "%s-%s-%d.npy" % (kind.replace("<", "little").replace(">", "big"), order, version[0])
                            with open(name, "wb") as file:
                                np.lib.format.write_array(file, a.astype(kind, order=order), version)
                """);
        int found = 0;
        try (var files = Files.newDirectoryStream(folder, "*.npy")) {
            for (Path file : files) {
                Embeddings model = Models.open(file);
                for (int row = 0; row < 3; row++) {
                    float[] expected = {row / 2f - 0.5f, row / 2f - 0.25f};
                    assertArrayEquals(expected, model.input().row(row), file.toString());
                }
                assertEquals("", model.vocabulary().word(2));
                assertEquals(Optional.empty(), model.output());
                found++;
            }
        }
        assertEquals(36, found);
    }
}
