package io.firth.math;

import static io.firth.math.ExpPolynomial.LN2_HIGH;
import static io.firth.math.ExpPolynomial.LN2_LOW;
import static io.firth.math.ExpPolynomial.LOG2_E;
import static io.firth.math.ExpPolynomial.Q0;
import static io.firth.math.ExpPolynomial.Q1;
import static io.firth.math.ExpPolynomial.Q2;
import static io.firth.math.ExpPolynomial.Q3;
import static io.firth.math.ExpPolynomial.Q4;
import static io.firth.math.ExpPolynomial.Q5;
import static io.firth.math.ExpPolynomial.ROUND;
import static io.firth.math.Memory.ALL;
import static io.firth.math.Memory.address;
import static io.firth.math.Memory.distance;
import static io.firth.math.SimdKernel.LANES;
import static io.firth.math.SimdKernel.LE;
import static io.firth.math.SimdKernel.S;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * Logits x → coefficients g = η (label − σ(x)) and losses, a vector of pairs at a time.
 *
 * <p>The loss −log σ(s) with s = ±x is max(−s, 0) + log(1 + e^−|s|). The factors 1 + e^−|s| lie in (1, 2], so they are
 * multiplied up, and one logarithm is taken for about a hundred of them: exact loss at the price of a multiplication.
 *
 * <p>The work is one method, with nothing of our own called in it, and too long for C2 to inline: where it was inlined into
 * its callers, these grew past the size at which C2 gives up inlining, and vectors went to the heap (docs/decisions/0005).
 */
final class SimdLogistic {
    /** e^−87 is the last normal result; beyond, σ is 0 or 1 to float precision anyway. */
    private static final float LEAST = -87f;

    private SimdLogistic() {}

    /** Turns the logits of all pairs into coefficients, in place, and adds their losses to the block's lanes. */
    static void coefficients(LogisticBlock block, int paddedOutputs, float learningRate) {
        int total = block.inputCount * paddedOutputs;
        int pair = 0;
        while (pair < total) {
            int stop = (int) Math.min(total, pair + (long) block.factorsLeft * LANES);
            block.factorsLeft -= Math.ceilDiv(stop - pair, LANES);
            lanes(block, pair, stop, learningRate);
            if (block.factorsLeft == 0) {
                block.drain();
            }
            pair = stop;
        }
    }

    private static void lanes(LogisticBlock block, int from, int to, float learningRate) {
        FloatVector factors = FloatVector.fromMemorySegment(S, ALL, address(block.lossFactors), LE);
        FloatVector sums = FloatVector.fromMemorySegment(S, ALL, address(block.lossSums), LE);
        FloatVector one = FloatVector.broadcast(S, 1f);
        for (int pair = from; pair < to; pair += LANES) {
            long signAddress = address(block.signs) + distance(pair * Float.BYTES);
            FloatVector sign;
            if (pair + LANES <= to) {
                sign = FloatVector.fromMemorySegment(S, ALL, signAddress, LE);
            } else {
                VectorMask<Float> rest = S.indexInRange(pair, to);
                sign = FloatVector.fromMemorySegment(S, ALL, signAddress, LE, rest);
            }
            long x = address(block.coefficients) + distance(pair * Float.BYTES);
            FloatVector t =
                    FloatVector.fromMemorySegment(S, ALL, x, LE).mul(sign).neg();
            // e = e^−|t|: Cephes' polynomial on the remainder r of −|t| / ln 2, times 2ⁿ by way of the exponent bits
            FloatVector y = t.abs().neg().max(LEAST);
            FloatVector shifted = y.fma(FloatVector.broadcast(S, LOG2_E), FloatVector.broadcast(S, ROUND));
            FloatVector n = shifted.sub(ROUND);
            FloatVector r = n.fma(FloatVector.broadcast(S, -LN2_HIGH), y);
            r = n.fma(FloatVector.broadcast(S, -LN2_LOW), r);
            FloatVector p = FloatVector.broadcast(S, Q5);
            p = p.fma(r, FloatVector.broadcast(S, Q4));
            p = p.fma(r, FloatVector.broadcast(S, Q3));
            p = p.fma(r, FloatVector.broadcast(S, Q2));
            p = p.fma(r, FloatVector.broadcast(S, Q1));
            p = p.fma(r, FloatVector.broadcast(S, Q0));
            p = p.fma(r.mul(r), r.add(1f));
            FloatVector e = p.reinterpretAsInts()
                    .add(shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23))
                    .reinterpretAsFloats();
            FloatVector onePlusE = one.add(e);
            factors = factors.mul(e.fma(sign.mul(sign), one));
            sums = sums.add(t.max(0f));
            FloatVector numerator = e.blend(one, t.compare(VectorOperators.GE, 0f));
            FloatVector g = numerator.div(onePlusE).mul(sign).mul(learningRate);
            g.intoMemorySegment(ALL, x, LE);
        }
        factors.intoMemorySegment(ALL, address(block.lossFactors), LE);
        sums.intoMemorySegment(ALL, address(block.lossSums), LE);
    }
}
