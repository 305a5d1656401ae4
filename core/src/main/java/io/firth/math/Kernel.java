package io.firth.math;

/**
 * The hot loops over rows, in two implementations that agree: plain Java, and the Vector API.
 *
 * <p>Chosen once, at start-up: SIMD where the module {@code jdk.incubator.vector} is in the boot layer ({@code
 * --add-modules jdk.incubator.vector}), unless the system property {@code firth.kernel} is {@code scalar}.
 *
 * <p>Row numbers are checked, lengths are not, for the sake of speed: with rows of different lengths memory is read and written that
 * belongs to something else. Questions to a model are asked in {@code io.firth.query}, which checks both.
 */
public sealed interface Kernel permits ScalarKernel, SimdKernel {
    /** The kernel of this process. */
    static Kernel active() {
        return Active.KERNEL;
    }

    /** The plain-Java twin, for comparison. */
    static Kernel scalar() {
        return new ScalarKernel();
    }

    /** Whether {@link #active} computes with the Vector API. */
    static boolean isSimd() {
        return Active.SIMD;
    }

    /**
     * Bits of the widest vectors that this processor computes with, 0 without the Vector API; asking does not choose a
     * kernel yet.
     */
    static int widestBits() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent() ? WidestVectors.BITS : 0;
    }

    /** What it is, for people: {@code SIMD, 512-bit vectors}. */
    String describe();

    /** The inner product of two rows of the same length. */
    float dot(Matrix a, long rowA, Matrix b, long rowB);

    /**
     * scores[r] = queryᵀ · matrix row (firstRow + r), for r in 0…rows−1.
     *
     * @param query D floats
     */
    void dots(float[] query, Matrix matrix, long firstRow, int rows, float[] scores);

    /**
     * One step of gradient descent on Σ_i Σ_o −log σ(±u_oᵀv_i) over the block's pairs, everything evaluated at the old
     * parameters: with g_io = η (label_o − σ(u_oᵀv_i)), v_i += Σ_o g_io u_o and u_o += Σ_i g_io v_i. A row that occurs
     * several times gets the sum of its updates, one per draw. With pairs ({@link LogisticBlock#clearForPairs}) the coefficients come
     * from the old rows, and a row that several pairs have in common is updated pair by pair. The loss is added to the block's.
     *
     * @param learningRate η
     */
    void step(LogisticBlock block, float learningRate);

    /** The same loss, added to the block's, without an update. */
    void loss(LogisticBlock block);

    /**
     * mean row = (1/n) Σ_i rows[i] of a view, padding included.
     *
     * @param n ≥ 1 of the rows count
     */
    void mean(RowView view, int[] rows, int n, Matrix mean, long meanRow);

    /** Adds factor · (a row of {@code change}) to row rows[i] of a view, for each i in 0…n−1, repeats included. */
    void addToEach(RowView view, int[] rows, int n, float factor, Matrix change, long changeRow);

    /** For each row r of {@code own}: shared row first + r += own − before; then own = before = the sum. */
    void exchange(Matrix shared, long first, Matrix own, Matrix before);

    /** For s in 0…n−1: row s of {@code own} = row rows[s] of {@code shared}. */
    void takeRows(Matrix shared, int[] rows, int n, Matrix own);

    /** For s in 0…n−1: row s of {@code own} −= row rows[s] of {@code shared}. */
    void subtractRows(Matrix shared, int[] rows, int n, Matrix own);

    /**
     * Adds two changes to the same parameters, made apart from the same start: the sum where they are orthogonal, the mean
     * where they are parallel, a ← (1 − a·b / 2|a|²) a + (1 − a·b / 2|b|²) b (Maleki et al. 2021, "Scaling distributed
     * training with adaptive summation", eq. 3). Nothing is taken off where a·b is negative.
     *
     * @param a index of a row of {@code changesA}, replaced by the result
     */
    void combineRows(Matrix changesA, long a, Matrix changesB, long b);

    /** Row {@code row} of {@code shared} += row {@code change} of {@code changes}. */
    void addRow(Matrix shared, long row, Matrix changes, long change);

    /** Chooses once. */
    final class Active {
        /** Whether the Vector API is there and not turned off. */
        static final boolean SIMD =
                ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
                        && !"scalar".equals(System.getProperty("firth.kernel"));

        static final Kernel KERNEL = SIMD ? new SimdKernel() : new ScalarKernel();

        private Active() {}
    }
}
