package io.firth.io;

import io.firth.text.Quoted;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header of NumPy's {@code .npy}, versions 1 to 3: magic, version, length, and the literal of a Python dictionary with
 * {@code descr}, {@code fortran_order} and {@code shape}.
 *
 * @param type of the numbers
 * @param order of their bytes
 * @param byColumns Fortran's order
 * @param rows V
 * @param dim D
 * @param dataStart byte offset of the first number
 */
record NumpyHeader(NumberType type, ByteOrder order, boolean byColumns, long rows, int dim, long dataStart) {
    private static final int MOST_HEADER_BYTES = 1 << 16;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final Pattern DESCR = Pattern.compile("['\"]descr['\"]\\s*:\\s*['\"]([^'\"]*)['\"]");
    private static final Pattern ORDER = Pattern.compile("['\"]fortran_order['\"]\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("['\"]shape['\"]\\s*:\\s*\\(([0-9L,\\s]*)\\)");
    private static final Map<String, NumberType> TYPES =
            Map.of("f2", NumberType.F16, "f4", NumberType.F32, "f8", NumberType.F64);

    static NumpyHeader read(Path file, MemorySegment bytes) throws IOException {
        if (bytes.byteSize() < 10 || (bytes.get(ValueLayout.JAVA_BYTE, 0) & 0xff) != 0x93) {
            throw new IOException(file + " does not begin like a NumPy file (\\x93NUMPY)");
        }
        int version = bytes.get(ValueLayout.JAVA_BYTE, 6);
        if (version < 1 || version > 3) {
            throw new IOException(file + " is of version " + version + " of NumPy's format, but this Firth reads 1 to 3"
                    + (version > 3 ? "; a newer Firth is needed" : ""));
        }
        int start = version == 1 ? 10 : 12;
        long length = -1;
        if (bytes.byteSize() >= start) {
            int int32 = bytes.get(INT, start == 10 ? 6 : 8);
            length = version == 1 ? int32 >>> 16 : int32 & 0xffffffffL;
        }
        if (length < 0 || length > Math.min(MOST_HEADER_BYTES, bytes.byteSize() - start)) {
            throw new IOException(file + " is cut off or damaged: its header should have " + length
                    + " bytes from byte " + start + " on, and at most " + MOST_HEADER_BYTES + " are read");
        }
        byte[] header = bytes.asSlice(start, length).toArray(ValueLayout.JAVA_BYTE);
        return parse(file, new String(header, StandardCharsets.UTF_8), start + length, bytes.byteSize());
    }

    private static NumpyHeader parse(Path file, String header, long dataStart, long fileSize) throws IOException {
        String descr = field(file, header, DESCR, "descr");
        boolean byColumns = field(file, header, ORDER, "fortran_order").equals("True");
        String[] shape =
                field(file, header, SHAPE, "shape").replace("L", "").strip().split("\\s*,\\s*");
        NumberType type = descr.length() == 3 ? TYPES.get(descr.substring(1)) : null;
        if (type == null || "<>=".indexOf(descr.charAt(0)) < 0) {
            throw new IOException(file + " holds numbers of type " + Quoted.of(descr)
                    + "; f2, f4 and f8 are read, little-endian (<) or big-endian (>)");
        }
        if (shape.length != 2) {
            throw new IOException(file + " is an array of shape (" + String.join(", ", shape)
                    + "); two dimensions are expected, words and columns");
        }
        long rows = number(shape[0]);
        long dim = number(shape[1]);
        if (rows < 1 || rows > Integer.MAX_VALUE - 8 || dim < 1 || dim > Word2VecHeader.MOST_DIM) {
            throw new IOException(file + " is an array of shape (" + shape[0] + ", " + shape[1]
                    + "); at least one row and one column, and at most " + Word2VecHeader.MOST_DIM
                    + " columns are expected");
        }
        long needed = rows * dim * type.size; // < 2^31 · 2^20 · 8
        if (needed != fileSize - dataStart) {
            throw new IOException(file + " should have " + needed + " bytes of numbers for its shape (" + rows + ", "
                    + dim + ") after byte " + dataStart + ", but has " + (fileSize - dataStart)
                    + (needed > fileSize - dataStart && !byColumns
                            ? ": it is cut off, only " + (fileSize - dataStart) / (dim * type.size) + " rows are whole"
                            : ""));
        }
        ByteOrder order = descr.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        return new NumpyHeader(type, order, byColumns, rows, (int) dim, dataStart);
    }

    private static String field(Path file, String header, Pattern pattern, String name) throws IOException {
        Matcher m = pattern.matcher(header);
        if (!m.find()) {
            throw new IOException(file + ": the header " + Quoted.of(header) + " has no readable '" + name + "'");
        }
        return m.group(1);
    }

    private static long number(String digits) {
        return digits.matches("[0-9]{1,18}") ? Long.parseLong(digits) : -1;
    }
}
