package io.firth.io;

import io.firth.embeddings.Provenance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What differs from run to run of the same training, in a file of its own beside the model, so that the model file is the
 * same every time: all of the provenance as one JSON object, times, machine and threads included, and the checksum of the
 * model that it is about.
 */
public final class RunFile {
    /** A run file is some kilobytes; what is far larger is none. */
    private static final long MOST_BYTES = 1L << 28;

    private RunFile() {}

    /**
     * What a run file says.
     *
     * @param model that it is about, see {@link ModelIdentity}; empty if it does not say
     * @param provenance of that model, with what differs from run to run
     */
    public record Run(String model, Provenance provenance) {
        /** Whether it is about the model in this file. */
        public boolean isAbout(Path file) throws IOException {
            return ModelIdentity.of(file).equals(model);
        }
    }

    /** The file that belongs to a model: its name with {@code .run.json} behind it. */
    public static Path of(Path model) {
        return model.resolveSibling(model.getFileName() + ".run.json");
    }

    /** Writes the file that belongs to a model, which has been written. */
    public static void write(Path model, Provenance provenance) throws IOException {
        String identity = new JsonWriter()
                .begin('{')
                .name("model")
                .string(ModelIdentity.of(model))
                .toString();
        String json = identity + ",\"config\":" + ProvenanceJson.config(provenance) + ",\"provenance\":"
                + ProvenanceJson.provenance(provenance) + "}\n";
        AtomicFile.write(of(model), json.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads the file that belongs to a model; empty if there is none.
     *
     * @throws IOException if there is one, and it cannot be read
     */
    public static Optional<Run> read(Path model) throws IOException {
        Path file = of(model);
        return Files.isRegularFile(file) ? Optional.of(readFile(file)) : Optional.empty();
    }

    /**
     * Reads a run file.
     *
     * @throws IOException if it cannot be read
     */
    public static Run readFile(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException(file + " is no run file: it has " + Files.size(file) + " bytes");
        }
        String about = "";
        String config = null;
        String provenance = null;
        JsonReader json = new JsonReader(Files.readAllBytes(file), file.toString());
        json.begin('{');
        while (json.next('}')) {
            switch (json.name()) {
                case "model" -> about = json.string();
                case "config" -> config = json.raw();
                case "provenance" -> provenance = json.raw();
                default -> json.skip();
            }
        }
        json.end();
        return new Run(about, ProvenanceJson.read(config, provenance, file.toString()));
    }
}
