package io.firth.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A place that cannot be written to, or should not be, is refused before the work is done. */
class OutputPlaceTest {
    private static final String TEXT = "a b c d e\n".repeat(100);

    @TempDir
    private Path folder;

    private Path text;

    @BeforeEach
    void files() throws IOException {
        text = Files.writeString(Files.createDirectory(folder.resolve("texts")).resolve("a.txt"), TEXT);
        SmallModel.write(folder);
    }

    @Test
    void aDevice() {
        assumeTrue(File.separatorChar == '/');
        String why = "/dev/null is not a regular file; a pipe or a device cannot be replaced as a whole";
        refused(why, "train", text.toString(), "-o", "/dev/null");
        refused(why, "count", text.toString(), "-o", "/dev/null");
        refused(why, "convert", model(), "/dev/null", "--to", "glove");
        refused(why, "lab", "--all", "--html", "/dev/null");
    }

    @Test
    void standardOutput() {
        String why = "- cannot be written to: what goes there has to be a file; ./- is one of that name";
        refused(why, "train", text.toString(), "-o", "-");
        refused(why, "convert", model(), "-", "--to", "glove");
    }

    @Test
    void aLinkToStandardOutput() throws IOException {
        assumeTrue(Files.exists(Path.of("/proc/self/fd")));
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("/dev/stdout"));
        String why = link + " is standard output or another open file of a process; name a file";
        refused(why, "train", text.toString(), "-o", link.toString());
        refused(why, "convert", model(), link.toString(), "--to", "glove");
    }

    @Test
    void aLinkIntoNowhere() throws IOException {
        assumeTrue(File.separatorChar == '/');
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("no/model"));
        Path no = folder.resolve("no");
        refused(no + ": there is no such folder to write the model to", "train", text + "", "-o", link + "");
        refused(link + " cannot be written: the folder " + no + " does not exist", "index", model(), "-o", link + "");
        Path loop = Files.createSymbolicLink(folder.resolve("loop"), Path.of("loop"));
        refused(loop + " is a symbolic link that leads back to itself", "train", text + "", "-o", loop + "");
        Files.createDirectory(no);
        assertEquals(0, train(text, link).code());
        assertTrue(Files.isSymbolicLink(link) && Files.isRegularFile(no.resolve("model")));
    }

    @Test
    void aFolder() {
        refused(folder + " is a folder; name a file to write to", "index", model(), "-o", folder.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"projector", "model2vec"})
    void aFileWhereAFolderIsNeeded(String format) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "precious");
        String why =
                file + " is there and is no folder, and " + format + " is written as a folder; choose another name";
        refused(why, "train", text + "", "-o", file + "", "--format", format);
        refused(why, "convert", model(), file + "", "--to", format);
        assertEquals("precious", Files.readString(file));
    }

    @Test
    void aNameWhoseFileOfWordsBelongsToAnotherMatrix() {
        String array = folder.resolve("m.npy").toString();
        String matrix = folder.resolve("m.safetensors").toString();
        assertEquals(0, Cli.run("convert", model(), array).code());
        String why = matrix + " would have its words in the file that has those of " + array + "; choose another name";
        refused(why, "train", text.toString(), "-o", matrix, "--format", "safetensors");
        assertEquals(0, train(text, Path.of(matrix)).code()); // of Firth's own format, with its words
    }

    @Test
    void aNameThatLeavesNoRoomForTheTemporaryOne() {
        assumeTrue(File.separatorChar == '/');
        Path file = folder.resolve("n".repeat(240));
        refused(file + " cannot be written: File name too long", "train", text.toString(), "-o", file.toString());
        assertEquals(0, train(text, folder.resolve("n".repeat(220))).code());
    }

    @Test
    void aProtectedFile() throws IOException {
        assumeTrue(File.separatorChar == '/');
        Path file = Files.writeString(folder.resolve("kept"), "precious");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
        assumeTrue(!Files.isWritable(file)); // root may
        refused(file + " is there and write-protected; choose another name", "train", text + "", "-o", file + "");
        assertEquals("precious", Files.readString(file));
    }

    @Test
    void theFolderThatIsRead() throws IOException {
        Path texts = text.getParent();
        Path model = texts.resolve("model");
        String why = " is in the folder " + texts + ", which is read; choose another place";
        refused("-o " + model + why, "train", texts.toString(), "-o", model.toString());
        refused("-o " + model + why, "count", texts.toString(), "-o", model.toString());
        refused("--log " + model + why, "train", texts + "", "-o", folder.resolve("m") + "", "--log", model + "");
        assertEquals(0, train(texts, texts.resolve(".model")).code());
        assertEquals(0, train(text, model).code());
        assertTrue(Files.size(model) > 0);
    }

    private String model() {
        return folder.resolve("small.safetensors").toString();
    }

    private static Cli train(Path corpus, Path model) {
        return Cli.run("train", corpus.toString(), "-o", model.toString(), "--dim", "4", "--subsample", "0");
    }

    private static void refused(String why, String... args) {
        Cli said = Cli.run(args);
        assertEquals("firth: " + why + System.lineSeparator(), said.err());
        assertEquals("", said.out());
        assertEquals(1, said.code());
        assertFalse(Files.exists(Path.of("-")));
    }
}
