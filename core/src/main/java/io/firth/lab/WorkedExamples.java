package io.firth.lab;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

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
            new M14SoftmaxToy(),
            new M15Network(),
            new M16NetworkToy(),
            new M17Graph(),
            new M18Saturation(),
            new M20Paraphrase());

    private WorkedExamples() {}

    /** In the order of their numbers. */
    public static List<WorkedExample> all() {
        return ALL;
    }

    /** The one with this id, in any case. */
    public static Optional<WorkedExample> find(String id) {
        return ALL.stream()
                .filter(example -> example.id().equals(id.toUpperCase(Locale.ROOT)))
                .findFirst();
    }
}
