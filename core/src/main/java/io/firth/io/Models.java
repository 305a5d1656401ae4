package io.firth.io;

import io.firth.embeddings.Embeddings;
import io.firth.embeddings.VectorChoice;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Opens and writes models of any format. The format of a file is found in its bytes, whatever its name. */
public final class Models {
    private static final long MOST_SNIFFED = 1 << 20;

    private Models() {}

    /**
     * Opens a model.
     *
     * @throws IOException if the file cannot be read or is not a model; the message names file, place and value
     */
    public static Embeddings open(Path file) throws IOException {
        return switch (format(file)) {
            case FIRTH -> ModelFile.open(file);
            case WORD2VEC_BINARY -> Word2VecBinary.open(file);
            case WORD2VEC_TEXT -> Word2VecText.open(file);
        };
    }

    /**
     * Writes a model with its input vectors; the native format keeps the output vectors as well.
     *
     * @throws IOException if the file cannot be written or the format cannot hold the model
     */
    public static void write(Embeddings embeddings, Path file, Format format) throws IOException {
        write(embeddings, file, format, VectorChoice.INPUT);
    }

    /**
     * Writes a model. The word2vec formats get the chosen vectors; the native format always keeps both matrices as they
     * are, and the choice does not matter.
     *
     * @throws IllegalArgumentException if the embeddings cannot give that choice of vectors
     * @throws IOException if the file cannot be written or the format cannot hold the model
     */
    public static void write(Embeddings embeddings, Path file, Format format, VectorChoice choice) throws IOException {
        switch (format) {
            case FIRTH -> ModelFile.write(embeddings, file);
            case WORD2VEC_BINARY -> Word2VecBinary.write(embeddings, file, choice);
            case WORD2VEC_TEXT -> Word2VecText.write(embeddings, file, choice);
        }
    }

    /**
     * The format that the bytes of a file have.
     *
     * @throws IOException if the file cannot be read or has none of the formats
     */
    public static Format format(Path file) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment bytes = MappedFile.open(file, arena);
            if (Safetensors.matches(bytes)) {
                return Format.FIRTH;
            }
            var header = Word2VecHeader.find(bytes);
            if (header.isPresent()) {
                return looksLikeText(bytes, header.get()) ? Format.WORD2VEC_TEXT : Format.WORD2VEC_BINARY;
            }
            throw new IOException(file + " is not a model that Firth knows: it begins neither like a safetensors file "
                    + "nor with word2vec's line of two numbers" + hint(bytes));
        }
    }

    // The first row is read as text if it can be; that D fields of a binary row look like numbers by chance does not
    // happen. A text row that is damaged has no control characters, mostly numbers, and at least half of them: a line
    // break
    // among the first bytes of a binary row can leave a word and one digit.
    private static boolean looksLikeText(MemorySegment bytes, Word2VecHeader header) {
        long from = header.end();
        long end = Word2VecText.lineEnd(bytes, from);
        if (header.dim() > 0 && header.dim() <= Word2VecHeader.MOST_DIM) {
            try {
                new Word2VecTextRow(bytes, (int) header.dim()).parse(from, end);
                return true;
            } catch (NumberFormatException e) {
                // not a whole row of text; perhaps a damaged one
            }
        }
        return mostlyNumbers(bytes, from, Math.min(end, from + MOST_SNIFFED), header.dim());
    }

    private static boolean mostlyNumbers(MemorySegment bytes, long from, long end, long dim) {
        long fields = 0;
        long numbers = 0;
        for (long at = from; at < end; at++) {
            long start = at;
            while (at < end && !isBlank(byteAt(bytes, at))) {
                if (byteAt(bytes, at) >= 0 && byteAt(bytes, at) < ' ') {
                    return false;
                }
                at++;
            }
            if (at > start) {
                fields++;
                numbers += DecimalFloat.isNumber(bytes, start, at) ? 1 : 0;
            }
        }
        return numbers > 0 && 2 * numbers >= fields - 1 && 2 * (fields - 1) >= Math.min(dim, MOST_SNIFFED / 16);
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\r';
    }

    private static byte byteAt(MemorySegment bytes, long at) {
        return bytes.get(ValueLayout.JAVA_BYTE, at);
    }

    private static String hint(MemorySegment bytes) {
        if (bytes.byteSize() < 4) {
            return "";
        }
        byte[] start = bytes.asSlice(0, 4).toArray(ValueLayout.JAVA_BYTE);
        String magic = new String(start, StandardCharsets.ISO_8859_1);
        boolean packed = magic.startsWith("\u001f\u008b") // gzip
                || magic.startsWith("PK")
                || magic.startsWith("BZh")
                || magic.equals("\u00fd7zX")
                || magic.equals("(\u00b5/\u00fd"); // zstd
        return packed ? "; it is compressed, unpack it first" : "";
    }
}
