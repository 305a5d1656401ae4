package io.firth.nn;

import java.util.Random;

/**
 * How weights begin; biases begin at zero. Written for W: p × d, with fan-in d and fan-out p. The variance is chosen so that
 * activations and gradients neither grow nor fade from layer to layer.
 */
public enum Initialization {
    /** Uniform in ±√(6 / (d + p)); for tanh, sigmoid, softmax (Glorot &amp; Bengio 2010, eq. 16). */
    XAVIER_UNIFORM {
        @Override
        double draw(int fanIn, int fanOut, Random random) {
            return (2 * random.nextDouble() - 1) * Math.sqrt(6.0 / (fanIn + fanOut));
        }
    },
    /** Normal with variance 2 / (d + p) (Glorot &amp; Bengio 2010, eq. 12). */
    XAVIER_NORMAL {
        @Override
        double draw(int fanIn, int fanOut, Random random) {
            return random.nextGaussian() * Math.sqrt(2.0 / (fanIn + fanOut));
        }
    },
    /** Uniform in ±√(6 / d); for ReLU. */
    HE_UNIFORM {
        @Override
        double draw(int fanIn, int fanOut, Random random) {
            return (2 * random.nextDouble() - 1) * Math.sqrt(6.0 / fanIn);
        }
    },
    /** Normal with variance 2 / d; for ReLU (He, Zhang, Ren &amp; Sun 2015, eq. 10). */
    HE_NORMAL {
        @Override
        double draw(int fanIn, int fanOut, Random random) {
            return random.nextGaussian() * Math.sqrt(2.0 / fanIn);
        }
    };

    abstract double draw(int fanIn, int fanOut, Random random);

    /** He for ReLU, Xavier for every other activation; both uniform. */
    public static Initialization of(Activation activation) {
        return activation == Activation.RELU ? HE_UNIFORM : XAVIER_UNIFORM;
    }

    void fill(DoubleMatrix weights, Random random) {
        for (int i = 0; i < weights.rows(); i++) {
            for (int j = 0; j < weights.columns(); j++) {
                weights.set(i, j, draw(weights.columns(), weights.rows(), random));
            }
        }
    }
}
