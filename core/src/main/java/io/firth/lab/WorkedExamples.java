package io.firth.lab;

import java.util.List;

/** All worked examples. A new one is a line here. */
public final class WorkedExamples {
    private static final List<WorkedExample> ALL = List.of(
            new M1SoftmaxShift(),
            new M2Activations(),
            new M3FullSoftmax(),
            new M4NegativeSampling(),
            new M5Window(),
            new M6Cbow(),
            new M7HierarchicalSoftmax(),
            new M8Pairs(),
            new M9Parameters(),
            new M10FinalVector(),
            new M11Likelihood(),
            new M12LikelihoodBound(),
            new M13Certainty(),
            new M14SoftmaxToy(),
            new M15Network(),
            new M16NetworkToy(),
            new M17Graph(),
            new M18Saturation(),
            new M19PmiFactorization(),
            new M20Paraphrase());

    private WorkedExamples() {}

    /** In the order of their numbers. */
    public static List<WorkedExample> all() {
        return ALL;
    }
}
