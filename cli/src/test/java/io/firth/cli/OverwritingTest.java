package io.firth.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a command reads, it does not replace. */
class OverwritingTest {
    private static final String TEXT = "a b c d e\n".repeat(100);

    @TempDir
    Path folder;

    @BeforeEach
    void files() throws IOException {
        Files.createDirectories(folder.resolve("pj"));
        for (String text : new String[] {"text", "q.vocab.txt", "y.safetensors.run.json", "pj/metadata.tsv"}) {
            Files.writeString(folder.resolve(text), TEXT);
        }
        Files.writeString(folder.resolve("ws.csv"), "king,queen,9\nman,woman,8\ncat,dog,7\nking,dog,1\n");
        Files.writeString(folder.resolve("data.svg"), "label\ttext\n" + "1\ta b\n0\tc d\n".repeat(20));
        Files.writeString(folder.resolve("pairs.svg"), "label\ta\tb\n" + "1\ta b\tb a\n0\tc d\ta b\n".repeat(20));
        SmallModel.write(folder);
        for (String[] copy : new String[][] {{"w.npy", "npy"}, {"proj", "projector"}, {"other.txt", "word2vec-text"}}) {
            succeed("convert @small.safetensors @" + copy[0] + " --to " + copy[1]);
        }
        succeed("train @text -o @m --subsample 0 --dim 4 --threads 1 --log @log.svg");
        succeed("count @text -o @c");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        train @text -o @text                                           | -o @text would overwrite @text
        train @text @q.vocab.txt -o @q.npy --format npy                | -o @q.npy would overwrite @q.vocab.txt
        train @pj -o @pj --format projector                            | -o @pj would overwrite @pj/metadata.tsv
        train @y.safetensors.run.json -o @y.safetensors                | -o @y.safetensors would overwrite @y.safetensors.run.json
        count @text -o @./text                                         | -o @./text would overwrite @text
        index @small.safetensors -o @small.safetensors                 | -o @small.safetensors would overwrite @small.safetensors
        index @w.npy -o @w.vocab.txt                                   | -o @w.vocab.txt would overwrite @w.vocab.txt
        evaluate @small.safetensors --on @ws.csv --html @ws.csv        | --html @ws.csv would overwrite @ws.csv
        evaluate @w.npy --on @ws.csv --html @w.npy                     | --html @w.npy would overwrite @w.npy
        evaluate @w.npy --on @ws.csv --html @w.vocab.txt               | --html @w.vocab.txt would overwrite @w.vocab.txt
        convert @w.npy @w.vocab.txt --to glove                         | @w.vocab.txt would overwrite @w.vocab.txt
        convert @proj @proj/vectors.tsv                                | @proj/vectors.tsv would overwrite @proj/vectors.tsv
        convert @proj/vectors.tsv @proj/metadata.tsv --to glove        | @proj/metadata.tsv would overwrite @proj/metadata.tsv
        align @small.safetensors @other.txt -o @other.txt              | -o @other.txt would overwrite @other.txt
        align @w.npy @small.safetensors -o @w.vocab.txt                | -o @w.vocab.txt would overwrite @w.vocab.txt
        factorize @c -o @c --method svd                                | -o @c would overwrite @c
        plot @log.svg -o @log.svg                                      | -o @log.svg would overwrite @log.svg
        bound @text --model @m --plot @data.svg --held-out-counts @data.svg | --plot @data.svg would overwrite @data.svg
        classify train @data.svg -o @data.svg --vectors @m             | -o @data.svg would overwrite @data.svg
        classify train @data.svg -o @m --vectors @m                    | -o @m would overwrite @m
        reproduce @m @text --keep @m.run.json                          | --keep @m.run.json would overwrite @m.run.json
        reproduce @m @text --keep @text                                | -o @text would overwrite @text
        train @text -o @new --log @text                                | --log @text would overwrite @text
        train @text -o @new --continue @m --log @m.run.json            | --log @m.run.json would overwrite @m.run.json
        paraphrase @pairs.svg --text-column a,b --vectors @m --plot @pairs.svg | --plot @pairs.svg would overwrite @pairs.svg
        """)
    void inputsStayAsTheyAre(String arguments, String message) throws IOException {
        Map<Path, String> before = contents();
        Cli run = run(arguments);
        assertEquals(before, contents());
        String line = "firth: " + in(message) + ", which is read; choose another name\n";
        assertTrue(run.err().endsWith(line), run.err());
        assertEquals(1, run.code());
    }

    @Test
    void aLogIsNeitherAFileOfTheModelNorOneOfTheCorpus() throws IOException {
        Cli record = run("train @text -o @lg --log @lg.run.json");
        assertTrue(
                record.err().contains(in("--log @lg.run.json is a file of the model @lg; choose another file")),
                record.err());
        assertEquals(2, record.code());
        Files.writeString(folder.resolve("pj/old.jsonl"), "{}\n");
        Cli inside = run("train @pj -o @lg --log @pj/old.jsonl");
        assertEquals(
                in("firth: --log @pj/old.jsonl is in the folder @pj, which is read; choose another place\n"),
                inside.err());
        assertEquals(1, inside.code());
    }

    @Test
    void aSymbolicLinkIsWhatItLeadsTo() throws IOException {
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("w.vocab.txt"));
        Cli run = run("convert @w.npy @link --to glove");
        assertEquals(in("firth: @link would overwrite @w.vocab.txt, which is read; choose another name\n"), run.err());
        assertEquals(1, run.code());
    }

    @Test
    void whatIsNotReadIsReplaced() {
        succeed("train @text -o @m --continue @m --subsample 0 --threads 1"); // a model may be trained on in its place
        succeed("convert @w.npy @other.txt");
        succeed("convert @small.safetensors @w.npy");
        succeed("evaluate @small.safetensors --on @ws.csv --html @data.svg");
    }

    private void succeed(String arguments) {
        Cli run = run(arguments);
        assertEquals(0, run.code(), run.err());
    }

    private Cli run(String arguments) {
        return Cli.run(in(arguments).split(" "));
    }

    /** With the folder's name in the place of {@code @}. */
    private String in(String text) {
        return text.replace("@", folder + "/");
    }

    private Map<Path, String> contents() throws IOException {
        Map<Path, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(file, Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return contents;
    }
}
