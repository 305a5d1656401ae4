package io.firth.cli;

import com.sun.management.OperatingSystemMXBean;
import io.firth.objective.FullSoftmax;
import io.firth.objective.FullSoftmaxStep;
import io.firth.objective.HierarchicalSoftmax;
import io.firth.objective.NegativeSampling;
import io.firth.word2vec.Deterministic;
import io.firth.word2vec.SkipGram;
import io.firth.word2vec.Word2VecConfig;
import io.firth.word2vec.Word2VecTrainer;
import java.lang.management.ManagementFactory;

/** Says before training, not after an hour, that a model does not fit into memory. */
final class MemoryCheck {
    /** For threads, pairs and the JVM itself, beside the tables. */
    private static final long WORKING_BYTES = 96L << 20;

    /** The part of it that is on the Java heap. */
    private static final long WORKING_HEAP_BYTES = 64L << 20;

    /** Per word: counts, keep thresholds, and the noise table with what it is made from. */
    private static final long BYTES_PER_WORD = 56;

    /** Per word, for pairs in parts: the row's part has two noise tables, not one. */
    private static final long PART_BYTES_PER_WORD = 8;

    /** Per word, with hierarchical softmax: the tree while it is made, and paths of some twenty nodes. */
    private static final long TREE_BYTES_PER_WORD = 160;

    /** Per word, shard and matrix: where a shard's copy of the row is. */
    private static final long COPY_BYTES_PER_WORD = 4;

    /** Parts of rows that training chooses by itself, and the most there can be. */
    private static final long AUTO_PARTS = 32;

    private static final long MOST_PARTS = 1024;

    private MemoryCheck() {}

    /**
     * Refuses a model that needs more than is available.
     *
     * @throws CommandFailure with the bytes needed
     */
    static void check(Word2VecConfig config, int vocabularySize, long available) throws CommandFailure {
        long model = Word2VecTrainer.trainingBytes(config, vocabularySize);
        long needed = model + WORKING_BYTES + tableBytes(config, vocabularySize) + softmaxBytes(config, vocabularySize);
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
     * Refuses a vocabulary whose tables do not fit into the Java heap, whatever memory there is beside it.
     *
     * @param heap bytes that it can grow to
     * @throws CommandFailure with the bytes needed, and how to get them
     */
    static void checkHeap(Word2VecConfig config, int vocabularySize, long heap) throws CommandFailure {
        long needed = WORKING_HEAP_BYTES + tableBytes(config, vocabularySize);
        if (needed > heap) {
            throw new CommandFailure("not enough memory for Java: the tables of " + Texts.count(vocabularySize)
                    + " words need a heap of " + Texts.bytes(needed) + ", and it may grow to " + Texts.bytes(heap)
                    + "; set FIRTH_JAVA_OPTS=-Xmx" + Math.ceilDiv(needed + needed / 4, 1L << 30)
                    + "g, raise --min-count or lower --max-vocab");
        }
    }

    /** On the Java heap: the index of words (two longs a slot, see VocabularyIndex), and a number or more per word. */
    private static long tableBytes(Word2VecConfig config, int vocabularySize) {
        long perWord = BYTES_PER_WORD;
        if (config.objective() instanceof HierarchicalSoftmax) {
            perWord += TREE_BYTES_PER_WORD;
        }
        boolean pairs = config.architecture() instanceof SkipGram && config.objective() instanceof NegativeSampling;
        long cells = 0;
        if (config.effectiveParallelism() instanceof Deterministic deterministic) {
            if (pairs) {
                perWord += PART_BYTES_PER_WORD;
                // every shard knows where its P × P cells end; a part has 64…65,536 words
                long least = Math.clamp(2 * Long.highestOneBit(vocabularySize >> 16), AUTO_PARTS, MOST_PARTS);
                long parts = Math.max(least, Math.min(deterministic.shards(), vocabularySize / 64));
                cells = Integer.BYTES * parts * parts * parts;
            } else {
                perWord += 2 * (Long.BYTES + deterministic.copies() * COPY_BYTES_PER_WORD);
            }
        }
        return 32L * Long.highestOneBit(Math.max(8, vocabularySize * 3L / 2)) + vocabularySize * perWord + cells;
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

    /** Bytes of memory that the Java heap and new allocations can have, without swapping or the end of the container. */
    static long available() {
        return available(
                limit(),
                LinuxMemory.anonymous().orElse(0),
                Runtime.getRuntime().totalMemory(),
                // not Linux: what is free there leaves out caches that would make room
                LinuxMemory.available().orElse(Long.MAX_VALUE));
    }

    /** Bytes of memory of the machine, or of the container if it may have less. */
    static long limit() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getTotalMemorySize();
    }

    /**
     * What is available, from what the system says.
     *
     * @param limit of the container or the machine
     * @param resident that this process has, without what is in files, which would make room
     * @param heap of it, which is used again
     * @param free in the machine, also if the container may have less
     */
    static long available(long limit, long resident, long heap, long free) {
        return Math.min(limit - Math.max(0, resident - heap), free);
    }

    private static long softmaxBytes(Word2VecConfig config, int vocabularySize) {
        return config.objective() instanceof FullSoftmax softmax
                ? FullSoftmaxStep.scratchBytes(vocabularySize, config.dim(), softmax.batch())
                : 0;
    }
}
