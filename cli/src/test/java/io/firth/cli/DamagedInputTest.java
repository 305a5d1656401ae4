package io.firth.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Commands on damaged files end with an answer or with a sentence, never with an internal error. (Models of all formats are the
 * subject of the library's {@code ReaderFuzzTest}; here are the other files.) {@code -Dfirth.fuzz.rounds} times each.
 */
class DamagedInputTest {
    private static final int ROUNDS = Integer.getInteger("firth.fuzz.rounds", 40);

    private static final String[] PIECES = {
        "-1", "0", "NaN", "1e999", "9223372036854775808", "\n", "\t", "\"", "{", "}", "null"
    };

    @TempDir
    private static Path folder;

    @BeforeAll
    static void make() throws IOException {
        Files.writeString(
                folder.resolve("corpus"),
                "the king and the queen of the sea saw a ship\nthe ship of the queen is in the harbour of the king\n"
                        .repeat(60));
        Files.writeString(
                folder.resolve("similar"), "king\tqueen\t8.5\nship\tsea\t6\nking\tharbour\t1.5\nthe\tof\t3\n");
        Files.writeString(folder.resolve("analogies"), ": royal\nking queen ship sea\nthe of king queen\n");
        Files.writeString(
                folder.resolve("texts"),
                "text\tlabel\nthe king saw a ship\tgood\nthe harbour is in the sea\tbad\n".repeat(8));
        succeeds(
                "train",
                file("corpus"),
                "-o",
                file("model"),
                "--dim",
                "4",
                "--epochs",
                "2",
                "--min-count",
                "1",
                "-q",
                "--log",
                file("log"));
        succeeds("count", file("corpus"), "-o", file("counts"), "--min-count", "1", "-q");
        succeeds("index", file("model"), "-o", file("index"), "-q");
        succeeds(
                "classify",
                "train",
                file("texts"),
                "--vectors",
                file("model"),
                "-o",
                file("classifier"),
                "--epochs",
                "2");
    }

    private static String file(String name) {
        return folder.resolve(name).toString();
    }

    private static void succeeds(String... args) {
        Cli run = Cli.run(args);
        assertEquals(0, run.code(), run.err());
    }

    @ParameterizedTest
    @CsvSource({
        "counts,     factorize @ -o OUT --method svd --dim 2 -q",
        "counts,     pmi @ king",
        "counts,     bound @ --model MODEL",
        "counts,     info @",
        "classifier, info @",
        "model,      info @ --json",
        "index,      neighbors MODEL king --ann --index @",
        "classifier, classify predict @ TEXTS",
        "texts,      classify train @ --vectors MODEL -o OUT --epochs 1",
        "log,        plot @",
        "log,        plot @ -o OUT.svg",
        "similar,    evaluate MODEL --on @ --bootstrap 10",
        "analogies,  evaluate MODEL --on @ --bootstrap 10",
        "corpus,     train @ -o OUT --dim 2 --epochs 1 --min-count 1 -q",
        "model,      train --continue @ CORPUS -o OUT --epochs 1 -q"
    })
    void endsInAnAnswerOrASentence(String name, String command) throws IOException {
        byte[] whole = Files.readAllBytes(folder.resolve(name));
        Path damaged = folder.resolve("damaged-" + name);
        String[] args = Arrays.stream(command.split(" "))
                .map(word -> switch (word) {
                    case "@" -> damaged.toString();
                    case "MODEL", "TEXTS", "CORPUS" -> file(word.toLowerCase(Locale.ROOT));
                    case "OUT", "OUT.svg" -> file(word);
                    default -> word;
                })
                .toArray(String[]::new);
        long seed = Long.getLong("firth.fuzz.seed", new Random().nextLong());
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            Files.write(damaged, damage(whole, random));
            Cli run = Cli.run(args);
            String what = "seed " + seed + ", round " + round + ": " + run.err();
            assertFalse(run.err().contains("internal error") || run.err().contains("\tat "), what);
            assertTrue(run.code() == 0 || run.code() == 1 && run.err().contains("firth: "), what);
        }
    }

    private static byte[] damage(byte[] whole, Random random) {
        byte[] bytes = whole.clone();
        for (int times = 1 + random.nextInt(3); times > 0 && bytes.length > 0; times--) {
            // as often near the beginning as anywhere: there is the header
            int at = random.nextInt(
                    random.nextBoolean() ? bytes.length : Math.min(bytes.length, 1 << random.nextInt(20)));
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes = Arrays.copyOf(bytes, at);
                case 2 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 8), (byte) -random.nextInt(2));
                default -> {
                    byte[] piece = PIECES[random.nextInt(PIECES.length)].getBytes(StandardCharsets.US_ASCII);
                    byte[] longer = Arrays.copyOf(bytes, bytes.length + piece.length);
                    System.arraycopy(bytes, at, longer, at + piece.length, bytes.length - at);
                    System.arraycopy(piece, 0, longer, at, piece.length);
                    bytes = longer;
                }
            }
        }
        return bytes;
    }
}
