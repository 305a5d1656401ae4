package io.firth.io;

import io.firth.embeddings.EpochStatistics;
import io.firth.embeddings.Provenance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * {@link Provenance} ↔ two JSON objects, {@code config} (option → value) and {@code provenance} (all the rest). Unknown
 * members of the latter are kept in {@link Provenance#other()} if they are plain values, and passed over if not, so that
 * an older Firth reads what a newer one wrote.
 */
final class ProvenanceJson {
    private ProvenanceJson() {}

    static String config(Provenance provenance) {
        return text(json -> Json.strings(json, provenance.config()));
    }

    static String provenance(Provenance p) {
        return text(json -> {
            json.writeStartObject();
            json.writeStringProperty("version", p.version());
            p.created().ifPresent(created -> json.writeStringProperty("created", created.toString()));
            p.seed().ifPresent(seed -> json.writeNumberProperty("seed", seed));
            p.duration().ifPresent(duration -> json.writeStringProperty("duration", duration.toString()));
            json.writeStringProperty("machine", p.machine());
            json.writeStringProperty("kernel", p.kernel());
            json.writeName("corpus");
            Json.strings(json, p.corpus());
            json.writeArrayPropertyStart("epochs");
            for (EpochStatistics epoch : p.epochs()) {
                json.writeStartObject();
                number(json, "loss", epoch.loss());
                epoch.heldOutLoss().ifPresent(loss -> number(json, "held_out_loss", loss));
                number(json, "seconds", epoch.seconds());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeName("other");
            Json.strings(json, p.other());
            json.writeEndObject();
        });
    }

    // JSON has no NaN and no infinity: these become strings.
    private static void number(JsonGenerator json, String name, double value) {
        if (Double.isFinite(value)) {
            json.writeNumberProperty(name, value);
        } else {
            json.writeStringProperty(name, Double.toString(value));
        }
    }

    private static String text(Json.Writer writer) {
        return new String(Json.write(writer), StandardCharsets.UTF_8);
    }

    /**
     * The inverse of {@link #config} and {@link #provenance}.
     *
     * @param config JSON, or null
     * @param provenance JSON, or null
     * @param what names the file in messages
     */
    static Provenance read(String config, String provenance, String what) throws IOException {
        Map<String, String> options = config == null
                ? Map.of()
                : Json.readObject(utf8(config), what + ": config", json -> Json.strings(json, what + ": config"));
        if (provenance == null) {
            return new Fields().provenance(options);
        }
        String place = what + ": provenance";
        try {
            Fields fields = Json.readObject(utf8(provenance), place, json -> fields(json, place));
            return fields.provenance(options);
        } catch (DateTimeException | NumberFormatException e) {
            throw new IOException(place + " holds a value that cannot be read: " + e.getMessage(), e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Fields fields(JsonParser json, String place) throws IOException {
        Fields fields = new Fields();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            JsonToken token = json.nextToken();
            switch (name) {
                case "version" -> fields.version = scalar(json, place);
                case "created" -> fields.created = Optional.of(Instant.parse(scalar(json, place)));
                case "seed" -> fields.seed = OptionalLong.of(Long.parseLong(scalar(json, place)));
                case "duration" -> fields.duration = Optional.of(Duration.parse(scalar(json, place)));
                case "machine" -> fields.machine = scalar(json, place);
                case "kernel" -> fields.kernel = scalar(json, place);
                case "corpus" -> fields.corpus = Json.strings(json, place + ", 'corpus',");
                case "epochs" -> fields.epochs = epochs(json, place + ", 'epochs',");
                case "other" -> fields.other.putAll(Json.strings(json, place + ", 'other',"));
                default -> {
                    if (token.isScalarValue()) {
                        fields.other.put(name, scalar(json, place));
                    } else {
                        json.skipChildren();
                    }
                }
            }
        }
        return fields;
    }

    private static List<EpochStatistics> epochs(JsonParser json, String place) throws IOException {
        Json.expect(json.currentToken(), JsonToken.START_ARRAY, place);
        List<EpochStatistics> epochs = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            Json.expect(json.currentToken(), JsonToken.START_OBJECT, place);
            double loss = Double.NaN;
            double seconds = Double.NaN;
            OptionalDouble heldOut = OptionalDouble.empty();
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "loss" -> loss = Double.parseDouble(scalar(json, place));
                    case "held_out_loss" -> heldOut = OptionalDouble.of(Double.parseDouble(scalar(json, place)));
                    case "seconds" -> seconds = Double.parseDouble(scalar(json, place));
                    default -> json.skipChildren();
                }
            }
            epochs.add(new EpochStatistics(loss, heldOut, seconds));
        }
        return epochs;
    }

    private static String scalar(JsonParser json, String place) throws IOException {
        if (!json.currentToken().isScalarValue()) {
            throw new IOException(place + ", '" + json.currentName() + "', should be a plain value");
        }
        return json.getString();
    }

    /** What has been read so far. */
    private static final class Fields {
        private String version = "";
        private Optional<Instant> created = Optional.empty();
        private OptionalLong seed = OptionalLong.empty();
        private Optional<Duration> duration = Optional.empty();
        private String machine = "";
        private String kernel = "";
        private Map<String, String> corpus = Map.of();
        private List<EpochStatistics> epochs = List.of();
        private final Map<String, String> other = new LinkedHashMap<>();

        Provenance provenance(Map<String, String> config) {
            return new Provenance(version, created, seed, config, corpus, machine, kernel, epochs, duration, other);
        }
    }
}
