package io.firth.io;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Finds the format of a model by looking into it, never by its name. */
final class Sniffer {
    private static final int SNIFFED = 1 << 20;

    private Sniffer() {}

    /**
     * The format of a file or folder.
     *
     * @throws IOException if it cannot be read or has none of the formats
     */
    static Format format(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return folder(path);
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment bytes = MappedFile.open(path, arena);
            if (Safetensors.matches(bytes)) {
                Safetensors header = Safetensors.read(path, bytes);
                return ModelFile.isFirth(header) ? Format.FIRTH : Format.SAFETENSORS;
            }
            String magic = magic(bytes);
            if (magic.startsWith("\u0093NUMPY")) {
                return Format.NPY;
            }
            if (magic.startsWith("PAR1")) {
                return Format.PARQUET;
            }
            if (FastTextBinary.matches(bytes)) {
                return Format.FASTTEXT_BIN;
            }
            if (JsonLines.matches(bytes)) {
                return Format.JSONL;
            }
            return text(path, bytes, magic);
        }
    }

    private static Format folder(Path folder) throws IOException {
        if (Model2Vec.matches(folder)) {
            return Format.MODEL2VEC;
        }
        if (ProjectorFiles.matches(folder)) {
            return Format.PROJECTOR;
        }
        throw new IOException(folder + " is a folder, but not of a model that Firth knows: it has neither"
                + " model.safetensors with tokenizer.json (Model2Vec) nor " + ProjectorFiles.VECTORS + " with "
                + ProjectorFiles.METADATA + " (embedding projector)");
    }

    private static Format text(Path path, MemorySegment bytes, String magic) throws IOException {
        var header = Word2VecHeader.find(bytes);
        if (header.isPresent()) {
            return looksLikeText(bytes, header.get()) ? Format.WORD2VEC_TEXT : Format.WORD2VEC_BINARY;
        }
        if (ProjectorFiles.matchesVectors(path, bytes)) {
            return Format.PROJECTOR;
        }
        if (GloveText.dim(bytes).isPresent()) {
            return Format.GLOVE;
        }
        throw new IOException(path + " is not a model that Firth knows: it begins neither like a safetensors, NumPy,"
                + " Parquet or fastText file, nor with word2vec's line of two numbers, a word and its numbers, or a JSON"
                + " object" + hint(magic));
    }

    // The first row is read as text if it can be; that D fields of a binary row look like numbers by chance does not
    // happen. A text row that is damaged has no control characters, mostly numbers, and at least half of them: a line
    // break among the first bytes of a binary row can leave a word and one digit.
    private static boolean looksLikeText(MemorySegment bytes, Word2VecHeader header) {
        boolean possible = header.dim() > 0 && header.dim() <= Word2VecHeader.MOST_DIM;
        long needed = possible ? Math.max(SNIFFED, header.dim() * 50) : SNIFFED;
        int length = (int) Math.min(bytes.byteSize() - header.end(), needed);
        byte[] start = bytes.asSlice(header.end(), length).toArray(ValueLayout.JAVA_BYTE);
        int end = 0;
        while (end < length && start[end] != '\n') {
            end++;
        }
        if (possible) {
            try {
                new WordAndNumbers((int) header.dim()).parse(start, 0, end);
                return true;
            } catch (NumberFormatException e) {
                // not a whole row of text; perhaps a damaged one
            }
        }
        return mostlyNumbers(start, Math.min(end, SNIFFED), header.dim());
    }

    private static boolean mostlyNumbers(byte[] line, int end, long dim) {
        long fields = 0;
        long numbers = 0;
        for (int at = 0; at < end; at++) {
            int start = at;
            while (at < end && !WordAndNumbers.separates(line[at]) && line[at] != '\r') {
                if (line[at] >= 0 && line[at] < ' ') {
                    return false;
                }
                at++;
            }
            if (at > start) {
                fields++;
                numbers += DecimalFloat.isNumber(line, start, at) ? 1 : 0;
            }
        }
        return numbers > 0 && 2 * numbers >= fields - 1 && 2 * (fields - 1) >= Math.min(dim, SNIFFED / 16);
    }

    private static String magic(MemorySegment bytes) {
        byte[] start = bytes.asSlice(0, Math.min(8, bytes.byteSize())).toArray(ValueLayout.JAVA_BYTE);
        return new String(start, StandardCharsets.ISO_8859_1);
    }

    private static String hint(String magic) {
        boolean packed = Arrays.asList("\u001f\u008b", "PK", "BZh", "\u00fd7zX", "(\u00b5/\u00fd").stream()
                .anyMatch(magic::startsWith); // gzip, zip, bzip2, xz, zstd
        return packed ? "; it is compressed, unpack it first" : "";
    }
}
