package io.firth.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.firth.embeddings.Provenance;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SameConfigurationTest {
    private static Provenance provenance(long seed, String dim, String heldOut, String hash) {
        return new Provenance(
                "1",
                Optional.of(Instant.ofEpochSecond(seed)),
                OptionalLong.of(seed),
                Map.of("dim", dim, "seed", Long.toString(seed), "threads", Long.toString(seed)),
                Map.of("held-out", heldOut, "ids.sha256", hash),
                "",
                "",
                List.of(),
                Optional.empty(),
                Map.of());
    }

    @Test
    void onlyTheSeedMayDiffer() {
        Map<String, Provenance> models = new LinkedHashMap<>();
        models.put("a1", provenance(1, "100", "0.0", "x"));
        models.put("b1", provenance(1, "50", "0.1", "y"));
        models.put("a2", provenance(2, "100", "0.0", "x"));
        models.put("other text", provenance(3, "100", "0.0", "z"));
        models.put("b2", provenance(2, "50", "0.1", "z")); // what is held out follows the seed
        models.put("unknown1", Provenance.unknown());
        models.put("unknown2", Provenance.unknown());
        assertEquals(
                List.of(
                        new ModelGroup("mean of 2 seeds (1)", List.of("a1", "a2")),
                        new ModelGroup("mean of 2 seeds (2)", List.of("b1", "b2"))),
                SameConfiguration.groups(models));
    }

    @Test
    void oneGroupHasNoNumber() {
        Map<String, Provenance> models = new LinkedHashMap<>();
        models.put("a1", provenance(1, "100", "0.0", "x"));
        models.put("a2", provenance(2, "100", "0.0", "x"));
        models.put("a3", provenance(3, "100", "0.0", "x"));
        assertEquals(
                List.of(new ModelGroup("mean of 3 seeds", List.of("a1", "a2", "a3"))),
                SameConfiguration.groups(models));
    }

    /** Two seeds without a configuration may have been trained in any way. */
    @Test
    void seedAndConfigurationMustBeKnown() {
        Map<String, Provenance> models = new LinkedHashMap<>();
        for (long seed = 1; seed <= 2; seed++) {
            models.put("seed" + seed, known(OptionalLong.of(seed), Map.of()));
        }
        models.put("config", known(OptionalLong.empty(), Map.of("dim", "100")));
        models.put("config and seed", known(OptionalLong.of(1), Map.of("dim", "100")));
        assertEquals(List.of(), SameConfiguration.groups(models));
    }

    private static Provenance known(OptionalLong seed, Map<String, String> config) {
        return new Provenance(
                "1", Optional.empty(), seed, config, Map.of(), "", "", List.of(), Optional.empty(), Map.of());
    }

    @Test
    void theSameSeedTwiceIsNoSpread() {
        assertEquals(
                List.of(),
                SameConfiguration.groups(
                        Map.of("a", provenance(1, "100", "0.0", "x"), "copy", provenance(1, "100", "0.0", "x"))));
    }
}
