package io.firth.io;

import io.firth.train.Checkpoint;
import io.firth.train.TrainingState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a checkpoint holds beside a model ↔ two entries of the file's metadata. */
final class CheckpointJson {
    static final String STATE = "checkpoint";
    static final String NOTES = "checkpoint.notes";

    private CheckpointJson() {}

    static Map<String, String> metadata(Checkpoint checkpoint) {
        TrainingState s = checkpoint.state();
        JsonWriter json = new JsonWriter().begin('{');
        json.name("epoch").number(s.epoch());
        json.name("position").number(s.position());
        json.name("tokens").number(s.tokens());
        json.name("loss").string(Double.toHexString(s.loss()));
        json.name("pairs").number(s.pairs());
        json.name("epoch_seconds").number(s.epochSeconds());
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put(STATE, json.end('}').toString());
        metadata.put(NOTES, new JsonWriter().strings(checkpoint.notes()).toString());
        return metadata;
    }

    static TrainingState state(String text, Path file) throws IOException {
        if (text == null) {
            throw new IOException(file + " is a model, but no checkpoint");
        }
        String what = file + ": the checkpoint's state";
        JsonReader json = new JsonReader(text, what);
        Map<String, String> values = new HashMap<>();
        json.begin('{');
        while (json.next('}')) {
            values.put(json.name(), json.scalar());
        }
        json.end();
        try {
            return new TrainingState(
                    Integer.parseInt(values.get("epoch")),
                    Long.parseLong(values.get("position")),
                    Long.parseLong(values.get("tokens")),
                    Double.parseDouble(String.valueOf(values.get("loss"))),
                    Long.parseLong(values.get("pairs")),
                    Double.parseDouble(String.valueOf(values.get("epoch_seconds"))));
        } catch (IllegalArgumentException e) {
            throw new IOException(what + " holds a value that cannot be read: " + e.getMessage(), e);
        }
    }

    static Map<String, String> notes(String text, Path file) throws IOException {
        if (text == null) {
            return Map.of();
        }
        JsonReader json = new JsonReader(text, file + ": the checkpoint's notes");
        Map<String, String> notes = json.strings();
        json.end();
        return notes;
    }
}
