package io.firth.math;

import jdk.incubator.vector.FloatVector;

/** The vectors that this processor prefers; to be loaded only where the Vector API is there. */
final class WidestVectors {
    static final int BITS = FloatVector.SPECIES_PREFERRED.vectorBitSize();

    private WidestVectors() {}
}
