package io.firth.io;

import io.firth.math.Matrix;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;

/** Types of number that an array in a file may have, and how a matrix of floats is got from them. */
enum NumberType {
    F16(2),
    BF16(2),
    F32(4),
    F64(8),
    I8(1);

    private static final int BLOCK = 4096;

    /** Bytes of one number. */
    final int size;

    NumberType(int size) {
        this.size = size;
    }

    /** Whether some numbers of this type are no floats, so that reading rounds. */
    boolean isRounded() {
        return this == F64;
    }

    /**
     * The rows × dim numbers of {@code bytes} as a matrix: a view if they are little-endian floats row by row, else a copy,
     * each number rounded to the nearest float.
     *
     * @param byColumns whether a column, not a row, lies together
     */
    Matrix matrix(Path file, MemorySegment bytes, ByteOrder order, long rows, int dim, boolean byColumns)
            throws IOException {
        boolean oneWay = rows == 1 || dim == 1; // then both orders are the same
        if (this == F32 && order == ByteOrder.LITTLE_ENDIAN && (!byColumns || oneWay)) {
            return Matrix.view(bytes, rows, dim, dim);
        }
        Matrix matrix = Rows.allocate(file, rows, dim);
        Parallel.forEach((int) Math.ceilDiv(rows, BLOCK), () -> {
            float[] row = new float[dim];
            return block -> {
                long end = Math.min(rows, (block + 1L) * BLOCK);
                for (long r = (long) block * BLOCK; r < end; r++) {
                    for (int c = 0; c < dim; c++) {
                        row[c] = read(bytes, order, byColumns ? c * rows + r : r * dim + c);
                    }
                    matrix.setRow(r, row);
                }
            };
        });
        return matrix;
    }

    private float read(MemorySegment bytes, ByteOrder order, long index) {
        return switch (this) {
            case F16 -> Float.float16ToFloat(int16(bytes, order, index));
            case BF16 -> Float.intBitsToFloat(int16(bytes, order, index) << 16);
            case F32 -> bytes.get(ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(order), index * Float.BYTES);
            case F64 -> (float) bytes.get(ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(order), index * Double.BYTES);
            case I8 -> bytes.get(ValueLayout.JAVA_BYTE, index);
        };
    }

    private static short int16(MemorySegment bytes, ByteOrder order, long index) {
        return bytes.get(ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(order), index * Short.BYTES);
    }
}
