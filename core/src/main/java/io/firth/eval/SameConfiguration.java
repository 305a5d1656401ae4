package io.firth.eval;

import io.firth.embeddings.Provenance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds models that were trained alike but for the seed. */
public final class SameConfiguration {
    private static final String HELD_OUT = "held-out";

    private SameConfiguration() {}

    /**
     * Groups of two and more models whose provenance has the same version, configuration and corpus, and different
     * seeds. Models of unknown configuration, such as word2vec files, are in no group. A group is called {@code mean of N
     * seeds}, numbered where there are several.
     *
     * @param models name → provenance
     */
    public static List<ModelGroup> groups(Map<String, Provenance> models) {
        Map<Object, List<String>> alike = new LinkedHashMap<>();
        models.forEach((name, provenance) -> {
            if (!provenance.config().isEmpty() && provenance.seed().isPresent()) {
                alike.computeIfAbsent(key(provenance), key -> new ArrayList<>()).add(name);
            }
        });
        List<List<String>> several = alike.values().stream()
                .filter(names -> names.size() > 1)
                .filter(names -> names.stream()
                                .map(name -> models.get(name).seed())
                                .distinct()
                                .count()
                        == names.size())
                .toList();
        List<ModelGroup> groups = new ArrayList<>();
        for (List<String> names : several) {
            String number = several.size() > 1 ? " (" + (groups.size() + 1) + ")" : "";
            groups.add(new ModelGroup("mean of " + names.size() + " seeds" + number, names));
        }
        return groups;
    }

    // The number of threads belongs to the machine. Which sentences are held out depends on the seed, and so do then
    // the
    // hash and the length of what was trained on.
    private static Object key(Provenance provenance) {
        Map<String, String> config = new LinkedHashMap<>(provenance.config());
        config.remove("seed");
        config.remove("threads");
        Map<String, String> corpus = new LinkedHashMap<>(provenance.corpus());
        if (!corpus.getOrDefault(HELD_OUT, "0.0").equals("0.0")) {
            corpus.remove("ids.sha256");
            corpus.remove("training.tokens");
        }
        return List.of(provenance.version(), config, corpus);
    }
}
