package io.firth.io;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Puts fastText's model file together, number by number, as its layout is documented; every part can be made wrong. */
final class FastTextGolden {
    static final int SKIP_GRAM = 2;
    static final int SUPERVISED = 3;
    static final int HIERARCHICAL = 1;
    static final int NEGATIVE_SAMPLING = 2;

    int magic = 793_712_314;
    int version = 12;
    int dim = 2;
    int loss = NEGATIVE_SAMPLING;
    int model = SKIP_GRAM;
    int buckets = 4;
    int minLength = 3;
    int maxLength = 4;
    List<String> words = new ArrayList<>(List.of("abc", "</s>"));
    List<String> labels = new ArrayList<>();
    int[][] pruned; // bucket, row; null: not pruned
    float[][] input = {{1, 2}, {3, 4}, {0.5f, 0}, {0, 0.25f}, {8, 0}, {0, 16}};
    float[][] output = {{9, 10}, {11, 12}};
    byte[] quantizedInput; // in the place of the dense one

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** A whole model of a random kind. */
    static FastTextGolden random(long seed) {
        Random random = new Random(seed);
        FastTextGolden g = new FastTextGolden();
        g.dim = 1 + random.nextInt(4);
        g.buckets = random.nextInt(3) * 5;
        g.maxLength = random.nextInt(5);
        g.minLength = random.nextInt(3);
        g.words.clear();
        int words = 1 + random.nextInt(9);
        for (int i = 0; i < words; i++) {
            g.words.add("wörd" + i);
        }
        if (random.nextBoolean()) {
            g.model = SUPERVISED;
            g.labels.add("__label__x");
        }
        g.input = rows(random, words + g.buckets, g.dim);
        g.output = rows(random, g.model == SUPERVISED ? 1 : words, g.dim);
        if (random.nextBoolean()) {
            g.quantizedInput =
                    quantized(random, words + g.buckets, g.dim, 1 + random.nextInt(g.dim), random.nextBoolean());
        }
        return g;
    }

    private static float[][] rows(Random random, int rows, int dim) {
        float[][] matrix = new float[rows][dim];
        for (float[] row : matrix) {
            for (int i = 0; i < dim; i++) {
                row[i] = (float) random.nextGaussian();
            }
        }
        return matrix;
    }

    private static byte[] quantized(Random random, int rows, int dim, int dsub, boolean norms) {
        FastTextGolden part = new FastTextGolden();
        int pieces = Math.ceilDiv(dim, dsub);
        part.int8(norms ? 1 : 0).int64(rows).int64(dim).int32(rows * pieces);
        byte[] codes = new byte[rows * pieces];
        random.nextBytes(codes);
        part.out.writeBytes(codes);
        part.int32(dim).int32(pieces).int32(dsub).int32(dim - (pieces - 1) * dsub);
        for (int i = 0; i < 256 * dim; i++) {
            part.float32((float) random.nextGaussian());
        }
        if (norms) {
            byte[] normCodes = new byte[rows];
            random.nextBytes(normCodes);
            part.out.writeBytes(normCodes);
            part.int32(1).int32(1).int32(1).int32(1);
            for (int i = 0; i < 256; i++) {
                part.float32(random.nextFloat());
            }
        }
        return part.out.toByteArray();
    }

    byte[] bytes() {
        out.reset();
        int32(magic).int32(version);
        int32(dim).int32(5).int32(1).int32(1).int32(5).int32(1);
        int32(loss)
                .int32(model)
                .int32(buckets)
                .int32(minLength)
                .int32(maxLength)
                .int32(100);
        int64(Double.doubleToLongBits(1e-4));
        int32(words.size() + labels.size()).int32(words.size()).int32(labels.size());
        int64(1234).int64(pruned == null ? -1 : pruned.length);
        for (int i = 0; i < words.size() + labels.size(); i++) {
            boolean label = i >= words.size();
            String word = label ? labels.get(i - words.size()) : words.get(i);
            out.writeBytes(word.getBytes(StandardCharsets.UTF_8));
            int8(0).int64(100 - i).int8(label ? 1 : 0);
        }
        for (int[] pair : pruned == null ? new int[0][] : pruned) {
            int32(pair[0]).int32(pair[1]);
        }
        int8(quantizedInput == null ? 0 : 1);
        if (quantizedInput == null) {
            matrix(input);
        } else {
            out.writeBytes(quantizedInput);
        }
        int8(0);
        matrix(output);
        return out.toByteArray();
    }

    private void matrix(float[][] rows) {
        int64(rows.length).int64(dim);
        for (float[] row : rows) {
            for (float value : row) {
                float32(value);
            }
        }
    }

    private FastTextGolden int8(int value) {
        out.write(value);
        return this;
    }

    private FastTextGolden int32(int value) {
        out.writeBytes(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array());
        return this;
    }

    private FastTextGolden int64(long value) {
        out.writeBytes(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array());
        return this;
    }

    private FastTextGolden float32(float value) {
        return int32(Float.floatToRawIntBits(value));
    }
}
