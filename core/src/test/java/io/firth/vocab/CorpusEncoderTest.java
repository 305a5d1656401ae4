package io.firth.vocab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.text.Corpus;
import io.firth.text.CorpusException;
import io.firth.text.TextOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusEncoderTest {
    private static final ValueLayout.OfInt INT32 = ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final Vocabulary WORDS = Vocabulary.of(
            Stream.of("a", "bb", "ccccccccc", "d")
                    .map(word -> word.getBytes(StandardCharsets.UTF_8))
                    .toList(),
            new long[] {4, 3, 2, 1});

    @TempDir
    Path folder;

    private Path temporary;

    @BeforeEach
    void makeFolder() throws IOException {
        temporary = Files.createDirectory(folder.resolve("temporary"));
    }

    @Test
    void unknownWordsAndEmptySentencesLeaveNothing() throws Exception {
        Path file = Files.writeString(folder.resolve("text"), "x\na x bb\n\nx x\nd\nx");
        try (Corpus corpus = Corpus.of(file);
                CorpusEncoder.Encoded encoded = encoder(1).encode(corpus)) {
            assertEquals("0 1 -1 3 -1", ids(encoded.training()));
            assertEquals(3, encoded.training().tokens());
            assertEquals(2, encoded.training().sentences());
            assertNull(encoded.heldOut());
        }
        assertEquals(0, files());
    }

    @Test
    void idsInAFileCannotBeWrittenNorReadAfterTheEnd() throws Exception {
        Path file = Files.writeString(folder.resolve("text"), "a bb");
        MemorySegment ids;
        try (Corpus corpus = Corpus.of(file);
                CorpusEncoder.Encoded encoded = encoder(1).encode(corpus)) {
            ids = encoded.training().ids();
            assertTrue(ids.isReadOnly());
        }
        assertThrows(IllegalStateException.class, () -> ids.getAtIndex(INT32, 0));
    }

    @Test
    void anInterruptWhileOneReadsIsNothingToOthers() throws Exception {
        Path file = Files.writeString(folder.resolve("text"), "a bb\nd a");
        try (Corpus corpus = Corpus.of(file);
                CorpusEncoder.Encoded encoded = encoder(1).encode(corpus)) {
            int[] ids = new int[4];
            Thread.currentThread().interrupt();
            assertThrows(
                    ClosedByInterruptException.class, () -> encoded.training().read(0, ids, 0, 1));
            assertTrue(Thread.interrupted());
            encoded.training().read(1, ids, 0, 4);
            assertArrayEquals(encoded.training().ids().asSlice(4, 16).toArray(ValueLayout.JAVA_INT), ids);
            assertEquals(64, encoded.training().sha256().length());
        }
    }

    @Test
    void threadsRangesAndWaitingChangeNothing() throws Exception {
        for (long seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            List<Path> files = new ArrayList<>();
            for (int i = 0; i < 1 + random.nextInt(4); i++) {
                Path file = folder.resolve("file" + i);
                byte[] text = randomText(random, 1 + random.nextInt(8_000)).getBytes(StandardCharsets.UTF_8);
                try (OutputStream out = random.nextBoolean()
                        ? new GZIPOutputStream(Files.newOutputStream(file))
                        : Files.newOutputStream(file)) {
                    out.write(text);
                }
                files.add(file);
            }
            double fraction = random.nextInt(3) == 0 ? 0 : 0.3;
            String training = null;
            String heldOut = null;
            for (int threads = 1; threads <= 3; threads++) {
                try (Corpus corpus = Corpus.of(files);
                        CorpusEncoder.Encoded encoded = encoder(threads)
                                .heldOut(fraction, seed)
                                .limits(threads == 1 ? 1L << 40 : 1 + random.nextInt(3_000), random.nextInt(500))
                                .encode(corpus)) {
                    if (training == null) {
                        training = ids(encoded.training());
                        heldOut = fraction == 0 ? "" : ids(encoded.heldOut());
                        if (fraction == 0) {
                            assertEquals(twin(files), training, "seed " + seed);
                        }
                        assertTrue(!(" " + training + heldOut).contains("-1 -1"), "seed " + seed);
                    }
                    assertEquals(training, ids(encoded.training()), "seed " + seed);
                    assertEquals(heldOut, fraction == 0 ? "" : ids(encoded.heldOut()), "seed " + seed);
                    assertOpen(fraction == 0 ? 1 : 2); // what waited its turn in another file is closed
                }
            }
        }
        assertEquals(0, files());
        assertOpen(0);
    }

    @Test
    void heldOutSentencesAreWholeAndAboutAsManyAsAsked() throws Exception {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            text.append(i % 2 == 0 ? "a bb\n" : "d ccccccccc a\n");
        }
        Path file = Files.writeString(folder.resolve("text"), text);
        List<String> choices = new ArrayList<>();
        for (long seed = 1; seed <= 2; seed++) {
            try (Corpus corpus = Corpus.of(file);
                    CorpusEncoder.Encoded encoded =
                            encoder(2).heldOut(0.1, seed).encode(corpus)) {
                assertEquals(
                        20_000,
                        encoded.training().sentences() + encoded.heldOut().sentences());
                assertEquals(
                        50_000, encoded.training().tokens() + encoded.heldOut().tokens());
                assertEquals(2_000, encoded.heldOut().sentences(), 5 * Math.sqrt(20_000 * 0.1 * 0.9));
                String whole = ids(encoded.heldOut()).replace("0 1 -1", "").replace("3 2 0 -1", "");
                assertEquals("", whole.strip());
                choices.add(encoded.heldOut().sha256());
            }
        }
        assertNotEquals(choices.get(0), choices.get(1));
    }

    @Test
    void oneLongLineIsHeldOutInBlocks() throws Exception {
        int words = 1_000_000;
        Path file = Files.writeString(folder.resolve("line"), "a ".repeat(words));
        try (Corpus corpus = Corpus.of(file);
                CorpusEncoder.Encoded encoded =
                        encoder(2).heldOut(0.2, 3).limits(10_007, 1_000).encode(corpus)) {
            assertEquals(words, encoded.training().tokens() + encoded.heldOut().tokens());
            double blocks = words * 2.0 / HeldOutSplit.BLOCK_BYTES;
            double expected = 0.2 * words;
            double deviation = Math.sqrt(blocks * 0.2 * 0.8) * HeldOutSplit.BLOCK_BYTES / 2;
            assertEquals(expected, encoded.heldOut().tokens(), 5 * deviation);
            HeldOutSplit split = new HeldOutSplit(0.2, 3);
            int runs = 1; // of neighbouring blocks with the same fate; each is a sentence
            boolean before = split.holdsOut(0, 0, 0);
            for (long position = HeldOutSplit.BLOCK_BYTES;
                    position < words * 2L;
                    position += HeldOutSplit.BLOCK_BYTES) {
                boolean out = split.holdsOut(0, 0, position);
                runs += out == before ? 0 : 1;
                before = out;
            }
            assertEquals(
                    runs, encoded.training().sentences() + encoded.heldOut().sentences());
            int blockTokens = HeldOutSplit.BLOCK_BYTES / 2;
            for (String sentence : ids(encoded.heldOut()).split(" -1")) {
                long n = sentence.chars().filter(c -> c == '0').count();
                assertTrue(n % blockTokens == 0 || n % blockTokens == words % blockTokens, n + " words in a block");
            }
        }
    }

    @Test
    void hashIsOfTheIds() throws Exception {
        Path file = Files.writeString(folder.resolve("text"), "a d");
        try (Corpus corpus = Corpus.of(file);
                CorpusEncoder.Encoded encoded = encoder(1).encode(corpus)) {
            // sha256sum of the bytes 00 00 00 00 03 00 00 00 ff ff ff ff
            assertEquals(SHA, encoded.training().sha256());
        }
    }

    @Test
    void aCorpusInMemoryIsAsOneInAFile() throws Exception {
        try (EncodedCorpus corpus = EncodedCorpus.of(new int[] {0, 3, EncodedCorpus.SENTENCE_END})) {
            assertEquals(SHA, corpus.sha256());
            int[] ids = {7, 7, 7, 7};
            corpus.read(1, ids, 1, 2);
            assertArrayEquals(new int[] {7, 3, EncodedCorpus.SENTENCE_END, 7}, ids);
        }
    }

    @Test
    void aCorpusInMemoryIsChecked() throws Exception {
        try (EncodedCorpus corpus = EncodedCorpus.of(new int[] {0, 3, -1, 2, -1})) {
            assertEquals(5, corpus.length());
            assertEquals(3, corpus.tokens());
            assertEquals(2, corpus.sentences());
        }
        try (EncodedCorpus empty = EncodedCorpus.of(new int[0])) {
            assertEquals(0, empty.length());
            // sha256sum of nothing
            assertEquals("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", empty.sha256());
        }
        assertThrows(IllegalArgumentException.class, () -> EncodedCorpus.of(new int[] {0, 3}));
        assertThrows(IllegalArgumentException.class, () -> EncodedCorpus.of(new int[] {0, -2, -1}));
    }

    /** 400 kB of ids: longer than the blocks in which they are written, read and hashed. */
    @Test
    void longerThanABlock() throws Exception {
        Random random = new Random(4);
        StringBuilder text = new StringBuilder();
        int[] ids = new int[100_500];
        String[] words = {"a", "bb", "ccccccccc", "d"};
        for (int i = 0; i < ids.length; i++) {
            boolean end = i == ids.length - 1 || i % 1000 == 999;
            ids[i] = end ? EncodedCorpus.SENTENCE_END : random.nextInt(4);
            text.append(end ? "\n" : words[ids[i]] + " ");
        }
        ByteBuffer bytes = ByteBuffer.allocate(4 * ids.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(ids);
        String sha =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
        Path file = Files.writeString(folder.resolve("text"), text);
        try (Corpus source = Corpus.of(file);
                CorpusEncoder.Encoded encoded = encoder(2).limits(3_001, 100).encode(source);
                EncodedCorpus memory = EncodedCorpus.of(ids)) {
            for (EncodedCorpus corpus : List.of(encoded.training(), memory)) {
                assertEquals(sha, corpus.sha256());
                int[] read = new int[90_000];
                corpus.read(7_000, read, 5, 80_000);
                assertArrayEquals(Arrays.copyOfRange(ids, 7_000, 87_000), Arrays.copyOfRange(read, 5, 80_005));
                assertEquals(0, read[4]);
                assertEquals(0, read[80_005]);
                assertEquals(101, corpus.sentences());
            }
        }
    }

    private static final String SHA = "db158ef975fc3c32c23ab5bc349f5260d6800c08657db074572112d1e4e3e03b";

    @Test
    void failureNamesTheCauseAndLeavesNothingBehind() throws Exception {
        Path text = Files.writeString(folder.resolve("text"), "x y z");
        try (Corpus corpus = Corpus.of(text)) {
            CorpusException e =
                    assertThrows(CorpusException.class, () -> encoder(1).encode(corpus));
            assertEquals("no word of " + text + " is left to train on: none is in the vocabulary", e.getMessage());
            NoSuchFileException missing = assertThrows(
                    NoSuchFileException.class,
                    () -> encoder(1).folder(folder.resolve("nowhere")).encode(corpus));
            assertEquals(
                    folder.resolve("nowhere") + ": there is no such folder for temporary files", missing.getMessage());
        }
        Path shrinking = Files.writeString(folder.resolve("shrinking"), "a ".repeat(100_000));
        try (Corpus corpus = Corpus.of(shrinking)) {
            Files.writeString(shrinking, "a ".repeat(50_000));
            CorpusException e = assertThrows(
                    CorpusException.class, () -> encoder(2).limits(5_000, 10).encode(corpus));
            assertEquals(shrinking + ": the file became shorter while it was read", e.getMessage());
        }
        Path held = Files.writeString(folder.resolve("held"), "a bb");
        try (Corpus corpus = Corpus.of(held)) {
            CorpusException e = assertThrows(
                    CorpusException.class, () -> encoder(1).heldOut(0.999, 1).encode(corpus));
            assertEquals(
                    "no word of " + held + " is left to train on: none is in the vocabulary or all are held out",
                    e.getMessage());
        }
        assertEquals(0, files());
        assertOpen(0);
        assertThrows(IllegalArgumentException.class, () -> encoder(0));
        assertThrows(IllegalArgumentException.class, () -> encoder(1).heldOut(1, 0));
        assertThrows(IllegalArgumentException.class, () -> encoder(1).heldOut(Double.NaN, 0));
    }

    private CorpusEncoder encoder(int threads) {
        return new CorpusEncoder(WORDS, TextOptions.DEFAULT, threads).folder(temporary);
    }

    private long files() throws IOException {
        try (Stream<Path> list = Files.list(temporary)) {
            return list.count();
        }
    }

    /** Names are gone while the files are open; Linux still tells which they are. */
    private void assertOpen(int expected) throws IOException {
        Path descriptors = Path.of("/proc/self/fd");
        if (!Files.isDirectory(descriptors)) {
            return;
        }
        int open = 0;
        try (Stream<Path> list = Files.list(descriptors)) {
            for (Path descriptor : list.toList()) {
                try {
                    open += Files.readSymbolicLink(descriptor).startsWith(temporary.toRealPath()) ? 1 : 0;
                } catch (NoSuchFileException e) {
                    // closed meanwhile, as the one that lists the others
                }
            }
        }
        assertEquals(expected, open, "open temporary files");
    }

    static String ids(EncodedCorpus corpus) {
        StringBuilder ids = new StringBuilder();
        for (long i = 0; i < corpus.length(); i++) {
            ids.append(i == 0 ? "" : " ").append(corpus.ids().getAtIndex(INT32, i));
        }
        return ids.toString();
    }

    private static String twin(List<Path> files) throws IOException {
        StringBuilder ids = new StringBuilder();
        for (Path file : files) {
            byte[] bytes = Files.readAllBytes(file);
            if (bytes.length > 1 && bytes[0] == 0x1f) {
                try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
                    bytes = in.readAllBytes();
                }
            }
            for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n")) {
                boolean any = false;
                for (String word : line.split("[ \r]+")) {
                    int id = WORDS.id(word);
                    ids.append(id < 0 ? "" : id + " ");
                    any |= id >= 0;
                }
                ids.append(any ? "-1 " : "");
            }
        }
        return ids.toString().strip();
    }

    private static String randomText(Random random, int words) {
        String[] choices = {"a", "bb", "ccccccccc", "d", "unknown", "x", "y"};
        boolean longLine = random.nextInt(3) == 0;
        StringBuilder text = new StringBuilder("a ");
        for (int i = 0; i < words; i++) {
            text.append(choices[random.nextInt(choices.length)]);
            text.append(!longLine && random.nextInt(3) == 0 ? random.nextBoolean() ? "\n" : "\r\n\n" : " ");
        }
        return text.toString();
    }
}
