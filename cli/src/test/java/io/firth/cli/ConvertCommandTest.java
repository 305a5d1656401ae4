package io.firth.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.io.Format;
import io.firth.io.Models;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ConvertCommandTest {
    @TempDir
    Path folder;

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private String text(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    @ParameterizedTest
    @CsvSource({
        "out.safetensors, FIRTH",
        "out.bin, WORD2VEC_BINARY",
        "out.glove, GLOVE",
        "out.npy, NPY",
        "out.jsonl, JSONL",
        "out.parquet, PARQUET",
        "vectors.tsv, PROJECTOR"
    })
    void suffixesChooseTheFormatAndTheBytesComeBack(String name, Format format) throws IOException {
        String in = text("in.txt", "2 2\nthe 0.5 1.0\nnew -2.0E-5 3.0\n");
        Cli run = Cli.run("convert", in, path(name));
        assertEquals(0, run.code(), run.err());
        assertEquals("", run.out());
        assertEquals(
                "2 vectors of length 2: " + in + " (word2vec-text) -> " + path(name) + " (" + format.label() + ")\n",
                run.err());
        assertEquals(format, Models.format(folder.resolve(name)));
        assertEquals(0, Cli.run("convert", path(name), path("back.txt"), "-q").code());
        assertEquals(Files.readString(Path.of(in)), Files.readString(folder.resolve("back.txt")));
    }

    @Test
    void whatIsLostAndWhatIsLeftOutIsSaid() throws IOException {
        String in = text("in.jsonl", """
                {"word":"a","count":3,"vector":[1,2]}
                {"word":"new york","count":2,"vector":[3,4]}
                {"word":"b","count":1,"vector":[NaN,6]}
                {"word":"c","count":1,"vector":[7,8]}
                """);
        Cli refused = Cli.run("convert", in, path("out.txt"));
        assertEquals(1, refused.code());
        assertTrue(refused.err().contains("word 1, 'new york', contains a space"), refused.err());
        assertFalse(Files.exists(folder.resolve("out.txt")));
        Cli run = Cli.run("convert", in, path("out.txt"), "--unsuitable", "drop");
        assertEquals(0, run.code());
        String[] lines = run.err().split("\n");
        assertEquals("word2vec-text holds no counts", lines[0]);
        assertEquals(
                "1 word was left out, which word2vec-text cannot hold: word 1, 'new york', contains a space", lines[1]);
        assertTrue(lines[2].contains("word 2, 'b', has a vector with NaN"), lines[2]);
        assertEquals("2 2\na 1.0 2.0\nc 7.0 8.0\n", Files.readString(folder.resolve("out.txt")));
        assertEquals(0, Cli.run("convert", in, path("out.txt"), "--limit", "1").code());
        assertEquals("1 2\na 1.0 2.0\n", Files.readString(folder.resolve("out.txt")));
    }

    @Test
    void aRefusalIsTheOnlyLine() throws IOException {
        String in = text("in.jsonl", "{\"word\":\"a b\",\"count\":3,\"vector\":[1,2]}\n");
        Cli spaces = Cli.run("convert", in, path("out.txt"));
        assertEquals(1, spaces.err().lines().count(), spaces.err());
        Cli place = Cli.run("convert", in, path("none/out.bin"));
        assertEquals(
                "firth: " + path("none/out.bin") + " cannot be written: the folder " + path("none")
                        + " does not exist\n",
                place.err());
        assertEquals(1, place.code());
    }

    @Test
    void formatsCanBeNamed() throws IOException {
        String in = text("in", "5 3\n1 2\n"); // a header of word2vec's, or a word 5 with the vector (3)
        assertEquals(1, Cli.run("convert", in, path("out"), "--to", "jsonl").code());
        assertEquals(
                0,
                Cli.run("convert", in, path("out"), "--from", "glove", "--to", "jsonl")
                        .code());
        assertEquals(
                "{\"word\":\"5\",\"vector\":[3.0]}\n{\"word\":\"1\",\"vector\":[2.0]}\n",
                Files.readString(folder.resolve("out")));
        assertEquals(
                0,
                Cli.run("convert", in, path("folder"), "--from", "glove", "--to", "model2vec")
                        .code());
        assertEquals(Format.MODEL2VEC, Models.format(folder.resolve("folder")));
    }

    @Test
    void wrongUsage() throws IOException {
        String in = text("in.txt", "1 1\na 1.0\n");
        assertEquals(
                "firth convert: the name out does not say a format; give --to (see: firth convert --help)\n",
                Cli.run("convert", in, "out").err());
        assertEquals(
                2, Cli.run("convert", in, path("x"), "--to", "fasttext-bin").code());
        assertEquals(2, Cli.run("convert", in, path("x.bin"), "--limit", "0").code());
        assertEquals(
                2, Cli.run("convert", in, path("x.bin"), "--from", "word2vec").code());
        Cli same = Cli.run("convert", in, in);
        assertEquals("firth: IN and OUT are the same, " + in + "; choose another name\n", same.err());
        byte[] before = Files.readAllBytes(Path.of(in));
        assertArrayEquals(before, Files.readAllBytes(Path.of(in)));
        assertEquals(1, Cli.run("convert", path("missing"), path("x.bin")).code());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        convert @small.safetensors @a.txt --tensor output | --tensor is for files of the format safetensors, and @small.safetensors is firth; firth convert --vectors output takes its output vectors
        convert @small.safetensors @a.txt --words @t.txt   | --words is for files of the format safetensors, npy, projector, and @small.safetensors is firth
        convert @t.txt @a.npy --tensor input              | --tensor is for files of the format safetensors, and @t.txt is word2vec-text
        info @t.txt --tensor nope                        | --tensor is for files of the format safetensors, and @t.txt is word2vec-text
        info @t.txt --words @t.txt                        | --words is for files of the format safetensors, npy, projector, and @t.txt is word2vec-text
        info x --from npy --tensor nope                 | --tensor is for files of the format safetensors, and x is npy
        """)
    void anOptionThatTheFormatHasNoUseForIsRefused(String arguments, String message) throws IOException {
        SmallModel.write(folder);
        text("t.txt", "1 1\na 1.0\n");
        String[] args = arguments.replace("@", folder + "/").split(" ");
        String name = args[0];
        Cli run = Cli.run(args);
        assertEquals(
                "firth " + name + ": " + message.replace("@", folder + "/") + " (see: firth " + name + " --help)\n",
                run.err());
        assertEquals(2, run.code());
    }

    @Test
    void infoTellsADamagedModel() throws IOException {
        Path model = Path.of(SmallModel.write(folder));
        assertEquals(0, Cli.run("info", model.toString()).code());
        assertTrue(JsonMapper.shared()
                .readTree(Cli.run("info", model.toString(), "--json").out())
                .get("damage")
                .isNull());
        byte[] bytes = Files.readAllBytes(model);
        bytes[bytes.length - 1] ^= 1; // of a word or a vector: whatever it is, the file opens
        Files.write(model, bytes);
        Cli run = Cli.run("info", model.toString());
        assertTrue(run.err().startsWith("firth: " + model + " is damaged: its checksum is "), run.err());
        assertEquals(1, run.code());
        assertTrue(run.out().contains("  odd         " + model + " is damaged: "), run.out());
        Cli json = Cli.run("info", model.toString(), "--json");
        assertEquals(1, json.code());
        assertTrue(json.out().contains("is damaged: its checksum is "), json.out());
    }

    @Test
    void aDamagedModelIsNotMadeIntoOneThatLooksWhole() throws IOException {
        Path model = Path.of(SmallModel.write(folder));
        byte[] bytes = Files.readAllBytes(model);
        bytes[bytes.length - 1] ^= 1;
        Files.write(model, bytes);
        Path out = folder.resolve("out.txt");
        Cli run = Cli.run("convert", model.toString(), out.toString(), "--to", "word2vec-text");
        assertTrue(run.err().startsWith("firth: " + model + " is damaged: its checksum is "), run.err());
        assertEquals(1, run.code());
        assertFalse(Files.exists(out));
    }

    @Test
    void aMatrixKeepsItsWords() throws IOException {
        Path a = Files.writeString(folder.resolve("a.txt"), "2 2\ncat 1 0\ndog 0 1\n");
        Path b = Files.writeString(folder.resolve("b.txt"), "2 2\nred 1 0\nblue 0 1\n");
        Path matrix = folder.resolve("m.safetensors");
        Path array = folder.resolve("m.npy");
        Path words = folder.resolve("m.vocab.txt");
        assertEquals(
                0,
                Cli.run("convert", a.toString(), matrix.toString(), "--to", "safetensors")
                        .code());
        Cli refused = Cli.run("convert", b.toString(), array.toString());
        assertEquals(1, refused.code());
        assertTrue(
                refused.err()
                        .contains(words + " holds the words of " + matrix + ", and would get others; choose another"),
                refused.err());
        assertFalse(Files.exists(array));
        assertEquals("cat\ndog\n", Files.readString(words));
        // the same words, and those of a model that needs none beside it
        assertEquals(0, Cli.run("convert", a.toString(), array.toString()).code());
        assertEquals(
                0,
                Cli.run("convert", a.toString(), matrix.toString(), "--to", "firth")
                        .code());
        assertEquals(0, Cli.run("convert", b.toString(), array.toString()).code());
        assertEquals("red\nblue\n", Files.readString(words));
    }

    @Test
    void infoSaysWhatIsOdd() throws IOException {
        String in = text("in.txt", "5 2\na 3 4\nb NaN 1\na 0 0\nnew york inf 1\nc 1 0\n");
        Cli run = Cli.run("info", in);
        assertEquals(0, run.code(), run.err());
        assertTrue(run.out().contains("format      word2vec-text, 45 bytes"), run.out());
        assertTrue(run.out().contains("shape       5 words × 2"), run.out());
        assertTrue(run.out().contains("least 0.0000, median 1.0000, mean 2.0000, greatest 5.0000"), run.out());
        assertTrue(run.out().contains("1 row with NaN, the first: word 1, 'b'"), run.out());
        assertTrue(run.out().contains("1 row with an infinity"), run.out());
        assertTrue(run.out().contains("1 row of zeros"), run.out());
        assertTrue(run.out().contains("1 word there before, the first: word 2, 'a'"), run.out());
        assertTrue(run.out().contains("1 word with a space"), run.out());
        JsonNode json =
                JsonMapper.shared().readTree(Cli.run("info", in, "--json").out());
        assertEquals(5, json.get("words").asInt());
        assertEquals(1, json.get("duplicates").asInt());
        assertEquals(1, json.get("input").get("nanRows").asInt());
        assertEquals(5.0, json.get("input").get("greatestNorm").asDouble());
        assertEquals("word2vec-text", json.get("format").asString());
    }
}
