package io.firth.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.firth.embeddings.Embeddings;
import io.firth.io.Models;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts at the limits give a model or one clear sentence; the large ones are in {@code benchmarks/peers/limits.py}. */
class LimitsTest {
    @TempDir
    private Path folder;

    /** A text, and what is said of it. */
    static Stream<List<String>> hopeless() {
        return Stream.of(
                List.of("", "there are no words in "),
                List.of(" \t\n\n".repeat(300), "there are no words in "),
                List.of("word\n", "the corpus holds no pair of neighbouring words"),
                List.of("a\nb\nc\na\n".repeat(30), "the corpus holds no pair of neighbouring words"));
    }

    @ParameterizedTest
    @MethodSource("hopeless")
    void whereThereIsNothingToLearnOneSentenceSaysSo(List<String> textAndSentence) throws IOException {
        for (String objective : List.of("negative-sampling", "hierarchical-softmax", "full-softmax")) {
            for (String architecture : List.of("skip-gram", "cbow")) {
                Cli run = train(textAndSentence.getFirst(), "--objective", objective, "--architecture", architecture);
                assertEquals(1, run.code(), run.err());
                List<String> said = run.err().lines().toList();
                assertEquals(1, said.size(), run.err());
                assertTrue(said.getFirst().contains(textAndSentence.getLast()), run.err());
                assertFalse(Files.exists(folder.resolve("model")), "a model was written");
            }
        }
    }

    @Test
    void oneWordOnly() throws IOException {
        for (String objective : List.of("negative-sampling", "hierarchical-softmax", "full-softmax")) {
            Cli run = train("word ".repeat(50) + "\n", "--objective", objective);
            assertEquals("", run.err(), objective);
            assertEquals(1, model().size());
            assertTrue(Float.isFinite(model().input().get(0, 0)), objective);
        }
    }

    @Test
    void oneSentence() throws IOException {
        assertEquals("", train("the quick brown fox jumped over the lazy dog\n").err());
        assertEquals(8, model().size());
        assertEquals(
                0,
                Cli.run("neighbors", folder.resolve("model").toString(), "fox").code());
    }

    @ParameterizedTest
    @MethodSource("tokenizers")
    void aWordOfAMegabyte(String tokenizer) throws IOException {
        String word = "x".repeat(1_000_000);
        assertEquals(
                "",
                train(("a b " + word + " c d\n").repeat(3), "--tokenizer", tokenizer)
                        .err());
        assertEquals(5, model().size());
        assertEquals(3, model().vocabulary().count(model().vocabulary().id(word)));
        Cli loud = Cli.run(
                "train",
                folder.resolve("text").toString(),
                "-o",
                folder.resolve("model").toString(),
                "--min-count",
                "1",
                "--epochs",
                "1",
                "--dim",
                "4");
        assertTrue(loud.out().length() < 2000, "no word of this length on the screen");
    }

    static Stream<String> tokenizers() {
        return Stream.of("whitespace", "unicode");
    }

    @Test
    void aLineLongerThanAnyBuffer() throws IOException {
        int[] drawn = new Random(1).ints(1_500_000, 0, 90).toArray();
        String line = Arrays.stream(drawn).mapToObj(w -> "w" + w).collect(Collectors.joining(" "));
        assertEquals("", train(line, "--window", "1", "--subsample", "1e-4").err());
        assertEquals(90, model().size());
        assertEquals(1_500_000, model().vocabulary().totalCount());
        assertEquals("1", model().provenance().corpus().get("sentences"));
    }

    @Test
    void manyWords() throws IOException {
        String text = IntStream.range(0, 60_000)
                .mapToObj(w -> "w" + w + (w % 100 == 99 ? "\n" : " "))
                .collect(Collectors.joining());
        assertEquals("", train(text).err());
        assertEquals(60_000, model().size());
    }

    @Test
    void moreMemoryThanThereIsIsRefused() throws IOException {
        String text = IntStream.range(0, 60_000).mapToObj(w -> "w" + w).collect(Collectors.joining(" "));
        assumeTrue(MemoryCheck.available() < 2L * 60_000 * 65_536 * Float.BYTES, "this machine has 31 GB to spare");
        Cli run = Cli.run(
                "train",
                write(text),
                "-o",
                folder.resolve("model").toString(),
                "--min-count",
                "1",
                "--dim",
                "65536",
                "-q");
        assertEquals(1, run.code());
        assertTrue(run.err().startsWith("firth: not enough memory: 60,000 words × 65536 dimensions"), run.err());
    }

    private Cli train(String text, String... options) throws IOException {
        List<String> args = new ArrayList<>(List.of("train", write(text), "-o"));
        args.add(folder.resolve("model").toString());
        args.addAll(List.of("--min-count", "1", "--epochs", "1", "--dim", "4", "--quiet"));
        if (!List.of(options).contains("--subsample")) {
            args.addAll(List.of("--subsample", "0"));
        }
        args.addAll(List.of(options));
        return Cli.run(args.toArray(String[]::new));
    }

    private String write(String text) throws IOException {
        return Files.writeString(folder.resolve("text"), text).toString();
    }

    private Embeddings model() throws IOException {
        return Models.open(folder.resolve("model"));
    }
}
