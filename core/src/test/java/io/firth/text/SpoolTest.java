package io.firth.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
    private static final long PLENTY = 1L << 40;

    @TempDir
    Path folder;

    @Test
    void keepsAllAndTellsHowMuchSoFar() throws IOException {
        byte[] all = new byte[1_000_000];
        new Random(1).nextBytes(all);
        List<Long> told = new ArrayList<>();
        try (Spool spool = Spool.of(new ByteArrayInputStream(all), "input", folder, told::add, () -> PLENTY)) {
            assertArrayEquals(all, Files.readAllBytes(spool.path()));
            assertEquals(all.length, spool.bytes());
        }
        assertEquals(told.stream().sorted().distinct().toList(), told);
        assertEquals(1_000_000L, told.getLast());
        assertEquals(List.of(), files());
    }

    @Test
    void endlessInputEndsBeforeTheDiskIsFull() throws IOException {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 0;
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                return length;
            }
        };
        Iterator<Long> left = List.of(PLENTY, 64L << 20, (64L << 20) - 1).iterator();
        IOException e =
                assertThrows(IOException.class, () -> Spool.of(endless, "/dev/zero", folder, bytes -> {}, left::next));
        assertEquals(
                "/dev/zero is too large for the folder " + folder + ": 48 MiB of it were read and kept there, and only"
                        + " 63 MiB are left on that disk; choose another folder for temporary files, if the input has an"
                        + " end",
                e.getMessage());
        assertEquals(List.of(), files());
    }

    /** Whatever a caller's stream throws, checked exceptions that Kotlin and Scala do not declare and errors too. */
    @Test
    void nothingStaysBehindAfterAFailure() throws IOException {
        for (Throwable thrown : List.of(new TimeoutException("mine"), new StackOverflowError("mine"))) {
            InputStream failing = new InputStream() {
                @Override
                public int read() {
                    throw SpoolTest.<RuntimeException>sneak(thrown);
                }
            };
            int open = openFiles();
            assertSame(thrown, assertThrows(thrown.getClass(), () -> Corpus.ofStream(failing, folder)));
            assertEquals(open, openFiles());
            assertEquals(List.of(), files());
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> E sneak(Throwable thrown) throws E {
        throw (E) thrown;
    }

    /** That this process has open in the folder, also if they have no name any more; 0 where nothing tells. */
    private int openFiles() throws IOException {
        Path links = Path.of("/proc/self/fd");
        if (!Files.isDirectory(links)) {
            return 0;
        }
        try (Stream<Path> list = Files.list(links)) {
            return (int) list.filter(link -> {
                        try {
                            return Files.readSymbolicLink(link).startsWith(folder.toRealPath());
                        } catch (IOException e) {
                            return false; // closed since it was listed
                        }
                    })
                    .count();
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> list = Files.list(folder)) {
            return list.toList();
        }
    }
}
