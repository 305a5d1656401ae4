package io.firth.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class CorpusTest {
    @TempDir
    Path folder;

    @Test
    void rangesFollowEachOtherAndGrow() throws IOException {
        Path first = Files.write(folder.resolve("a"), new byte[10 << 20]);
        Path second = Files.write(folder.resolve("b"), new byte[5 << 20]);
        try (Corpus corpus = Corpus.of(first, second)) {
            List<CorpusRange> ranges = corpus.ranges();
            for (int source = 0; source < 2; source++) {
                int number = source;
                List<CorpusRange> own =
                        ranges.stream().filter(r -> r.sourceIndex() == number).toList();
                long end = 0;
                long size = 0;
                for (CorpusRange range : own) {
                    assertEquals(end, range.from());
                    assertTrue(range.isLast() || range.to() - end >= size, range.toString());
                    size = range.to() - end;
                    end = range.to();
                    assertTrue(size <= Corpus.RANGE_BYTES, range.toString());
                }
                assertEquals((source == 0 ? 10 : 5) << 20, end);
            }
            assertTrue(ranges.getFirst().to() <= 1 << 16, ranges.getFirst().toString());
        }
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void packedStreamsOneAfterTheOtherAreOneText(Compression compression) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        packed.writeBytes(pack(compression, "one tw"));
        packed.writeBytes(pack(compression, ""));
        packed.writeBytes(pack(compression, "o\nthree"));
        Path file = Files.write(folder.resolve("text.txt"), packed.toByteArray());
        try (Corpus corpus = Corpus.of(file)) {
            assertEquals(compression, corpus.sources().getFirst().compression());
            assertEquals(
                    List.of("one@0/0", "two@4/0", ".", "three@8/8", "."), Events.of(corpus, TextOptions.DEFAULT, 3));
        }
    }

    @Test
    void linesOfAProgramAreText() throws IOException {
        List<String> lines = List.of("BZh9 is no bzip2 here", "", "é " + "x".repeat(300_000), "one\ntwo");
        try (Corpus corpus = Corpus.ofLines(lines, folder)) {
            CorpusSource source = corpus.sources().getFirst();
            assertEquals(String.join("\n", lines) + "\n", Files.readString(source.path()));
            assertEquals(Compression.NONE, source.compression());
            assertEquals(Files.size(source.path()), source.bytes());
            assertEquals(
                    List.of("BZh9@0/0", "is@5/0", "no@8/0", "bzip2@11/0", "here@17/0", "."),
                    Events.of(corpus, TextOptions.DEFAULT, 4096).subList(0, 6));
        }
        try (Corpus empty = Corpus.ofLines(Stream.<String>empty()::iterator, folder)) {
            assertEquals(List.of(), Events.of(empty, TextOptions.DEFAULT, 5));
        }
        assertThrows(NullPointerException.class, () -> Corpus.ofLines(Arrays.asList("a", null), folder));
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(), left.toList());
        }
    }

    /** What is told while it is read adds up to the bytes on disk, and the text's bytes are those of the text. */
    @ParameterizedTest
    @EnumSource
    void bytesReadAddUpToTheFiles(Compression compression) throws IOException {
        StringBuilder text = new StringBuilder();
        Random random = new Random(6);
        for (int i = 0; i < 30_000; i++) {
            text.append(Long.toString(random.nextLong(), 36)).append(i % 9 == 0 ? '\n' : ' ');
        }
        Path file = Files.write(folder.resolve("text"), pack(compression, text.toString()));
        for (Tokenizer tokenizer : Tokenizer.values()) {
            long[] told = new long[1];
            long textBytes = 0;
            long words = 0;
            try (Corpus corpus = Corpus.of(file)) {
                for (CorpusRange range : corpus.ranges(100_000)) {
                    try (SentenceReader reader =
                            SentenceReader.open(range, new TextOptions(tokenizer, false), bytes -> told[0] += bytes)) {
                        List<String> events = new ArrayList<>();
                        Events.add(reader, events);
                        words += events.stream()
                                .filter(event -> !event.equals("."))
                                .count();
                        textBytes += reader.textBytes();
                    }
                }
                assertEquals(corpus.bytes(), told[0], tokenizer.toString());
            }
            assertEquals(text.length(), textBytes, tokenizer.toString());
            assertTrue(words >= 30_000);
        }
    }

    /** What a program appends meanwhile belongs to no range. */
    @Test
    void whatIsAppendedLaterIsLeftAlone() throws IOException {
        Path file = Files.writeString(folder.resolve("grows"), "one two");
        try (Corpus corpus = Corpus.of(file)) {
            Files.writeString(file, "fold three\n", StandardOpenOption.APPEND);
            assertEquals("one two .", Events.words(Events.of(corpus, TextOptions.DEFAULT, 100)));
            assertEquals("one two .", Events.words(Events.of(corpus, TextOptions.DEFAULT, 3)));
            TextOptions unicode = new TextOptions(Tokenizer.UNICODE, false);
            assertEquals("one two .", Events.words(Events.of(corpus, unicode, 100)));
        }
    }

    @Test
    void aFewNamesAreListedManyAreCounted() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String name : List.of("a", "b", "c", "d")) {
            files.add(Files.writeString(folder.resolve(name), name));
        }
        try (Corpus three = Corpus.of(files.subList(0, 3));
                Corpus four = Corpus.of(files)) {
            assertEquals("a, b, c", three.fileNames());
            assertEquals(files.get(0) + ", " + files.get(1) + ", " + files.get(2), three.describe());
            assertEquals("a and 3 more files", four.fileNames());
            assertEquals(files.get(0) + " and 3 more files", four.describe());
            assertThrows(IllegalArgumentException.class, () -> three.ranges(0));
            assertEquals(4, four.ranges(1).size());
        }
        CorpusException e = assertThrows(CorpusException.class, () -> Corpus.of(List.of()));
        assertEquals("no corpus was given", e.getMessage());
    }

    /** A format is told by all of its first bytes. */
    @Test
    void theBeginningsOfPackedFiles() {
        assertEquals(Compression.BZIP2, detect('B', 'Z', 'h', '1', 0x31, 0x41, 0x59, 0x26, 0x53, 0x59));
        assertEquals(Compression.BZIP2, detect('B', 'Z', 'h', '9', 0x17, 0x72, 0x45, 0x38, 0x50, 0x90));
        assertEquals(Compression.NONE, detect('B', 'Z', 'h', '0', 0x31, 0x41, 0x59, 0x26, 0x53, 0x59));
        assertEquals(Compression.NONE, detect('B', 'Z', 'h', ':', 0x31, 0x41, 0x59, 0x26, 0x53, 0x59));
        assertEquals(Compression.NONE, detect('B', 'Z', 'h', '9', 0x17, 0x73, 0x45, 0x38, 0x50, 0x90));
        assertEquals(Compression.NONE, detect('B', 'Z', 'h', '9', 0x31, 0x41, 0x58, 0x26, 0x53, 0x59));
        for (int frame = 0x50; frame <= 0x5f; frame++) { // RFC 8878, 3.1.2: skippable frames
            assertEquals(Compression.ZSTD, detect(frame, 0x2a, 0x4d, 0x18));
        }
        assertEquals(Compression.NONE, detect(0x60, 0x2a, 0x4d, 0x18));
        assertEquals(Compression.NONE, detect(0x50, 0x2a, 0x4d, 0x19));
        assertEquals(Compression.NONE, detect(0x50, 0x2a, 0x4d));
        assertEquals(Compression.ZSTD, detect(0x28, 0xb5, 0x2f, 0xfd));
        assertEquals(Compression.NONE, detect(0x28, 0xb5, 0x2f));
        assertEquals(Compression.GZIP, detect(0x1f, 0x8b, 8));
        assertEquals(Compression.NONE, detect(0x1f, 0x8b, 7));
        assertEquals(Compression.XZ, detect(0xfd, '7', 'z', 'X', 'Z', 0));
        assertEquals(Compression.NONE, detect());
    }

    private static Compression detect(int... first) {
        byte[] head = new byte[Compression.MAGIC_LENGTH];
        for (int i = 0; i < first.length; i++) {
            head[i] = (byte) first[i];
        }
        return Compression.detect(head, first.length);
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void everyTruncationIsNoticed(Compression compression) throws IOException {
        StringBuilder text = new StringBuilder();
        Random random = new Random(5);
        for (int i = 0; i < 15; i++) {
            text.append(Long.toString(random.nextLong(), 36)).append(' ');
        }
        byte[] packed = pack(compression, text.toString());
        Path file = folder.resolve("cut.bin");
        for (int length = Compression.MAGIC_LENGTH; length < packed.length; length++) {
            Files.write(file, Arrays.copyOf(packed, length));
            try (Corpus corpus = Corpus.of(file)) {
                int cut = length;
                CorpusException e = assertThrows(
                        CorpusException.class,
                        () -> Events.of(corpus, TextOptions.DEFAULT, 100),
                        () -> compression + " cut at " + cut + " of " + packed.length);
                assertTrue(
                        e.getMessage().startsWith(file + ": the " + compression + " data is truncated or damaged"),
                        e.getMessage());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void damageIsNoticedOrHarmless(Compression compression) throws IOException {
        String text = "some words that are packed and then damaged in every byte, one after the other";
        byte[] packed = pack(compression, text);
        Path file = folder.resolve("damaged.bin");
        int noticed = 0;
        for (int i = Compression.MAGIC_LENGTH; i < packed.length; i++) {
            byte[] damaged = packed.clone();
            damaged[i] ^= 0x55;
            Files.write(file, damaged);
            try (Corpus corpus = Corpus.of(file)) {
                Events.of(corpus, TextOptions.DEFAULT, 100);
            } catch (CorpusException e) {
                noticed++;
            }
        }
        assertTrue(noticed > packed.length / 2, noticed + " of " + packed.length);
    }

    @Test
    void textIsNotTakenForPacked() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "BZh9 is how bzip2 begins");
        try (Corpus corpus = Corpus.of(file)) {
            assertEquals(Compression.NONE, corpus.sources().getFirst().compression());
        }
    }

    @Test
    void foldersAreWalkedInOrderWithoutHiddenFiles() throws IOException {
        Path inner = Files.createDirectories(folder.resolve("books/b"));
        Files.createDirectories(folder.resolve("books/.git"));
        Files.writeString(folder.resolve("books/.git/x"), "no");
        Files.writeString(folder.resolve("books/.hidden"), "no");
        Files.writeString(folder.resolve("books/c"), "3");
        Files.writeString(inner.resolve("z"), "2");
        Files.writeString(folder.resolve("books/a"), "1");
        Path last = Files.writeString(folder.resolve("0"), "4");
        try (Corpus corpus = Corpus.of(folder.resolve("books"), last)) {
            assertEquals("1 . 2 . 3 . 4 .", Events.words(Events.of(corpus, TextOptions.DEFAULT, 10)));
            assertEquals(4, corpus.bytes());
        }
    }

    @Test
    void whatIsMissingIsNamed() throws IOException {
        NoSuchFileException missing =
                assertThrows(NoSuchFileException.class, () -> Corpus.of(folder.resolve("missing.txt")));
        assertEquals(folder.resolve("missing.txt") + ": there is no such file or folder", missing.getMessage());
        Path empty = Files.createDirectory(folder.resolve("empty"));
        CorpusException e = assertThrows(CorpusException.class, () -> Corpus.of(empty));
        assertEquals("the folder " + empty + " holds no files to read", e.getMessage());
    }

    @Test
    void fileThatShrinksIsNoticed() throws IOException {
        Path file = Files.writeString(folder.resolve("shrinks"), "one two three");
        try (Corpus corpus = Corpus.of(file)) {
            Files.writeString(file, "one");
            CorpusException e = assertThrows(CorpusException.class, () -> Events.of(corpus, TextOptions.DEFAULT, 100));
            assertEquals(file + ": the file became shorter while it was read", e.getMessage());
        }
    }

    @Test
    void streamIsSpooledAndRemoved() throws IOException {
        byte[] packed = pack(Compression.GZIP, "from a\npipe");
        try (Corpus corpus = Corpus.ofStream(new ByteArrayInputStream(packed), folder)) {
            assertEquals("from a . pipe .", Events.words(Events.of(corpus, TextOptions.DEFAULT, 2)));
            assertEquals("from a . pipe .", Events.words(Events.of(corpus, TextOptions.DEFAULT, 9)));
            boolean linux = System.getProperty("os.name").equals("Linux");
            assertEquals(linux ? 0 : 1, files(), "nothing that a kill could leave behind");
        }
        assertEquals(0, files());
    }

    @Test
    void namedPipeIsKeptInTheFolderThatWasGiven() throws Exception {
        Path pipe = folder.resolve("pipe");
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
        Path missing = folder.resolve("missing");
        FutureTask<Path> unread = writeInto(pipe, "not read");
        NoSuchFileException e = assertThrows(NoSuchFileException.class, () -> Corpus.of(List.of(pipe), missing));
        assertEquals(missing.toString(), e.getFile());
        try {
            unread.get(); // else it may write into what is read next
        } catch (ExecutionException broken) {
            // nobody was there to read it any more
        }
        writeInto(pipe, "from a\npipe");
        long[] told = {0};
        try (Corpus corpus = Corpus.of(List.of(pipe), Files.createDirectory(missing), bytes -> told[0] = bytes)) {
            assertEquals(11, told[0]);
            assertEquals("from a . pipe .", Events.words(Events.of(corpus, TextOptions.DEFAULT, 2)));
        }
        Files.delete(missing); // nothing is left in it
    }

    /** From a thread of its own: a pipe opens when both ends do. */
    private static FutureTask<Path> writeInto(Path pipe, String text) {
        FutureTask<Path> writing = new FutureTask<>(() -> Files.writeString(pipe, text, StandardOpenOption.WRITE));
        Thread.ofPlatform().daemon().start(writing);
        return writing;
    }

    @Test
    void brokenStreamLeavesNothingBehind() throws IOException {
        InputStream broken = new InputStream() {
            private int left = 5;

            @Override
            public int read() throws IOException {
                return 'x';
            }

            @Override
            public int read(byte[] b, int offset, int length) throws IOException {
                if (left-- == 0) {
                    throw new IOException("the pipe burst");
                }
                return 1;
            }
        };
        IOException e = assertThrows(IOException.class, () -> Corpus.ofStream(broken, folder));
        assertEquals("reading standard input failed after 5 bytes: the pipe burst", e.getMessage());
        assertEquals(0, files());
    }

    private long files() throws IOException {
        try (Stream<Path> list = Files.list(folder)) {
            return list.count();
        }
    }

    static byte[] pack(Compression compression, String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = switch (compression) {
            case NONE -> bytes;
            case GZIP -> new GZIPOutputStream(bytes);
            case BZIP2 -> new BZip2CompressorOutputStream(bytes);
            case XZ -> new XZOutputStream(bytes, new LZMA2Options(1));
            case ZSTD -> new ZstdOutputStream(bytes);
        }) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
