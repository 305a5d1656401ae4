package io.firth.word2vec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.objective.FullSoftmax;
import io.firth.objective.HierarchicalSoftmax;
import io.firth.objective.NegativeSampling;
import io.firth.train.EarlyStopping;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class Word2VecConfigTest {
    private static final Word2VecConfig CONFIG = Word2VecConfig.defaults();

    private static void assertNamed(String value, Executable executable) {
        String message =
                assertThrows(IllegalArgumentException.class, executable, value).getMessage();
        assertTrue(message.endsWith("but is " + value), message);
    }

    @Test
    void valuesOutOfRangeAreNamed() {
        for (int value : new int[] {Integer.MIN_VALUE, -1, 0, 65_537}) {
            assertNamed("" + value, () -> CONFIG.withDim(value));
        }
        for (int value : new int[] {-5, 0, 1001}) {
            assertNamed("" + value, () -> CONFIG.withWindow(value, true));
        }
        for (int value : new int[] {-1, 0, 1_000_001}) {
            assertNamed("" + value, () -> CONFIG.withEpochs(value));
        }
        for (int value : new int[] {-1, 0, 1025}) {
            assertNamed("" + value, () -> CONFIG.withThreads(value));
        }
        for (double value : new double[] {-1e-9, 1.5, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertNamed("" + value, () -> CONFIG.withSubsample(value));
        }
        for (double value : new double[] {-0.1, 0, 100.5, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertNamed("" + value, () -> CONFIG.withLearningRate(value, 0));
        }
        for (double value : new double[] {-0.1, 0.3, Double.NaN}) {
            assertNamed("" + value, () -> CONFIG.withLearningRate(0.2, value));
        }
        for (int value : new int[] {-1, 0, 1001}) {
            assertNamed("" + value, () -> new NegativeSampling(value, 0.75, true));
        }
        for (double value : new double[] {-0.1, 1.1, Double.NaN}) {
            assertNamed("" + value, () -> new NegativeSampling(5, value, true));
        }
        for (int value : new int[] {-1, 0, 65_537}) {
            assertNamed("" + value, () -> new FullSoftmax(value));
        }
        assertThrows(NullPointerException.class, () -> CONFIG.withArchitecture(null));
        assertThrows(NullPointerException.class, () -> CONFIG.withObjective(null));
    }

    @Test
    void edgesOfTheRangesAreInside() {
        Word2VecConfig least =
                CONFIG.withDim(1).withWindow(1, true).withEpochs(1).withThreads(1);
        assertEquals(0, least.withSubsample(0).withLearningRate(1e-9, 0).minLearningRate());
        Word2VecConfig most = CONFIG.withDim(65_536)
                .withWindow(1000, false)
                .withEpochs(1_000_000)
                .withThreads(1024)
                .withSubsample(1)
                .withLearningRate(100, 100);
        assertEquals(100, most.minLearningRate());
        assertEquals(0, new NegativeSampling(1000, 0, false).noiseExponent());
        assertEquals(1, new NegativeSampling(1, 1, false).noiseExponent());
    }

    /** Each with…() changes its own component and no other. */
    @Test
    void withChangesOneThing() {
        Word2VecConfig changed = CONFIG.withArchitecture(new Cbow(Cbow.Gradient.WORD2VEC))
                .withObjective(new HierarchicalSoftmax())
                .withDim(7)
                .withWindow(3, true)
                .withSubsample(0.5)
                .withEpochs(9)
                .withLearningRate(0.4, 0.3)
                .withThreads(2)
                .withParallelism(new LockFree())
                .withSeed(-8)
                .withEarlyStopping(Optional.of(new EarlyStopping(4)));
        Word2VecConfig expected = new Word2VecConfig(
                new Cbow(Cbow.Gradient.WORD2VEC),
                new HierarchicalSoftmax(),
                7,
                3,
                true,
                0.5,
                9,
                0.4,
                0.3,
                2,
                new LockFree(),
                -8,
                Optional.of(new EarlyStopping(4)));
        assertEquals(expected, changed);
        // the other way round, so that one that resets another is found too
        assertEquals(
                expected,
                CONFIG.withEarlyStopping(Optional.of(new EarlyStopping(4)))
                        .withSeed(-8)
                        .withParallelism(new LockFree())
                        .withThreads(2)
                        .withLearningRate(0.4, 0.3)
                        .withEpochs(9)
                        .withSubsample(0.5)
                        .withWindow(3, true)
                        .withDim(7)
                        .withObjective(new HierarchicalSoftmax())
                        .withArchitecture(new Cbow(Cbow.Gradient.WORD2VEC)));
    }

    @Test
    void automaticIsDeterministicForSkipGramWithNegativesOnly() {
        assertEquals(new Automatic(), CONFIG.parallelism());
        assertEquals(new Deterministic(Deterministic.AUTO), CONFIG.effectiveParallelism());
        assertEquals(
                new LockFree(),
                CONFIG.withArchitecture(new Cbow(Cbow.Gradient.EXACT)).effectiveParallelism());
        assertEquals(
                new LockFree(), CONFIG.withObjective(new HierarchicalSoftmax()).effectiveParallelism());
    }

    @Test
    void shardsArePowersOfTwo() {
        assertEquals(1024, new Deterministic(1024).shards());
        for (int wrong : new int[] {-2, 3, 2048}) {
            IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> new Deterministic(wrong));
            assertEquals("shards must be a power of two in 1…1024, but is " + wrong, e.getMessage());
        }
    }

    @Test
    void describeListsEverything() {
        Word2VecConfig config = new Word2VecConfig(
                new Cbow(Cbow.Gradient.EXACT),
                new NegativeSampling(6, 0.5, false),
                7,
                3,
                true,
                0.25,
                9,
                0.4,
                0.3,
                2,
                new Deterministic(4),
                -8);
        assertEquals(
                "{architecture=cbow, cbow-gradient=exact, objective=negative-sampling, negatives=6, noise-exponent=0.5,"
                        + " negatives-per=pair, dim=7, window=3, fixed-window=true, subsample=0.25, epochs=9,"
                        + " learning-rate=0.4, min-learning-rate=0.3, threads=2, parallelism=deterministic, shards=4, seed=-8}",
                config.describe().toString());
        Map<String, String> word2vec =
                config.withArchitecture(new Cbow(Cbow.Gradient.WORD2VEC)).describe();
        assertEquals("word2vec", word2vec.get("cbow-gradient"));
        assertEquals(
                "window",
                config.withObjective(new NegativeSampling(6, 0.5, true))
                        .describe()
                        .get("negatives-per"));
        assertEquals(
                List.of("architecture", "objective", "tree", "dim"),
                CONFIG.withObjective(new HierarchicalSoftmax()).describe().keySet().stream()
                        .limit(4)
                        .toList());
        assertEquals("33", CONFIG.withObjective(new FullSoftmax(33)).describe().get("batch"));
    }

    @Test
    void whatIsDescribedCanBeReadBack() {
        List<Word2VecConfig> configs = List.of(
                CONFIG,
                CONFIG.withObjective(new HierarchicalSoftmax()).withParallelism(new LockFree()),
                CONFIG.withObjective(new FullSoftmax(17)).withWindow(3, true).withLearningRate(0.1, 0),
                CONFIG.withArchitecture(new Cbow(Cbow.Gradient.WORD2VEC))
                        .withObjective(new NegativeSampling(2, 0.5, false)),
                CONFIG.withArchitecture(new Cbow(Cbow.Gradient.EXACT))
                        .withParallelism(new Deterministic(64))
                        .withEarlyStopping(Optional.of(new EarlyStopping(3)))
                        .withSeed(-9));
        for (Word2VecConfig config : configs) {
            Word2VecConfig expected =
                    config.withParallelism(config.effectiveParallelism()).withThreads(3);
            assertEquals(expected, Word2VecConfig.ofDescription(config.describe(), 3));
            Map<String, String> withoutThreads = new LinkedHashMap<>(config.describe());
            withoutThreads.remove("threads");
            assertEquals(expected, Word2VecConfig.ofDescription(withoutThreads, 3));
        }
    }

    /** Each option matters: without it, or with a value that makes no sense, nothing is guessed. */
    @Test
    void aDescriptionThatIsNotUnderstoodIsRefused() {
        Map<String, String> described = CONFIG.withArchitecture(new Cbow(Cbow.Gradient.EXACT))
                .withParallelism(new Deterministic(2))
                .withEarlyStopping(Optional.of(new EarlyStopping(3)))
                .describe();
        for (String name : described.keySet()) {
            if (name.equals("threads")) {
                continue;
            }
            Map<String, String> options = new LinkedHashMap<>(described);
            options.put(name, "x");
            String message = assertThrows(
                            IllegalArgumentException.class, () -> Word2VecConfig.ofDescription(options, 1), name)
                    .getMessage();
            assertTrue(message.contains(name), message);
            if (!name.equals("patience")) {
                options.remove(name);
                assertThrows(IllegalArgumentException.class, () -> Word2VecConfig.ofDescription(options, 1), name);
            }
        }
        Map<String, String> more = new LinkedHashMap<>(described);
        more.put("dropout", "0.1");
        assertEquals(
                "this version of Firth does not know the option dropout (0.1)",
                assertThrows(IllegalArgumentException.class, () -> Word2VecConfig.ofDescription(more, 1))
                        .getMessage());
    }
}
