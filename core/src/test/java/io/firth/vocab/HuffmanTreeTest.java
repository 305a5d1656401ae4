package io.firth.vocab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class HuffmanTreeTest {
    @Test
    void smallTreeByHand() {
        // 1 + 2 → node 0 (3); 3 (leaf 1) + node 0 → node 1 (6); node 1 + leaf 0 (7) → node 2, the root.
        HuffmanTree tree = new HuffmanTree(new long[] {7, 3, 2, 1});
        assertArrayEquals(new int[] {0, 1, 3, 6, 9}, tree.offsets());
        assertArrayEquals(new int[] {2, 2, 1, 2, 1, 0, 2, 1, 0}, tree.nodes());
        assertArrayEquals(new byte[] {1, 0, 0, 0, 1, 1, 0, 1, 0}, tree.codes());
    }

    @Test
    void codesAreOptimalAndPrefixFree() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            long[] counts = new long[2 + random.nextInt(300)];
            boolean manyEqual = seed % 3 == 0;
            Arrays.setAll(counts, i -> manyEqual ? random.nextInt(4) : (long) Math.exp(random.nextDouble() * 30));
            if (seed % 2 == 0) { // descending, as vocabularies are; else in any order
                Arrays.sort(counts);
                for (int i = 0; i < counts.length / 2; i++) {
                    long swap = counts[i];
                    counts[i] = counts[counts.length - 1 - i];
                    counts[counts.length - 1 - i] = swap;
                }
            }
            HuffmanTree tree = new HuffmanTree(counts);
            long cost = 0;
            double kraft = 0;
            TreeSet<String> codes = new TreeSet<>();
            Map<Integer, Map<Integer, String>> branches = new HashMap<>();
            for (int id = 0; id < counts.length; id++) {
                cost += counts[id] * tree.codeLength(id);
                kraft += Math.scalb(1.0, -tree.codeLength(id));
                StringBuilder code = new StringBuilder();
                int end = tree.offsets()[id + 1];
                for (int j = tree.offsets()[id]; j < end; j++) {
                    int node = tree.nodes()[j];
                    int bit = tree.codes()[j];
                    assertEquals(code.isEmpty(), node == counts.length - 2, "seed " + seed);
                    code.append(bit);
                    // Every (node, bit) leads to one place only: the same inner node, or one word.
                    String next = j + 1 < end ? "node " + tree.nodes()[j + 1] : "word " + id;
                    String known =
                            branches.computeIfAbsent(node, n -> new HashMap<>()).putIfAbsent(bit, next);
                    assertEquals(next, known == null ? next : known, "seed " + seed);
                }
                codes.add(code.toString());
            }
            assertEquals(counts.length - 1, branches.size(), "seed " + seed);
            assertEquals(1, kraft, 1e-9, "seed " + seed);
            assertEquals(optimalCost(counts), cost, "seed " + seed);
            assertEquals(counts.length, codes.size(), "seed " + seed);
            String before = null;
            for (String code : codes) { // in order: a prefix would stand directly before a longer code
                assertFalse(before != null && code.startsWith(before), "seed " + seed);
                before = code;
            }
        }
    }

    @Test
    void equalCountsGiveABalancedTree() {
        long[] counts = new long[64];
        Arrays.fill(counts, 3);
        HuffmanTree tree = new HuffmanTree(counts);
        for (int id = 0; id < 64; id++) {
            assertEquals(6, tree.codeLength(id));
        }
    }

    @Test
    void oneWordHasAnEmptyPathAndDeepTreesWork() {
        assertEquals(0, new HuffmanTree(new long[] {5}).codeLength(0));
        assertThrows(IllegalArgumentException.class, () -> new HuffmanTree(new long[0]));
        long[] fibonacci = new long[88];
        fibonacci[87] = fibonacci[86] = 1;
        for (int i = 85; i >= 0; i--) {
            fibonacci[i] = fibonacci[i + 1] + fibonacci[i + 2];
        }
        HuffmanTree tree = new HuffmanTree(fibonacci);
        assertEquals(1, tree.codeLength(0));
        assertEquals(87, tree.codeLength(87));
    }

    private static long optimalCost(long[] counts) {
        PriorityQueue<Long> queue = new PriorityQueue<>();
        for (long count : counts) {
            queue.add(count);
        }
        long cost = 0;
        while (queue.size() > 1) {
            long joined = queue.poll() + queue.poll();
            cost += joined;
            queue.add(joined);
        }
        return cost;
    }
}
