package io.firth.cli;

import io.firth.embeddings.EpochStatistics;
import io.firth.embeddings.Provenance;
import io.firth.io.RunFile;
import io.firth.text.Quoted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a model comes from, for {@code firth info}: what it knows itself, and what the run file beside it adds.
 *
 * @param provenance of the run file if that is about this model, else of the model
 * @param odd what is wrong with the run file
 */
record ModelOrigin(Provenance provenance, Optional<String> odd) {
    /** Of more epochs the first and the last are shown. */
    private static final int MOST_EPOCHS = 12;

    private static final int WIDTH = 90;

    static ModelOrigin of(Path model, Provenance own) {
        if (Files.isDirectory(model)) {
            return new ModelOrigin(own, Optional.empty());
        }
        String name = String.valueOf(RunFile.of(model).getFileName());
        try {
            Optional<RunFile.Run> run = RunFile.read(model);
            if (run.isEmpty()) {
                return new ModelOrigin(own, Optional.empty());
            }
            return run.get().isAbout(model)
                    ? new ModelOrigin(run.get().provenance(), Optional.empty())
                    : new ModelOrigin(own, Optional.of(name + " is about another model and is not shown"));
        } catch (IOException e) {
            return new ModelOrigin(own, Optional.of(e.getMessage()));
        }
    }

    /**
     * Label → lines.
     *
     * @param made what was done on that date: trained, counted
     */
    Map<String, List<String>> lines(String made) {
        Map<String, List<String>> lines = new LinkedHashMap<>();
        Provenance p = provenance;
        List<String> trained = new ArrayList<>();
        p.created()
                .ifPresent(at -> trained.add(at.truncatedTo(ChronoUnit.SECONDS).toString()));
        if (!p.version().isEmpty()) {
            trained.add("Firth " + p.version());
        }
        p.duration().ifPresent(d -> trained.add(Texts.seconds(d.toMillis() / 1e3)));
        if (!p.kernel().isEmpty()) {
            trained.add(p.kernel());
        }
        put(lines, made, String.join("; ", trained));
        put(lines, "machine", p.machine());
        lines.put("config", wrapped(p.config()));
        lines.put("corpus", wrapped(p.corpus()));
        put(
                lines,
                "loss",
                curve(p.epochs().stream().map(epoch -> Texts.loss(epoch.loss())).toList()));
        if (p.epochs().stream().anyMatch(epoch -> epoch.heldOutLoss().isPresent())) {
            put(
                    lines,
                    "held-out",
                    curve(p.epochs().stream().map(ModelOrigin::heldOut).toList()));
        }
        put(lines, "speed", speed());
        lines.put("other", wrapped(p.other()));
        lines.values().removeIf(List::isEmpty);
        return lines;
    }

    private static void put(Map<String, List<String>> lines, String label, String text) {
        lines.put(label, text.isEmpty() ? List.of() : List.of(text));
    }

    private static String heldOut(EpochStatistics epoch) {
        return Texts.loss(epoch.heldOutLoss().orElse(Double.NaN));
    }

    /** One value per epoch. */
    private static String curve(List<String> values) {
        int n = values.size();
        if (n == 0) {
            return "";
        }
        List<String> shown = n <= MOST_EPOCHS ? values : new ArrayList<>(values.subList(0, MOST_EPOCHS / 2));
        if (n > MOST_EPOCHS) {
            shown.add("…");
            shown.addAll(values.subList(n - MOST_EPOCHS / 2, n));
        }
        return String.join(" ", shown) + " per pair" + (n == 1 ? ", 1 epoch" : ", " + n + " epochs");
    }

    private String speed() {
        double seconds = provenance.epochs().stream()
                .mapToDouble(EpochStatistics::seconds)
                .sum();
        String tokens = provenance.corpus().get("training.tokens");
        if (!(seconds > 0) || tokens == null || !tokens.matches("\\d{1,18}")) {
            return "";
        }
        double words = Double.parseDouble(tokens) * provenance.epochs().size();
        return Texts.rate(words / seconds) + " words/s on "
                + provenance.config().getOrDefault("threads", "?") + " threads, "
                + Texts.seconds(seconds / provenance.epochs().size()) + " an epoch";
    }

    static List<String> wrapped(Map<String, String> map) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (Map.Entry<String, String> entry : map.entrySet()) {
            String item = entry.getKey() + " " + Quoted.plain(entry.getValue());
            if (!line.isEmpty() && line.length() + item.length() > WIDTH) {
                lines.add(line + ",");
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : ", ").append(item);
        }
        if (!line.isEmpty()) {
            lines.add(line.toString());
        }
        return lines;
    }

    Map<String, Object> json() {
        Provenance p = provenance;
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("version", p.version());
        p.created().ifPresent(at -> json.put("created", at.toString()));
        p.seed().ifPresent(seed -> json.put("seed", seed));
        p.duration().ifPresent(d -> json.put("seconds", d.toMillis() / 1e3));
        json.put("machine", p.machine());
        json.put("kernel", p.kernel());
        json.put("config", p.config());
        json.put("corpus", p.corpus());
        json.put("loss", p.epochs().stream().map(EpochStatistics::loss).toList());
        json.put(
                "heldOutLoss",
                p.epochs().stream()
                        .filter(epoch -> epoch.heldOutLoss().isPresent())
                        .map(epoch -> epoch.heldOutLoss().getAsDouble())
                        .toList());
        json.put(
                "epochSeconds",
                p.epochs().stream()
                        .map(EpochStatistics::seconds)
                        .filter(seconds -> !Double.isNaN(seconds))
                        .toList());
        json.put("other", p.other());
        return json;
    }
}
