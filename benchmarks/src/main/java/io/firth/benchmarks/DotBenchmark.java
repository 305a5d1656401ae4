package io.firth.benchmarks;

import io.firth.math.Matrix;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Nanoseconds for one dot product of two rows that lie in the first-level cache: plain Java against the Vector API.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar DotBenchmark}. Its correctness twin is {@code DotProductsTest}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Fork(
        value = 3,
        jvmArgsAppend = {"--add-modules=jdk.incubator.vector"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DotBenchmark {
    /** Rows in each matrix: 2 · 16 rows of 300 floats fit in 48 KiB. */
    private static final int ROWS = 16;

    /** Floats in a row. */
    @Param({"100", "300"})
    public int dim;

    private Matrix a;
    private Matrix b;

    /** Makes an empty benchmark; JMH calls {@link #fill} before the first run. */
    public DotBenchmark() {}

    /** Fills both matrices with normal numbers from a fixed seed. */
    @Setup
    public void fill() {
        Random random = new Random(1);
        a = random(random, dim);
        b = random(random, dim);
    }

    /** One row of the one against one row of the other, sixteen times, in plain Java. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public float plain() {
        float sum = 0;
        for (int row = 0; row < ROWS; row++) {
            sum += DotProducts.plain(a, row, b, ROWS - 1 - row);
        }
        return sum;
    }

    /** The same sixteen products with the Vector API. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public float vector() {
        float sum = 0;
        for (int row = 0; row < ROWS; row++) {
            sum += DotProducts.vector(a, row, b, ROWS - 1 - row);
        }
        return sum;
    }

    private static Matrix random(Random random, int dim) {
        Matrix matrix = Matrix.allocate(ROWS, dim);
        for (int row = 0; row < ROWS; row++) {
            for (int column = 0; column < dim; column++) {
                matrix.set(row, column, (float) random.nextGaussian());
            }
        }
        return matrix;
    }
}
