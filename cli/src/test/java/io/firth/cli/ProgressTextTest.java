package io.firth.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgressTextTest {
    private static final String DETAILS = "0:42 left, loss 2.4616, held-out 2.6958, 1.22 M words/s, rate 0.0125";

    @TempDir
    private Path folder;

    @Test
    void aNarrowTerminalLosesTheBarFirstAndThenTheLastDetails() {
        assertEquals(
                "epoch 2/10      50% [====================>                   ] " + DETAILS,
                BarRenderer.line("epoch 2/10", 0.5, DETAILS, 200));
        assertEquals("epoch 2/10      50% [=====>    ] " + DETAILS, BarRenderer.line("epoch 2/10", 0.5, DETAILS, 102));
        assertEquals(
                "epoch 2/10      50% [=======>      ] 0:42 left, loss 2.4616, held-out 2.6958",
                BarRenderer.line("epoch 2/10", 0.5, DETAILS, 77));
        for (int columns = 20; columns < 200; columns++) {
            String line = BarRenderer.line("epoch 12/100", 1, DETAILS, columns);
            assertTrue(line.length() < columns, columns + ": " + line);
        }
    }

    @Test
    void whatHasNoKnownEndHasNoPercentage() {
        assertEquals("reading        1.2 MB", BarRenderer.line("reading", "1.2 MB", 80));
        assertEquals("reading  ", BarRenderer.line("reading", "1.2 MB", 10));
    }

    @Test
    void earlyStoppingIsTold() throws IOException {
        StringBuilder random = new StringBuilder();
        java.util.Random numbers = new java.util.Random(3);
        for (int i = 1; i <= 1500; i++) {
            random.append('w').append(numbers.nextInt(60)).append(i % 10 == 0 ? '\n' : ' ');
        }
        Path text = Files.writeString(folder.resolve("random.txt"), random);
        String model = folder.resolve("model").toString();
        Cli run = Cli.run(
                "train",
                text.toString(),
                "-o",
                model,
                "--dim",
                "12",
                "--epochs",
                "30",
                "--learning-rate",
                "0.2",
                "--min-learning-rate",
                "0.2",
                "--subsample",
                "0",
                "--held-out",
                "0.3",
                "--early-stopping",
                "--patience",
                "2");
        assertEquals(0, run.code(), run.err());
        String stopped = run.out()
                .lines()
                .filter(line -> line.startsWith("stopped "))
                .findFirst()
                .orElse(run.out());
        assertTrue(
                stopped.matches("stopped after epoch \\d+ of 30: held-out loss had not fallen for 2 epochs"), stopped);
        int last = Integer.parseInt(stopped.replaceAll("stopped after epoch (\\d+) .*", "$1"));
        assertTrue(run.out().contains("the vectors are those of epoch " + (last - 2) + "\n"), run.out());
        assertTrue(run.err().contains("epoch " + (last - 2) + "/30: loss "), run.err());
        assertTrue(
                run.err()
                                .lines()
                                .filter(line -> line.contains("(the least so far)"))
                                .count()
                        <= last - 2,
                run.err());
        String info = Cli.run("info", model).out();
        assertTrue(info.contains("best-epoch " + (last - 2) + ", stopped after epoch " + last + " of 30: "), info);
        assertTrue(info.matches("(?s).*\n  held-out    [\\d. ]+(… [\\d. ]+)?per pair, " + last + " epochs\n.*"), info);
        assertTrue(info.matches("(?s).*\n  speed       .* words/s on \\d+ threads, .* an epoch\n.*"), info);
    }
}
