package io.firth.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.classify.Classifier;
import io.firth.classify.ClassifierConfig;
import io.firth.classify.ClassifierTrainer;
import io.firth.classify.SmallTexts;
import io.firth.classify.TextExample;
import io.firth.text.TextOptions;
import io.firth.text.Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifierFileTest {
    @TempDir
    private Path folder;

    private static Classifier classifier(List<TextExample> examples) throws Exception {
        return new ClassifierTrainer(SmallTexts.embeddings(), new TextOptions(Tokenizer.UNICODE, true))
                .train(examples, ClassifierConfig.defaults(), Map.of("seed", "1", "data", "x\"y.tsv"), epoch -> {})
                .classifier();
    }

    @Test
    void predictsTheSameWhenItComesBack() throws Exception {
        for (boolean pairs : new boolean[] {false, true}) {
            List<TextExample> test = pairs ? SmallTexts.pairs(50, 9) : SmallTexts.texts(50, 9);
            Classifier written = classifier(pairs ? SmallTexts.pairs(80, 1) : SmallTexts.texts(80, 1));
            Path file = folder.resolve("c" + pairs);
            ClassifierFile.write(written, file);
            ClassifierFile.verify(file);
            Classifier read = ClassifierFile.open(file);
            assertEquals(written.labels(), read.labels());
            assertEquals(written.textOptions(), read.textOptions());
            assertEquals(written.features(), read.features());
            assertEquals(written.network().layers(), read.network().layers());
            assertEquals(written.provenance(), read.provenance());
            List<Classifier.Answer> before = written.classify(test);
            List<Classifier.Answer> after = read.classify(test);
            for (int i = 0; i < test.size(); i++) {
                assertEquals(before.get(i).label(), after.get(i).label());
                assertArrayEquals(before.get(i).probabilities(), after.get(i).probabilities());
            }
        }
    }

    @Test
    void isSafetensorsByTheRules() throws Exception {
        Path file = folder.resolve("c");
        ClassifierFile.write(classifier(SmallTexts.texts(40, 1)), file);
        StrictSafetensors strict = new StrictSafetensors(Files.readAllBytes(file));
        assertEquals(List.of(64L, 8L), strict.tensor("layer.1.weights").get("shape"));
        assertEquals("F64", strict.tensor("standardization.mean").get("dtype"));
        assertEquals("firth-classifier", strict.metadata().get("format"));
    }

    @Test
    void damageIsFound() throws Exception {
        Path file = folder.resolve("c");
        ClassifierFile.write(classifier(SmallTexts.texts(40, 1)), file);
        byte[] bytes = Files.readAllBytes(file);
        Path cut = folder.resolve("cut");
        Files.write(cut, Arrays.copyOf(bytes, bytes.length - 5));
        assertTrue(assertThrows(IOException.class, () -> ClassifierFile.open(cut))
                .getMessage()
                .contains("cut off"));
        bytes[bytes.length - 100] ^= 1;
        Path flipped = folder.resolve("flipped");
        Files.write(flipped, bytes);
        assertTrue(assertThrows(IOException.class, () -> ClassifierFile.verify(flipped))
                .getMessage()
                .contains("is damaged"));
    }

    @Test
    void modelsAndClassifiersAreToldApart() throws Exception {
        Path model = folder.resolve("model");
        ModelFile.write(SmallTexts.embeddings(), model);
        assertEquals(
                model + " is a safetensors file, but not a Firth classifier: its metadata does not say format ="
                        + " firth-classifier, but firth",
                assertThrows(IOException.class, () -> ClassifierFile.open(model))
                        .getMessage());
        Path classifier = folder.resolve("classifier");
        ClassifierFile.write(classifier(SmallTexts.texts(40, 1)), classifier);
        assertTrue(assertThrows(IOException.class, () -> Models.open(classifier))
                .getMessage()
                .contains("not a Firth model"));
    }
}
