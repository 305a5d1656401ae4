package io.firth.classify;

import io.firth.gradient.Differentiable;
import io.firth.nn.DoubleMatrix;
import java.util.Random;

/**
 * A projection of text vectors under a {@link SimilarityHead}: x = P·x̄ + c, p = head(x₁, x₂).
 *
 * <p>Parameters θ = (P: d × D, c: d, and for the head with scale and bias a, b), in one array.
 */
public final class SimilarityModel {
    /** The shifted head gives p = 0 to pairs without overlap, whose −log p has no end: it is cut here. */
    private static final double LEAST_PROBABILITY = 1e-6;

    private final SimilarityHead head;
    private final double[] theta;
    private final DoubleMatrix projection;
    private final DoubleMatrix offset;

    /**
     * Random parameters: P uniform with the variance of Xavier's, c = 0, a = 1, b = 0.
     *
     * @param inputs D, length of a text vector
     * @param dim d, length of its projection
     */
    public SimilarityModel(SimilarityHead head, int inputs, int dim, long seed) {
        this.head = head;
        this.theta = new double[inputs * dim + dim + (head.hasScaleAndBias() ? 2 : 0)];
        this.projection = DoubleMatrix.view(theta, 0, dim, inputs);
        this.offset = DoubleMatrix.view(theta, inputs * dim, 1, dim);
        Random random = new Random(seed);
        double bound = Math.sqrt(6.0 / (inputs + dim));
        for (int i = 0; i < inputs * dim; i++) {
            theta[i] = bound * (2 * random.nextDouble() - 1);
        }
        if (head.hasScaleAndBias()) {
            theta[theta.length - 2] = 1;
        }
    }

    /** θ: the array itself. */
    public double[] parameters() {
        return theta;
    }

    /** The head. */
    public SimilarityHead head() {
        return head;
    }

    /** a of σ(a·x₁ᵀx₂ + b), else 1. */
    public double scale() {
        return head.hasScaleAndBias() ? theta[theta.length - 2] : 1;
    }

    /** b of σ(a·x₁ᵀx₂ + b), else 0. */
    public double bias() {
        return head.hasScaleAndBias() ? theta[theta.length - 1] : 0;
    }

    private DoubleMatrix project(DoubleMatrix means) {
        return means.timesTransposed(projection).plus(offset); // (N × D)·(d × D)ᵀ + 1 × d → N × d
    }

    private DoubleMatrix rectified(DoubleMatrix x) {
        return head.hasRelu() ? x.map(v -> Math.max(0, v)) : x;
    }

    private static double[] dots(DoubleMatrix a, DoubleMatrix b) {
        DoubleMatrix products = a.hadamard(b);
        double[] dots = new double[a.rows()];
        for (int r = 0; r < dots.length; r++) {
            for (double product : products.row(r)) {
                dots[r] += product;
            }
        }
        return dots;
    }

    /**
     * p of N pairs.
     *
     * @param first x̄₁, N × D
     * @param second x̄₂, N × D
     */
    public double[] probabilities(DoubleMatrix first, DoubleMatrix second) {
        double[] p = dots(rectified(project(first)), rectified(project(second)));
        for (int r = 0; r < p.length; r++) {
            p[r] = head.probability(scale() * p[r] + bias());
        }
        return p;
    }

    /** J = −(1/N)·Σ [t log p + (1 − t) log(1 − p)] + ½·λ·‖P‖² as a function of θ; using it sets the parameters. */
    public Differentiable loss(DoubleMatrix first, DoubleMatrix second, boolean[] yes, double l2) {
        return new PairLoss(first, second, yes, l2);
    }

    private final class PairLoss implements Differentiable {
        private final DoubleMatrix first;
        private final DoubleMatrix second;
        private final boolean[] yes;
        private final double l2;

        PairLoss(DoubleMatrix first, DoubleMatrix second, boolean[] yes, double l2) {
            if (first.rows() != second.rows() || first.rows() != yes.length || yes.length == 0) {
                throw new IllegalArgumentException("the texts are " + first.shape() + " and " + second.shape() + " for "
                        + yes.length + " answers: all must be as many, and not none");
            }
            this.first = first;
            this.second = second;
            this.yes = yes;
            this.l2 = l2;
        }

        @Override
        public int size() {
            return theta.length;
        }

        private void set(double[] x) {
            if (x != theta) {
                System.arraycopy(x, 0, theta, 0, theta.length);
            }
        }

        @Override
        public double value(double[] x) {
            set(x);
            double[] s = dots(rectified(project(first)), rectified(project(second)));
            double sum = 0;
            for (int r = 0; r < s.length; r++) {
                double z = scale() * s[r] + bias();
                if (head == SimilarityHead.SHIFTED) {
                    // 1 − p = 2·σ(−z)
                    sum += yes[r]
                            ? -Math.log(Math.max(LEAST_PROBABILITY, head.probability(z)))
                            : softplus(z) - Math.log(2);
                } else {
                    sum += softplus(yes[r] ? -z : z); // −log σ(±z)
                }
            }
            return sum / s.length + l2 / 2 * projection.hadamard(projection).sum();
        }

        @Override
        public void gradient(double[] x, double[] into) {
            set(x);
            DoubleMatrix x1 = project(first); // N × d
            DoubleMatrix x2 = project(second);
            DoubleMatrix h1 = rectified(x1);
            DoubleMatrix h2 = rectified(x2);
            double[] s = dots(h1, h2);
            int n = s.length;
            double da = 0;
            double db = 0;
            DoubleMatrix g1 = DoubleMatrix.zeros(n, h1.columns()); // ∂J/∂x₁, N × d
            DoubleMatrix g2 = DoubleMatrix.zeros(n, h1.columns());
            for (int r = 0; r < n; r++) {
                double dz = logitGradient(scale() * s[r] + bias(), yes[r]) / n;
                da += dz * s[r]; // ∂J/∂a = Σ ∂J/∂z · s
                db += dz;
                for (int i = 0; i < h1.columns(); i++) {
                    // ∂s/∂x₁ = relu(x₂) ∘ 1[x₁ > 0], or x₂
                    boolean open1 = !head.hasRelu() || x1.get(r, i) > 0;
                    boolean open2 = !head.hasRelu() || x2.get(r, i) > 0;
                    g1.set(r, i, open1 ? dz * scale() * h2.get(r, i) : 0);
                    g2.set(r, i, open2 ? dz * scale() * h1.get(r, i) : 0);
                }
            }
            // ∂J/∂P = (∂J/∂X₁)ᵀ·X̄₁ + (∂J/∂X₂)ᵀ·X̄₂ + λ·P: (N × d)ᵀ·(N × D) → d × D
            g1.transposedTimes(first)
                    .plus(g2.transposedTimes(second))
                    .plus(projection.scaled(l2))
                    .copyInto(DoubleMatrix.view(into, 0, projection.rows(), projection.columns()));
            g1.columnSums()
                    .plus(g2.columnSums())
                    .copyInto(DoubleMatrix.view(into, projection.rows() * projection.columns(), 1, projection.rows()));
            if (head.hasScaleAndBias()) {
                into[theta.length - 2] = da;
                into[theta.length - 1] = db;
            }
        }

        private double logitGradient(double z, boolean positive) {
            if (head != SimilarityHead.SHIFTED) {
                return head.probability(z) - (positive ? 1 : 0); // ∂/∂z of −log σ(±z)
            }
            double p = head.probability(z);
            if (!positive) {
                return (1 + p) / 2; // ∂/∂z of −log 2σ(−z) = σ(z)
            }
            return p < LEAST_PROBABILITY ? 0 : -(1 - p * p) / (2 * p); // p′ = (1 − p²)/2
        }
    }

    // log(1 + eᶻ)
    private static double softplus(double z) {
        return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
    }
}
