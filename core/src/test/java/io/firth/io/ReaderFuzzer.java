package io.firth.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.embeddings.Embeddings;
import io.firth.query.NearestNeighbors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** Damages whole models of one format, again and again, and opens what is left. */
final class ReaderFuzzer {
    private static final String[] NUMBERS = {
        "0", "-1", "9223372036854775807", "9999999999999999999", "4294967296", "1e9", "NaN", "\"", "{", "[", "\n", " "
    };

    private final Format format;
    private final Path model;
    private final long seed;
    private final Random random;
    private final List<Map<Path, byte[]>> whole = new ArrayList<>();
    private final int[] outcomes = new int[2];
    private volatile int round;

    /** Makes some whole models in a folder. */
    ReaderFuzzer(Format format, Path folder, long seed) throws IOException {
        this.format = format;
        this.seed = seed;
        random = new Random(seed);
        boolean isFolder = format.isFolder() || format == Format.PROJECTOR;
        Path place = folder.resolve("fuzz");
        Files.createDirectories(place);
        model = isFolder ? place : place.resolve("model");
        for (int i = 0; i < 6; i++) {
            if (format == Format.FASTTEXT_BIN) {
                Files.write(model, FastTextGolden.random(i).bytes());
            } else {
                Embeddings written = TestModels.random(i, 1 + 3 * i, 1 + i, 1 + 3 * i - i % 2);
                Models.write(TestModels.suitable(written, format), model, format);
            }
            whole.add(files(place));
        }
    }

    private static Map<Path, byte[]> files(Path place) throws IOException {
        Map<Path, byte[]> files = new LinkedHashMap<>();
        try (Stream<Path> found = Files.list(place)) {
            for (Path file : found.sorted().toList()) {
                files.put(file, Files.readAllBytes(file));
            }
        }
        return files;
    }

    /** Opens so many damaged models. */
    void run(int rounds) throws IOException {
        for (int i = 0; i < rounds; i++) {
            round++;
            Map<Path, byte[]> files = whole.get(random.nextInt(whole.size()));
            int damaged = random.nextInt(files.size());
            int index = 0;
            for (Map.Entry<Path, byte[]> file : files.entrySet()) {
                Files.write(file.getKey(), index++ == damaged ? damage(file.getValue()) : file.getValue());
            }
            outcomes[open()]++;
        }
    }

    /** How many were opened, and how many refused. */
    int[] outcomes() {
        return outcomes.clone();
    }

    /** What replays the round that runs. */
    String place() {
        return format + ", -Dfirth.fuzz.seed=" + seed + ", round " + round;
    }

    private int open() {
        try {
            // The second way of opening goes past the sniffer, as --from does.
            use(random.nextInt(4) > 0 ? Models.open(model) : Models.open(model, format));
            return 0;
        } catch (IOException e) {
            assertTrue(e.getMessage() != null && e.getMessage().contains(model.toString()), place() + ": " + e);
            assertEquals(1, e.getMessage().lines().count(), place() + ": " + e);
            return 1;
        } catch (RuntimeException | Error e) {
            throw new AssertionError(place(), e);
        }
    }

    private void use(Embeddings opened) {
        for (int id = 0; id < opened.size(); id++) {
            opened.vocabulary().wordBytes(id);
            assertEquals(opened.dim(), opened.input().row(id).length, place());
        }
        opened.vocabulary().id("x");
        opened.vectorOf("unheard-of");
        float[] query = new float[opened.dim()];
        query[0] = 1;
        new NearestNeighbors(opened.input()).ofVector(query, 3);
    }

    private byte[] damage(byte[] before) {
        byte[] bytes = before.clone();
        int times = 1 + random.nextInt(3);
        for (int i = 0; i < times && bytes.length > 0; i++) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(8)) {
                case 0 -> bytes = Arrays.copyOf(bytes, at);
                case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> bytes[at] = (byte) random.nextInt();
                case 3 -> bytes = splice(bytes, at, at, randomBytes());
                case 4 -> bytes = splice(bytes, at, Math.min(bytes.length, at + random.nextInt(40)), new byte[0]);
                case 5 -> bytes = replaceNumber(bytes, at);
                case 6 -> number(bytes, Integer.BYTES, random.nextBoolean() ? random.nextInt(300) : random.nextInt());
                default -> number(bytes, Long.BYTES, random.nextBoolean() ? random.nextInt(5000) : random.nextLong());
            }
        }
        return bytes;
    }

    // A little-endian number somewhere, more often near the beginning.
    private void number(byte[] bytes, int size, long value) {
        if (bytes.length >= size) {
            int room = bytes.length - size + 1;
            int place = random.nextBoolean() ? random.nextInt(Math.min(room, 100)) : random.nextInt(room);
            ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            if (size == Long.BYTES) {
                buffer.putLong(place, value);
            } else {
                buffer.putInt(place, (int) value);
            }
        }
    }

    // The next run of digits becomes another number.
    private byte[] replaceNumber(byte[] bytes, int from) {
        int start = from;
        while (start < bytes.length && !Character.isDigit(bytes[start])) {
            start++;
        }
        int end = start;
        while (end < bytes.length && Character.isDigit(bytes[end])) {
            end++;
        }
        String number = random.nextBoolean() ? NUMBERS[random.nextInt(NUMBERS.length)] : "" + random.nextInt(300);
        return splice(bytes, start, end, number.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] splice(byte[] bytes, int from, int to, byte[] insert) {
        byte[] result = new byte[bytes.length - (to - from) + insert.length];
        System.arraycopy(bytes, 0, result, 0, from);
        System.arraycopy(insert, 0, result, from, insert.length);
        System.arraycopy(bytes, to, result, from + insert.length, bytes.length - to);
        return result;
    }

    private byte[] randomBytes() {
        byte[] bytes = new byte[random.nextInt(20)];
        random.nextBytes(bytes);
        return bytes;
    }
}
