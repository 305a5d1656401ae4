package io.firth.nn;

/** What a forward pass of a batch of N examples leaves for the backward pass. */
public final class ForwardPass {
    private final DoubleMatrix[] z;
    private final DoubleMatrix[] h;
    private final DoubleMatrix[] masks;

    ForwardPass(DoubleMatrix x, int depth) {
        this.z = new DoubleMatrix[depth + 1];
        this.h = new DoubleMatrix[depth + 1];
        this.masks = new DoubleMatrix[depth + 1];
        h[0] = x;
    }

    void set(int k, DoubleMatrix zk, DoubleMatrix hk, DoubleMatrix mask) {
        z[k] = zk;
        h[k] = hk;
        masks[k] = mask;
    }

    /** Z_k = H_{k−1}·W_kᵀ + b_k (k from 1), N × p. */
    public DoubleMatrix logits(int k) {
        if (k < 1) {
            throw new IndexOutOfBoundsException("layer " + k + " of 1…" + (z.length - 1));
        }
        return z[k];
    }

    /** H_k = f(Z_k), N × p, times the dropout mask if there is one; H_0 is X. */
    public DoubleMatrix activations(int k) {
        return h[k];
    }

    /** H_K, the last activations: N × outputs. */
    public DoubleMatrix output() {
        return h[h.length - 1];
    }

    /** The dropout mask of H_k (0, or 1/(1 − rate)), or null. */
    DoubleMatrix mask(int k) {
        return masks[k];
    }

    int depth() {
        return h.length - 1;
    }
}
