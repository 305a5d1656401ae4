package io.firth.parquet;

import java.util.Arrays;

/** One word with its count and its vector; one object serves for all rows, one after the other. */
final class ModelRow {
    byte[] word = new byte[0];
    long count;
    float[] vector = new float[16];
    int columns;

    void clear() {
        count = 0;
        columns = 0;
    }

    void add(float value) {
        if (columns == vector.length) {
            vector = Arrays.copyOf(vector, 2 * columns);
        }
        vector[columns++] = value;
    }
}
