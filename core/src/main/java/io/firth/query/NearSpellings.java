package io.firth.query;

import io.firth.vocab.Vocabulary;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;

/**
 * Words of a vocabulary that someone may have meant who typed an unknown one: the same word in other case, then words one
 * and two typing errors away. A typing error is an insertion, a deletion, a substitution or a swap of neighbours
 * (restricted Damerau–Levenshtein distance on code points, case ignored).
 */
public final class NearSpellings {
    /** The most suggestions that {@link #of} gives. */
    public static final int MOST = 5;

    private static final int MOST_ERRORS = 2;

    /** Words up to this many code points are allowed one error only; with two, nearly all short words are near. */
    private static final int SHORT = 3;

    private static final int MOST_BYTES_PER_LETTER = 4;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final Vocabulary vocabulary;

    /** Over this vocabulary. */
    public NearSpellings(Vocabulary vocabulary) {
        this.vocabulary = Objects.requireNonNull(vocabulary, "vocabulary");
    }

    /**
     * Ids of at most five words, likeliest first: fewest errors, then most frequent, then smallest id. The word itself
     * is never among them.
     */
    public List<Integer> of(String word) {
        Spelling typed = new Spelling();
        typed.set(word);
        int most = typed.length() <= SHORT ? 1 : MOST_ERRORS;
        long leastBytes = (long) typed.length() - most;
        long mostBytes = (typed.length() + (long) most) * MOST_BYTES_PER_LETTER;
        int itself = vocabulary.id(word);
        MemorySegment bytes = vocabulary.bytesSegment();
        MemorySegment offsets = vocabulary.offsetsSegment();
        byte[] buffer = new byte[Math.toIntExact(Math.min(mostBytes, bytes.byteSize()))];
        Spelling spelling = new Spelling();
        EditDistance distance = new EditDistance(most);
        Best best = new Best();
        long end = offsets.get(LONG, 0);
        for (int id = 0; id < vocabulary.size(); id++) {
            long start = end;
            end = offsets.get(LONG, (id + 1L) * Long.BYTES);
            if (end - start < leastBytes || end - start > mostBytes || id == itself) {
                continue;
            }
            MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, start, buffer, 0, (int) (end - start));
            spelling.set(buffer, (int) (end - start));
            if (typed.leastErrors(spelling) <= most) {
                int errors =
                        distance.between(typed.codePoints(), typed.length(), spelling.codePoints(), spelling.length());
                if (errors <= most) {
                    best.offer(new Candidate(id, errors, vocabulary.count(id)));
                }
            }
        }
        return best.ids();
    }

    private record Candidate(int id, int errors, long count) {
        static final Comparator<Candidate> LIKELIEST_FIRST = Comparator.comparingInt(Candidate::errors)
                .thenComparing(Comparator.comparingLong(Candidate::count).reversed())
                .thenComparingInt(Candidate::id);
    }

    /** The likeliest few so far. */
    private static final class Best {
        private final PriorityQueue<Candidate> queue = new PriorityQueue<>(Candidate.LIKELIEST_FIRST.reversed());

        void offer(Candidate candidate) {
            queue.add(candidate);
            if (queue.size() > MOST) {
                queue.remove();
            }
        }

        List<Integer> ids() {
            List<Candidate> sorted = new ArrayList<>(queue);
            sorted.sort(Candidate.LIKELIEST_FIRST);
            return sorted.stream().map(Candidate::id).toList();
        }
    }
}
