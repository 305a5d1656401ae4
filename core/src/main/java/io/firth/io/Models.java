package io.firth.io;

import io.firth.embeddings.Embeddings;
import io.firth.embeddings.Provenance;
import io.firth.embeddings.VectorChoice;
import io.firth.math.Matrix;
import io.firth.text.Folders;
import io.firth.vocab.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Opens and writes models of any format. The format of a file is found in its bytes, whatever its name.
 *
 * <p>Some formats are read where they lie (docs/formats.md: mapped); nothing needs to be closed, memory and mapping are released
 * when no longer reachable. A file that was opened so may be deleted or, as {@link #write} does, replaced by another of its name. It
 * must not be overwritten in place, as {@code cp} does: what is read then is the new content or, where that is shorter, an
 * {@link InternalError}.
 */
public final class Models {
    private static final String READ_FROM = "read from";

    private Models() {}

    /**
     * Opens a model.
     *
     * @throws IOException if the file cannot be read or is not a model; the message names file, place and value
     */
    public static Embeddings open(Path path) throws IOException {
        return open(path, format(path));
    }

    /**
     * Opens a model of a format that is known beforehand.
     *
     * @throws IOException if the file cannot be read or is not of this format; the message names file, place and value
     */
    public static Embeddings open(Path path, Format format) throws IOException {
        return open(path, format, OpenOptions.DEFAULTS);
    }

    /**
     * Opens a model of a format that is known beforehand, with what the file itself does not say.
     *
     * @throws IOException if the file cannot be read or is not of this format; the message names file, place and value
     */
    public static Embeddings open(Path path, Format format, OpenOptions options) throws IOException {
        return switch (format) {
            case FIRTH -> ModelFile.open(path);
            case WORD2VEC_BINARY -> Word2VecBinary.open(path);
            case WORD2VEC_TEXT, FASTTEXT_VEC -> Word2VecText.open(path, format);
            case GLOVE -> GloveText.open(path);
            case FASTTEXT_BIN -> FastTextBinary.open(path);
            case SAFETENSORS -> SafetensorsMatrix.open(path, options);
            case NPY -> NumpyFile.open(path, options);
            case PARQUET -> ExternalFormat.of(format, path).open(path);
            case PROJECTOR -> ProjectorFiles.open(path, options);
            case MODEL2VEC -> Model2Vec.open(path);
            case JSONL -> JsonLines.open(path);
        };
    }

    /**
     * Writes a model with its input vectors; the native format keeps the output vectors as well.
     *
     * @throws IOException if the file cannot be written or the format cannot hold the model
     */
    public static void write(Embeddings embeddings, Path path, Format format) throws IOException {
        write(embeddings, path, format, VectorChoice.INPUT);
    }

    /**
     * Writes a model. All formats but the native one get the chosen vectors; that one always keeps both matrices as they
     * are, and the choice does not matter.
     *
     * @throws IllegalArgumentException if the embeddings cannot give that choice of vectors, or Firth does not write the
     *     format
     * @throws IOException if the file cannot be written or the format cannot hold the model
     */
    public static void write(Embeddings embeddings, Path path, Format format, VectorChoice choice) throws IOException {
        switch (format) {
            case FIRTH -> ModelFile.write(embeddings, path);
            case WORD2VEC_BINARY -> Word2VecBinary.write(embeddings, path, choice);
            case WORD2VEC_TEXT, GLOVE, FASTTEXT_VEC -> Word2VecText.write(embeddings, path, choice, format);
            case FASTTEXT_BIN ->
                throw new IllegalArgumentException(
                        "fasttext-bin is read, but not written; choose fasttext-vec or firth");
            case SAFETENSORS -> SafetensorsMatrix.write(embeddings, path, choice);
            case NPY -> NumpyFile.write(embeddings, path, choice);
            case PARQUET -> ExternalFormat.of(format, path).write(embeddings, path, choice);
            case PROJECTOR -> ProjectorFiles.write(embeddings, path, choice);
            case MODEL2VEC -> Model2Vec.write(embeddings, path, choice);
            case JSONL -> JsonLines.write(embeddings, path, choice);
        }
    }

    /**
     * The format that the bytes of a file, or the files of a folder, have.
     *
     * @throws IOException if it cannot be read or has none of the formats
     */
    public static Format format(Path path) throws IOException {
        return Sniffer.format(path);
    }

    /** The files that {@link #write} makes or replaces: the one that is named, and what goes beside it or into the folder. */
    public static List<Path> written(Path path, Format format) {
        return switch (format) {
            case SAFETENSORS, NPY -> List.of(path, WordList.beside(path));
            case PROJECTOR -> ProjectorFiles.written(path);
            case MODEL2VEC -> Model2Vec.written(path);
            default -> List.of(path);
        };
    }

    /**
     * Another matrix beside this one that has its words in the file in which {@link #write} would put this one's: {@code x.npy}
     * for {@code x.safetensors}, or the other way round. {@code write} refuses to put other words there.
     */
    public static Optional<Path> sharingWords(Path path, Format format) {
        return format == Format.SAFETENSORS || format == Format.NPY ? WordList.other(path) : Optional.empty();
    }

    /**
     * The files that {@link #open} reads: the one that is named and the one with its words, or all in the folder.
     *
     * @throws IOException if the folder cannot be read
     */
    public static List<Path> read(Path path, Format format, OpenOptions options) throws IOException {
        List<Path> files = new ArrayList<>();
        if (Files.isDirectory(path)) {
            Folders.inside(path, 2).stream().filter(Files::isRegularFile).forEach(files::add);
        } else {
            files.add(path);
        }
        if (options.words().isPresent()) {
            files.add(options.words().get());
        } else if (format == Format.SAFETENSORS || format == Format.NPY) {
            WordList.find(path).ifPresent(files::add);
        } else if (format == Format.PROJECTOR && !Files.isDirectory(path)) {
            ProjectorFiles.metadataOf(path).ifPresent(files::add);
        }
        return files;
    }

    /** What of these embeddings a format cannot hold, in the order of {@link Format.Part}. */
    public static Set<Format.Part> lost(Embeddings embeddings, Format format) {
        Set<Format.Part> lost = EnumSet.noneOf(Format.Part.class);
        if (embeddings.output().isPresent()) {
            lost.add(Format.Part.OUTPUT);
        }
        for (int id = 0; id < embeddings.size() && !lost.contains(Format.Part.COUNTS); id++) {
            if (embeddings.vocabulary().count(id) != 0) {
                lost.add(Format.Part.COUNTS);
            }
        }
        if (!embeddings.provenance().without(READ_FROM).equals(Provenance.unknown())) {
            lost.add(Format.Part.PROVENANCE);
        }
        if (embeddings.subwords().isPresent()) {
            lost.add(Format.Part.SUBWORDS);
        }
        lost.removeIf(format::holds);
        return lost;
    }

    /** Embeddings of a format that holds words and vectors only, with a note where they were read from. */
    static Embeddings readFrom(Path path, Format format, Vocabulary words, Matrix vectors) {
        return new Embeddings(words, vectors, Optional.empty(), provenance(path, format));
    }

    /** A note where a model was read from. */
    static Provenance provenance(Path path, Format format) {
        return Provenance.unknown().with(READ_FROM, path.getFileName() + " (" + format.label() + ")");
    }
}
