package io.firth.count;

import io.firth.math.Kernel;
import io.firth.math.Matrix;
import io.firth.vocab.Workers;
import java.util.ArrayList;
import java.util.List;

/**
 * How the products v_w·u_c of a model follow targets such as PMI − log k, by how often a pair was counted: a bucket holds
 * the pairs with 4^(b−1) &lt; #(w, c) ≤ 4^b.
 *
 * @param buckets those with pairs, rare pairs first
 * @param all over all pairs
 */
public record PmiFit(List<Bucket> buckets, Bucket all) {
    private static final int BUCKETS = 16;

    /** Targets from −15 to 15 in steps of ½, for plots. */
    private static final double FIRST_BIN = -15;

    private static final double BIN_WIDTH = 0.5;
    private static final int BINS = 60;

    /** Copies the list. */
    public PmiFit {
        buckets = List.copyOf(buckets);
    }

    /** The target of a pair. */
    interface Target {
        double of(int w, int c, double count);
    }

    /**
     * Pearson's correlation and the least-squares line product = intercept + slope · target over a bucket's pairs, each
     * counted once.
     *
     * @param above the least count is above this
     * @param upTo the greatest count possible
     * @param pairs how many (w, c)
     * @param meanTarget of the targets
     * @param meanProduct of v_w·u_c
     * @param correlation −1…1; NaN if either does not vary
     * @param slope of the line; 1 would be right
     * @param intercept of the line; 0 would be right
     * @param curve mean product by target
     */
    public record Bucket(
            double above,
            double upTo,
            long pairs,
            double meanTarget,
            double meanProduct,
            double correlation,
            double slope,
            double intercept,
            List<Point> curve) {
        /** Copies the list. */
        public Bucket {
            curve = List.copyOf(curve);
        }
    }

    /**
     * Pairs whose targets are close together.
     *
     * @param target middle of their targets
     * @param product mean of v_w·u_c
     * @param deviation standard deviation of v_w·u_c
     * @param pairs how many
     */
    public record Point(double target, double product, double deviation, long pairs) {}

    /** Sums over pairs. */
    private static final class Sums {
        double n;
        double t;
        double x;
        double tt;
        double xx;
        double tx;
        final double[] binN = new double[BINS];
        final double[] binX = new double[BINS];
        final double[] binXx = new double[BINS];

        void add(double target, double product) {
            n++;
            t += target;
            x += product;
            tt += target * target;
            xx += product * product;
            tx += target * product;
            int bin = (int) Math.floor((target - FIRST_BIN) / BIN_WIDTH);
            if (bin >= 0 && bin < BINS) {
                binN[bin]++;
                binX[bin] += product;
                binXx[bin] += product * product;
            }
        }

        void add(Sums other) {
            n += other.n;
            t += other.t;
            x += other.x;
            tt += other.tt;
            xx += other.xx;
            tx += other.tx;
            for (int bin = 0; bin < BINS; bin++) {
                binN[bin] += other.binN[bin];
                binX[bin] += other.binX[bin];
                binXx[bin] += other.binXx[bin];
            }
        }

        Bucket bucket(double above, double upTo) {
            double varianceT = tt / n - t / n * (t / n);
            double varianceX = xx / n - x / n * (x / n);
            double covariance = tx / n - t / n * (x / n);
            double slope = varianceT > 0 ? covariance / varianceT : Double.NaN;
            double correlation =
                    varianceT > 0 && varianceX > 0 ? covariance / Math.sqrt(varianceT * varianceX) : Double.NaN;
            List<Point> curve = new ArrayList<>();
            for (int bin = 0; bin < BINS; bin++) {
                if (binN[bin] > 0) {
                    double mean = binX[bin] / binN[bin];
                    double variance = Math.max(0, binXx[bin] / binN[bin] - mean * mean);
                    double middle = FIRST_BIN + (bin + 0.5) * BIN_WIDTH;
                    curve.add(new Point(middle, mean, Math.sqrt(variance), (long) binN[bin]));
                }
            }
            return new Bucket(above, upTo, (long) n, t / n, x / n, correlation, slope, (x - slope * t) / n, curve);
        }
    }

    static PmiFit of(Cooccurrences counts, Matrix v, Matrix u, int threads, Target target) throws InterruptedException {
        // rows are dealt out to slots by their number, so that every sum has one order
        int slots = Math.min(counts.size(), 64);
        Sums[][] sums = new Sums[slots][BUCKETS];
        for (Sums[] slot : sums) {
            for (int b = 0; b < BUCKETS; b++) {
                slot[b] = new Sums();
            }
        }
        Kernel kernel = Kernel.active();
        Workers.forEach(threads, "firth-count", slots, () -> slot -> {
            for (int w = slot; w < counts.size(); w += slots) {
                for (long cell = counts.rowStart(w); cell < counts.rowEnd(w); cell++) {
                    int c = counts.column(cell);
                    double n = counts.count(cell);
                    sums[slot][bucketOf(n)].add(target.of(w, c, n), kernel.dot(v, w, u, c));
                }
            }
        });
        List<Bucket> buckets = new ArrayList<>();
        Sums all = new Sums();
        for (int b = 0; b < BUCKETS; b++) {
            Sums bucket = new Sums();
            for (Sums[] slot : sums) {
                bucket.add(slot[b]);
            }
            all.add(bucket);
            if (bucket.n > 0) {
                double above = b == 0 ? 0 : Math.pow(4, b - 1);
                buckets.add(bucket.bucket(above, b == BUCKETS - 1 ? Double.POSITIVE_INFINITY : Math.pow(4, b)));
            }
        }
        return new PmiFit(buckets, all.bucket(0, Double.POSITIVE_INFINITY));
    }

    /** 0 for counts up to 1, then one for each further power of 4. */
    private static int bucketOf(double count) {
        int bucket = 0;
        double upTo = 1;
        while (count > upTo && bucket < BUCKETS - 1) {
            upTo *= 4;
            bucket++;
        }
        return bucket;
    }
}
