package io.firth.io;

import io.firth.embeddings.Embeddings;
import io.firth.embeddings.VectorChoice;
import io.firth.math.Matrix;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * word2vec's binary format: the line {@code "V D\n"}, then V times a word, a space, D little-endian floats and (by most
 * writers, and by this one) a line break. Words are bytes; counts are not kept.
 */
public final class Word2VecBinary {
    private Word2VecBinary() {}

    /**
     * Reads a file, with or without a line break after each row.
     *
     * @throws IOException if the file cannot be read, or is not whole: the message says how many rows are
     */
    public static Embeddings open(Path file) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            return read(file, MappedFile.open(file, arena));
        }
    }

    private static Embeddings read(Path file, MemorySegment bytes) throws IOException {
        Word2VecHeader header =
                Word2VecHeader.read(file, bytes, 1 + Float.BYTES, Float.BYTES, Word2VecBinary::wholeRows);
        int rows = (int) header.rows();
        long rowBytes = header.dim() * Float.BYTES;
        WordTable words = new WordTable(rows);
        Matrix vectors = Rows.allocate(file, rows, (int) header.dim());
        long at = header.end();
        for (int row = 0; row < rows; row++) {
            at = afterBreaks(bytes, at);
            long space = MappedFile.find(bytes, at, ' ');
            if (bytes.byteSize() - space - 1 < rowBytes) {
                throw new IOException(file + " is cut off or damaged: it promises " + rows + " vectors, but only " + row
                        + " are whole, and the next one, at byte " + at + ", reaches past the end");
            }
            words.add(bytes, at, space);
            MemorySegment.copy(bytes, space + 1, vectors.segment(), vectors.offset(row), rowBytes);
            at = space + 1 + rowBytes;
        }
        at = afterBreaks(bytes, at);
        if (at < bytes.byteSize()) {
            throw new IOException(file + " has " + (bytes.byteSize() - at) + " bytes too many after its " + rows
                    + " vectors, from byte " + at + " on");
        }
        return Models.readFrom(file, Format.WORD2VEC_BINARY, words.vocabulary(), vectors);
    }

    private static long afterBreaks(MemorySegment bytes, long from) {
        long at = from;
        while (at < bytes.byteSize() && bytes.get(ValueLayout.JAVA_BYTE, at) == '\n') {
            at++;
        }
        return at;
    }

    private static long wholeRows(Word2VecHeader header, MemorySegment bytes) {
        long rowBytes = header.dim() * Float.BYTES;
        long rows = 0;
        long end = header.end();
        while (true) {
            end = MappedFile.find(bytes, afterBreaks(bytes, end), ' ') + 1 + rowBytes;
            if (end > bytes.byteSize()) {
                return rows;
            }
            rows++;
        }
    }

    /**
     * Writes one vector per word; the file appears whole or not at all.
     *
     * @throws IllegalArgumentException if the embeddings cannot give that choice of vectors
     * @throws IOException if the file cannot be written, a word is empty or contains a space or a line break, or a
     *     vector holds NaN or an infinity
     */
    public static void write(Embeddings embeddings, Path file, VectorChoice choice) throws IOException {
        Matrix vectors = embeddings.vectors(choice);
        AtomicFile.write(file, channel -> {
            ByteSink sink = new ByteSink(channel);
            sink.put((vectors.rows() + " " + vectors.dim() + "\n").getBytes(StandardCharsets.US_ASCII));
            float[] vector = new float[vectors.dim()];
            for (int row = 0; row < embeddings.size(); row++) {
                sink.put(Rows.word(embeddings.vocabulary(), row, Format.WORD2VEC_BINARY));
                sink.put((byte) ' ');
                Rows.copyFinite(vectors, choice.label(), row, vector);
                sink.put(vector);
                sink.put((byte) '\n');
            }
            sink.flush();
        });
    }
}
