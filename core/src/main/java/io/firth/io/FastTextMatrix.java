package io.firth.io;

import io.firth.math.Matrix;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * A matrix of a fastText model: dense (rows, columns, floats), seen in place; or quantised by a product quantiser (H.
 * Jégou et al., 2011), where each row is one byte per piece of dsub columns, the number of the piece's centroid, and
 * perhaps one more for its norm.
 */
final class FastTextMatrix {
    private static final int CENTROIDS = 256;
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final MemorySegment bytes;
    private final long rows;
    private final int dim;
    private final long data;
    private final Quantizer quantizer;
    private final long norms;
    private final Quantizer normQuantizer;

    private FastTextMatrix(
            MemorySegment bytes, long rows, int dim, long data, Quantizer quantizer, long norms, Quantizer nq) {
        this.bytes = bytes;
        this.rows = rows;
        this.dim = dim;
        this.data = data;
        this.quantizer = quantizer;
        this.norms = norms;
        this.normQuantizer = nq;
    }

    /** Centroids of all pieces: for each piece but the last 256 × dsub floats, for the last 256 × its own columns. */
    private record Quantizer(int dim, int pieces, int dsub, int lastDsub, long centroids) {
        static Quantizer read(Path file, Cursor in, long expectedDim, String what) throws IOException {
            int dim = in.int32(what);
            int pieces = in.int32(what);
            int dsub = in.int32(what);
            int lastDsub = in.int32(what);
            if (dim != expectedDim
                    || dsub < 1
                    || pieces < 1
                    || lastDsub < 1
                    || lastDsub > dsub
                    || (pieces - 1L) * dsub + lastDsub != dim) {
                throw new IOException(file + ": the quantiser of " + what + ", before byte " + in.position() + ", has "
                        + dim + " columns in " + pieces + " pieces of " + dsub + " (the last of " + lastDsub
                        + "), which does not fit " + expectedDim + " columns");
            }
            return new Quantizer(
                    dim, pieces, dsub, lastDsub, in.take((long) dim * CENTROIDS * Float.BYTES, "centroids of " + what));
        }

        float centroid(MemorySegment bytes, int piece, int code, int column) {
            int width = piece == pieces - 1 ? lastDsub : dsub;
            long index = (long) piece * CENTROIDS * dsub + (long) code * width + column;
            return bytes.get(FLOAT, centroids + index * Float.BYTES);
        }
    }

    static FastTextMatrix dense(Path file, MemorySegment bytes, Cursor in, String what) throws IOException {
        long rows = in.int64("the shape of " + what);
        long dim = in.int64("the shape of " + what);
        checkShape(file, rows, dim, what);
        if (rows > in.remaining() / dim / Float.BYTES) {
            throw new IOException(file + " is cut off in " + what + ", at byte " + in.position() + ": " + rows
                    + " rows of " + dim + " floats are promised, but only "
                    + in.remaining() / dim / Float.BYTES + " are whole");
        }
        return new FastTextMatrix(bytes, rows, (int) dim, in.take(rows * dim * Float.BYTES, what), null, 0, null);
    }

    static FastTextMatrix quantized(Path file, MemorySegment bytes, Cursor in, String what) throws IOException {
        boolean hasNorms = in.int8("the kind of " + what) != 0;
        long rows = in.int64("the shape of " + what);
        long dim = in.int64("the shape of " + what);
        checkShape(file, rows, dim, what);
        int codes = in.int32("the size of " + what);
        if (codes < 0 || rows > codes || codes % Math.max(1, rows) != 0) {
            throw new IOException(
                    file + ": " + what + " has " + codes + " bytes for " + rows + " rows, at byte " + in.position());
        }
        long data = in.take(codes, "the codes of " + what);
        Quantizer quantizer = Quantizer.read(file, in, dim, what);
        if (rows * quantizer.pieces != codes) {
            throw new IOException(file + ": " + what + " has " + codes + " bytes for " + rows + " rows of "
                    + quantizer.pieces + " pieces");
        }
        long norms = hasNorms ? in.take(rows, "the norms of " + what) : 0;
        Quantizer normQuantizer = hasNorms ? Quantizer.read(file, in, 1, "the norms of " + what) : null;
        return new FastTextMatrix(bytes, rows, (int) dim, data, quantizer, norms, normQuantizer);
    }

    private static void checkShape(Path file, long rows, long dim, String what) throws IOException {
        if (rows < 0 || dim < 1 || dim > Word2VecHeader.MOST_DIM) {
            throw new IOException(file + ": " + what + " is " + rows + " × " + dim + "; a vector must have 1 to "
                    + Word2VecHeader.MOST_DIM + " columns");
        }
    }

    long rows() {
        return rows;
    }

    int dim() {
        return dim;
    }

    boolean isQuantized() {
        return quantizer != null;
    }

    /** Some rows of it: of a dense matrix seen in place, of a quantised one computed. */
    Matrix rows(Path file, long from, long count) throws IOException {
        if (quantizer == null) {
            long start = data + from * dim * Float.BYTES;
            return Matrix.view(bytes.asSlice(start, count * dim * Float.BYTES), count, dim, dim);
        }
        Matrix result = Rows.allocate(file, count, dim);
        float[] row = new float[dim];
        for (long r = 0; r < count; r++) {
            decode(from + r, row);
            result.setRow(r, row);
        }
        return result;
    }

    private void decode(long row, float[] destination) {
        float norm = 1;
        if (normQuantizer != null) {
            norm = normQuantizer.centroid(bytes, 0, bytes.get(ValueLayout.JAVA_BYTE, norms + row) & 0xff, 0);
        }
        for (int piece = 0; piece < quantizer.pieces; piece++) {
            int code = bytes.get(ValueLayout.JAVA_BYTE, data + row * quantizer.pieces + piece) & 0xff;
            int width = piece == quantizer.pieces - 1 ? quantizer.lastDsub : quantizer.dsub;
            for (int i = 0; i < width; i++) {
                destination[piece * quantizer.dsub + i] = norm * quantizer.centroid(bytes, piece, code, i);
            }
        }
    }
}
