package io.firth.linalg;

import dev.ludovic.netlib.lapack.JavaLAPACK;
import dev.ludovic.netlib.lapack.LAPACK;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.netlib.util.intW;

/** LAPACK (translated from Fortran to Java) on column-major arrays, with its conventions hidden. */
final class Lapack {
    /** Held here, since a logger that nobody holds is collected and forgets its level. */
    private static final Logger LOG = Logger.getLogger("dev.ludovic.netlib.lapack.InstanceBuilder");

    private static final LAPACK JAVA;

    static {
        LOG.setLevel(Level.WARNING); // it would tell which implementation it found
        // Not the system's own LAPACK: results would depend on what is installed, and on its threads.
        JAVA = JavaLAPACK.getInstance();
    }

    private Lapack() {}

    /**
     * R, upper triangular, with G = RᵀR; or null if G is not positive definite to working precision.
     *
     * @param g symmetric l × l, so row-major and column-major are the same; left as it is
     * @return R, column-major with zeros below the diagonal
     */
    static double[] cholesky(double[] g, int l) {
        double[] r = g.clone();
        intW info = new intW(0);
        JAVA.dpotrf("U", l, r, 0, l, info);
        if (info.val != 0) {
            return null;
        }
        for (int j = 0; j < l; j++) {
            for (int i = j + 1; i < l; i++) {
                r[i + j * l] = 0;
            }
        }
        return r;
    }

    /** R⁻¹ of an upper triangular R, column-major. */
    static double[] inverse(double[] r, int l) {
        double[] inverse = r.clone();
        intW info = new intW(0);
        JAVA.dtrtri("U", "N", l, inverse, 0, l, info);
        check("dtrtri", info);
        return inverse;
    }

    /** B = L·Qᵀ of a column-major l × n matrix (n ≥ l) by Householder reflections: B becomes Qᵀ; returns L, column-major. */
    static double[] lq(double[] b, int l, int n) {
        double[] tau = new double[l];
        intW info = new intW(0);
        double[] work = new double[Math.max(1, 64 * l)];
        JAVA.dgelqf(l, n, b, 0, l, tau, 0, work, 0, work.length, info);
        check("dgelqf", info);
        double[] lower = new double[l * l];
        for (int j = 0; j < l; j++) {
            for (int i = j; i < l; i++) {
                lower[i + j * l] = b[i + j * l];
            }
        }
        JAVA.dorglq(l, n, l, b, 0, l, tau, 0, work, 0, work.length, info);
        check("dorglq", info);
        return lower;
    }

    /**
     * B = U·diag(σ)·Wᵀ of a column-major p × q matrix, p ≤ q; B is overwritten.
     *
     * @param u p × p, column-major
     * @param wt Wᵀ, p × q, column-major
     */
    static void svd(double[] b, int p, int q, double[] u, double[] values, double[] wt) {
        intW info = new intW(0);
        int[] integers = new int[8 * p];
        double[] size = new double[1];
        JAVA.dgesdd("S", p, q, b, 0, p, values, 0, u, 0, p, wt, 0, p, size, 0, -1, integers, 0, info);
        check("dgesdd", info);
        double[] work = new double[Math.max(1, (int) size[0])];
        JAVA.dgesdd("S", p, q, b, 0, p, values, 0, u, 0, p, wt, 0, p, work, 0, work.length, integers, 0, info);
        check("dgesdd", info);
    }

    private static void check(String routine, intW info) {
        if (info.val != 0) {
            throw new ArithmeticException("LAPACK's " + routine + " failed with code " + info.val);
        }
    }
}
