package io.firth.nn;

/** How a gradient becomes a step. The choice is immutable; what it remembers from step to step is its {@link Steps}. */
public sealed interface Optimizer permits Sgd, Adam {
    /** Steps for {@code size} parameters, with nothing remembered yet. */
    Steps start(int size);

    /** One run of an optimiser. */
    interface Steps {
        /**
         * Takes one step: changes θ in place.
         *
         * @param theta parameters
         * @param gradient ∂J/∂θ, of the same length
         */
        void step(double[] theta, double[] gradient);
    }

    /** Refuses arrays that are not of the length that the steps were started with. */
    static void check(int size, double[] theta, double[] gradient) {
        if (theta.length != size || gradient.length != size) {
            throw new IllegalArgumentException("an optimiser of " + size + " parameters was given " + theta.length
                    + " parameters and a gradient of " + gradient.length);
        }
    }
}
