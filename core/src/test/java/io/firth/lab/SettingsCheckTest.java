package io.firth.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.gradient.GradientCheck.Verdict;
import io.firth.objective.FullSoftmax;
import io.firth.objective.HierarchicalSoftmax;
import io.firth.objective.NegativeSampling;
import io.firth.objective.Objective;
import io.firth.word2vec.Architecture;
import io.firth.word2vec.Cbow;
import io.firth.word2vec.SkipGram;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettingsCheckTest {
    private static final List<Objective> OBJECTIVES = List.of(
            new NegativeSampling(5, 0.75, true),
            new NegativeSampling(3, 0, false),
            new HierarchicalSoftmax(),
            new FullSoftmax(16));

    private static SettingsCheck check(Architecture architecture, Objective objective, int dim, long seed) {
        return new SettingsCheck(architecture, objective, dim, 3, false, 20, 5, 1, 40, seed);
    }

    @Test
    void everyObjectiveAndArchitecturePasses() {
        for (Objective objective : OBJECTIVES) {
            for (Architecture architecture : List.of(new SkipGram(), new Cbow(Cbow.Gradient.EXACT))) {
                SettingsCheck.Result result =
                        check(architecture, objective, 7, 3).run();
                String name = architecture + ", " + objective;
                assertEquals(Verdict.PASS, result.verdict(), name);
                assertTrue(result.worst() <= 1e-7, name);
                assertEquals(1, result.factor(), 1e-7, name);
                assertTrue(result.coordinates().size() > 100, name);
                assertTrue(
                        result.coordinates().stream().anyMatch(c -> Math.abs(c.analytic()) > 1e-3),
                        name + ": only zeros were compared");
            }
        }
    }

    @Test
    void word2vecsUpdateIsNoGradient() {
        Architecture word2vec = new Cbow(Cbow.Gradient.WORD2VEC);
        for (Objective objective : OBJECTIVES) {
            // every window three words wide on both sides, in long sentences: between 3 and 6 context words
            SettingsCheck.Result result = new SettingsCheck(word2vec, objective, 5, 3, true, 20, 8, 1, 1000, 5).run();
            assertEquals(Verdict.FAIL, result.verdict(), objective.toString());
            assertTrue(result.meanInputs() > 1 && result.meanInputs() <= 6, "" + result.meanInputs());
            assertTrue(result.factor() > 1.2 && result.factor() <= 6 + 1e-6, "" + result.factor());
        }
    }

    @Test
    void aSeedIsACheck() {
        SettingsCheck.Result first =
                check(new SkipGram(), OBJECTIVES.getFirst(), 4, 1).run();
        assertEquals(
                first.coordinates(),
                check(new SkipGram(), OBJECTIVES.getFirst(), 4, 1).run().coordinates());
        assertNotEquals(
                first.coordinates(),
                check(new SkipGram(), OBJECTIVES.getFirst(), 4, 2).run().coordinates());
    }

    @Test
    void theWorstComeFirst() {
        List<SettingsCheck.Coordinate> found = check(new Cbow(Cbow.Gradient.WORD2VEC), OBJECTIVES.getLast(), 6, 1)
                .run()
                .coordinates();
        for (int i = 1; i < found.size(); i++) {
            assertTrue(found.get(i - 1).difference() >= found.get(i).difference());
        }
    }
}
