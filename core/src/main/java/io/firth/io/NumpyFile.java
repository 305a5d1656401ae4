package io.firth.io;

import io.firth.embeddings.Embeddings;
import io.firth.embeddings.VectorChoice;
import io.firth.math.Matrix;
import io.firth.vocab.Vocabulary;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * NumPy's array file {@code .npy}, V × D, and the words, one a line, in a text file beside it. Arrays of 32-bit
 * little-endian floats in C order are mapped, not read.
 */
public final class NumpyFile {
    private static final int ALIGNMENT = 64;

    private NumpyFile() {}

    /**
     * Opens an array and its words. Numbers of 64 bits are rounded to the nearest float.
     *
     * @throws IOException if a file cannot be read, or the array is not one of floats with two dimensions and a word per
     *     row
     */
    public static Embeddings open(Path file, OpenOptions options) throws IOException {
        MemorySegment bytes = MappedFile.open(file, Arena.ofAuto());
        NumpyHeader header = NumpyHeader.read(file, bytes);
        Vocabulary words = WordList.of(file, options, header.rows());
        Matrix vectors = header.type()
                .matrix(
                        file,
                        bytes.asSlice(header.dataStart()),
                        header.order(),
                        header.rows(),
                        header.dim(),
                        header.byColumns());
        return Models.readFrom(file, Format.NPY, words, vectors);
    }

    /**
     * Writes {@code NAME.npy} ({@code <f4}, C order, version 1) and {@code NAME.vocab.txt}; nothing if the words cannot be written, or
     * would take the place of another matrix's.
     *
     * @throws IOException if a file cannot be written, a word contains a line break, or a vector holds NaN or an infinity
     */
    public static void write(Embeddings embeddings, Path file, VectorChoice choice) throws IOException {
        Matrix vectors = embeddings.vectors(choice);
        Rows.checkWords(embeddings.vocabulary(), Format.NPY);
        WordList.checkIsNotOfAnother(embeddings.vocabulary(), file, Format.NPY);
        AtomicFile.write(file, channel -> {
            ByteSink sink = new ByteSink(channel);
            sink.put(header(vectors.rows(), vectors.dim()));
            Rows.put(sink, vectors, choice.label());
            sink.flush();
        });
        WordList.write(embeddings.vocabulary(), WordList.beside(file), Format.NPY);
    }

    private static byte[] header(long rows, int dim) {
        String text = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + rows + ", " + dim + "), }";
        int length = Math.ceilDiv(10 + text.length() + 1, ALIGNMENT) * ALIGNMENT - 10;
        String padded = text + " ".repeat(length - text.length() - 1) + "\n";
        return ("\u0093NUMPY\1\0" + (char) (length & 0xff) + (char) (length >> 8) + padded)
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
