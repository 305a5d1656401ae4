package io.firth.io;

import io.firth.embeddings.SubwordVectors;
import io.firth.math.Matrix;
import io.firth.text.Quoted;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The part of a model file for words that the vocabulary lacks: the tensor {@code subwords} (R × D), if only some buckets
 * have a vector {@code subwords.buckets} (R), and how n-grams are made, as JSON in the metadata.
 */
final class SubwordTensors {
    static final String VECTORS = "subwords";
    static final String BUCKETS = "subwords.buckets";

    private static final String HASH = "fasttext";
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private SubwordTensors() {}

    /** The metadata's JSON. */
    static String settings(SubwordVectors subwords) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("hash", HASH);
        settings.put("buckets", Integer.toString(subwords.bucketCount()));
        settings.put("min_length", Integer.toString(subwords.minLength()));
        settings.put("max_length", Integer.toString(subwords.maxLength()));
        return new JsonWriter().strings(settings).toString();
    }

    /** The n-grams of a model file, if it has any. */
    static Optional<SubwordVectors> read(Path file, Safetensors header, MemorySegment bytes, int dim)
            throws IOException {
        if (!header.tensors().containsKey(VECTORS)) {
            return Optional.empty();
        }
        String place = file + ": subwords in the header";
        JsonReader json = new JsonReader(header.metadata().getOrDefault(VECTORS, "{}"), place);
        Map<String, String> settings = json.strings();
        json.end();
        if (!HASH.equals(settings.get("hash"))) {
            throw new IOException(place + ": n-grams hashed by " + Quoted.of("" + settings.get("hash"))
                    + " are not known; a newer Firth may be needed");
        }
        List<Long> shape = ModelFile.tensor(file, header, VECTORS, "F32", 2).shape();
        if (shape.get(1) != dim || shape.get(0) < 1 || shape.get(0) > Integer.MAX_VALUE - 8) {
            throw new IOException(file + ": tensor '" + VECTORS + "' has the shape " + shape + "; rows of " + dim
                    + " columns, as those of 'input', are expected");
        }
        Matrix vectors = Matrix.view(ModelFile.data(bytes, header, VECTORS), shape.get(0), dim, dim);
        try {
            return Optional.of(new SubwordVectors(
                    vectors,
                    buckets(file, header, bytes, shape.get(0)),
                    number(settings, "buckets"),
                    number(settings, "min_length"),
                    number(settings, "max_length")));
        } catch (IllegalArgumentException e) {
            throw new IOException(place + ": " + e.getMessage(), e);
        }
    }

    private static int number(Map<String, String> settings, String name) {
        String value = settings.getOrDefault(name, "missing");
        if (!value.matches("[0-9]{1,9}")) {
            throw new IllegalArgumentException(name + " is " + Quoted.of(value) + ", which is not a whole number");
        }
        return Integer.parseInt(value);
    }

    private static int[] buckets(Path file, Safetensors header, MemorySegment bytes, long rows) throws IOException {
        if (!header.tensors().containsKey(BUCKETS)) {
            return new int[0];
        }
        if (ModelFile.tensor(file, header, BUCKETS, "I64", 1).shape().get(0) != rows) {
            throw new IOException(file + ": tensor '" + BUCKETS + "' should have " + rows + " entries");
        }
        MemorySegment data = ModelFile.data(bytes, header, BUCKETS);
        int[] buckets = new int[(int) rows];
        for (int i = 0; i < buckets.length; i++) {
            long bucket = data.get(LONG, (long) i * Long.BYTES);
            if (bucket < 0 || bucket > Integer.MAX_VALUE) {
                throw new IOException(file + ": " + BUCKETS + "[" + i + "] is " + bucket);
            }
            buckets[i] = (int) bucket;
        }
        return buckets;
    }
}
