package io.firth.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LabCheckCommandTest {
    private static final String SMALL = " --dim 8 --windows 4 --coordinates 30";

    private static Cli check(String options) {
        return Cli.run(("lab check " + options + SMALL).trim().split(" +"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--negatives 12 --negatives-per pair --noise-exponent 0",
                "--objective hierarchical-softmax --window 2 --fixed-window",
                "--objective full-softmax --architecture cbow --vocabulary 9 --seed 7",
                "--architecture cbow --cbow-gradient exact --largest 5",
            })
    void passes(String options) {
        Cli run = check(options);
        assertEquals(0, run.code(), run.out() + run.err());
        assertTrue(run.out().contains("\nPASS  the greatest relative difference is "), run.out());
        assertEquals("", run.err());
    }

    @Test
    void word2vecsUpdateIsSaidToBeNoGradient() {
        Cli run = check("--architecture cbow --cbow-gradient word2vec");
        assertEquals(1, run.code());
        assertTrue(run.out().contains("\nFAIL  the greatest relative difference is "), run.out());
        assertTrue(run.out().contains("is no gradient of this loss: it leaves out the 1/n of the mean"), run.out());
        assertTrue(run.out().contains("times the gradient"), run.out());
    }

    @Test
    void printsTheWorstFirst() {
        Cli run = check("--show 3");
        // settings, blank, head, three coordinates, blank, verdict
        assertEquals(8, run.out().lines().count(), run.out());
        assertEquals(run.out(), check("--show 3").out(), "the same seed");
        assertNotEquals(run.out(), check("--show 3 --seed 2").out(), "another seed");
    }

    @Test
    void json() {
        JsonNode exact = JsonMapper.shared()
                .readTree(check("--json --architecture cbow --show 2").out());
        assertEquals("pass", exact.get("verdict").asString());
        assertTrue(exact.get("isGradient").asBoolean());
        assertEquals(2, exact.get("worst").size());
        assertEquals(1, exact.get("factor").asDouble(), 1e-6);
        assertTrue(exact.get("greatestRelativeDifference").asDouble() <= 1e-7);
        JsonNode word2vec = JsonMapper.shared()
                .readTree(check("--json --architecture cbow --cbow-gradient word2vec")
                        .out());
        assertEquals("fail", word2vec.get("verdict").asString());
        assertFalse(word2vec.get("isGradient").asBoolean());
        assertTrue(word2vec.get("factor").asDouble() > 1.2);
    }
}
