package io.firth.io;

import io.firth.embeddings.Embeddings;
import io.firth.embeddings.VectorChoice;
import io.firth.math.Matrix;
import io.firth.vocab.Vocabulary;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;

/**
 * JSON lines: {@code {"word": …, "count": …, "vector": […]}} on each line. A word that is not valid UTF-8 has its bytes in
 * base64 beside it, as {@code "bytes"}; other members are passed over.
 */
public final class JsonLines {
    private JsonLines() {}

    /** Whether these bytes begin with a JSON object that has a member. */
    static boolean matches(MemorySegment bytes) {
        long at = skipSpace(bytes, 0);
        if (at == bytes.byteSize() || bytes.get(ValueLayout.JAVA_BYTE, at) != '{') {
            return false;
        }
        at = skipSpace(bytes, at + 1);
        return at < bytes.byteSize() && bytes.get(ValueLayout.JAVA_BYTE, at) == '"';
    }

    private static long skipSpace(MemorySegment bytes, long from) {
        long at = from;
        while (at < Math.min(bytes.byteSize(), from + 100)
                && " \t\r\n".indexOf(bytes.get(ValueLayout.JAVA_BYTE, at)) >= 0) {
            at++;
        }
        return at;
    }

    /**
     * Reads a file, on all processors.
     *
     * @throws IOException if the file cannot be read or a line is not such an object with a vector as long as the first:
     *     the message says where, and how many rows are whole
     */
    public static Embeddings open(Path file) throws IOException {
        try (Arena arena = Arena.ofShared()) {
            MemorySegment bytes = MappedFile.open(file, arena);
            VectorLines table = new VectorLines(file, bytes, 0);
            long rows = table.lines();
            if (rows < 1 || rows > Integer.MAX_VALUE - 8) {
                throw new IOException(file + " has " + rows + " lines; a vocabulary has at least one word");
            }
            int dim = dim(file, bytes, table);
            Matrix vectors = table.read(rows, dim, () -> new JsonRow(dim), 2);
            return Models.readFrom(file, Format.JSONL, table.vocabulary(rows), vectors);
        }
    }

    private static int dim(Path file, MemorySegment bytes, VectorLines table) throws IOException {
        long from = table.place(0);
        long to = from;
        while (to < bytes.byteSize()
                && to - from <= VectorLines.MOST_LINE_BYTES
                && bytes.get(ValueLayout.JAVA_BYTE, to) != '\n') {
            to++;
        }
        byte[] line = bytes.asSlice(from, to - from).toArray(ValueLayout.JAVA_BYTE);
        try {
            return JsonRow.length(line);
        } catch (NumberFormatException e) {
            throw new IOException(file + ", vector 1 (byte " + from + "): " + e.getMessage(), e);
        }
    }

    /**
     * Writes one object per word; the file appears whole or not at all.
     *
     * @throws IOException if the file cannot be written or a vector holds NaN or an infinity
     */
    public static void write(Embeddings embeddings, Path file, VectorChoice choice) throws IOException {
        Vocabulary words = embeddings.vocabulary();
        boolean counted = words.totalCount() != 0;
        AtomicFile.write(file, channel -> {
            ByteSink sink = new ByteSink(channel);
            TextWriter.write(embeddings, choice, sink, (id, vector, line) -> {
                byte[] word = words.wordBytes(id);
                line.put("{\"word\":");
                line.put(new JsonWriter()
                        .string(new String(word, StandardCharsets.UTF_8))
                        .utf8());
                if (!WordRule.isUtf8(word)) {
                    line.put(",\"bytes\":\"" + Base64.getEncoder().encodeToString(word) + "\"");
                }
                if (counted) {
                    line.put(",\"count\":" + words.count(id));
                }
                line.put(",\"vector\":");
                for (int i = 0; i < vector.length; i++) {
                    line.put(i == 0 ? '[' : ',');
                    line.put(vector[i], FloatText.Style.JAVA);
                }
                line.put("]}\n");
            });
            sink.flush();
        });
    }
}
