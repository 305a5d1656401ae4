package io.firth.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The vector width of this process. */
final class SimdSpecies {
    /** 128, 256 or 512 bits: the machine's preferred width, or the one that {@code firth.vector.bits} names. */
    static final VectorSpecies<Float> FLOATS = choose(System.getProperty("firth.vector.bits"));

    private SimdSpecies() {}

    private static VectorSpecies<Float> choose(String bits) {
        return switch (bits == null ? "" : bits) {
            case "128" -> FloatVector.SPECIES_128;
            case "256" -> FloatVector.SPECIES_256;
            case "512" -> FloatVector.SPECIES_512;
            case "" ->
                FloatVector.SPECIES_PREFERRED.length() > 16 ? FloatVector.SPECIES_512 : FloatVector.SPECIES_PREFERRED;
            default -> throw new IllegalArgumentException("firth.vector.bits must be 128, 256 or 512, but is " + bits);
        };
    }
}
