package io.firth.io;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The header of a safetensors file: eight bytes with the length of a JSON object, that object, then the tensors' bytes
 * without a gap from the first to the end of the file.
 *
 * @param tensors by name
 * @param metadata free strings
 * @param dataStart byte offset of the first tensor, from which {@link Tensor#begin()} and {@link Tensor#end()} count
 */
record Safetensors(Map<String, Tensor> tensors, Map<String, String> metadata, long dataStart) {
    /** The limit of the format's reference implementation. */
    static final long MOST_HEADER_BYTES = 100_000_000;

    static final String METADATA = "__metadata__";

    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /**
     * One tensor.
     *
     * @param dtype such as "F32"
     * @param shape row-major, outermost first
     * @param begin first byte, from {@link #dataStart()}
     * @param end the byte after the last
     */
    record Tensor(String name, String dtype, List<Long> shape, long begin, long end) {}

    /** Whether these bytes begin like a safetensors file. */
    static boolean matches(MemorySegment bytes) {
        if (bytes.byteSize() < 10) {
            return false;
        }
        long length = bytes.get(LONG, 0);
        // Text or word2vec's "V D" as a number is beyond any header, so that the brace settles it even when cut off.
        return length >= 2 && length <= MOST_HEADER_BYTES && bytes.get(ValueLayout.JAVA_BYTE, 8) == '{';
    }

    /**
     * Reads and checks the header of a whole file.
     *
     * @throws IOException if it breaks a rule of the format
     */
    static Safetensors read(Path file, MemorySegment bytes) throws IOException {
        if (!matches(bytes)) {
            throw new IOException(file + " does not begin like a safetensors file (header length, then '{')");
        }
        long length = bytes.get(LONG, 0);
        if (length > bytes.byteSize() - 8) {
            throw new IOException(file + " is cut off: its header should have " + length + " bytes, but only "
                    + (bytes.byteSize() - 8) + " are there");
        }
        byte[] header = bytes.asSlice(8, length).toArray(ValueLayout.JAVA_BYTE);
        Map<String, String> metadata = new LinkedHashMap<>();
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        JsonReader json = new JsonReader(header, file + ": the header");
        json.begin('{');
        while (json.next('}')) {
            String name = json.name();
            if (name.equals(METADATA)) {
                metadata.putAll(json.strings());
            } else if (tensors.put(name, tensor(json, name, file)) != null) {
                throw json.twice(name);
            }
        }
        json.end();
        Safetensors result = new Safetensors(tensors, metadata, 8 + length);
        result.check(file, bytes.byteSize());
        return result;
    }

    private static Tensor tensor(JsonReader json, String name, Path file) throws IOException {
        String dtype = null;
        List<Long> shape = null;
        List<Long> offsets = null;
        json.begin('{');
        while (json.next('}')) {
            String member = json.name();
            switch (member) {
                case "dtype" -> dtype = json.string();
                case "shape" -> shape = sizes(json);
                case "data_offsets" -> offsets = sizes(json);
                default -> json.skip();
            }
        }
        if (dtype == null || shape == null || offsets == null || offsets.size() != 2) {
            throw new IOException(file + ": tensor '" + name + "' needs a dtype, a shape and two data_offsets");
        }
        return new Tensor(name, dtype, shape, offsets.get(0), offsets.get(1));
    }

    private static List<Long> sizes(JsonReader json) throws IOException {
        List<Long> values = new ArrayList<>();
        json.begin('[');
        while (json.next(']')) {
            values.add(json.size());
        }
        return values;
    }

    // In the order of their offsets the tensors follow each other without gap or overlap and fill the file.
    private void check(Path file, long fileSize) throws IOException {
        List<Tensor> ordered = new ArrayList<>(tensors.values());
        // spelled out: the comparators that the JDK composes are not in a start-up cache
        ordered.sort((a, b) -> a.begin != b.begin ? Long.compare(a.begin, b.begin) : Long.compare(a.end, b.end));
        long at = 0;
        for (Tensor t : ordered) {
            if (t.begin != at || t.end < t.begin) {
                throw new IOException(file + ": tensor '" + t.name + "' spans the bytes " + t.begin + " to " + t.end
                        + ", but should begin at " + at);
            }
            checkSize(file, t);
            at = t.end;
            if (at > fileSize - dataStart) {
                throw new IOException(file + " is cut off in tensor '" + t.name + "': that should end at byte " + t.end
                        + " of the data, but the file ends at " + (fileSize - dataStart)
                        + wholeRows(t, fileSize - dataStart));
            }
        }
        if (at != fileSize - dataStart) {
            throw new IOException(file + " has " + (fileSize - dataStart - at)
                    + " bytes that belong to no tensor after byte " + at + " of the data");
        }
    }

    /** How many rows of a matrix lie before an end of the file within it, for a message. */
    private static String wholeRows(Tensor t, long end) {
        if (t.shape.size() != 2 || t.shape.get(0) == 0 || t.end - t.begin < t.shape.get(0)) {
            return "";
        }
        long rowBytes = (t.end - t.begin) / t.shape.get(0);
        return ", so that " + Math.max(0, end - t.begin) / rowBytes + " of its " + t.shape.get(0) + " rows are whole";
    }

    private static void checkSize(Path file, Tensor t) throws IOException {
        long size = bytesPerElement(t.dtype);
        if (size == 0) {
            return; // a type of a later version, which no tensor of a Firth model has
        }
        for (long n : t.shape) {
            // -1 for a product beyond 64 bits, which no range of bytes equals
            size = n == 0 || size == 0 ? 0 : size < 0 || size > Long.MAX_VALUE / n ? -1 : size * n;
        }
        if (size != t.end - t.begin) {
            throw new IOException(file + ": tensor '" + t.name + "' of type " + t.dtype + " and shape " + t.shape
                    + " does not fill its " + (t.end - t.begin) + " bytes");
        }
    }

    static int bytesPerElement(String dtype) {
        return switch (dtype) {
            case "BOOL", "U8", "I8", "F8_E5M2", "F8_E4M3", "F8_E8M0" -> 1;
            case "U16", "I16", "F16", "BF16" -> 2;
            case "U32", "I32", "F32" -> 4;
            case "U64", "I64", "F64", "C64" -> 8;
            default -> 0;
        };
    }
}
