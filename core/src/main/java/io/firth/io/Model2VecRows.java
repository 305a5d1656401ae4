package io.firth.io;

import io.firth.math.Matrix;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * Two tensors that Model2Vec may put beside its matrix: {@code mapping}, the row of each token, of which several may share
 * one, and {@code weights}, a factor for each token.
 */
final class Model2VecRows {
    private Model2VecRows() {}

    /** A row per token. */
    static Matrix apply(Path file, MemorySegment bytes, Safetensors header, Matrix matrix, int tokens)
            throws IOException {
        Safetensors.Tensor mapping = header.tensors().get("mapping");
        Safetensors.Tensor weights = header.tensors().get("weights");
        if (mapping == null && weights == null) {
            return matrix;
        }
        if (mapping == null && matrix.rows() != tokens) {
            throw new IOException(
                    file + " has " + matrix.rows() + " rows, but tokenizer.json has " + tokens + " tokens");
        }
        checkLength(file, mapping, tokens);
        checkLength(file, weights, tokens);
        Matrix result = Rows.allocate(file, tokens, matrix.dim());
        float[] row = new float[matrix.dim()];
        for (int token = 0; token < tokens; token++) {
            long from = mapping == null ? token : (long) number(file, bytes, header, mapping, token);
            if (from < 0 || from >= matrix.rows()) {
                throw new IOException(
                        file + ": mapping[" + token + "] is " + from + ", but there are " + matrix.rows() + " rows");
            }
            matrix.copyRow(from, row);
            float weight = weights == null ? 1 : (float) number(file, bytes, header, weights, token);
            for (int i = 0; i < row.length; i++) {
                row[i] *= weight;
            }
            result.setRow(token, row);
        }
        return result;
    }

    private static void checkLength(Path file, Safetensors.Tensor tensor, int tokens) throws IOException {
        if (tensor != null && (tensor.shape().size() != 1 || tensor.shape().get(0) != tokens)) {
            throw new IOException(file + ": tensor '" + tensor.name() + "' has the shape " + tensor.shape() + ", but ["
                    + tokens + "] is expected, one number per token");
        }
    }

    private static double number(
            Path file, MemorySegment bytes, Safetensors header, Safetensors.Tensor tensor, int index)
            throws IOException {
        long start = header.dataStart() + tensor.begin();
        ByteOrder order = ByteOrder.LITTLE_ENDIAN;
        return switch (tensor.dtype()) {
            case "F16" ->
                Float.float16ToFloat(bytes.get(ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(order), start + 2L * index));
            case "F32" -> bytes.get(ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(order), start + 4L * index);
            case "F64" -> bytes.get(ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(order), start + 8L * index);
            case "I32" -> bytes.get(ValueLayout.JAVA_INT_UNALIGNED.withOrder(order), start + 4L * index);
            case "I64" -> bytes.get(ValueLayout.JAVA_LONG_UNALIGNED.withOrder(order), start + 8L * index);
            default ->
                throw new IOException(file + ": tensor '" + tensor.name() + "' is of type " + tensor.dtype()
                        + "; F16, F32, F64, I32 or I64 is expected");
        };
    }
}
