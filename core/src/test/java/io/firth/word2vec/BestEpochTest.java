package io.firth.word2vec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.embeddings.Embeddings;
import io.firth.embeddings.Provenance;
import io.firth.train.EarlyStopping;
import io.firth.train.EpochReport;
import io.firth.train.TrainingException;
import io.firth.train.TrainingListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BestEpochTest {
    @TempDir
    private static Path folder;

    private static SmallCorpus noise;

    /** Random words: what is learned of the training text is wrong of the held-out text, so that its loss rises. */
    @BeforeAll
    static void open() throws Exception {
        Random random = new Random(3);
        StringBuilder text = new StringBuilder();
        for (int sentence = 0; sentence < 150; sentence++) {
            for (int i = 0; i < 10; i++) {
                text.append('w').append(random.nextInt(60)).append(' ');
            }
            text.append('\n');
        }
        noise = SmallCorpus.of(folder, 0.3, text.toString());
    }

    @AfterAll
    static void close() throws Exception {
        noise.close();
    }

    private static Word2VecConfig config(int epochs, Optional<EarlyStopping> stopping) {
        return Word2VecConfig.defaults()
                .withDim(12)
                .withEpochs(epochs)
                .withLearningRate(0.2, 0.2)
                .withSubsample(0)
                .withEarlyStopping(stopping);
    }

    private static Embeddings train(Word2VecConfig config, List<byte[]> vectors, List<Double> losses)
            throws TrainingException, InterruptedException {
        return new Word2VecTrainer(config)
                .listener(new TrainingListener() {
                    @Override
                    public void epochEnd(EpochReport report) {
                        vectors.add(SmallCorpus.bytes(report.soFar()));
                        losses.add(report.heldOutLoss().orElseThrow());
                    }
                })
                .train(noise.training(), noise.heldOut(), noise.vocabulary());
    }

    @Test
    void stopsAndReturnsTheVectorsOfTheBestEpoch() throws Exception {
        for (int patience = 1; patience <= 3; patience += 2) {
            List<byte[]> vectors = new ArrayList<>();
            List<Double> losses = new ArrayList<>();
            EarlyStopping stopping = new EarlyStopping(patience);
            Embeddings trained = train(config(30, Optional.of(stopping)), vectors, losses);

            int best = EarlyStopping.bestEpoch(losses);
            assertTrue(best >= 1 && losses.size() < 30, losses.toString());
            assertEquals(best + patience, losses.size(), losses.toString());
            assertArrayEquals(vectors.get(best - 1), SmallCorpus.bytes(trained));
            assertFalse(Arrays.equals(vectors.getLast(), SmallCorpus.bytes(trained)), "not the last");
            Provenance p = trained.provenance();
            assertEquals(losses.size(), p.epochs().size());
            assertEquals(Integer.toString(patience), p.config().get("patience"));
            assertEquals(Integer.toString(best), p.other().get("best-epoch"));
            assertEquals(
                    "after epoch " + losses.size() + " of 30: "
                            + stopping.reason(losses).orElseThrow(),
                    p.other().get("stopped"));
        }
    }

    /** The last epoch is the last anyway: its best vectors are returned, and it did not stop early. */
    @Test
    void returnsTheBestEpochAlsoIfPatienceLasts() throws Exception {
        List<byte[]> vectors = new ArrayList<>();
        List<Double> losses = new ArrayList<>();
        Embeddings trained = train(config(6, Optional.of(new EarlyStopping(20))), vectors, losses);
        int best = EarlyStopping.bestEpoch(losses);
        assertEquals(6, losses.size());
        assertTrue(best < 6, losses.toString());
        assertArrayEquals(vectors.get(best - 1), SmallCorpus.bytes(trained));
        assertEquals(Integer.toString(best), trained.provenance().other().get("best-epoch"));
        assertFalse(trained.provenance().other().containsKey("stopped"));
    }

    @Test
    void trainsTheSameAsWithoutUntilItStops() throws Exception {
        List<byte[]> with = new ArrayList<>();
        List<byte[]> without = new ArrayList<>();
        train(config(4, Optional.of(new EarlyStopping(9))), with, new ArrayList<>());
        Embeddings last = train(config(4, Optional.empty()), without, new ArrayList<>());
        for (int epoch = 0; epoch < 4; epoch++) {
            assertArrayEquals(without.get(epoch), with.get(epoch), "epoch " + (epoch + 1));
        }
        assertArrayEquals(without.getLast(), SmallCorpus.bytes(last));
        assertFalse(last.provenance().config().containsKey("patience"));
        assertFalse(last.provenance().other().containsKey("best-epoch"));
    }

    @Test
    void refusesWithoutHeldOutText() {
        Word2VecTrainer trainer = new Word2VecTrainer(config(3, Optional.of(new EarlyStopping(1))));
        String message = assertThrows(
                        TrainingException.class, () -> trainer.train(noise.training(), noise.vocabulary()))
                .getMessage();
        assertTrue(message.startsWith("early stopping goes by the loss on held-out text"), message);
    }

    @Test
    void needsMemoryForASecondCopy() {
        Word2VecConfig plain = config(3, Optional.empty());
        Word2VecConfig early = config(3, Optional.of(new EarlyStopping(1)));
        assertEquals(Word2VecTrainer.modelBytes(plain, 1000), Word2VecTrainer.trainingBytes(plain, 1000));
        assertEquals(2 * Word2VecTrainer.modelBytes(early, 1000), Word2VecTrainer.trainingBytes(early, 1000));
    }
}
