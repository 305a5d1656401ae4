package io.firth.gradient;

/**
 * One prediction of a window: the mean h = (1/n) Σ_i v_i of n input rows (n = 1 for skip-gram) against an output.
 *
 * @param inputs rows of V, at least one; repeats count each time
 * @param output what is predicted
 */
public record Prediction(int[] inputs, OutputLoss output) {
    public Prediction {
        if (inputs.length == 0) {
            throw new IllegalArgumentException("a prediction needs at least one input");
        }
        inputs = inputs.clone();
    }

    /** A prediction from one row of V. */
    public Prediction(int input, OutputLoss output) {
        this(new int[] {input}, output);
    }

    @Override
    public int[] inputs() {
        return inputs.clone();
    }
}
