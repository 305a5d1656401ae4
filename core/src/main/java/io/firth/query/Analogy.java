package io.firth.query;

import io.firth.math.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Analogies "a is to b as c is to x" by {@link AnalogyMethod}, exact: every row of the matrix V × D is looked at but the
 * three words of the question. Safe for use by several threads.
 *
 * <p>A batch of questions needs the cosine of each row with each <em>distinct</em> word of the questions only; both
 * methods are sums or products of those.
 */
public final class Analogy {
    /** ε of 3CosMul: keeps the quotient finite where x is opposite to a. */
    public static final float EPSILON = 0.001f;

    /** Distinct words of one pass over the rows. */
    private static final int WORDS = 1024;

    /** Entries of all heaps of a pass. */
    private static final int HEAPS = 1 << 22;

    private final WordVectors words;
    private final Matrix vectors;
    private final Lengths lengths;
    private final int rows;

    /**
     * Over these vectors, which are not copied.
     *
     * @param vectors V × D, V &lt; 2³¹
     */
    public Analogy(Matrix vectors) {
        this(WordVectors.of(vectors), vectors);
    }

    /**
     * Over these vectors, with words in the questions that are perhaps no rows of them.
     *
     * @param words of questions; an id below V is the same word as the answer's
     * @param vectors V × D, V &lt; 2³¹
     */
    public Analogy(WordVectors words, Matrix vectors) {
        this(words, vectors, new Lengths(vectors), Math.toIntExact(vectors.rows()));
        if (words.dim() != vectors.dim()) {
            throw new IllegalArgumentException(
                    "the words have " + words.dim() + " dimensions, the vectors have " + vectors.dim());
        }
    }

    private Analogy(WordVectors words, Matrix vectors, Lengths lengths, int rows) {
        this.words = Objects.requireNonNull(words, "words");
        this.vectors = Objects.requireNonNull(vectors, "vectors");
        this.lengths = lengths;
        this.rows = rows;
    }

    /**
     * The same with answers among the first {@code most} rows only, which in every usual file are the most frequent words.
     * The words of a question may be any.
     *
     * @throws IllegalArgumentException if most &lt; 1
     */
    public Analogy restrict(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("at least one word must be left to answer, not " + most);
        }
        return new Analogy(words, vectors, lengths, (int) Math.min(most, vectors.rows()));
    }

    /**
     * The k best answers to one question, best first, of equal scores the smaller id first; fewer if there are fewer.
     *
     * @throws IllegalArgumentException if k &lt; 1, there is no such word, or its vector has no direction
     */
    public List<Answer> answer(AnalogyQuestion question, AnalogyMethod method, int k) {
        for (int word : new int[] {question.a(), question.b(), question.c()}) {
            Directions.unit(words, word);
        }
        return answers(List.of(question), method, k).getFirst();
    }

    /**
     * For each question its k best answers as {@link #answer} gives them; none for a question with a word that has no
     * direction.
     *
     * @throws IllegalArgumentException if k &lt; 1 or there is no such word
     */
    public List<List<Answer>> answers(List<AnalogyQuestion> questions, AnalogyMethod method, int k) {
        Objects.requireNonNull(method, "method");
        if (k < 1) {
            throw new IllegalArgumentException("at least one answer must be asked for, not " + k);
        }
        int heap = (int) Math.min((long) k + NearestNeighbors.SPARE, Math.max(1, rows));
        int most = Math.max(1, HEAPS / heap);
        List<List<Answer>> result = new ArrayList<>(questions.size());
        int from = 0;
        while (from < questions.size()) {
            Map<Integer, Integer> places = new LinkedHashMap<>(); // word id → which query
            int to = from;
            while (to < questions.size() && to - from < most && places.size() <= WORDS - 3) {
                AnalogyQuestion question = questions.get(to++);
                place(question.a(), places);
                place(question.b(), places);
                place(question.c(), places);
            }
            result.addAll(pass(questions.subList(from, to), places, method, heap, k));
            from = to;
        }
        return result;
    }

    private void place(int word, Map<Integer, Integer> places) {
        Directions.checkWord(word, words.size());
        places.putIfAbsent(word, places.size());
    }

    private List<List<Answer>> pass(
            List<AnalogyQuestion> questions, Map<Integer, Integer> places, AnalogyMethod method, int heap, int k) {
        float[][] units = new float[places.size()][];
        places.forEach((word, place) -> units[place] = unitOrNaN(word));
        int[][] words = new int[questions.size()][];
        int[][] queries = new int[questions.size()][];
        for (int q = 0; q < words.length; q++) {
            AnalogyQuestion question = questions.get(q);
            words[q] = new int[] {question.a(), question.b(), question.c()};
            queries[q] = Arrays.stream(words[q]).map(places::get).toArray();
        }
        List<AnalogyScan> scans =
                RowScan.run(vectors, lengths, rows, units, () -> new AnalogyScan(words, queries, method, heap));
        NearestK[] best = Heaps.merged(
                words.length, heap, scans.stream().map(AnalogyScan::heaps).toList());
        List<List<Answer>> answers = new ArrayList<>(words.length);
        for (int q = 0; q < words.length; q++) {
            answers.add(sorted(units, queries[q], best[q], method, k));
        }
        return answers;
    }

    // A row of NaN has NaN scores, which are not offered.
    private float[] unitOrNaN(int word) {
        float[] vector = words.row(word);
        if (Directions.hasOne(Directions.norm(vector))) {
            return Directions.unit(vector, "");
        }
        Arrays.fill(vector, Float.NaN);
        return vector;
    }

    private List<Answer> sorted(float[][] units, int[] query, NearestK candidates, AnalogyMethod method, int k) {
        List<Answer> answers = new ArrayList<>(candidates.size());
        float[] a = units[query[0]];
        float[] b = units[query[1]];
        float[] c = units[query[2]];
        double length = method == AnalogyMethod.COS_ADD ? lengthOfSum(a, b, c) : 1;
        for (int i = 0; i < candidates.size(); i++) {
            int id = candidates.id(i);
            float[] x = vectors.row(id);
            double xa = Directions.cosine(a, x);
            double xb = Directions.cosine(b, x);
            double xc = Directions.cosine(c, x);
            double score = method == AnalogyMethod.COS_ADD
                    ? (length > 0 ? (xb - xa + xc) / length : 0)
                    : (xb + 1) / 2 * ((xc + 1) / 2) / ((xa + 1) / 2 + EPSILON);
            answers.add(new Answer(id, (float) score));
        }
        answers.sort(Answer.BEST_FIRST);
        return List.copyOf(answers.subList(0, Math.min(k, answers.size())));
    }

    /** ‖b − a + c‖. */
    private static double lengthOfSum(float[] a, float[] b, float[] c) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            double x = (double) b[i] - a[i] + c[i];
            sum += x * x;
        }
        return Math.sqrt(sum);
    }
}
