package io.firth.cli;

import com.sun.management.OperatingSystemMXBean;
import io.firth.objective.FullSoftmax;
import io.firth.word2vec.Word2VecConfig;
import io.firth.word2vec.Word2VecTrainer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** Says before training, not after an hour, that a model does not fit into memory. */
final class MemoryCheck {
    /** For threads, tables and the JVM itself. */
    private static final long WORKING_BYTES = 64L << 20;

    /** Per word: alias table, keep thresholds, hash index, Huffman paths. */
    private static final long BYTES_PER_WORD = 64;

    private static final Path MEMINFO = Path.of("/proc/meminfo");

    private MemoryCheck() {}

    /**
     * Refuses a model that needs more than is available.
     *
     * @throws CommandFailure with the bytes needed
     */
    static void check(Word2VecConfig config, int vocabularySize, long available) throws CommandFailure {
        long model = Word2VecTrainer.trainingBytes(config, vocabularySize);
        long needed = model + WORKING_BYTES + vocabularySize * BYTES_PER_WORD + softmaxBytes(config, vocabularySize);
        if (needed > available) {
            throw new CommandFailure(String.format(
                    "not enough memory: %s words × %d dimensions need %s bytes (%s), and %s are available;"
                            + " raise --min-count, or lower --max-vocab or --dim",
                    Texts.count(vocabularySize),
                    config.dim(),
                    Texts.count(needed),
                    Texts.bytes(needed),
                    Texts.bytes(available)));
        }
    }

    /**
     * Refuses what needs more memory than is available.
     *
     * @throws CommandFailure with the bytes needed
     */
    static void check(String what, long needed) throws CommandFailure {
        long available = available();
        if (needed + WORKING_BYTES > available) {
            throw new CommandFailure(what + " needs " + Texts.bytes(needed + WORKING_BYTES) + " of memory, and "
                    + Texts.bytes(available) + " are available; lower --dim or count with a smaller vocabulary");
        }
    }

    /** Bytes of memory that a new allocation can have without swapping. */
    static long available() {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long total = system.getTotalMemorySize(); // respects a container's limit
        try {
            for (String line : Files.readAllLines(MEMINFO)) {
                if (line.startsWith("MemAvailable:")) {
                    return Math.min(total, Long.parseLong(line.replaceAll("\\D", "")) << 10);
                }
            }
        } catch (IOException | NumberFormatException e) {
            return total; // not Linux: what is free there leaves out caches that would make room
        }
        return total;
    }

    private static long softmaxBytes(Word2VecConfig config, int vocabularySize) {
        return config.objective() instanceof FullSoftmax softmax
                ? (long) softmax.batch() * vocabularySize * Float.BYTES
                : 0;
    }
}
