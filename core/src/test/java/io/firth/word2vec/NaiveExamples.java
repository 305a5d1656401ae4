package io.firth.word2vec;

import io.firth.math.CounterRandom;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The examples of a whole corpus, sentence by sentence: the slow twin of {@link TokenWindow}. */
final class NaiveExamples {
    static final long ALWAYS = 1L << 32;

    /** A target and the words of its window, from left to right. */
    record Example(long position, int target, List<Integer> context) {
        int[] contextArray() {
            return context.stream().mapToInt(Integer::intValue).toArray();
        }
    }

    private record Token(int word, long position) {}

    private NaiveExamples() {}

    static List<Example> of(int[] ids, long[] keepBelow, int window, boolean fixed, long key) {
        List<Example> examples = new ArrayList<>();
        List<Token> sentence = new ArrayList<>();
        for (int p = 0; p <= ids.length; p++) {
            if (p == ids.length || ids[p] == TokenWindow.SENTENCE_END) {
                addSentence(sentence, window, fixed, key, examples);
                sentence.clear();
            } else if (CounterRandom.bits(key, p) >>> 32 < keepBelow[ids[p]]) {
                sentence.add(new Token(ids[p], p));
            }
        }
        return examples;
    }

    private static void addSentence(List<Token> sentence, int window, boolean fixed, long key, List<Example> examples) {
        for (int t = 0; t < sentence.size(); t++) {
            long position = sentence.get(t).position();
            int reach = fixed ? window : 1 + CounterRandom.below((int) CounterRandom.bits(key, position), window);
            List<Integer> context = new ArrayList<>();
            for (int other = 0; other < sentence.size(); other++) {
                if (other != t && Math.abs(other - t) <= reach) {
                    context.add(sentence.get(other).word());
                }
            }
            if (!context.isEmpty()) {
                examples.add(new Example(position, sentence.get(t).word(), context));
            }
        }
    }

    /** Ids below {@code words} in sentences of 1…longest words, each with its end. */
    static int[] randomIds(Random random, int length, int words, int longest) {
        int[] ids = new int[length];
        int left = 1 + random.nextInt(longest);
        for (int p = 0; p < length; p++) {
            if (left == 0) {
                ids[p] = TokenWindow.SENTENCE_END;
                left = 1 + random.nextInt(longest);
            } else {
                ids[p] = random.nextInt(words);
                left--;
            }
        }
        ids[length - 1] = TokenWindow.SENTENCE_END;
        return ids;
    }

    static TokenWindow tokens(int[] ids, long[] keepBelow, int reach, boolean fixedWindow) {
        MemorySegment segment = Arena.ofAuto().allocate(4L * ids.length, 4);
        ValueLayout.OfInt layout = ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < ids.length; i++) {
            segment.setAtIndex(layout, i, ids[i]);
        }
        return new TokenWindow(segment, segment, keepBelow, reach, fixedWindow);
    }

    static long[] keepAll(int words) {
        long[] keepBelow = new long[words];
        java.util.Arrays.fill(keepBelow, ALWAYS);
        return keepBelow;
    }
}
