package io.firth.count;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.embeddings.Provenance;
import io.firth.io.Models;
import io.firth.text.Corpus;
import io.firth.text.TextOptions;
import io.firth.text.Tokenizer;
import io.firth.vocab.CorpusEncoder;
import io.firth.vocab.Vocabulary;
import io.firth.vocab.VocabularyBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class CountFileTest {
    @TempDir
    private Path folder;

    @Test
    void everyDamagedByteIsFoundAndEveryCutRefused() throws Exception {
        Path file = file();
        byte[] whole = Files.readAllBytes(file);
        Cooccurrences.verify(file);
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 60; round++) {
            byte[] damaged = whole.clone();
            int at = round < 20 ? random.nextInt(2000) : random.nextInt(damaged.length);
            damaged[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, damaged);
            String what = "seed " + seed + ", round " + round + ", byte " + at;
            IOException found = assertThrows(IOException.class, () -> Cooccurrences.verify(file), what);
            assertTrue(found.getMessage().contains(file.toString()), found.getMessage());
            int length = random.nextInt(damaged.length);
            Files.write(file, java.util.Arrays.copyOf(whole, length));
            assertThrows(IOException.class, () -> Cooccurrences.open(file), what + ", cut at " + length);
        }
    }

    @Test
    void readingDamagedCellsEndsInASentence() throws Exception {
        Path file = file();
        byte[] bytes = Files.readAllBytes(file);
        int[] columns = range(bytes, "cells.columns");
        for (int i = columns[0]; i < columns[1]; i++) {
            bytes[i] = (byte) 0x7f;
        }
        Files.write(file, bytes);
        try (Cooccurrences counts = Cooccurrences.open(file)) {
            UncheckedIOException damaged =
                    assertThrows(UncheckedIOException.class, () -> counts.column(counts.rowStart(0)));
            assertTrue(damaged.getMessage().contains(file + " is damaged"), damaged.getMessage());
        }
    }

    @Test
    void otherFilesAreRefusedByName() throws Exception {
        Path file = file();
        IOException model = assertThrows(IOException.class, () -> Models.open(file));
        assertTrue(model.getMessage().contains("firth-counts"), model.getMessage());
        byte[] bytes = Files.readAllBytes(file);
        String header = new String(bytes, 8, 3000, StandardCharsets.ISO_8859_1);
        int at = 8 + header.indexOf("\"format_version\":\"1\"") + 18;
        bytes[at] = '2';
        Files.write(file, bytes);
        IOException newer = assertThrows(IOException.class, () -> Cooccurrences.open(file));
        assertTrue(newer.getMessage().contains("format version 2"), newer.getMessage());
        Files.writeString(file, "no counts");
        assertThrows(IOException.class, () -> Cooccurrences.open(file));
        assertThrows(IOException.class, () -> Cooccurrences.open(folder));
        assertThrows(IOException.class, () -> Cooccurrences.open(folder.resolve("missing")));
    }

    /** A file of 26 GB that takes a few pages on disk: holes read as zeros. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void cellsPast31BitsAreReached() throws IOException {
        long cells = (1L << 31) + 5;
        Path file = folder.resolve("huge");
        String text =
                "{\"__metadata__\":{\"format\":\"firth-counts\",\"format_version\":\"1\",\"total\":\"9\",\"config\":"
                        + "\"{\\\"window\\\":\\\"5\\\",\\\"weighting\\\":\\\"flat\\\",\\\"side\\\":\\\"both\\\","
                        + "\\\"subsample\\\":\\\"0\\\",\\\"subsampling\\\":\\\"clean\\\",\\\"seed\\\":\\\"1\\\"}\"}";
        long at = 0;
        StringBuilder header = new StringBuilder(text);
        long[] starts = new long[8];
        String[] tensors = {
            "cells.counts F64 " + cells,
            "rows.offsets I64 3",
            "rows.sums F64 2",
            "columns.sums F64 2",
            "words.counts I64 2",
            "words.offsets I64 3",
            "cells.columns I32 " + cells,
            "words.bytes U8 2"
        };
        for (int i = 0; i < tensors.length; i++) {
            String[] t = tensors[i].split(" ");
            long bytes = Long.parseLong(t[2]) * (t[1].equals("U8") ? 1 : t[1].equals("I32") ? 4 : 8);
            starts[i] = at;
            header.append(String.format(
                    ",\"%s\":{\"dtype\":\"%s\",\"shape\":[%s],\"data_offsets\":[%d,%d]}",
                    t[0], t[1], t[2], at, at + bytes));
            at += bytes;
        }
        byte[] json = header.append('}').toString().getBytes(StandardCharsets.UTF_8);
        long data = 8L + json.length;
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            channel.write(longs(json.length), 0);
            channel.write(ByteBuffer.wrap(json), 8);
            channel.write(longs(0, 3, cells), data + starts[1]);
            channel.write(longs(7, 6), data + starts[4]);
            channel.write(longs(0, 1, 2), data + starts[5]);
            channel.write(longs(Double.doubleToLongBits(3e9)), data + starts[0] + (cells - 1) * 8);
            channel.write(ByteBuffer.wrap(new byte[] {1, 0, 0, 0}), data + starts[6] + (cells - 1) * 4);
            channel.write(ByteBuffer.wrap(new byte[] {'a', 'b'}), data + starts[7]);
        }
        try (Cooccurrences counts = Cooccurrences.open(file)) {
            assertEquals(cells, counts.nonZeros());
            assertEquals(3, counts.rowStart(1));
            assertEquals(cells, counts.rowEnd(1));
            assertEquals(1, counts.column(cells - 1));
            assertEquals(3e9, counts.count(cells - 1));
            assertEquals(3e9, counts.count(1, 1));
            assertEquals("b", counts.vocabulary().word(1));
        }
    }

    @Test
    void aMatrixInMemory() {
        Vocabulary vocabulary = Vocabulary.of(List.of(new byte[] {'a'}, new byte[] {'b'}), new long[] {3, 2});
        Cooccurrences counts =
                Cooccurrences.of(vocabulary, new double[][] {{0, 3e12}, {2.5, 1}}, CountSettings.defaults());
        assertEquals(3, counts.nonZeros());
        assertEquals(3e12, counts.count(0, 1));
        assertEquals(0, counts.count(0, 0));
        assertEquals(3.5, counts.rowSum(1));
        assertEquals(2.5, counts.columnSum(0));
        assertEquals(3e12 + 3.5, counts.total());
        counts.close();
        assertFalse(counts.vocabulary().word(0).isEmpty());
        assertThrows(
                IllegalArgumentException.class,
                () -> Cooccurrences.of(vocabulary, new double[][] {{0, -1}, {0, 0}}, CountSettings.defaults()));
        assertThrows(
                IllegalArgumentException.class,
                () -> Cooccurrences.of(vocabulary, new double[2][3], CountSettings.defaults()));
    }

    private static ByteBuffer longs(long... values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length * 8).order(ByteOrder.LITTLE_ENDIAN);
        for (long value : values) {
            buffer.putLong(value);
        }
        return buffer.flip();
    }

    /** Where a tensor lies in the file. */
    private static int[] range(byte[] bytes, String tensor) {
        String header = new String(bytes, 8, 3000, StandardCharsets.ISO_8859_1);
        String rest = header.substring(header.indexOf('"' + tensor + '"'));
        String[] offsets = rest.substring(rest.indexOf("data_offsets") + 15, rest.indexOf("]}"))
                .split(",");
        int data =
                8 + (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(0);
        return new int[] {data + Integer.parseInt(offsets[0]), data + Integer.parseInt(offsets[1])};
    }

    private Path file() throws Exception {
        Path text = folder.resolve("text");
        List<String> words = new ArrayList<>();
        Random random = new Random(5);
        for (int i = 0; i < 3000; i++) {
            words.add("w" + (int) Math.sqrt(random.nextInt(900)));
        }
        Files.writeString(text, String.join(" ", words));
        TextOptions options = new TextOptions(Tokenizer.WHITESPACE, false);
        Corpus corpus = Corpus.of(text);
        Vocabulary vocabulary = new VocabularyBuilder(options, 1).build(corpus);
        Path file = folder.resolve("counts");
        try (CorpusEncoder.Encoded encoded = new CorpusEncoder(vocabulary, options, 1).encode(corpus)) {
            new CooccurrenceCounter(CountSettings.defaults(), 1)
                    .count(encoded.training(), vocabulary, Provenance.unknown(), file);
        }
        return file;
    }
}
