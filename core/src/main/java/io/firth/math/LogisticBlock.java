package io.firth.math;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.util.Arrays;

/**
 * One small matrix product of training: n input rows v_i against m output rows u_o, each pair a binary logistic
 * regression with label 1 or 0. It serves negative sampling (one positive output, K noise words) and hierarchical
 * softmax (the inner nodes on a word's path) alike, as fastText's {@code BinaryLogisticLoss} does.
 *
 * <p>Fill it with {@link #clear}, {@link #addInput}, {@link #addOutput}, hand it to {@link Kernel#step}, and take {@link
 * #takeLoss} from time to time. It is the scratch space of one thread and allocates nothing after construction.
 *
 * <p>Outputs are cut into panels of six, and what is left over into panels of two, so that a kernel needs code for two
 * shapes only; at most one padding output, with sign 0, fills the last panel. The pairs of a panel of width w that begins
 * at output o₀ lie at n·o₀ + i·w + (o − o₀).
 */
public final class LogisticBlock {
    /** Widths of the panels that outputs are cut into. */
    static final int WIDE = 6;

    static final int NARROW = 2;

    /** Floats kept per pair: the partial sums of one dot product, one per lane of the widest vector. */
    static final int LANES = 16;

    /** A factor is at most 2, so that a product of this many stays below the largest float, 2¹²⁸. */
    private static final int MAX_FACTORS = 120;

    /** The kernels count the bytes of a block's partial sums in 31 bits ({@link Memory#distance}). */
    private static final int MAX_PAIRS = Integer.MAX_VALUE / (LANES * Float.BYTES) - LANES;

    final int maxInputs;
    final int maxOutputs;
    final int rowBytes;

    /** Absolute addresses: of the n input rows as they were before the step, of the rows that their changes are added to, */
    final long[] values;

    final long[] inputs;

    /** of the m output rows as they were, and of the rows that their changes are added to. */
    final long[] outputValues;

    final long[] outputs;

    /** With pairs: of each input's own target. */
    final long[] targets;

    /** Whether output 0 stands for the targets. */
    boolean ownTargets;

    int inputCount;
    int outputCount;

    /** Scratch, by address: partial sums, coefficients g, signs (+1 label 1, −1 label 0, 0 padding). */
    final long partials;

    final long coefficients;
    final long signs;

    /** ∏(1 + e^−|x|) per lane and Σ max(−x, 0) since the last {@link #drain}, and the factors that still fit. */
    final long lossFactors;

    final long lossSums;
    int factorsLeft;

    private final Prefetch ahead;
    private final long copies;
    private final long padding;
    private final boolean[] positive;
    private final MemorySegment scratch;

    /** What the signs in scratch stand for, so that they are rewritten only when they change. */
    private int signedInputs;

    private int signedOutputs;
    private boolean signsStale;

    private double loss;

    /**
     * Room for up to {@code maxInputs} × {@code maxOutputs} rows of matrices of this shape.
     *
     * @param dim D of the rows that will be added; all must have the padded stride of {@link Matrix#allocate}
     */
    public LogisticBlock(int maxInputs, int maxOutputs, int dim) {
        if (maxInputs < 1 || maxOutputs < 1) {
            throw new IllegalArgumentException(maxInputs + " × " + maxOutputs + " is no block");
        }
        if (maxInputs * (maxOutputs + 1L) > MAX_PAIRS) {
            throw new IllegalArgumentException(
                    maxInputs + " × " + maxOutputs + " pairs are more than the " + MAX_PAIRS + " of a block");
        }
        this.maxInputs = maxInputs;
        this.maxOutputs = maxOutputs;
        this.rowBytes = Math.toIntExact(Matrix.allocatedBytes(1, dim));
        this.inputs = new long[maxInputs];
        this.values = new long[maxInputs];
        this.targets = new long[maxInputs];
        this.outputs = new long[maxOutputs + 1];
        this.outputValues = new long[maxOutputs + 1];
        this.positive = new boolean[maxOutputs + 1];
        this.ahead = new Prefetch(2 * maxInputs + maxOutputs, dim);
        int maxPairs = Math.ceilDiv(maxInputs * (maxOutputs + 1), LANES) * LANES;
        long partialBytes = (long) maxPairs * LANES * Float.BYTES;
        long pairBytes = (long) maxPairs * Float.BYTES;
        long lossBytes = LANES * Float.BYTES;
        scratch = Memory.allocate(
                partialBytes + 2 * pairBytes + 2 * lossBytes + rowBytes + (long) (maxInputs + maxOutputs) * rowBytes);
        partials = scratch.address();
        coefficients = partials + partialBytes;
        signs = coefficients + pairBytes;
        lossFactors = signs + pairBytes;
        lossSums = lossFactors + lossBytes;
        padding = lossSums + lossBytes;
        copies = padding + rowBytes;
        resetLossLanes();
        writeUsualSigns();
    }

    /**
     * Those of a full block whose first output alone is positive, as in negative sampling. So there a step never writes them: a
     * branch that is taken once for each block, and never again, costs a compilation of all that has it inside.
     */
    private void writeUsualSigns() {
        inputCount = maxInputs;
        outputCount = maxOutputs;
        positive[0] = true;
        writeSigns(paddedOutputs());
        clear();
    }

    /** Forgets the rows, not the loss. */
    public void clear() {
        inputCount = 0;
        outputCount = 0;
        ownTargets = false;
    }

    /**
     * Forgets the rows, and makes place for pairs: each input comes with a target of its own, which is output 0, labelled 1,
     * to this input and nothing to the others; outputs that are added are shared. A row that several pairs have in common is
     * updated pair by pair: the coefficients come from the old rows. What is added to the other row of a pair is, with the outputs of one panel,
     * the row as the pair before left it, and with more of them the old row, which is then copied anyway.
     */
    public void clearForPairs() {
        inputCount = 0;
        outputCount = 1;
        ownTargets = true;
        outputs[0] = padding;
        label(0, true);
    }

    /** Adds input row v with its own target u. */
    public void addPair(RowView inputView, long inputRow, RowView outputView, long targetRow) {
        targets[inputCount] = outputView.address(targetRow);
        addInput(inputView, inputRow);
    }

    /** Adds input row v. The caller keeps the view reachable until after the step. */
    public void addInput(RowView view, long row) {
        long address = view.address(row);
        values[inputCount] = address;
        inputs[inputCount++] = address;
    }

    /** Adds input row v, whose change is added to another row. */
    public void addInput(Matrix matrix, long row, Matrix changes, long changesRow) {
        values[inputCount] = matrix.address(row);
        inputs[inputCount++] = changes.address(changesRow);
    }

    /** Adds output row u with label 1 ({@code positive}) or 0. */
    public void addOutput(RowView view, long row, boolean isPositive) {
        int o = outputCount++;
        outputs[o] = view.address(row);
        label(o, isPositive);
    }

    private void label(int output, boolean isPositive) {
        signsStale |= positive[output] != isPositive;
        positive[output] = isPositive;
    }

    /** Asks for the rows, so that they are there when the step comes, some time from now. */
    public void prefetch() {
        for (int i = 0; i < inputCount; i++) {
            ahead.add(values[i]);
            if (ownTargets) {
                ahead.add(targets[i]);
            }
        }
        for (int o = ownTargets ? 1 : 0; o < outputCount; o++) {
            ahead.add(outputs[o]);
        }
        ahead.fetch();
    }

    /** Number of input rows now. */
    public int inputCount() {
        return inputCount;
    }

    /** Number of output rows now. */
    public int outputCount() {
        return outputCount;
    }

    /** Outputs including the padding one: an even number, so that panels of six and of two cover it. */
    int paddedOutputs() {
        return outputCount + (outputCount & 1);
    }

    /**
     * Makes the block ready for a kernel: the padding row, the signs, and copies of the rows that would be overwritten
     * before they are last read (a word twice among the inputs; more than one panel, and then a word twice among the
     * outputs).
     *
     * @return outputs including padding
     */
    int prepare() {
        int padded = paddedOutputs();
        if (padded > outputCount) {
            outputs[outputCount] = padding;
        }
        if (signsStale || signedOutputs != outputCount || !signsReach(padded)) {
            writeSigns(padded);
        }
        boolean onePanel = isOnePanel(padded);
        if (!onePanel || !ownTargets && hasRepeats(inputs, inputCount)) {
            for (int i = 0; i < inputCount; i++) {
                if (values[i] == inputs[i]) {
                    values[i] = copy(values[i], i);
                }
            }
        }
        System.arraycopy(outputs, 0, outputValues, 0, padded);
        if (!onePanel && (ownTargets || hasRepeats(outputs, outputCount))) {
            for (int o = 0; o < outputCount; o++) {
                outputValues[o] = copy(outputs[o], maxInputs + o);
            }
        }
        return padded;
    }

    private long copy(long row, int place) {
        long copy = copies + (long) place * rowBytes;
        MemorySegment.copy(Memory.ALL, row, Memory.ALL, copy, rowBytes);
        return copy;
    }

    /** With one panel, the signs of n inputs are a prefix of the signs of more. */
    private boolean signsReach(int padded) {
        return signedInputs == inputCount || (isOnePanel(padded) && signedInputs > inputCount);
    }

    private static boolean isOnePanel(int padded) {
        return padded == WIDE || padded == NARROW;
    }

    private static boolean hasRepeats(long[] rows, int count) {
        for (int i = 1; i < count; i++) {
            long row = rows[i];
            for (int j = 0; j < i; j++) {
                if (rows[j] == row) {
                    return true;
                }
            }
        }
        return false;
    }

    private void writeSigns(int padded) {
        int n = isOnePanel(padded) ? maxInputs : inputCount;
        int pair = 0;
        for (int o = 0; o < padded; ) {
            int width = panelWidth(padded - o);
            for (int i = 0; i < n; i++) {
                for (int k = o; k < o + width; k++) {
                    float sign = k >= outputCount ? 0 : positive[k] ? 1 : -1;
                    Memory.ALL.set(Matrix.FLOAT, signs + (long) pair++ * Float.BYTES, sign);
                }
            }
            o += width;
        }
        signedInputs = n;
        signedOutputs = outputCount;
        signsStale = false;
    }

    static int panelWidth(int outputsLeft) {
        return outputsLeft >= WIDE ? WIDE : NARROW;
    }

    /** Adds the lanes' losses to the total and empties the lanes. */
    void drain() {
        double sum = 0;
        for (int half = 0; half < LANES; half += LANES / 2) {
            double product = 1; // of eight factors below 2¹²⁰: below the largest double, 2¹⁰²⁴
            for (int lane = half; lane < half + LANES / 2; lane++) {
                sum += Memory.ALL.get(Matrix.FLOAT, lossSums + (long) lane * Float.BYTES);
                product *= Memory.ALL.get(Matrix.FLOAT, lossFactors + (long) lane * Float.BYTES);
            }
            sum += StrictMath.log(product); // the loss is written to the model: the same on every processor
        }
        loss += sum;
        resetLossLanes();
    }

    /**
     * At most the loss since the last {@link #takeLoss}, without its logarithms, and so in no time; not finite if the loss of
     * any pair was not.
     */
    public double leastLoss() {
        double sum = loss;
        for (int lane = 0; lane < LANES; lane++) {
            sum += Memory.ALL.get(Matrix.FLOAT, lossSums + (long) lane * Float.BYTES);
        }
        Reference.reachabilityFence(scratch);
        return sum;
    }

    /** Adds to the total what a kernel has summed by itself. */
    void addLoss(double more) {
        loss += more;
    }

    private void resetLossLanes() {
        for (int lane = 0; lane < LANES; lane++) {
            Memory.ALL.set(Matrix.FLOAT, lossSums + (long) lane * Float.BYTES, 0);
            Memory.ALL.set(Matrix.FLOAT, lossFactors + (long) lane * Float.BYTES, 1);
        }
        factorsLeft = MAX_FACTORS;
    }

    /** The sum of −log σ(±x) over all pairs since the last call, in nats, summed in double; and starts again. */
    public double takeLoss() {
        drain();
        double taken = loss;
        loss = 0;
        Reference.reachabilityFence(scratch);
        return taken;
    }

    @Override
    public String toString() {
        return inputCount + " inputs × " + Arrays.toString(Arrays.copyOf(positive, outputCount));
    }
}
