package io.firth.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.embeddings.Embeddings;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Text that is read in several stretches at once. */
class TextTableTest {
    private static final int ROWS = 60_000;
    private static final int DIM = 12;

    @TempDir
    Path folder;

    private Path file;
    private final List<String> lines = new ArrayList<>();

    @BeforeEach
    void write() throws IOException {
        Random random = new Random(7);
        for (int i = 0; i < ROWS; i++) {
            StringBuilder line = new StringBuilder(i % 1000 == 999 ? "two words" + i : "w" + i);
            for (int c = 0; c < DIM; c++) {
                line.append(' ').append(random.nextGaussian() / (c + 1));
            }
            lines.add(line.toString());
        }
        file = folder.resolve("model");
        put(lines, ROWS);
        assertTrue(Files.size(file) > 3 * (1 << 22), "several stretches");
    }

    private void put(List<String> text, int promised) throws IOException {
        Files.writeString(file, promised + " " + DIM + "\n" + String.join("\n", text) + "\n");
    }

    @Test
    void everyRowIsAsASlowReaderReadsIt() throws IOException {
        Embeddings model = Models.open(file);
        assertEquals(ROWS, model.size());
        for (int row = 0; row < ROWS; row++) {
            String[] fields = lines.get(row).split(" ");
            int words = fields.length - DIM;
            assertEquals(
                    String.join(" ", List.of(fields).subList(0, words)),
                    model.vocabulary().word(row));
            float[] expected = new float[DIM];
            for (int c = 0; c < DIM; c++) {
                expected[c] = Float.parseFloat(fields[words + c]);
            }
            assertArrayEquals(expected, model.input().row(row));
        }
    }

    @Test
    void theFirstBadLineIsNamedWhoeverFindsItsOwnFirst() throws IOException {
        lines.set(50_000, "bad 1 2 3");
        lines.set(20_000, lines.get(20_000) + "x");
        lines.set(59_999, "bad");
        put(lines, ROWS);
        int place = ("60000 12\n" + String.join("\n", lines.subList(0, 20_000)) + "\n").length();
        IOException e = assertThrows(IOException.class, () -> Models.open(file));
        assertTrue(e.getMessage().contains("vector 20001 (byte " + place + "): number 12 of 12"), e.getMessage());
    }

    @Test
    void moreAndFewerLinesThanPromised() throws IOException {
        int place = ("59000 12\n" + String.join("\n", lines.subList(0, 59_000)) + "\n").length();
        put(lines, 59_000);
        assertTrue(assertThrows(IOException.class, () -> Models.open(file))
                .getMessage()
                .endsWith("more lines after the 59000 vectors that it promises, from byte " + place + " on"));
        put(lines, 60_001);
        assertTrue(assertThrows(IOException.class, () -> Models.open(file))
                .getMessage()
                .contains("promises 60001 vectors, but only 60000 are there"));
    }

    @Test
    void twoGigabytesWithoutALineBreakEndAtOnce() throws IOException {
        for (String start : List.of("", "3 2\n", "{\"", "word 0.5 1\n")) {
            try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
                sparse.setLength(0);
                sparse.write(start.getBytes(StandardCharsets.UTF_8));
                sparse.setLength(2L << 30); // zeros, which take no place on the disk
            }
            IOException e = assertThrows(IOException.class, () -> Models.open(file), start);
            assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
            assertEquals(1, e.getMessage().lines().count());
        }
    }

    @Test
    void linesThatCannotFillWhatTheyPromiseTakeNoMemory() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            text.append('w').append(i).append(" 1".repeat(2000)).append('\n');
        }
        text.append("x\n".repeat(2_000_000)); // 2 million rows of 2,000 would be 16 GB
        Files.writeString(file, text);
        IOException e = assertThrows(IOException.class, () -> Models.open(file));
        assertTrue(e.getMessage().contains("vector 301 (byte"), e.getMessage());
    }
}
