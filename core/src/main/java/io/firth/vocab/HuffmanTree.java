package io.firth.vocab;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The Huffman tree of hierarchical softmax: leaves are words, frequent ones near the root; the V − 1 inner nodes have the
 * ids 0 … V − 2 in the order in which they are made, the root is V − 2. A vocabulary of one word has no inner node and an
 * empty path.
 *
 * <p>Of nodes with equal counts, leaves are joined before inner nodes, the leaf with the higher word id first, and older
 * inner nodes before newer ones: the same tree for the same counts, with the shortest longest code. The first of two
 * joined nodes gets the bit 0. (Huffman, 1952; Morin and Bengio, 2005, for its use here. word2vec.c joins inner nodes
 * before leaves on ties: other codes of the same total length.)
 */
public final class HuffmanTree {
    private final int[] offsets;
    private final int[] nodes;
    private final byte[] codes;

    /**
     * The tree of these counts.
     *
     * @param counts count of every word id, ≥ 0, at least one; best in descending order, as a vocabulary has them
     * @throws IllegalArgumentException if there are none or the paths do not fit into an array
     */
    public HuffmanTree(long[] counts) {
        int size = counts.length;
        if (size == 0) {
            throw new IllegalArgumentException("there is no Huffman tree of no words");
        }
        int[] order = descending(counts);
        int[] parent = new int[Math.max(0, 2 * size - 1)]; // nodes: leaves 0 … V−1 in order, inner V … 2V−2
        byte[] bit = new byte[parent.length];
        long[] innerCounts = new long[size - 1];
        int leaf = size - 1; // next leaf, rarest first
        int inner = 0; // next inner node, oldest (and so rarest) first
        for (int made = 0; made < size - 1; made++) {
            for (byte side = 0; side < 2; side++) {
                boolean takeLeaf = leaf >= 0 && (inner == made || counts[order[leaf]] <= innerCounts[inner]);
                innerCounts[made] += takeLeaf ? counts[order[leaf]] : innerCounts[inner];
                int node = takeLeaf ? leaf-- : size + inner++;
                parent[node] = made;
                bit[node] = side;
            }
        }

        byte[] depth = new byte[Math.max(1, size - 1)];
        for (int node = size - 3; node >= 0; node--) { // parents are made after their children
            depth[node] = (byte) (depth[parent[size + node]] + 1);
        }
        offsets = new int[size + 1];
        int[] lengths = new int[size];
        for (int i = 0; i < size; i++) {
            lengths[order[i]] = size == 1 ? 0 : depth[parent[i]] + 1;
        }
        long total = 0;
        for (int wordId = 0; wordId < size; wordId++) {
            total += lengths[wordId];
            if (total > Integer.MAX_VALUE - 16) {
                throw new IllegalArgumentException(
                        "the Huffman codes of " + size + " words are too long for one array");
            }
            offsets[wordId + 1] = (int) total;
        }
        nodes = new int[(int) total];
        codes = new byte[(int) total];
        for (int i = 0; i < size; i++) {
            int node = i;
            for (int j = offsets[order[i] + 1] - 1; j >= offsets[order[i]]; j--) {
                nodes[j] = parent[node];
                codes[j] = bit[node];
                node = size + parent[node];
            }
        }
    }

    /** The tree of a vocabulary's counts. */
    public static HuffmanTree of(Vocabulary vocabulary) {
        long[] counts = new long[vocabulary.size()];
        for (int wordId = 0; wordId < counts.length; wordId++) {
            counts[wordId] = vocabulary.count(wordId);
        }
        return new HuffmanTree(counts);
    }

    /** V. */
    public int size() {
        return offsets.length - 1;
    }

    /** Number of inner nodes on the path to a word, the root included. */
    public int codeLength(int wordId) {
        return offsets[wordId + 1] - offsets[wordId];
    }

    /** V + 1 numbers: the path of word w is at {@code offsets[w] … offsets[w + 1]} of the other two. Not a copy. */
    public int[] offsets() {
        return offsets;
    }

    /** The paths' inner nodes, 0 … V − 2, from the root (V − 2) down. Not a copy. */
    public int[] nodes() {
        return nodes;
    }

    /** For every entry of {@link #nodes()}, 0 or 1: which way the path leaves that node. Not a copy. */
    public byte[] codes() {
        return codes;
    }

    /** Word ids by descending count; of equal counts the lower id first. */
    private static int[] descending(long[] counts) {
        boolean ordered = true;
        for (int i = 1; i < counts.length; i++) {
            ordered &= counts[i - 1] >= counts[i];
        }
        IntStream ids = IntStream.range(0, counts.length);
        if (ordered) {
            return ids.toArray();
        }
        return ids.boxed()
                .sorted(Comparator.comparingLong(id -> -counts[id]))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
