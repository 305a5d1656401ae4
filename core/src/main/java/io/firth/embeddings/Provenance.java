package io.firth.embeddings;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where vectors come from: enough to train them again. Maps keep the order in which they were filled, so that the same
 * training writes the same bytes.
 *
 * @param version of Firth that trained, empty if unknown
 * @param created when training ended
 * @param seed of every random decision
 * @param config option name → value, as on the command line
 * @param corpus facts of the corpus: file names without folders, bytes, tokens, hash
 * @param machine processor and JVM, see {@link Machine#describe()}
 * @param kernel that computed, such as "SIMD, 512-bit"
 * @param epochs one entry per epoch, in order
 * @param duration of the training
 * @param other facts that this version has no name for
 */
public record Provenance(
        String version,
        Optional<Instant> created,
        OptionalLong seed,
        Map<String, String> config,
        Map<String, String> corpus,
        String machine,
        String kernel,
        List<EpochStatistics> epochs,
        Optional<Duration> duration,
        Map<String, String> other) {

    private static final Provenance UNKNOWN = new Provenance(
            "",
            Optional.empty(),
            OptionalLong.empty(),
            Map.of(),
            Map.of(),
            "",
            "",
            List.of(),
            Optional.empty(),
            Map.of());

    /** Copies the collections. */
    public Provenance {
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(created, "created");
        Objects.requireNonNull(seed, "seed");
        Objects.requireNonNull(machine, "machine");
        Objects.requireNonNull(kernel, "kernel");
        Objects.requireNonNull(duration, "duration");
        config = copy(config);
        corpus = copy(corpus);
        epochs = List.copyOf(epochs);
        other = copy(other);
    }

    /** Nothing is known, as of a word2vec file. */
    public static Provenance unknown() {
        return UNKNOWN;
    }

    /** The same with one more entry in {@link #other()}. */
    public Provenance with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(other);
        more.put(name, value);
        return new Provenance(version, created, seed, config, corpus, machine, kernel, epochs, duration, more);
    }

    /**
     * What is the same whenever the same is trained: without the times, the machine and the number of threads. The kernel
     * stays, as its vector width decides the last bits.
     */
    public Provenance reproducible() {
        Map<String, String> options = new LinkedHashMap<>(config);
        options.remove("threads");
        List<EpochStatistics> timeless = epochs.stream()
                .map(epoch -> new EpochStatistics(epoch.loss(), epoch.heldOutLoss(), Double.NaN))
                .toList();
        return new Provenance(
                version, Optional.empty(), seed, options, corpus, "", kernel, timeless, Optional.empty(), other);
    }

    /** The same without an entry of {@link #other()}. */
    public Provenance without(String name) {
        Map<String, String> fewer = new LinkedHashMap<>(other);
        fewer.remove(name);
        return new Provenance(version, created, seed, config, corpus, machine, kernel, epochs, duration, fewer);
    }

    // Map.copyOf would lose the order.
    private static Map<String, String> copy(Map<String, String> map) {
        Map<String, String> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(Objects.requireNonNull(key), Objects.requireNonNull(value, key)));
        return Collections.unmodifiableMap(copy);
    }
}
