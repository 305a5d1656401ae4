package io.firth.io;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.firth.embeddings.Embeddings;
import io.firth.query.NearestNeighbors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Damaged files end in embeddings that can be asked or in an IOException that names the file; in nothing else. */
class ReaderFuzzTest {
    private static final int ROUNDS = 1500;
    private static final String[] NUMBERS = {
        "0", "-1", "9223372036854775807", "9999999999999999999", "4294967296", "1e9", "NaN", "\"", "{", "[", "\n", " "
    };

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Format.class)
    void everyInputEnds(Format format) throws IOException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Path file = folder.resolve("model");
        byte[][] whole = new byte[6][];
        for (int i = 0; i < whole.length; i++) {
            Models.write(TestModels.random(i, 1 + 3 * i, 1 + i, 1 + 3 * i - i % 2), file, format);
            whole[i] = Files.readAllBytes(file);
        }
        int[] outcomes = new int[2];
        AtomicInteger round = new AtomicInteger();
        assertTimeoutPreemptively(
                Duration.ofMinutes(2),
                () -> {
                    while (round.incrementAndGet() <= ROUNDS) {
                        Files.write(file, damage(whole[random.nextInt(whole.length)], random));
                        outcomes[open(file, format + ", seed " + seed + ", round " + round)]++;
                    }
                },
                () -> "no end: " + format + ", seed " + seed + ", round " + round);
        assertTrue(outcomes[0] > ROUNDS / 100 && outcomes[1] > ROUNDS / 100, Arrays.toString(outcomes));
    }

    private static int open(Path file, String place) {
        try {
            use(Models.open(file));
            return 0;
        } catch (IOException e) {
            assertTrue(e.getMessage().contains(file.toString()), place + ": " + e);
            assertTrue(e.getMessage().lines().count() == 1, place + ": " + e);
            return 1;
        } catch (RuntimeException | Error e) {
            return fail(place, e);
        }
    }

    private static void use(Embeddings model) {
        for (int id = 0; id < model.size(); id++) {
            model.vocabulary().wordBytes(id);
            model.input().row(id);
        }
        model.vocabulary().id("x");
        float[] query = new float[model.dim()];
        query[0] = 1;
        new NearestNeighbors(model.input()).ofVector(query, 3);
    }

    private static byte[] damage(byte[] whole, Random random) {
        byte[] bytes = whole.clone();
        int times = 1 + random.nextInt(3);
        for (int i = 0; i < times && bytes.length > 0; i++) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(7)) {
                case 0 -> bytes = Arrays.copyOf(bytes, at);
                case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> bytes[at] = (byte) random.nextInt();
                case 3 -> bytes = splice(bytes, at, at, randomBytes(random));
                case 4 -> bytes = splice(bytes, at, Math.min(bytes.length, at + random.nextInt(40)), new byte[0]);
                case 5 -> bytes = replaceNumber(bytes, at, random);
                default -> {
                    if (bytes.length >= 8) {
                        int place = random.nextBoolean() ? 0 : random.nextInt(bytes.length - 7);
                        long value = random.nextBoolean() ? random.nextInt(5000) : random.nextLong();
                        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(place, value);
                    }
                }
            }
        }
        return bytes;
    }

    // The next run of digits becomes another number.
    private static byte[] replaceNumber(byte[] bytes, int from, Random random) {
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

    private static byte[] randomBytes(Random random) {
        byte[] bytes = new byte[random.nextInt(20)];
        random.nextBytes(bytes);
        return bytes;
    }
}
