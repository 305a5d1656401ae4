package io.firth.count;

import io.firth.embeddings.EpochStatistics;
import io.firth.embeddings.Machine;
import io.firth.embeddings.Provenance;
import io.firth.math.Kernel;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What all factorisations say about themselves. */
final class Factorizations {
    private Factorizations() {}

    /**
     * The provenance of vectors made from counts: the method's configuration, that of the counts with the prefix {@code
     * counts.}, and the facts of the counted corpus.
     *
     * @param start {@link System#nanoTime} at the beginning
     */
    static Provenance provenance(
            Cooccurrences counts, Map<String, String> method, long seed, List<EpochStatistics> history, long start) {
        Map<String, String> config = new LinkedHashMap<>(method);
        counts.settings().describe().forEach((name, value) -> config.put("counts." + name, value));
        return new Provenance(
                "",
                Optional.of(Instant.now()),
                OptionalLong.of(seed),
                config,
                counts.provenance().corpus(),
                Machine.describe(),
                Kernel.active().describe(),
                history,
                Optional.of(Duration.ofNanos(System.nanoTime() - start)),
                Map.of());
    }
}
