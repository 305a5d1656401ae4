package io.firth.io;

import io.firth.embeddings.Provenance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * What differs from run to run of the same training, in a file of its own beside the model, so that the model file is the
 * same every time: all of the provenance as one JSON object, times, machine and threads included.
 */
public final class RunFile {
    private RunFile() {}

    /** The file that belongs to a model: its name with {@code .run.json} behind it. */
    public static Path of(Path model) {
        return model.resolveSibling(model.getFileName() + ".run.json");
    }

    /** Writes the file that belongs to a model. */
    public static void write(Path model, Provenance provenance) throws IOException {
        String json = "{\"config\":" + ProvenanceJson.config(provenance) + ",\"provenance\":"
                + ProvenanceJson.provenance(provenance) + "}\n";
        AtomicFile.write(of(model), json.getBytes(StandardCharsets.UTF_8));
    }
}
