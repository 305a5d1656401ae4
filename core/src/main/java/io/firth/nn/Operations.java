package io.firth.nn;

import java.util.List;

/** The operations that graphs are built from. */
public final class Operations {
    private Operations() {}

    /** A·B: (n × k), (k × m) → n × m. */
    public static final Operation MULTIPLY = new Binary(
            "×", DoubleMatrix::times, (a, b, y, g) -> g.timesTransposed(b), (a, b, y, g) -> a.transposedTimes(g));

    /** A + B; a B of one row is added to every row of A. */
    public static final Operation ADD =
            new Binary("+", DoubleMatrix::plus, (a, b, y, g) -> g, (a, b, y, g) -> a.sameShape(b) ? g : g.columnSums());

    /** A − B, of the same shape. */
    public static final Operation SUBTRACT =
            new Binary("−", DoubleMatrix::minus, (a, b, y, g) -> g, (a, b, y, g) -> g.scaled(-1));

    /** A ∘ B, element by element. */
    public static final Operation HADAMARD =
            new Binary("∘", DoubleMatrix::hadamard, (a, b, y, g) -> g.hadamard(b), (a, b, y, g) -> g.hadamard(a));

    /** Aᵀ. */
    public static final Operation TRANSPOSE = new Unary("ᵀ", DoubleMatrix::transposed, (a, y, g) -> g.transposed());

    /** −log A, element by element. */
    public static final Operation NEGATIVE_LOG =
            new Unary("−log", a -> a.map(x -> -Math.log(x)), (a, y, g) -> g.hadamard(a.map(x -> -1 / x)));

    /** A ∘ A. */
    public static final Operation SQUARE = new Unary("²", a -> a.hadamard(a), (a, y, g) -> g.hadamard(a.scaled(2)));

    /** Σ over all elements: n × m → 1 × 1. */
    public static final Operation SUM =
            new Unary("Σ", a -> DoubleMatrix.ofRow(a.sum()), (a, y, g) -> a.map(x -> g.get(0, 0)));

    /** c·A. */
    public static Operation scale(double c) {
        return new Unary("·" + DoubleMatrix.number(c), a -> a.scaled(c), (a, y, g) -> g.scaled(c));
    }

    /** f of every row, n × p → n × p; for an element-wise f rows and columns do not matter. */
    public static Operation activation(Activation f) {
        String label = f == Activation.RELU ? "ReLU" : f == Activation.SIGMOID ? "σ" : f.toString();
        return new Unary(label, f::apply, f::jacobianProduct);
    }

    /** The mean loss of n examples: output n × p, targets n × p → 1 × 1. No gradient passes to the targets. */
    public static Operation loss(Loss loss) {
        return new Binary(
                loss.toString(),
                (a, t) -> DoubleMatrix.ofRow(loss.value(a, t)),
                (a, t, y, g) -> loss.gradient(a, t).scaled(g.get(0, 0)),
                (a, t, y, g) -> DoubleMatrix.zeros(t.rows(), t.columns()));
    }

    private interface Function1 {
        DoubleMatrix of(DoubleMatrix a);
    }

    private interface Gradient1 {
        DoubleMatrix of(DoubleMatrix a, DoubleMatrix y, DoubleMatrix g);
    }

    private interface Function2 {
        DoubleMatrix of(DoubleMatrix a, DoubleMatrix b);
    }

    private interface Gradient2 {
        DoubleMatrix of(DoubleMatrix a, DoubleMatrix b, DoubleMatrix y, DoubleMatrix g);
    }

    private record Unary(String label, Function1 function, Gradient1 gradient) implements Operation {
        @Override
        public DoubleMatrix forward(List<DoubleMatrix> inputs) {
            check(label, inputs, 1);
            return function.of(inputs.getFirst());
        }

        @Override
        public List<DoubleMatrix> backward(List<DoubleMatrix> inputs, DoubleMatrix output, DoubleMatrix g) {
            return List.of(gradient.of(inputs.getFirst(), output, g));
        }
    }

    private record Binary(String label, Function2 function, Gradient2 first, Gradient2 second) implements Operation {
        @Override
        public DoubleMatrix forward(List<DoubleMatrix> inputs) {
            check(label, inputs, 2);
            return function.of(inputs.get(0), inputs.get(1));
        }

        @Override
        public List<DoubleMatrix> backward(List<DoubleMatrix> inputs, DoubleMatrix output, DoubleMatrix g) {
            DoubleMatrix a = inputs.get(0);
            DoubleMatrix b = inputs.get(1);
            return List.of(first.of(a, b, output, g), second.of(a, b, output, g));
        }
    }

    private static void check(String label, List<DoubleMatrix> inputs, int expected) {
        if (inputs.size() != expected) {
            throw new IllegalArgumentException(
                    "operation '" + label + "' takes " + expected + " inputs, not " + inputs.size());
        }
    }
}
