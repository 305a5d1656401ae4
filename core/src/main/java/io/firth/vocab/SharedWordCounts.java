package io.firth.vocab;

/**
 * The counts of all threads: 64 tables, each with its lock, a word's table given by its hash. Threads bring what they
 * counted in batches, so frequent words are counted without any lock and every word is kept only once.
 */
final class SharedWordCounts {
    static final int SHARDS = 64;

    private final WordCounts[] shards = new WordCounts[SHARDS];

    SharedWordCounts() {
        for (int i = 0; i < SHARDS; i++) {
            shards[i] = new WordCounts(256);
        }
    }

    /** Adds all counts of {@code local} and clears it. */
    void addAll(WordCounts local) {
        int size = local.size();
        byte[] bytes = local.bytes();
        long[] hashes = new long[size];
        int[] ends = new int[SHARDS + 1];
        for (int entry = 0; entry < size; entry++) {
            int start = local.start(entry);
            int length = local.length(entry);
            hashes[entry] = WordHash.hash(WordHash.prefix(bytes, start, length), bytes, start, length);
            ends[shard(hashes[entry]) + 1]++;
        }
        for (int s = 0; s < SHARDS; s++) {
            ends[s + 1] += ends[s];
        }
        int[] byShard = new int[size];
        for (int entry = 0; entry < size; entry++) {
            byShard[ends[shard(hashes[entry])]++] = entry; // ends[s] becomes the end of shard s
        }
        for (int s = 0; s < SHARDS; s++) {
            int from = s == 0 ? 0 : ends[s - 1];
            synchronized (shards[s]) {
                for (int i = from; i < ends[s]; i++) {
                    int entry = byShard[i];
                    int start = local.start(entry);
                    int length = local.length(entry);
                    long prefix = WordHash.prefix(bytes, start, length);
                    shards[s].add(prefix, hashes[entry], bytes, start, length, local.count(entry));
                }
            }
        }
        local.clear();
    }

    WordCounts shard(int i) {
        return shards[i];
    }

    /** Number of distinct words. */
    long size() {
        long size = 0;
        for (WordCounts shard : shards) {
            size += shard.size();
        }
        return size;
    }

    long footprint() {
        long footprint = 0;
        for (WordCounts shard : shards) {
            footprint += shard.footprint();
        }
        return footprint;
    }

    private static int shard(long hash) {
        return (int) (hash >>> 34) & SHARDS - 1;
    }
}
