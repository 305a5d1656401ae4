package io.firth.math;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Matrix products with {@code jdk.incubator.vector}. Columns of B and C lie along the lanes; an element of A is broadcast.
 * A tile of 8 rows × 2 vectors of C stays in registers while κ runs, so a step of κ is 16 fused multiply-adds for 10
 * loads; with 256-bit vectors, whose machines often have 16 registers only, a tile is 4 rows × 2 vectors.
 *
 * <p>The tiles spell their stores out: a helper method there is past the number of nodes up to which the compiler (C2)
 * inlines ordinary methods, and a call would box every accumulator, at a fifth of the speed.
 *
 * <p>Where all of B's block fits the second-level cache it is streamed from there once per row tile, 8 bytes a cycle, and
 * needs no packing.
 */
final class SimdMatrixProduct implements MatrixProduct {
    private static final VectorSpecies<Float> SPECIES = SimdSpecies.FLOATS;
    private static final int LANES = SPECIES.length();
    private static final long BYTES = SPECIES.vectorByteSize();
    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;
    private static final MemorySegment ALL = Memory.ALL;
    private static final int TILE_ROWS = SPECIES.vectorBitSize() == 256 ? 4 : 8;

    /** A block of B of at most this many rows × columns is 384 KB and stays in the second-level cache. */
    private static final int K_BLOCK = 384;

    private static final int N_BLOCK = 256;

    @Override
    public void multiplyAdd(Matrix a, long aRow, Matrix b, long bRow, Matrix c, long cRow, int m, int n, int k) {
        MatrixKernels.checkBlock("A", a, aRow, m, k);
        product(a, aRow, a.stride() * 4L, 4L, b, bRow, c, cRow, m, n, k);
    }

    @Override
    public void transposedMultiplyAdd(
            Matrix a, long aRow, Matrix b, long bRow, Matrix c, long cRow, int m, int n, int k) {
        MatrixKernels.checkBlock("A", a, aRow, k, m);
        product(a, aRow, 4L, a.stride() * 4L, b, bRow, c, cRow, m, n, k);
    }

    /** A's element (i, κ) is {@code aI}·i + {@code aK}·κ bytes from its first. */
    private static void product(
            Matrix a, long aRow, long aI, long aK, Matrix b, long bRow, Matrix c, long cRow, int m, int n, int k) {
        MatrixKernels.checkBlock("B", b, bRow, k, n);
        MatrixKernels.checkBlock("C", c, cRow, m, n);
        long aStart = a.address(aRow);
        long bStart = b.address(bRow);
        long cStart = c.address(cRow);
        long bK = b.stride() * 4L;
        long cI = c.stride() * 4L;
        for (int k0 = 0; k0 < k; k0 += K_BLOCK) {
            int kCount = Math.min(K_BLOCK, k - k0);
            for (int n0 = 0; n0 < n; n0 += N_BLOCK) {
                int nCount = Math.min(N_BLOCK, n - n0);
                long bBlock = bStart + k0 * bK + n0 * 4L;
                for (int i = 0; i < m; ) {
                    long aTile = aStart + i * aI + k0 * aK;
                    long cTile = cStart + i * cI + n0 * 4L;
                    if (m - i >= TILE_ROWS) {
                        rowTile(aTile, aI, aK, bBlock, bK, cTile, cI, nCount, kCount);
                        i += TILE_ROWS;
                    } else {
                        singleRow(aTile, aK, bBlock, bK, cTile, nCount, kCount);
                        i++;
                    }
                }
            }
        }
        Reference.reachabilityFence(a);
        Reference.reachabilityFence(b);
        Reference.reachabilityFence(c);
    }

    private static void rowTile(long a, long aI, long aK, long b, long bK, long c, long cI, int n, int k) {
        int j = 0;
        for (; j + 2 * LANES <= n; j += 2 * LANES) {
            if (TILE_ROWS == 8) {
                tile8x2(a, aI, aK, b + j * 4L, bK, c + j * 4L, cI, k);
            } else {
                tile4x2(a, aI, aK, b + j * 4L, bK, c + j * 4L, cI, k);
            }
        }
        for (; j + LANES <= n; j += LANES) {
            for (int i = 0; i < TILE_ROWS; i += 4) {
                tile4x1(a + i * aI, aI, aK, b + j * 4L, bK, c + j * 4L + i * cI, cI, k);
            }
        }
        if (j < n) {
            for (int i = 0; i < TILE_ROWS; i++) {
                scalarColumns(a + i * aI, aK, b, bK, c + i * cI, j, n, k);
            }
        }
    }

    private static void singleRow(long a, long aK, long b, long bK, long c, int n, int k) {
        int j = 0;
        for (; j + LANES <= n; j += LANES) {
            tile1x1(a, aK, b + j * 4L, bK, c + j * 4L, k);
        }
        scalarColumns(a, aK, b, bK, c, j, n, k);
    }

    private static void tile8x2(long a, long aI, long aK, long b, long bK, long c, long cI, int k) {
        FloatVector c00 = FloatVector.zero(SPECIES);
        FloatVector c01 = c00;
        FloatVector c10 = c00;
        FloatVector c11 = c00;
        FloatVector c20 = c00;
        FloatVector c21 = c00;
        FloatVector c30 = c00;
        FloatVector c31 = c00;
        FloatVector c40 = c00;
        FloatVector c41 = c00;
        FloatVector c50 = c00;
        FloatVector c51 = c00;
        FloatVector c60 = c00;
        FloatVector c61 = c00;
        FloatVector c70 = c00;
        FloatVector c71 = c00;
        long a4 = a + 4 * aI;
        for (int i = 0; i < k; i++) {
            FloatVector b0 = load(b);
            FloatVector b1 = load(b + BYTES);
            FloatVector a0 = broadcast(a);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            FloatVector a1 = broadcast(a + aI);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            FloatVector a2 = broadcast(a + 2 * aI);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            FloatVector a3 = broadcast(a + 3 * aI);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            FloatVector v4 = broadcast(a4);
            c40 = v4.fma(b0, c40);
            c41 = v4.fma(b1, c41);
            FloatVector a5 = broadcast(a4 + aI);
            c50 = a5.fma(b0, c50);
            c51 = a5.fma(b1, c51);
            FloatVector a6 = broadcast(a4 + 2 * aI);
            c60 = a6.fma(b0, c60);
            c61 = a6.fma(b1, c61);
            FloatVector a7 = broadcast(a4 + 3 * aI);
            c70 = a7.fma(b0, c70);
            c71 = a7.fma(b1, c71);
            a += aK;
            a4 += aK;
            b += bK;
        }
        FloatVector.fromMemorySegment(SPECIES, ALL, c, ORDER).add(c00).intoMemorySegment(ALL, c, ORDER);
        FloatVector.fromMemorySegment(SPECIES, ALL, c + BYTES, ORDER).add(c01).intoMemorySegment(ALL, c + BYTES, ORDER);
        FloatVector.fromMemorySegment(SPECIES, ALL, c + cI, ORDER).add(c10).intoMemorySegment(ALL, c + cI, ORDER);
        FloatVector.fromMemorySegment(SPECIES, ALL, c + cI + BYTES, ORDER)
                .add(c11)
                .intoMemorySegment(ALL, c + cI + BYTES, ORDER);
        FloatVector.fromMemorySegment(SPECIES, ALL, c + 2 * cI, ORDER)
                .add(c20)
                .intoMemorySegment(ALL, c + 2 * cI, ORDER);
        FloatVector.fromMemorySegment(SPECIES, ALL, c + 2 * cI + BYTES, ORDER)
                .add(c21)
                .intoMemorySegment(ALL, c + 2 * cI + BYTES, ORDER);
        FloatVector.fromMemorySegment(SPECIES, ALL, c + 3 * cI, ORDER)
                .add(c30)
                .intoMemorySegment(ALL, c + 3 * cI, ORDER);
        FloatVector.fromMemorySegment(SPECIES, ALL, c + 3 * cI + BYTES, ORDER)
                .add(c31)
                .intoMemorySegment(ALL, c + 3 * cI + BYTES, ORDER);
        FloatVector.fromMemorySegment(SPECIES, ALL, c + 4 * cI, ORDER)
                .add(c40)
                .intoMemorySegment(ALL, c + 4 * cI, ORDER);
        FloatVector.fromMemorySegment(SPECIES, ALL, c + 4 * cI + BYTES, ORDER)
                .add(c41)
                .intoMemorySegment(ALL, c + 4 * cI + BYTES, ORDER);
        FloatVector.fromMemorySegment(SPECIES, ALL, c + 5 * cI, ORDER)
                .add(c50)
                .intoMemorySegment(ALL, c + 5 * cI, ORDER);
        FloatVector.fromMemorySegment(SPECIES, ALL, c + 5 * cI + BYTES, ORDER)
                .add(c51)
                .intoMemorySegment(ALL, c + 5 * cI + BYTES, ORDER);
        FloatVector.fromMemorySegment(SPECIES, ALL, c + 6 * cI, ORDER)
                .add(c60)
                .intoMemorySegment(ALL, c + 6 * cI, ORDER);
        FloatVector.fromMemorySegment(SPECIES, ALL, c + 6 * cI + BYTES, ORDER)
                .add(c61)
                .intoMemorySegment(ALL, c + 6 * cI + BYTES, ORDER);
        FloatVector.fromMemorySegment(SPECIES, ALL, c + 7 * cI, ORDER)
                .add(c70)
                .intoMemorySegment(ALL, c + 7 * cI, ORDER);
        FloatVector.fromMemorySegment(SPECIES, ALL, c + 7 * cI + BYTES, ORDER)
                .add(c71)
                .intoMemorySegment(ALL, c + 7 * cI + BYTES, ORDER);
    }

    private static void tile4x2(long a, long aI, long aK, long b, long bK, long c, long cI, int k) {
        FloatVector c00 = FloatVector.zero(SPECIES);
        FloatVector c01 = c00;
        FloatVector c10 = c00;
        FloatVector c11 = c00;
        FloatVector c20 = c00;
        FloatVector c21 = c00;
        FloatVector c30 = c00;
        FloatVector c31 = c00;
        for (int i = 0; i < k; i++) {
            FloatVector b0 = load(b);
            FloatVector b1 = load(b + BYTES);
            FloatVector a0 = broadcast(a);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            FloatVector a1 = broadcast(a + aI);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            FloatVector a2 = broadcast(a + 2 * aI);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            FloatVector a3 = broadcast(a + 3 * aI);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            a += aK;
            b += bK;
        }
        FloatVector.fromMemorySegment(SPECIES, ALL, c, ORDER).add(c00).intoMemorySegment(ALL, c, ORDER);
        FloatVector.fromMemorySegment(SPECIES, ALL, c + BYTES, ORDER).add(c01).intoMemorySegment(ALL, c + BYTES, ORDER);
        FloatVector.fromMemorySegment(SPECIES, ALL, c + cI, ORDER).add(c10).intoMemorySegment(ALL, c + cI, ORDER);
        FloatVector.fromMemorySegment(SPECIES, ALL, c + cI + BYTES, ORDER)
                .add(c11)
                .intoMemorySegment(ALL, c + cI + BYTES, ORDER);
        FloatVector.fromMemorySegment(SPECIES, ALL, c + 2 * cI, ORDER)
                .add(c20)
                .intoMemorySegment(ALL, c + 2 * cI, ORDER);
        FloatVector.fromMemorySegment(SPECIES, ALL, c + 2 * cI + BYTES, ORDER)
                .add(c21)
                .intoMemorySegment(ALL, c + 2 * cI + BYTES, ORDER);
        FloatVector.fromMemorySegment(SPECIES, ALL, c + 3 * cI, ORDER)
                .add(c30)
                .intoMemorySegment(ALL, c + 3 * cI, ORDER);
        FloatVector.fromMemorySegment(SPECIES, ALL, c + 3 * cI + BYTES, ORDER)
                .add(c31)
                .intoMemorySegment(ALL, c + 3 * cI + BYTES, ORDER);
    }

    private static void tile4x1(long a, long aI, long aK, long b, long bK, long c, long cI, int k) {
        FloatVector c0 = FloatVector.zero(SPECIES);
        FloatVector c1 = c0;
        FloatVector c2 = c0;
        FloatVector c3 = c0;
        for (int i = 0; i < k; i++) {
            FloatVector b0 = load(b);
            c0 = broadcast(a).fma(b0, c0);
            c1 = broadcast(a + aI).fma(b0, c1);
            c2 = broadcast(a + 2 * aI).fma(b0, c2);
            c3 = broadcast(a + 3 * aI).fma(b0, c3);
            a += aK;
            b += bK;
        }
        addTo(c, c0);
        addTo(c + cI, c1);
        addTo(c + 2 * cI, c2);
        addTo(c + 3 * cI, c3);
    }

    private static void tile1x1(long a, long aK, long b, long bK, long c, int k) {
        FloatVector sum = FloatVector.zero(SPECIES);
        for (int i = 0; i < k; i++) {
            sum = broadcast(a).fma(load(b), sum);
            a += aK;
            b += bK;
        }
        addTo(c, sum);
    }

    /** Columns [j, n) that do not fill a vector. */
    private static void scalarColumns(long a, long aK, long b, long bK, long c, int j, int n, int k) {
        for (; j < n; j++) {
            float sum = 0;
            for (int i = 0; i < k; i++) {
                sum = Math.fma(scalar(a + i * aK), scalar(b + i * bK + j * 4L), sum);
            }
            ALL.set(Matrix.FLOAT, c + j * 4L, scalar(c + j * 4L) + sum);
        }
    }

    private static FloatVector load(long address) {
        return FloatVector.fromMemorySegment(SPECIES, ALL, address, ORDER);
    }

    private static float scalar(long address) {
        return ALL.get(Matrix.FLOAT, address);
    }

    private static FloatVector broadcast(long address) {
        return FloatVector.broadcast(SPECIES, scalar(address));
    }

    private static void addTo(long address, FloatVector sum) {
        load(address).add(sum).intoMemorySegment(ALL, address, ORDER);
    }
}
