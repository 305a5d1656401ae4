package io.firth.word2vec;

import io.firth.math.Kernel;
import io.firth.math.Matrix;
import io.firth.math.RowView;
import io.firth.objective.FullSoftmaxStep;
import java.util.Arrays;

/**
 * Training with the exact softmax: gathers hidden vectors and their targets into batches for {@link FullSoftmaxStep} and
 * hands the gradients back to the input rows.
 *
 * <p>For skip-gram the hidden vector is the centre word's and its targets are the words of its window, which share one
 * softmax; for CBOW it is the mean of the window's and its target is the centre word.
 */
final class SoftmaxWorker implements ExampleWorker {
    private final Kernel kernel = Kernel.active();
    private final Architecture architecture;
    private final RowView input;
    private final TokenWindow tokens;
    private final FullSoftmaxStep softmax;
    private final int batch;
    private final Matrix hidden;
    private final Matrix gradient;

    /** The batch so far: targets of hidden vector b, and the input rows it was made of, in compressed rows. */
    private int size;

    private final int[] targetStart;
    private int[] targets = new int[1024];
    private final int[] sourceStart;
    private int[] sources = new int[1024];
    private int[] rows = new int[64];

    private double loss;
    private long pairs;

    SoftmaxWorker(Architecture architecture, Matrix input, TokenWindow tokens, FullSoftmaxStep softmax, int batch) {
        this.architecture = architecture;
        this.input = RowView.of(input);
        this.tokens = tokens;
        this.softmax = softmax;
        this.batch = batch;
        this.hidden = Matrix.allocate(batch, input.dim());
        this.gradient = Matrix.allocate(batch, input.dim());
        this.targetStart = new int[batch + 1];
        this.sourceStart = new int[batch + 1];
    }

    @Override
    public void run(long from, long to, long tokenKey, long noiseKey, float rate) {
        tokens.moveTo(from, to, tokenKey);
        for (int t = tokens.first(); t < tokens.end(); t++) {
            int word = tokens.wordAt(t);
            if (word == TokenWindow.SENTENCE_END) {
                continue;
            }
            int left = tokens.left(t);
            int right = tokens.right(t);
            if (right - left == 1) {
                continue;
            }
            int targetEnd = targetStart[size];
            int sourceEnd = sourceStart[size];
            boolean skipGram = architecture instanceof SkipGram;
            for (int j = left; j < right; j++) {
                if (j != t && skipGram) {
                    targets = put(targets, targetEnd++, tokens.wordAt(j));
                } else if (j != t) {
                    sources = put(sources, sourceEnd++, tokens.wordAt(j));
                }
            }
            if (skipGram) {
                sources = put(sources, sourceEnd++, word);
            } else {
                targets = put(targets, targetEnd++, word);
            }
            size++;
            targetStart[size] = targetEnd;
            sourceStart[size] = sourceEnd;
            if (size == batch) {
                flush(rate);
                if (Thread.currentThread().isInterrupted()) {
                    return; // a stretch of a large vocabulary takes many seconds
                }
            }
        }
        flush(rate);
    }

    private static int[] put(int[] array, int index, int value) {
        int[] roomy = index < array.length ? array : Arrays.copyOf(array, 2 * array.length);
        roomy[index] = value;
        return roomy;
    }

    private void flush(float rate) {
        if (size == 0) {
            return;
        }
        for (int b = 0; b < size; b++) {
            kernel.mean(input, rowsOf(b), rowCount(b), hidden, b);
        }
        if (rate == 0) {
            loss += softmax.loss(hidden, size, targetStart, targets);
        } else {
            loss += softmax.step(hidden, size, targetStart, targets, rate, gradient);
            for (int b = 0; b < size; b++) {
                kernel.addToEach(input, rowsOf(b), rowCount(b), -rate * share(rowCount(b)), gradient, b);
            }
        }
        pairs += targetStart[size];
        size = 0;
        Divergence.check(loss, pairs);
    }

    private int rowCount(int b) {
        return sourceStart[b + 1] - sourceStart[b];
    }

    private int[] rowsOf(int b) {
        int n = rowCount(b);
        if (rows.length < n) {
            rows = new int[2 * n];
        }
        System.arraycopy(sources, sourceStart[b], rows, 0, n);
        return rows;
    }

    /** ∂h/∂v_i: 1/n, or 1 as word2vec has it (worked-examples M6). */
    private float share(int n) {
        return architecture instanceof Cbow cbow && cbow.gradient() == Cbow.Gradient.WORD2VEC ? 1 : 1f / n;
    }

    @Override
    public double takeLoss() {
        double taken = loss;
        loss = 0;
        return taken;
    }

    @Override
    public long takePairs() {
        long taken = pairs;
        pairs = 0;
        return taken;
    }
}
