package io.firth.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code firth train} that is interrupted and goes on with {@code --resume}. */
@Timeout(120) // against hanging; nothing here is timed
class ResumeCommandTest {
    @TempDir
    private Path folder;

    private Path text;
    private Path model;
    private Path checkpoints;

    @BeforeEach
    void corpus() throws IOException {
        StringBuilder words = new StringBuilder();
        Random random = new Random(8);
        for (int i = 1; i <= 8_000; i++) {
            words.append('w').append((int) Math.pow(300, random.nextDouble())).append(i % 30 == 0 ? '\n' : ' ');
        }
        text = Files.writeString(folder.resolve("corpus.txt"), words);
        model = folder.resolve("model");
        checkpoints = folder.resolve("model.checkpoint");
    }

    private String[] arguments(String... more) {
        List<String> all = new ArrayList<>(List.of("train", text.toString(), "--dim", "12", "--threads", "2"));
        all.addAll(List.of(more));
        if (!all.contains("--epochs")) {
            all.addAll(List.of("--epochs", "30"));
        }
        return all.toArray(String[]::new);
    }

    /** Trains until the first checkpoint is kept, and is then interrupted, as by Ctrl-C. */
    private Cli interrupted(String... arguments) throws InterruptedException {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int[] code = {-1};
        String[] all = Stream.concat(Stream.of(arguments), Stream.of("--checkpoint-every", "1ms", "--json"))
                .toArray(String[]::new);
        Terminal terminal = Cli.noTerminal();
        Thread[] command = new Thread[1];
        PrintWriter watched = new PrintWriter(out, true) {
            @Override
            public void println(Object line) {
                super.println(line);
                if (line.toString().contains("\"event\":\"checkpoint\"")) {
                    command[0].interrupt();
                }
            }
        };
        command[0] = new Thread(() -> code[0] = Main.execute(all, watched, new PrintWriter(err, true), terminal));
        command[0].start();
        command[0].join();
        return new Cli(code[0], out.toString(), err.toString());
    }

    private void interrupt(String... more) throws InterruptedException, IOException {
        String[] arguments = arguments(Stream.concat(Stream.of(more), Stream.of("-o", model.toString()))
                .toArray(String[]::new));
        Cli run = interrupted(arguments);
        for (int again = 0; run.code() == 0 && again < 5; again++) {
            Files.delete(model); // training was over before the disk had a checkpoint
            run = interrupted(arguments);
        }
        assertEquals(130, run.code(), run.err());
        assertTrue(run.err().startsWith("firth: stopped; to go on from epoch "), run.err());
        assertTrue(run.err().contains("train --resume " + model), run.err());
        assertFalse(Files.exists(model));
    }

    private void check(int code, String message, String... arguments) {
        Cli run = Cli.run(arguments);
        assertEquals(code, run.code(), run.err());
        assertTrue(run.err().contains(message), run.err() + " should say: " + message);
        assertFalse(run.err().contains("internal error"), run.err());
    }

    private byte[] uninterrupted(String... more) throws IOException {
        Path other = folder.resolve("whole");
        Cli run = Cli.run(arguments(Stream.concat(Stream.of(more), Stream.of("-q", "-o", other.toString()))
                .toArray(String[]::new)));
        assertEquals(0, run.code(), run.err());
        return Files.readAllBytes(other);
    }

    private List<Path> kept() throws IOException {
        try (Stream<Path> files = Files.list(checkpoints)) {
            return files.sorted().toList();
        }
    }

    @Test
    void goesOnWithoutAnyOtherOptionAndEndsWithTheSameBytes() throws Exception {
        String[] options = {"--held-out", "0.1", "--seed", "9", "--validation-words", "w1,w2", "--subsample=1e-2"};
        byte[] whole = uninterrupted(options);
        interrupt(options);
        Cli again = interrupted("train", "--resume", model.toString());
        assertEquals(130, again.code(), again.err());
        Cli neighbors = Cli.run("neighbors", kept().getLast().toString(), "w1");
        assertEquals(0, neighbors.code(), neighbors.err());

        Cli run = Cli.run("train", "--resume", model.toString(), "--threads", "1");
        assertEquals(0, run.code(), run.err());
        assertTrue(run.err().contains("resumed from " + checkpoints), run.err());
        assertTrue(run.out().matches("(?s).*loss per epoch: (\\S+ ){29}\\S+\n.*"), run.out());
        assertTrue(Arrays.equals(whole, Files.readAllBytes(model)));
        assertFalse(Files.exists(checkpoints));
        check(1, "there is no checkpoint of " + model, "train", "--resume", model.toString());
    }

    @Test
    void earlyStoppingRemembersItsBestEpoch() throws Exception {
        String[] options = {"--held-out", "0.2", "--epochs", "40", "--early-stopping", "--learning-rate", "0.1"};
        byte[] whole = uninterrupted(options);
        assertTrue(Cli.run("info", folder.resolve("whole").toString(), "--json")
                .out()
                .contains("best-epoch"));
        interrupt(options);
        int runs = 1;
        while (interrupted("train", "--resume", model.toString()).code() != 0) {
            runs++;
            assertTrue(runs < 2000, "training does not get on");
        }
        assertTrue(Arrays.equals(whole, Files.readAllBytes(model)));
    }

    @Test
    void aChangedCorpusIsRefusedAndAMovedOneIsNot() throws Exception {
        byte[] whole = uninterrupted();
        interrupt();
        String original = Files.readString(text);
        Files.writeString(text, original.replaceFirst("w1 ", "w2 "));
        check(1, "the corpus has changed since the checkpoint of " + model, "train", "--resume", model.toString());
        Files.writeString(text, original + "one more\n");
        check(
                1,
                "text.bytes was " + original.length() + " and is " + (original.length() + 9) + " now",
                "train",
                "--resume",
                model.toString());
        Files.delete(text);
        check(1, "there is no such file", "train", "--resume", model.toString());
        assertFalse(kept().isEmpty());
        Path moved = Files.writeString(folder.resolve("moved.txt"), original);
        Cli run = Cli.run("train", moved.toString(), "--resume", model.toString());
        assertEquals(0, run.code(), run.err());
        assertTrue(Arrays.equals(whole, Files.readAllBytes(model)));
    }

    @Test
    void standardInputIsReadAgain() throws Exception {
        byte[] bytes = Files.readAllBytes(text);
        InputStream before = System.in;
        try {
            System.setIn(new ByteArrayInputStream(bytes));
            Cli run = interrupted(
                    "train", "-", "-o", model.toString(), "--dim", "8", "--epochs", "40", "--temp", folder.toString());
            assertEquals(130, run.code(), run.err());
            check(2, "the corpus came from standard input", "train", "--resume", model.toString());
            System.setIn(new ByteArrayInputStream(bytes));
            run = Cli.run("train", "-", "--resume", model.toString());
            assertEquals(0, run.code(), run.err());
        } finally {
            System.setIn(before);
        }
        assertTrue(Files.exists(model));
    }

    @Test
    void otherOptionsAreRefusedByNameAndValue() throws Exception {
        interrupt("--window", "4");
        check(
                2,
                "--window is 6, but the training to go on with has 4",
                "train",
                "--resume",
                model.toString(),
                "--window",
                "6");
        check(
                2,
                "--dim is 13, but the training to go on with has 12",
                "train",
                "--resume",
                model.toString(),
                "--dim",
                "13");
        check(
                2,
                "--lowercase is true, but the training to go on with has false",
                "train",
                "--resume",
                model.toString(),
                "--lowercase");
        check(
                2,
                "--format is jsonl, but the training to go on with has firth",
                "train",
                "--resume",
                model.toString(),
                "--format",
                "jsonl");
        check(2, "cannot be used with --output", "train", "--resume", model.toString(), "-o", "x");
        check(1, "--restart discards it", arguments("-o", model.toString()));
        check(2, "'soon' is no time", arguments("-o", model.toString(), "--checkpoint-every", "soon"));
        check(2, "missing required", "train");
        Cli run = Cli.run("train", "--resume", model.toString(), "--window", "4", "-q");
        assertEquals(0, run.code(), run.err());
    }

    @Test
    void restartDiscards() throws Exception {
        byte[] whole = uninterrupted("--seed", "3");
        interrupt("--seed", "2");
        Cli run = Cli.run(arguments("--seed", "3", "-o", model.toString(), "--restart", "-q"));
        assertEquals(0, run.code(), run.err());
        assertTrue(Arrays.equals(whole, Files.readAllBytes(model)));
        assertFalse(Files.exists(checkpoints));
    }

    @Test
    void aDamagedCheckpointGivesWayToTheOneBeforeIt() throws Exception {
        byte[] whole = uninterrupted();
        interrupt();
        List<Path> files = kept();
        assertEquals(2, files.size());
        byte[] newest = Files.readAllBytes(files.getLast());
        newest[newest.length / 2] ^= 4;
        Files.write(files.getLast(), newest);
        byte[] older = Files.readAllBytes(files.getFirst());
        Files.write(files.getFirst(), Arrays.copyOf(older, older.length - 1));
        List<byte[]> before = List.of(Files.readAllBytes(files.getFirst()), Files.readAllBytes(files.getLast()));
        check(
                1,
                "no checkpoint in " + checkpoints + " is whole: " + files.getLast() + " is damaged",
                "train",
                "--resume",
                model.toString());
        List<byte[]> after = new ArrayList<>();
        for (Path file : files) {
            after.add(Files.readAllBytes(file));
        }
        assertTrue(
                Arrays.equals(before.getFirst(), after.getFirst()) && Arrays.equals(before.getLast(), after.getLast()));

        Files.write(files.getFirst(), older);
        Cli run = Cli.run("train", "--resume", model.toString());
        assertEquals(0, run.code(), run.err());
        assertTrue(run.err().contains("warning: " + files.getLast() + " is damaged"), run.err());
        assertTrue(run.err().contains("resumed from " + files.getFirst()), run.err());
        assertTrue(Arrays.equals(whole, Files.readAllBytes(model)));
    }

    @Test
    void divergenceGoesBackToTheLastGoodCheckpoint() throws Exception {
        check(
                1,
                "there is no checkpoint yet to go back to",
                arguments(
                        "-o",
                        model.toString(),
                        "--learning-rate",
                        "100",
                        "--min-learning-rate",
                        "100",
                        "--subsample",
                        "0",
                        "--epochs",
                        "50"));
        interrupt("--learning-rate", "0.05", "--min-learning-rate", "0.04");
        check(
                1,
                "the last good checkpoint is from epoch ",
                "train",
                "--resume",
                model.toString(),
                "--learning-rate",
                "100");
        assertFalse(Files.exists(model));
        Cli run = Cli.run("train", "--resume", model.toString(), "--learning-rate", "0.01");
        assertEquals(0, run.code(), run.err());
        String info = Cli.run("info", model.toString(), "--json").out();
        assertTrue(info.contains("\"learning-rate before epoch "), info);
        assertTrue(info.contains("\"min-learning-rate before epoch "), info);
        assertTrue(info.contains("\"learning-rate\":\"0.01\""), info);
    }

    @Test
    void withoutCheckpointsNothingIsLeft() throws Exception {
        Cli run = Cli.run(arguments("-o", model.toString(), "--checkpoint-every", "off", "--json"));
        assertEquals(0, run.code(), run.err());
        assertFalse(run.out().contains("\"checkpoint\""), run.out());
        Files.writeString(checkpoints, "in the way");
        run = Cli.run(arguments("-o", folder.resolve("model").toString(), "--checkpoint-every", "1ms", "--json"));
        assertEquals(1, run.code());
        assertTrue(run.err().contains("is not a folder"), run.err());
    }

    @Test
    void aModelThatGrewGoesOnToo() throws Exception {
        Cli.run(arguments("-o", folder.resolve("parent").toString(), "-q"));
        Files.writeString(text, Files.readString(text).replace("w7 ", "new "));
        String[] options = {"--continue", folder.resolve("parent").toString()};
        byte[] whole = uninterrupted(options);
        interrupt(options);
        Cli run = Cli.run("train", "--resume", model.toString());
        assertEquals(0, run.code(), run.err());
        assertTrue(Arrays.equals(whole, Files.readAllBytes(model)));
    }
}
