package io.firth.io;

import io.firth.embeddings.Embeddings;
import io.firth.embeddings.VectorChoice;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ServiceLoader;

/**
 * A format whose library the core does not depend on. A module beside the core implements it and names it under {@code
 * META-INF/services}; {@link Models} looks for it when such a file is met (docs/decisions/0014).
 */
public interface ExternalFormat {
    /** Which format this is. */
    Format format();

    /**
     * Opens a model.
     *
     * @throws IOException if the file cannot be read or is not of this format; the message names file, place and value
     */
    Embeddings open(Path file) throws IOException;

    /**
     * Writes a model.
     *
     * @throws IOException if the file cannot be written or the format cannot hold the model
     */
    void write(Embeddings embeddings, Path file, VectorChoice choice) throws IOException;

    /**
     * The implementation on the class path.
     *
     * @throws IOException if there is none
     */
    static ExternalFormat of(Format format, Path file) throws IOException {
        for (ExternalFormat external : ServiceLoader.load(ExternalFormat.class)) {
            if (external.format() == format) {
                return external;
            }
        }
        throw new IOException(file + " needs the module firth-" + format.label()
                + ", which is not on the class path; it is a library of its own because it brings others with it");
    }
}
