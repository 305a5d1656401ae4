package io.firth.math;

import java.lang.ref.Reference;

/** The kernel in plain Java: the one to read, and the fallback. */
final class ScalarKernel implements Kernel {
    @Override
    public String describe() {
        return "scalar";
    }

    @Override
    public float dot(Matrix a, long rowA, Matrix b, long rowB) {
        float sum = dot(a.address(rowA), b.address(rowB), a.dim());
        Reference.reachabilityFence(a);
        Reference.reachabilityFence(b);
        return sum;
    }

    @Override
    public void dots(float[] query, Matrix matrix, long firstRow, int rows, float[] scores) {
        int dim = matrix.dim();
        for (int r = 0; r < rows; r++) {
            long row = matrix.address(firstRow + r);
            float s0 = 0;
            float s1 = 0;
            float s2 = 0;
            float s3 = 0;
            int d = 0;
            for (; d + 3 < dim; d += 4) {
                s0 += query[d] * get(row, d);
                s1 += query[d + 1] * get(row, d + 1);
                s2 += query[d + 2] * get(row, d + 2);
                s3 += query[d + 3] * get(row, d + 3);
            }
            for (; d < dim; d++) {
                s0 += query[d] * get(row, d);
            }
            scores[r] = (s0 + s1) + (s2 + s3);
        }
        Reference.reachabilityFence(matrix);
    }

    @Override
    public void step(LogisticBlock block, float learningRate) {
        int padded = block.prepare();
        coefficients(block, padded, learningRate);
        int dim = block.rowBytes / Float.BYTES;
        int pair = 0;
        for (int first = 0; first < padded; ) {
            int width = LogisticBlock.panelWidth(padded - first);
            updatePanel(block, first, width, pair, dim);
            pair += width * block.inputCount;
            first += width;
        }
    }

    @Override
    public void loss(LogisticBlock block) {
        coefficients(block, block.prepare(), 0);
    }

    /** g_io = η (label − σ(x)) = η · sign · σ(−sign · x), and the loss log(1 + e^(−sign · x)). */
    private static void coefficients(LogisticBlock block, int padded, float learningRate) {
        int dim = block.rowBytes / Float.BYTES;
        int n = block.inputCount;
        int pair = 0;
        double loss = 0;
        for (int first = 0; first < padded; ) {
            int width = LogisticBlock.panelWidth(padded - first);
            for (int i = 0; i < n; i++) {
                for (int o = first; o < first + width; o++, pair++) {
                    float sign = get(block.signs, pair);
                    long row = o == 0 && block.ownTargets ? block.targets[i] : block.outputs[o];
                    double t = -sign * dot(block.values[i], row, dim);
                    double e = StrictMath.exp(-Math.abs(t));
                    loss += Math.abs(sign) * (Math.max(t, 0) + StrictMath.log1p(e));
                    double sigma = (t >= 0 ? 1 : e) / (1 + e);
                    set(block.coefficients, pair, (float) (learningRate * sign * sigma));
                }
            }
            first += width;
        }
        block.addLoss(loss);
    }

    private static void updatePanel(LogisticBlock block, int first, int width, int firstPair, int dim) {
        int n = block.inputCount;
        float[] u = new float[width];
        float[] du = new float[width];
        for (int d = 0; d < dim; d++) {
            for (int k = 0; k < width; k++) {
                u[k] = get(block.outputValues[first + k], d);
                du[k] = 0;
            }
            int pair = firstPair;
            for (int i = 0; i < n; i++) {
                float v = get(block.values[i], d);
                float dv = 0;
                for (int k = 0; k < width; k++) {
                    float g = get(block.coefficients, pair++);
                    if (first + k == 0 && block.ownTargets) {
                        float t = get(block.targets[i], d);
                        dv += g * t;
                        set(block.targets[i], d, t + g * v);
                    } else {
                        dv += g * u[k];
                        du[k] += g * v;
                    }
                }
                set(block.inputs[i], d, get(block.inputs[i], d) + dv);
            }
            for (int k = 0; k < width; k++) {
                long row = block.outputs[first + k];
                set(row, d, get(row, d) + du[k]);
            }
        }
    }

    @Override
    public void exchange(Matrix shared, long first, Matrix own, Matrix before) {
        for (long r = 0; r < own.rows(); r++) {
            long common = shared.address(first + r);
            for (int d = 0; d < shared.stride(); d++) {
                float sum = get(common, d) + (get(own.address(r), d) - get(before.address(r), d));
                set(common, d, sum);
                set(own.address(r), d, sum);
                set(before.address(r), d, sum);
            }
        }
        Reference.reachabilityFence(shared);
        Reference.reachabilityFence(own);
        Reference.reachabilityFence(before);
    }

    @Override
    public void takeRows(Matrix shared, int[] rows, int n, Matrix own) {
        for (int s = 0; s < n; s++) {
            for (int d = 0; d < shared.stride(); d++) {
                set(own.address(s), d, get(shared.address(rows[s]), d));
            }
        }
        Reference.reachabilityFence(shared);
        Reference.reachabilityFence(own);
    }

    @Override
    public void subtractRows(Matrix shared, int[] rows, int n, Matrix own) {
        for (int s = 0; s < n; s++) {
            for (int d = 0; d < shared.stride(); d++) {
                set(own.address(s), d, get(own.address(s), d) - get(shared.address(rows[s]), d));
            }
        }
        Reference.reachabilityFence(shared);
        Reference.reachabilityFence(own);
    }

    @Override
    public void combineRows(Matrix changesA, long a, Matrix changesB, long b) {
        int n = changesA.stride();
        long x = changesA.address(a);
        long y = changesB.address(b);
        float inner = dot(x, y, n);
        float keepA = inner <= 0 ? 1 : 1 - inner / (2 * dot(x, x, n));
        float keepB = inner <= 0 ? 1 : 1 - inner / (2 * dot(y, y, n));
        for (int d = 0; d < n; d++) {
            set(x, d, keepA * get(x, d) + keepB * get(y, d));
        }
        Reference.reachabilityFence(changesA);
        Reference.reachabilityFence(changesB);
    }

    @Override
    public void addRow(Matrix shared, long row, Matrix changes, long change) {
        long to = shared.address(row);
        long from = changes.address(change);
        for (int d = 0; d < shared.stride(); d++) {
            set(to, d, get(to, d) + get(from, d));
        }
        Reference.reachabilityFence(shared);
        Reference.reachabilityFence(changes);
    }

    @Override
    public void mean(RowView view, int[] rows, int n, Matrix mean, long meanRow) {
        long target = mean.address(meanRow);
        float share = 1f / n;
        for (int d = 0; d < view.stride(); d++) {
            float sum = 0;
            for (int i = 0; i < n; i++) {
                sum += get(view.address(rows[i]), d);
            }
            set(target, d, sum * share);
        }
        view.keepReachable();
        Reference.reachabilityFence(mean);
    }

    @Override
    public void addToEach(RowView view, int[] rows, int n, float factor, Matrix change, long changeRow) {
        long source = change.address(changeRow);
        for (int i = 0; i < n; i++) {
            long row = view.address(rows[i]);
            for (int d = 0; d < view.stride(); d++) {
                set(row, d, get(row, d) + factor * get(source, d));
            }
        }
        view.keepReachable();
        Reference.reachabilityFence(change);
    }

    private static float dot(long a, long b, int dim) {
        float sum = 0;
        for (int d = 0; d < dim; d++) {
            sum += get(a, d) * get(b, d);
        }
        return sum;
    }

    private static float get(long row, int column) {
        return Memory.ALL.get(Matrix.FLOAT, row + (long) column * Float.BYTES);
    }

    private static void set(long row, int column, float value) {
        Memory.ALL.set(Matrix.FLOAT, row + (long) column * Float.BYTES, value);
    }
}
