package io.firth.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.firth.io.CheckpointFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Kills trainings (-9) at random moments, several times each, goes on with {@code --resume}, and compares what they end with
 * to the same training undisturbed. Now and then it also damages the newest checkpoint, as a bad disk would.
 */
final class CrashHarness {
    private static final int MOST_KILLS = 4;
    private static final double DAMAGE = 0.2;
    private static final long LONG = 100_000;

    /** A way of training. */
    private record Mode(String name, List<String> options, List<String> threads) {}

    private static final List<Mode> MODES = List.of(
            mode("skip-gram, negative sampling", "--epochs 8 --dim 40", "1", "2"),
            mode("cbow, negative sampling", "--architecture cbow --deterministic --epochs 8 --dim 40", "1", "2"),
            mode(
                    "skip-gram, hierarchical softmax",
                    "--objective hierarchical-softmax --deterministic --epochs 4 --dim 24",
                    "1",
                    "2"),
            mode(
                    "skip-gram, full softmax",
                    "--objective full-softmax --batch 64 --epochs 2 --dim 16 --max-vocab 150",
                    "1",
                    "2"),
            mode("skip-gram, lock-free", "--lock-free --epochs 8 --dim 40", "1"),
            mode(
                    "skip-gram, early stopping",
                    "--held-out 0.1 --early-stopping --patience 3 --epochs 8 --dim 32",
                    "1",
                    "2"));

    private final Path folder;
    private final Random random;
    private final long seed;
    private final Map<Mode, byte[]> undisturbed = new LinkedHashMap<>();
    private final Map<Mode, Long> millis = new LinkedHashMap<>();

    private final Map<String, Integer> killsByPhase = new TreeMap<>();
    private final Map<String, Integer> trainingsByMode = new LinkedHashMap<>();
    private int kills;
    private int trainings;
    private int resumes;
    private int begunAnew;
    private int damaged;
    private int fellBack;
    private int sameBytes;
    private int checkpoints;

    CrashHarness(Path folder, long seed) throws IOException {
        this.folder = folder;
        this.seed = seed;
        this.random = new Random(seed);
        StringBuilder text = new StringBuilder();
        Random words = new Random(1);
        for (int i = 1; i <= 50_000; i++) {
            text.append('w').append((int) Math.pow(1000, words.nextDouble())).append(i % 25 == 0 ? '\n' : ' ');
        }
        Files.writeString(folder.resolve("corpus.txt"), text);
    }

    private static Mode mode(String name, String options, String... threads) {
        return new Mode(name, List.of(options.split(" ")), List.of(threads));
    }

    /**
     * Kills so many times; fails if a training ends otherwise than it would have.
     *
     * @param result file that says, after each training, what came of it; or null
     */
    void run(int wanted, Path result) throws Exception {
        for (int n = 0; kills < wanted; n++) {
            Mode mode = MODES.get(n % MODES.size());
            if (!undisturbed.containsKey(mode)) {
                measure(mode);
            }
            int left = wanted - kills;
            training(mode, wanted <= MOST_KILLS ? left : Math.min(left, 1 + random.nextInt(MOST_KILLS)));
            if (result != null) {
                Files.writeString(result, json() + "\n");
            }
        }
    }

    private void measure(Mode mode) throws Exception {
        Path model = folder.resolve("undisturbed-" + undisturbed.size());
        long start = System.nanoTime();
        TrainingProcess process = TrainingProcess.start(folder, fresh(mode, model));
        assertEquals(0, process.end(), process.errors());
        millis.put(mode, (System.nanoTime() - start) / 1_000_000);
        undisturbed.put(mode, Files.readAllBytes(model));
    }

    private List<String> fresh(Mode mode, Path model) {
        List<String> arguments = new ArrayList<>(List.of("corpus.txt", "-o", model.toString()));
        arguments.addAll(mode.options());
        arguments.addAll(common(mode));
        return arguments;
    }

    private List<String> common(Mode mode) {
        String threads = mode.threads().get(random.nextInt(mode.threads().size()));
        return List.of("--threads", threads, "--checkpoint-every", "50ms", "--temp", folder.toString());
    }

    private void training(Mode mode, int wanted) throws Exception {
        Path own = Files.createDirectory(folder.resolve("training-" + trainings));
        Path model = own.resolve("model");
        String place = "seed " + seed + ", training " + trainings + " (" + mode.name() + ")";
        int left = wanted;
        Set<Path> bad = new HashSet<>();
        while (true) {
            boolean resume = Files.isDirectory(CheckpointFolder.of(model))
                    && !kept(model).isEmpty();
            if (resume
                    && kept(model).size() > 1
                    && random.nextDouble() < DAMAGE
                    && bad.add(kept(model).getLast())) {
                damage(kept(model).getLast());
                damaged++;
            }
            boolean newestIsBad = resume && bad.contains(kept(model).getLast());
            List<String> arguments = new ArrayList<>(List.of("--resume", model.toString()));
            arguments.addAll(common(mode));
            TrainingProcess process = TrainingProcess.start(folder, resume ? arguments : fresh(mode, model));
            boolean killed = left > 0 && killSometime(process, mode);
            if (!killed) {
                assertEquals(0, process.end(), place + ": " + process.errors());
            }
            assertEquals(process.resumed() && newestIsBad, process.fellBack(), place + ", fell back");
            fellBack += process.fellBack() ? 1 : 0;
            resumes += process.resumed() ? 1 : 0;
            begunAnew += left < wanted && !resume ? 1 : 0;
            checkpoints += process.checkpoints();
            if (!killed) {
                break;
            }
            left--;
            kills++;
            killsByPhase.merge(process.phase().name().toLowerCase(Locale.ROOT), 1, Integer::sum);
        }
        trainings++;
        trainingsByMode.merge(mode.name(), 1, Integer::sum);
        assertTrue(Arrays.equals(undisturbed.get(mode), Files.readAllBytes(model)), place + ": other bytes");
        sameBytes++;
        try (Stream<Path> files = Files.list(own)) {
            assertEquals(
                    List.of("model", "model.run.json"),
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> !name.startsWith("."))
                            .sorted()
                            .toList(),
                    place);
        }
    }

    /** In turn after a checkpoint, at any moment, at any moment of training, and while the model is written. */
    private boolean killSometime(TrainingProcess process, Mode mode) throws InterruptedException {
        long longest = millis.get(mode) + millis.get(mode) / 4;
        switch (kills % 4) {
            case 0 -> process.await(LONG, null, 1 + random.nextInt(3));
            case 1 -> process.await(random.nextLong(longest), null, 0);
            case 2 -> {
                process.await(LONG, TrainingProcess.Phase.TRAINING, 0);
                process.await(random.nextLong(longest / 4), null, 0);
            }
            default -> process.await(LONG, TrainingProcess.Phase.WRITING, 0);
        }
        Thread.sleep(0, random.nextInt(999_999));
        if (random.nextBoolean()) {
            Thread.sleep(random.nextInt(12));
        }
        return process.kill();
    }

    private static List<Path> kept(Path model) throws IOException {
        try (Stream<Path> files = Files.list(CheckpointFolder.of(model))) {
            return files.filter(file -> file.getFileName().toString().startsWith("checkpoint-"))
                    .sorted((a, b) -> Long.compare(number(a), number(b)))
                    .toList();
        }
    }

    private static long number(Path file) {
        return Long.parseLong(file.getFileName().toString().replaceAll("[^0-9]", ""));
    }

    /** A bit, or the end, is lost. */
    private void damage(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        if (random.nextBoolean()) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, bytes);
        } else {
            Files.write(file, Arrays.copyOf(bytes, random.nextInt(bytes.length)));
        }
    }

    int kills() {
        return kills;
    }

    int trainings() {
        return trainings;
    }

    int sameBytes() {
        return sameBytes;
    }

    int resumes() {
        return resumes;
    }

    /** What was done, and what came of it. */
    Json json() {
        return new Json()
                .put("seed", seed)
                .put("kills", kills)
                .put("killsByPhase", killsByPhase)
                .put("trainings", trainings)
                .put("trainingsByMode", trainingsByMode)
                .put("sameBytes", sameBytes)
                .put("resumes", resumes)
                .put("begunAnewAsThereWasNoCheckpointYet", begunAnew)
                .put("checkpointsWritten", checkpoints)
                .put("newestCheckpointDamaged", damaged)
                .put("fellBackToTheOneBefore", fellBack);
    }
}
