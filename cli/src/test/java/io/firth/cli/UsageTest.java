package io.firth.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "train",
                "reproduce",
                "plot",
                "count",
                "pmi",
                "factorize",
                "bound",
                "neighbors",
                "analogy",
                "similarity",
                "odd-one-out",
                "sentence",
                "distance",
                "index",
                "shell",
                "evaluate",
                "compare",
                "align",
                "pairs",
                "classify",
                "paraphrase",
                "lab",
                "demo"
            })
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
    void anAtSignIsALetter(@TempDir Path folder) throws IOException {
        String word = "@" + Files.writeString(folder.resolve("home"), "king");
        Cli said = Cli.run("neighbors", SmallModel.write(folder), word);
        assertTrue(said.err().startsWith("firth: '" + word + "' is not among the 9 words"), said.err());
    }

    @Test
    void namesThatNoFileCanHave() {
        String option = "firth info: invalid value for positional parameter at index 0 (MODEL): ";
        Cli damaged = Cli.run("info", "gr\uFFFD\uFFFDe");
        assertEquals(2, damaged.code());
        assertTrue(damaged.err().startsWith(option + "'gr\uFFFD\uFFFDe' is not valid UTF-8, so that"), damaged.err());
        Cli impossible = Cli.run("info", "a\0b");
        assertEquals(2, impossible.code());
        assertTrue(impossible.err().startsWith(option + "no file can have this name: "), impossible.err());
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
        evaluate m --on s --bogus                      | unknown option --bogus; did you mean --bootstrap?
        evaluate m --on s --htm p                      | unknown option --htm; did you mean --html?
        train x -o y --dim 0                           | --dim must be in 1…65536, but is 0
        train x -o y --dim many                        | invalid value for option '--dim': 'many' is not a whole number
        train x -o y --dim 1.5                         | invalid value for option '--dim': '1.5' is not a whole number
        train x -o y --dim 2147483648                  | invalid value for option '--dim': '2147483648' is not a whole number from -2147483648 to 2147483647
        train x -o y --seed 9223372036854775808        | invalid value for option '--seed': '9223372036854775808' is not a whole number from -9223372036854775808 to 9223372036854775807
        train x -o y --learning-rate a                 | invalid value for option '--learning-rate': 'a' is not a number
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
        train x -o y --format x                        | invalid value for option '--format': unknown format 'x': choose one of firth, word2vec-binary, word2vec-text, glove, fasttext-vec, safetensors, npy, parquet, projector, model2vec, jsonl
        train x -o y --cbow-gradient exact             | --cbow-gradient can only be used with --architecture cbow
        train x -o y --batch 5                         | --batch can only be used with --objective full-softmax
        train x -o y --negatives 5 --objective full-softmax | --negatives can only be used with --objective negative-sampling
        train x -o y --objective hierarchical-softmax --vectors sum | --vectors sum needs one output vector per word, and hierarchical-softmax has vectors of tree nodes instead
        train x -o y --early-stopping                  | --early-stopping can only be used with --held-out above 0, such as 0.01
        train x -o y --held-out 0.1 --patience 2       | --patience can only be used with --early-stopping
        train x -o y --held-out 0.1 --early-stopping --patience 0 | --patience must be at least 1, but is 0
        train x -o y --log ./y                         | --log ./y is a file of the model y; choose another file
        plot x -o curves.gif                           | -o curves.gif must end in .svg or .png
        reproduce m                                    | missing required parameter: 'CORPUS'
        reproduce m c --threads 0                      | --threads must be in 1…1024, but is 0
        train x                                        | missing required option: '--output=MODEL'
        train x -o y --architecture cbow --bound       | --bound is known for pairs of words only, and cbow predicts from means of windows; it can only be used with --architecture skip-gram
        factorize c -o m                               | missing required option: '--method=NAME'
        factorize c -o m --method pca                  | invalid value for option '--method': 'pca' is none of svd, lsa, glove, sgns
        factorize c -o m --method svd --dim 0          | --dim must be in 1…65536, but is 0
        factorize c -o m --method svd --epochs 5       | --epochs can only be used with --method glove or sgns
        factorize c -o m --method glove --shift 5      | --weighting, --smoothing, --eigenvalue-weight and the like can only be used with --method svd or lsa
        factorize c -o m --method lsa --shift 5        | --shift can only be used with --method svd
        factorize c -o m --method lsa --weighting ppmi | --weighting ppmi can only be used with --method svd
        factorize c -o m --method svd --eigenvalue-weight 2 | --eigenvalue-weight must be in 0…1, but is 2
        factorize c -o m --method svd --x-max 2        | --x-max can only be used with --method glove
        factorize c -o m --method glove --negatives 2  | --negatives can only be used with --method sgns
        bound c --model m --plot fit.gif               | --plot fit.gif must end in .svg or .png
        bound c --model m --objective softmax --negatives 2 | --negatives can only be used with --objective negative-sampling or both
        bound c --model m --centre-words 1             | --centre-words must be at least 2, but is 1
        count x -o y --window 0                        | --window must be in 1…1000, but is 0
        count x -o y --weighting x                     | invalid value for option '--weighting': 'x' is none of flat, harmonic, dynamic
        count x -o y --memory 5                        | invalid value for option '--memory': '5' is not an amount of memory such as 512m or 2g
        count x                                        | missing required option: '--output=COUNTS'
        pmi m                                          | missing required parameter: 'WORD'
        pmi m w --alpha 2                              | --alpha must be in 0…1, but is 2
        pmi m w --shift 0                              | --shift must be above 0 and at most 1000000, but is 0
        neighbors m                                    | missing required parameter: 'WORD' (or --positive, or --batch)
        neighbors m w -k 0                             | -k must be at least 1, but is 0
        neighbors m w --restrict 0                     | --restrict must be at least 1, but is 0
        neighbors m w --by both                        | invalid value for option '--by': 'both' is none of input, output
        neighbors m w --index i                        | --index can only be used with --ann
        neighbors m w --ann --by output                | --ann answers by input vectors only, not --by output
        analogy m a b                                  | an analogy needs three words, A B C, not 2
        analogy m a b c --method x                     | invalid value for option '--method': 'x' is none of 3cosadd, 3cosmul
        similarity m a                                 | a similarity needs two words, A B, not 1
        odd-one-out m a b                              | three words or more are needed, not 2
        sentence m a                                   | two sentences are needed, each in quotes, not 1
        sentence m a b --a 1                           | --a can only be used with --sif
        distance m a                                   | two sentences are needed, each in quotes, not 1
        index m --connections 1                        | --connections must be in 2…512, but is 1
        index m --recall 1.5                           | --recall must be in 0…1, but is 1.5
        """)
    void wrongUsageIsOneLineAndCode2(String arguments, String message) {
        String[] args = arguments.split(" +");
        Cli run = Cli.run(args);
        assertEquals("firth " + args[0] + ": " + message + " (see: firth " + args[0] + " --help)\n", run.err());
        assertEquals(2, run.code());
        assertEquals("", run.out());
    }

    @Test
    void anEmptyNameIsWrongUsage() {
        Cli output = Cli.run("train", "x", "-o", "");
        assertEquals(
                "firth train: invalid value for option '--output': the name is empty (see: firth train --help)\n",
                output.err());
        assertEquals(2, output.code());
        assertEquals(2, Cli.run("info", "").code());
    }

    @Test
    void unknownAndMissingCommands() {
        Cli typo = Cli.run("trian", "x");
        assertEquals(2, typo.code());
        assertTrue(typo.err().startsWith("firth: unknown command trian; did you mean train"), typo.err());
        assertTrue(
                Cli.run("").err().startsWith("firth: empty command (see"), "a variable of the shell that is not set");
        assertTrue(Cli.run("train", "", "-o", "x").err().startsWith("firth train: empty argument (see"), "as above");
        assertEquals(2, Cli.run().code());
        assertEquals("firth: missing command (see: firth --help)\n", Cli.run().err());
    }

    @Test
    void versionNamesVersionJvmAndKernel() {
        String version = Cli.run("--version").out();
        assertTrue(version.matches("Firth \\d+\\.\\d+\\.\\d+\\S*\nJVM: .+\nKernel: .+\n"), version);
    }
}
