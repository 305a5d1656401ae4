package io.firth.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    Path folder;

    @Test
    void aFullDiskLeavesTheOldFileAndNothingElse() throws IOException {
        Path file = folder.resolve("model");
        Files.writeString(file, "old");
        int size = sizeOfModel();
        for (int room = 0; room < size; room += 1 + size / 50) {
            int left = room;
            IOException e = assertThrows(
                    IOException.class, () -> AtomicFile.write(file, this::model, FaultyDisk.withRoom(left)));
            assertTrue(e.getMessage().contains("No space left on device"), e.getMessage());
            assertTrue(e.getMessage().contains("the file that was there is unchanged"), e.getMessage());
            assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
            assertEquals("old", Files.readString(file));
            assertEquals(List.of("model"), TestModels.namesIn(folder));
        }
        AtomicFile.write(file, this::model, FaultyDisk.withRoom(size + 100));
        ModelFile.verify(file);
    }

    @Test
    void aFailingDiskLeavesTheOldFileAndNothingElse() throws IOException {
        Path file = folder.resolve("model");
        Files.writeString(file, "old");
        for (FaultyDisk.Step step : List.of(FaultyDisk.Step.CREATE, FaultyDisk.Step.FORCE, FaultyDisk.Step.MOVE)) {
            IOException e = assertThrows(
                    IOException.class, () -> AtomicFile.write(file, this::model, FaultyDisk.failingAt(step)));
            assertTrue(e.getMessage().contains("Input/output error"), e.getMessage());
            assertEquals("old", Files.readString(file));
            assertEquals(List.of("model"), TestModels.namesIn(folder));
        }
    }

    @Test
    void anErrorLeavesNoFile() throws IOException {
        Path file = folder.resolve("model");
        assertThrows(
                OutOfMemoryError.class,
                () -> AtomicFile.write(file, channel -> {
                    channel.write(ByteBuffer.wrap(new byte[10]));
                    throw new OutOfMemoryError("in the body");
                }));
        assertEquals(List.of(), TestModels.namesIn(folder));
    }

    @Test
    void theOldContentIsThereUntilTheEnd() throws IOException {
        Path file = folder.resolve("model");
        Files.writeString(file, "old");
        AtomicFile.write(file, channel -> {
            channel.write(ByteBuffer.wrap(new byte[] {'n', 'e', 'w'}));
            assertEquals("old", Files.readString(file));
        });
        assertEquals("new", Files.readString(file));
        assertEquals(List.of("model"), TestModels.namesIn(folder));
    }

    @Test
    void whoMayReadAFileStaysTheSame() throws IOException {
        assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"), "this system has no permissions");
        Path file = folder.resolve("model");
        for (String permissions : List.of("rw-------", "rw-r-----", "rw-rw-r--")) {
            Files.writeString(file, "old");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
            AtomicFile.write(file, "new".getBytes(StandardCharsets.UTF_8));
            assertEquals("new", Files.readString(file));
            assertEquals(permissions, PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        }
    }

    /** Users other than root cannot open what is write-protected, not even to force it. */
    @Test
    void aProtectedFileIsReplacedAndStaysProtected() throws IOException {
        assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"), "this system has no permissions");
        Path file = Files.writeString(folder.resolve("model"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r-----"));
        AtomicFile.write(file, channel -> channel.write(ByteBuffer.wrap(new byte[] {'n'})), new FaultyDisk() {
            @Override
            public void force(Path written) throws IOException {
                assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(written)));
                super.force(written);
            }
        });
        assertEquals("n", Files.readString(file));
        assertEquals("r--r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void aLinkStaysALink() throws IOException {
        Path file = folder.resolve("model");
        Path link = folder.resolve("link");
        Files.writeString(file, "old");
        try {
            Files.createSymbolicLink(link, file.getFileName());
        } catch (IOException | UnsupportedOperationException e) {
            assumeTrue(false, "this system allows no symbolic links");
        }
        AtomicFile.write(link, channel -> channel.write(ByteBuffer.wrap(new byte[] {'n'})));
        assertTrue(Files.isSymbolicLink(link));
        assertEquals("n", Files.readString(file));
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void whatALinkLeadsToNeedNotBeThere() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        Path far = Files.createSymbolicLink(other.resolve("far"), Path.of("model"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("other", "far"));
        AtomicFile.write(link, channel -> channel.write(ByteBuffer.wrap(new byte[] {'n'})));
        assertTrue(Files.isSymbolicLink(link) && Files.isSymbolicLink(far));
        assertEquals("n", Files.readString(other.resolve("model"), StandardCharsets.UTF_8));
        Path nowhere = Files.createSymbolicLink(folder.resolve("nowhere"), Path.of("no", "model"));
        IOException e = assertThrows(IOException.class, () -> AtomicFile.write(nowhere, AtomicFileTest::fail));
        assertEquals(
                nowhere + " cannot be written: the folder " + folder.resolve("no") + " does not exist", e.getMessage());
        Path loop = Files.createSymbolicLink(folder.resolve("loop"), Path.of("loop"));
        e = assertThrows(IOException.class, () -> AtomicFile.write(loop, AtomicFileTest::fail));
        assertEquals(loop + " is a symbolic link that leads back to itself", e.getMessage());
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void leftoversAreWhereALinkLeads() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        Path left = Files.createFile(other.resolve(".model.0123456789abcdef.tmp"));
        Path notOurs = Files.createFile(other.resolve(".model2.0123456789abcdef.tmp"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), other.resolve("model"));
        AtomicFile.removeLeftovers(link, Files.getLastModifiedTime(left).toInstant());
        assertTrue(Files.exists(left), "not older");
        AtomicFile.removeLeftovers(link, Instant.now().plusSeconds(60));
        assertFalse(Files.exists(left));
        assertTrue(Files.exists(notOurs));
    }

    @Test
    void badTargetsAreNamedBeforeAnythingIsWritten() {
        Path nowhere = folder.resolve("no/such/model");
        IOException e = assertThrows(IOException.class, () -> AtomicFile.write(nowhere, AtomicFileTest::fail));
        assertTrue(e.getMessage().contains("does not exist"), e.getMessage());
        assertFalse(Files.exists(nowhere.getParent()));
        e = assertThrows(IOException.class, () -> AtomicFile.write(folder, AtomicFileTest::fail));
        assertTrue(e.getMessage().contains("is a folder"), e.getMessage());
        Path device = Path.of("/dev/null");
        assumeTrue(Files.exists(device));
        e = assertThrows(IOException.class, () -> AtomicFile.write(device, AtomicFileTest::fail));
        assertTrue(e.getMessage().contains("not a regular file"), e.getMessage());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void anOpenFileIsNotReplaced() throws IOException {
        Path file = folder.resolve("open");
        try (FileOutputStream out = new FileOutputStream(file.toFile())) {
            out.write("kept".getBytes(StandardCharsets.UTF_8));
            Path open = openFile(file);
            Path link = Files.createSymbolicLink(folder.resolve("link"), open);
            Path linkToLink = Files.createSymbolicLink(folder.resolve("linkToLink"), link.getFileName());
            Path other = Path.of("/dev/fd").resolve(open.getFileName());
            for (Path target : List.of(open, other, link, linkToLink)) {
                IOException e = assertThrows(IOException.class, () -> AtomicFile.write(target, AtomicFileTest::fail));
                assertEquals(
                        target + " is standard output or another open file of a process; name a file", e.getMessage());
            }
            assertEquals("kept", Files.readString(file));
            assertTrue(AtomicFile.isOpenFile(Path.of("/dev/stdout")));
            assertFalse(AtomicFile.isOpenFile(file), "by its own name it can be replaced");
        }
    }

    private static Path openFile(Path file) throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            for (Path open : all.toList()) {
                if (Files.exists(open) && Files.isSameFile(open, file)) {
                    return open;
                }
            }
        }
        throw new AssertionError(file + " is not open");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void otherNamesAreNoOpenFiles() throws IOException {
        for (String name : List.of("/", "/dev/null", "/dev/shm/model", "/proc/version", "model", "no/such/model")) {
            assertFalse(AtomicFile.isOpenFile(Path.of(name)), name);
        }
        Path loop = Files.createSymbolicLink(folder.resolve("loop"), Path.of("loop"));
        assertFalse(AtomicFile.isOpenFile(loop));
    }

    private static void fail(SeekableByteChannel channel) {
        throw new AssertionError("should not be reached");
    }

    private void model(SeekableByteChannel channel) throws IOException {
        ModelWriter.write(TestModels.random(1, 2000, 30, 2000), channel);
    }

    private int sizeOfModel() throws IOException {
        Path file = folder.resolve("size");
        ModelFile.write(TestModels.random(1, 2000, 30, 2000), file);
        int size = (int) Files.size(file);
        Files.delete(file);
        return size;
    }
}
