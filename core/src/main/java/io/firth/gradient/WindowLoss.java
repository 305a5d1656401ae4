package io.firth.gradient;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * The loss of a window, or of any number of them, as a function of all input and output vectors: the sum of the losses of
 * its predictions (worked example M5). Words may repeat, and the same row may be input and output of several predictions.
 *
 * <p>With h = (1/n) Σ_i v_i and x_j = u_jᵀh, and g_j = ∂J/∂x_j from the {@link OutputLoss}:
 *
 * <pre>
 * ∂J/∂u_j = g_j h      ∂J/∂h = Σ_j g_j u_j      ∂J/∂v_i = (1/n) ∂J/∂h
 * </pre>
 *
 * @param layout where the vectors lie in the flat parameters
 * @param predictions summands
 */
public record WindowLoss(ParameterLayout layout, List<Prediction> predictions) implements Differentiable {
    public WindowLoss {
        predictions = List.copyOf(predictions);
    }

    /** One prediction. */
    public WindowLoss(ParameterLayout layout, Prediction prediction) {
        this(layout, List.of(prediction));
    }

    /**
     * Skip-gram: every input word for itself (worked examples M3, M4, M5, M7).
     *
     * @param inputs input words of the window's pairs
     * @param output what the pair of {@code inputs[i]} predicts, by i: the same for all where negatives are shared
     */
    public static WindowLoss skipGram(ParameterLayout layout, int[] inputs, IntFunction<OutputLoss> output) {
        List<Prediction> pairs = new ArrayList<>();
        for (int i = 0; i < inputs.length; i++) {
            pairs.add(new Prediction(inputs[i], output.apply(i)));
        }
        return new WindowLoss(layout, pairs);
    }

    /**
     * CBOW: the mean of the context (worked example M6).
     *
     * @param context words of the window, at least one
     * @param output what it predicts
     */
    public static WindowLoss cbow(ParameterLayout layout, int[] context, OutputLoss output) {
        return new WindowLoss(layout, new Prediction(context, output));
    }

    @Override
    public int size() {
        return layout.size();
    }

    @Override
    public double value(double[] x) {
        check(x);
        double loss = 0;
        for (Prediction prediction : predictions) {
            double[] h = hidden(prediction, x);
            int[] rows = prediction.output().rows(layout.outputRows());
            loss += prediction.output().value(logits(rows, h, x));
        }
        return loss;
    }

    @Override
    public void gradient(double[] x, double[] into) {
        check(into);
        Arrays.fill(into, 0);
        addGradient(x, true, into);
    }

    /**
     * What word2vec.c and gensim subtract for CBOW instead of the gradient: ∂J/∂v_i is taken as ∂J/∂h, n times too large,
     * and ∂J/∂u_j is right. For n &gt; 1 this is the gradient of no function at all: its matrix of derivatives is not
     * symmetric. It is a rule of updating, offered for comparison; for n = 1 it is the gradient.
     *
     * @param x parameters
     * @param into as many numbers, overwritten
     */
    public void word2vecDirection(double[] x, double[] into) {
        check(into);
        Arrays.fill(into, 0);
        addGradient(x, false, into);
    }

    private void addGradient(double[] x, boolean exact, double[] into) {
        check(x);
        int dim = layout.dim();
        for (Prediction prediction : predictions) {
            double[] h = hidden(prediction, x);
            int[] rows = prediction.output().rows(layout.outputRows());
            double[] g = prediction.output().slopes(logits(rows, h, x));
            double[] gradH = new double[dim];
            for (int j = 0; j < rows.length; j++) {
                int u = layout.output(rows[j]);
                for (int d = 0; d < dim; d++) {
                    into[u + d] += g[j] * h[d]; // ∂J/∂u_j = g_j h
                    gradH[d] += g[j] * x[u + d]; // ∂J/∂h = Σ_j g_j u_j
                }
            }
            int[] inputs = prediction.inputs();
            double share = exact ? 1.0 / inputs.length : 1;
            for (int input : inputs) {
                int v = layout.input(input);
                for (int d = 0; d < dim; d++) {
                    into[v + d] += share * gradH[d]; // ∂J/∂v_i = (1/n) ∂J/∂h
                }
            }
        }
    }

    /** h = (1/n) Σ_i v_i. */
    private double[] hidden(Prediction prediction, double[] x) {
        int[] inputs = prediction.inputs();
        double[] h = new double[layout.dim()];
        for (int input : inputs) {
            int v = layout.input(input);
            for (int d = 0; d < h.length; d++) {
                h[d] += x[v + d] / inputs.length;
            }
        }
        return h;
    }

    /** x_j = u_jᵀh. */
    private double[] logits(int[] rows, double[] h, double[] x) {
        double[] logits = new double[rows.length];
        for (int j = 0; j < rows.length; j++) {
            int u = layout.output(rows[j]);
            for (int d = 0; d < h.length; d++) {
                logits[j] += x[u + d] * h[d];
            }
        }
        return logits;
    }

    private void check(double[] parameters) {
        if (parameters.length != layout.size()) {
            throw new IllegalArgumentException(
                    parameters.length + " numbers for the " + layout.size() + " parameters of " + layout);
        }
    }
}
