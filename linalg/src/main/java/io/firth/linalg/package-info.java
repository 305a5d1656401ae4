/**
 * Dense linear algebra: the {@link io.firth.math.DenseAlgebra} that core asks for. In: row-major arrays of double. Out:
 * orthonormal bases, singular value decompositions, products.
 */
package io.firth.linalg;
