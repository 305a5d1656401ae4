package io.firth.nn;

import java.util.List;
import java.util.Random;

/**
 * A fully connected network of depth K in double precision: h_k = f_k(W_k h_{k−1} + b_k), h_0 = x.
 *
 * <p>A batch of N examples is N rows: X is N × d, and H = f(X·Wᵀ + b) is N × p. Layers are counted from 1, as in the
 * formulas. The parameters may be changed, by an optimiser or by hand; everything else is fixed.
 */
public final class FullyConnectedNetwork {
    private final int inputs;
    private final List<Layer> layers;
    private final Parameters parameters;

    /**
     * A network whose parameters are all zero: see {@link #initialize}.
     *
     * @param inputs d, the length of x
     * @param layers from the first to the last, at least one
     * @throws IllegalArgumentException if there is no input or no layer
     */
    public FullyConnectedNetwork(int inputs, List<Layer> layers) {
        if (inputs < 1) {
            throw new IllegalArgumentException("a network needs at least one input, not " + inputs);
        }
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("a network needs at least one layer");
        }
        this.inputs = inputs;
        this.layers = List.copyOf(layers);
        this.parameters = new Parameters(inputs, this.layers);
    }

    /** The same, with the layers one by one. */
    public FullyConnectedNetwork(int inputs, Layer... layers) {
        this(inputs, List.of(layers));
    }

    /** d, the length of an input. */
    public int inputs() {
        return inputs;
    }

    /** p, the length of an output. */
    public int outputs() {
        return layers.getLast().outputs();
    }

    /** K, the number of layers. */
    public int depth() {
        return layers.size();
    }

    /** The layers, from the first to the last. */
    public List<Layer> layers() {
        return layers;
    }

    /** W_k and b_k of all layers; changing them changes the network. */
    public Parameters parameters() {
        return parameters;
    }

    /** Draws all weights by {@link Initialization#of} their layer's activation; biases become zero. */
    public FullyConnectedNetwork initialize(long seed) {
        Random random = new Random(seed);
        for (int k = 1; k <= depth(); k++) {
            initialize(k, Initialization.of(layers.get(k - 1).activation()), random);
        }
        return this;
    }

    /** Draws all weights; biases become zero. */
    public FullyConnectedNetwork initialize(Initialization initialization, long seed) {
        Random random = new Random(seed);
        for (int k = 1; k <= depth(); k++) {
            initialize(k, initialization, random);
        }
        return this;
    }

    private void initialize(int k, Initialization initialization, Random random) {
        initialization.fill(parameters.weights(k), random);
        if (parameters.hasBias(k)) {
            parameters.bias(k).scaled(0).copyInto(parameters.bias(k));
        }
    }

    /**
     * The forward pass of a batch.
     *
     * @param x N × d
     * @throws IllegalArgumentException if x has another number of columns, no rows, or NaN or infinities
     */
    public ForwardPass forward(DoubleMatrix x) {
        return forward(x, 0, null);
    }

    /**
     * The forward pass of training: every hidden activation is dropped (set to 0) with probability {@code dropout}, the
     * others grow by 1/(1 − dropout) so that their expectation stays (Srivastava et al. 2014, "inverted").
     *
     * @param x N × d
     * @param dropout in [0, 1)
     * @param random draws what is dropped; not used if dropout is 0
     */
    public ForwardPass forward(DoubleMatrix x, double dropout, Random random) {
        checkInput(x);
        if (!(dropout >= 0 && dropout < 1)) {
            throw new IllegalArgumentException("dropout must be at least 0 and below 1, but is " + dropout);
        }
        ForwardPass pass = new ForwardPass(x, depth());
        DoubleMatrix h = x; // N × d
        for (int k = 1; k <= depth(); k++) {
            DoubleMatrix z = h.timesTransposed(parameters.weights(k)); // (N × d)·(p × d)ᵀ → N × p
            if (parameters.hasBias(k)) {
                z = z.plus(parameters.bias(k)); // b to every row
            }
            h = layers.get(k - 1).activation().apply(z); // H_k = f(H_{k−1}·W_kᵀ + b_k)
            DoubleMatrix mask = null;
            if (dropout > 0 && k < depth()) {
                mask = h.map(a -> random.nextDouble() < dropout ? 0 : 1 / (1 - dropout));
                h = h.hadamard(mask);
            }
            pass.set(k, z, h, mask);
        }
        return pass;
    }

    /** The outputs of a batch: N × d → N × p. */
    public DoubleMatrix predict(DoubleMatrix x) {
        return forward(x).output();
    }

    /** J, the mean loss of a batch: N × d and targets N × p → a number. */
    public double loss(DoubleMatrix x, DoubleMatrix targets, Loss loss) {
        return loss(forward(x), targets, loss);
    }

    /** J after a forward pass; targets are N × p. */
    public double loss(ForwardPass pass, DoubleMatrix targets, Loss loss) {
        Loss.checkBatch(pass.output(), targets);
        if (!loss.isFusedWith(layers.getLast().activation())) {
            return loss.value(pass.output(), targets);
        }
        DoubleMatrix z = pass.logits(depth());
        double sum = 0;
        for (int r = 0; r < z.rows(); r++) {
            sum += loss.fusedValue(z.row(r), targets.row(r));
        }
        return sum / z.rows();
    }

    /** Backpropagation: the gradient of J after a forward pass; targets are N × p. */
    public Gradients backward(ForwardPass pass, DoubleMatrix targets, Loss loss) {
        Loss.checkBatch(pass.output(), targets);
        if (!loss.isFusedWith(layers.getLast().activation())) {
            return backward(pass, loss.gradient(pass.output(), targets));
        }
        int n = targets.rows();
        DoubleMatrix delta = DoubleMatrix.zeros(n, outputs()); // ∂J/∂Z_K, N × p
        double[] row = new double[outputs()];
        for (int r = 0; r < n; r++) {
            loss.fusedGradient(pass.output().row(r), targets.row(r), row);
            delta.setRow(r, row);
        }
        return fromLogits(pass, delta.scaled(1.0 / n));
    }

    /**
     * Backpropagation from the outside: what a gradient at the output is at the parameters and at the input.
     *
     * @param outputGradient ∂l/∂H_K, N × p
     */
    public Gradients backward(ForwardPass pass, DoubleMatrix outputGradient) {
        if (!outputGradient.sameShape(pass.output())) {
            throw new IllegalArgumentException("the gradient at the output is " + outputGradient.shape()
                    + ", but the output is " + pass.output().shape());
        }
        return fromLogits(pass, throughActivation(pass, depth(), outputGradient));
    }

    private Gradients fromLogits(ForwardPass pass, DoubleMatrix logitGradient) {
        Parameters gradient = new Parameters(inputs, layers);
        DoubleMatrix delta = logitGradient; // ∂l/∂Z_k, N × p
        for (int k = depth(); k >= 1; k--) {
            // ∂l/∂W_k = (∂l/∂Z_k)ᵀ·H_{k−1}: (N × p)ᵀ·(N × d) → p × d
            delta.transposedTimes(pass.activations(k - 1)).copyInto(gradient.weights(k));
            if (gradient.hasBias(k)) {
                delta.columnSums().copyInto(gradient.bias(k)); // ∂l/∂b_k = Σ over the batch, 1 × p
            }
            DoubleMatrix g = delta.times(parameters.weights(k)); // ∂l/∂H_{k−1}: (N × p)·(p × d) → N × d
            if (k == 1) {
                return new Gradients(gradient, g);
            }
            delta = throughActivation(pass, k - 1, g);
        }
        throw new AssertionError("a network has a layer");
    }

    private DoubleMatrix throughActivation(ForwardPass pass, int k, DoubleMatrix g) {
        Activation f = layers.get(k - 1).activation();
        DoubleMatrix mask = pass.mask(k);
        if (mask == null) {
            return f.jacobianProduct(pass.logits(k), pass.activations(k), g);
        }
        return f.jacobianProduct(pass.logits(k), f.apply(pass.logits(k)), g.hadamard(mask));
    }

    private void checkInput(DoubleMatrix x) {
        if (x.columns() != inputs) {
            throw new IllegalArgumentException("the input is " + x.shape() + ", but W₁ is "
                    + parameters.weights(1).shape() + ": both must have the same columns");
        }
        if (x.rows() == 0) {
            throw new IllegalArgumentException("an empty batch: the input is " + x.shape());
        }
        x.checkFinite("the input");
    }
}
