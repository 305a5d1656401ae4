package io.firth.io;

/**
 * The CRC32C (Castagnoli) of two stretches of bytes, one after the other, from the CRC32C of each: so that a header that
 * is known last can stand first.
 *
 * <p>A checksum is a polynomial over GF(2), reflected: the coefficient of x⁰ is the highest bit. Appending n bytes
 * multiplies what came before by x⁸ⁿ modulo the generator.
 */
final class Crc32cSum {
    private static final int GENERATOR = 0x82F63B78;
    private static final int ONE = 1 << 31;
    private static final int X_TO_8 = 1 << 23;

    private Crc32cSum() {}

    /**
     * The checksum of a and b together.
     *
     * @param lengthB bytes of b
     */
    static int of(int a, int b, long lengthB) {
        return multiply(power(lengthB), a) ^ b;
    }

    /** x⁸ⁿ, by squaring. */
    private static int power(long n) {
        int result = ONE;
        int square = X_TO_8;
        for (long left = n; left > 0; left >>>= 1) {
            if ((left & 1) != 0) {
                result = multiply(result, square);
            }
            square = multiply(square, square);
        }
        return result;
    }

    private static int multiply(int a, int b) {
        int product = 0;
        int shifted = b;
        for (int bit = ONE; bit != 0; bit >>>= 1) {
            if ((a & bit) != 0) {
                product ^= shifted;
            }
            shifted = (shifted >>> 1) ^ ((shifted & 1) == 0 ? 0 : GENERATOR);
        }
        return product;
    }
}
