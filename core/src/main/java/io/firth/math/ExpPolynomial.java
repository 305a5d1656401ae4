package io.firth.math;

/**
 * The numbers of Cephes' {@code expf}: x = n·ln 2 + r with |r| ≤ ln 2 / 2, exp(x) = 2ⁿ·(1 + r + r²·q(r)), q of degree 5. Numbers and
 * no method: each kernel has the steps in its own loop, for the compiler's sake (docs/decisions/0005).
 */
final class ExpPolynomial {
    static final float LOG2_E = 1.44269504f;

    /** ln 2 in two floats; the first has trailing zeros so that n · LN2_HIGH is exact. */
    static final float LN2_HIGH = 0.693359375f;

    static final float LN2_LOW = -2.12194440e-4f;

    /** Added to |x| &lt; 2²² it leaves x rounded to an integer in the low bits of the sum. */
    static final float ROUND = 0x1.8p23f;

    /** Of q, the highest power first. */
    static final float Q5 = 1.9875691500e-4f;

    static final float Q4 = 1.3981999507e-3f;
    static final float Q3 = 8.3334519073e-3f;
    static final float Q2 = 4.1665795894e-2f;
    static final float Q1 = 1.6666665459e-1f;
    static final float Q0 = 5.0000001201e-1f;

    private ExpPolynomial() {}
}
