package io.firth.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {
    @ParameterizedTest
    @ValueSource(strings = {"train", "neighbors", "pairs", "demo"})
    void everyCommandExplainsItselfWithExamples(String command) {
        Cli help = Cli.run(command, "--help");
        assertEquals(0, help.code());
        assertEquals("", help.err());
        assertTrue(help.out().contains("Usage: firth " + command), help.out());
        assertTrue(help.out().contains("Examples:\n  firth "), help.out());
        assertFalse(help.out().contains("${"), help.out());
        assertEquals(help.out(), Cli.run("help", command).out());
        assertTrue(Cli.run("--help").out().contains("  " + command), "in the list of commands");
    }

    @Test
    void trainNamesEveryOptionWithItsDefault() {
        String help = Cli.run("train", "--help").out().replaceAll("\\s+", " ");
        for (String option : new String[] {
            "--dim=N",
            "--window=M",
            "--negatives=K",
            "--noise-exponent=X",
            "--min-count=N",
            "--max-vocab=N",
            "--subsample=T",
            "--epochs=N",
            "--learning-rate=X",
            "--min-learning-rate=X",
            "--threads=N",
            "--seed=N",
            "--fixed-window",
            "--cbow-gradient=NAME",
            "--tokenizer=NAME",
            "--lowercase",
            "--validation-words=WORD",
            "--held-out=X",
            "--vectors=NAME",
            "--format=NAME",
            "--json",
            "--architecture=NAME",
            "--objective=NAME"
        }) {
            assertTrue(help.contains(option), option);
        }
        assertTrue(help.contains("Length of a vector, 1…65536. Default: 100."), help);
        assertTrue(help.contains("Default: 1e-3."), help);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        train x -o y --dimm 5                          | unknown option --dimm; did you mean --dim?
        train x -o y --dim 0                           | --dim must be in 1…65536, but is 0
        train x -o y --dim many                        | invalid value for option '--dim': 'many' is not an int
        train x -o y --window 1001                     | --window must be in 1…1000, but is 1001
        train x -o y --negatives 0                     | --negatives must be in 1…1000, but is 0
        train x -o y --noise-exponent 2                | --noise-exponent must be in 0…1, but is 2
        train x -o y --min-count 0                     | --min-count must be at least 1, but is 0
        train x -o y --max-vocab 0                     | --max-vocab must be at least 1, but is 0
        train x -o y --subsample -1                    | --subsample must be in 0…1, but is -1
        train x -o y --held-out 0.9                    | --held-out must be in 0…0.5, but is 0.9
        train x -o y --epochs 0                        | --epochs must be in 1…1000000, but is 0
        train x -o y --learning-rate 0                 | --learning-rate must be above 0 and at most 100, but is 0
        train x -o y --learning-rate NaN               | --learning-rate must be above 0 and at most 100, but is NaN
        train x -o y --min-learning-rate 1             | --min-learning-rate must be in 0…0.025, but is 1
        train x -o y --threads 0                       | --threads must be in 1…1024, but is 0
        train x -o y --architecture glove              | invalid value for option '--architecture': 'glove' is none of skip-gram, cbow
        train x -o y --objective x                     | invalid value for option '--objective': 'x' is none of negative-sampling, hierarchical-softmax, full-softmax
        train x -o y --tokenizer x                     | invalid value for option '--tokenizer': 'x' is none of whitespace, unicode
        train x -o y --format x                        | invalid value for option '--format': unknown format 'x': choose one of firth, word2vec-binary, word2vec-text, glove, fasttext-vec, fasttext-bin, safetensors, npy, parquet, projector, model2vec, jsonl
        train x -o y --cbow-gradient exact             | --cbow-gradient can only be used with --architecture cbow
        train x -o y --batch 5                         | --batch can only be used with --objective full-softmax
        train x -o y --negatives 5 --objective full-softmax | --negatives can only be used with --objective negative-sampling
        train x -o y --objective hierarchical-softmax --vectors sum | --vectors sum needs one output vector per word, and hierarchical-softmax has vectors of tree nodes instead
        train x                                        | missing required option: '--output=MODEL'
        neighbors m                                    | missing required parameter: 'WORD'
        neighbors m w -k 0                             | -k must be at least 1, but is 0
        """)
    void wrongUsageIsOneLineAndCode2(String arguments, String message) {
        String[] args = arguments.split(" +");
        Cli run = Cli.run(args);
        assertEquals("firth " + args[0] + ": " + message + " (see: firth " + args[0] + " --help)\n", run.err());
        assertEquals(2, run.code());
        assertEquals("", run.out());
    }

    @Test
    void unknownAndMissingCommands() {
        Cli typo = Cli.run("trian", "x");
        assertEquals(2, typo.code());
        assertEquals("firth: unknown command trian; did you mean train? (see: firth --help)\n", typo.err());
        assertEquals(2, Cli.run().code());
        assertEquals(
                "firth: missing command: train, neighbors, pairs or demo (see: firth --help)\n",
                Cli.run().err());
    }

    @Test
    void versionNamesVersionJvmAndKernel() {
        String version = Cli.run("--version").out();
        assertTrue(version.matches("Firth \\d+\\.\\d+\\.\\d+\\S*\nJVM: .+\nKernel: .+\n"), version);
    }
}
