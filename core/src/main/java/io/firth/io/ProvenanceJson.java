package io.firth.io;

import io.firth.embeddings.EpochStatistics;
import io.firth.embeddings.Provenance;
import java.io.IOException;
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

/**
 * {@link Provenance} ↔ two JSON objects, {@code config} (option → value) and {@code provenance} (all the rest). Unknown
 * members of the latter are kept in {@link Provenance#other()} if they are plain values, and passed over if not, so that
 * an older Firth reads what a newer one wrote.
 */
final class ProvenanceJson {
    private ProvenanceJson() {}

    static String config(Provenance provenance) {
        return new JsonWriter().strings(provenance.config()).toString();
    }

    static String provenance(Provenance p) {
        JsonWriter json = new JsonWriter().begin('{');
        json.name("version").string(p.version());
        p.created().ifPresent(created -> json.name("created").string(created.toString()));
        p.seed().ifPresent(seed -> json.name("seed").number(seed));
        p.duration().ifPresent(duration -> json.name("duration").string(duration.toString()));
        if (!p.machine().isEmpty()) {
            json.name("machine").string(p.machine());
        }
        json.name("kernel").string(p.kernel());
        json.name("corpus").strings(p.corpus());
        json.name("epochs").begin('[');
        for (EpochStatistics epoch : p.epochs()) {
            json.begin('{').name("loss").number(epoch.loss());
            epoch.heldOutLoss().ifPresent(loss -> json.name("held_out_loss").number(loss));
            if (!Double.isNaN(epoch.seconds())) {
                json.name("seconds").number(epoch.seconds());
            }
            json.end('}');
        }
        json.end(']').name("other").strings(p.other());
        return json.end('}').toString();
    }

    /**
     * The inverse of {@link #config} and {@link #provenance}.
     *
     * @param config JSON, or null
     * @param provenance JSON, or null
     * @param what names the file in messages
     */
    static Provenance read(String config, String provenance, String what) throws IOException {
        Map<String, String> options = Map.of();
        if (config != null) {
            JsonReader json = new JsonReader(config, what + ": config");
            options = json.strings();
            json.end();
        }
        Fields fields = new Fields();
        if (provenance != null) {
            String place = what + ": provenance";
            JsonReader json = new JsonReader(provenance, place);
            try {
                fields.read(json);
                json.end();
            } catch (DateTimeException | NumberFormatException e) {
                throw new IOException(place + " holds a value that cannot be read: " + e.getMessage(), e);
            }
        }
        return fields.provenance(options);
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

        void read(JsonReader json) throws IOException {
            json.begin('{');
            while (json.next('}')) {
                String name = json.name();
                switch (name) {
                    case "version" -> version = json.string();
                    case "created" -> created = Optional.of(Instant.parse(json.string()));
                    case "seed" -> seed = OptionalLong.of(Long.parseLong(json.scalar()));
                    case "duration" -> duration = Optional.of(Duration.parse(json.string()));
                    case "machine" -> machine = json.string();
                    case "kernel" -> kernel = json.string();
                    case "corpus" -> corpus = json.strings();
                    case "epochs" -> epochs = epochs(json);
                    case "other" -> other.putAll(json.strings());
                    default -> {
                        if (json.isScalar()) {
                            other.put(name, json.scalar());
                        } else {
                            json.skip();
                        }
                    }
                }
            }
        }

        private static List<EpochStatistics> epochs(JsonReader json) throws IOException {
            List<EpochStatistics> epochs = new ArrayList<>();
            json.begin('[');
            while (json.next(']')) {
                double loss = Double.NaN;
                double seconds = Double.NaN;
                OptionalDouble heldOut = OptionalDouble.empty();
                json.begin('{');
                while (json.next('}')) {
                    switch (json.name()) {
                        case "loss" -> loss = Double.parseDouble(json.scalar());
                        case "held_out_loss" -> heldOut = OptionalDouble.of(Double.parseDouble(json.scalar()));
                        case "seconds" -> seconds = Double.parseDouble(json.scalar());
                        default -> json.skip();
                    }
                }
                epochs.add(new EpochStatistics(loss, heldOut, seconds));
            }
            return epochs;
        }

        Provenance provenance(Map<String, String> config) {
            return new Provenance(version, created, seed, config, corpus, machine, kernel, epochs, duration, other);
        }
    }
}
