package io.firth.cli;

import io.firth.count.Cooccurrences;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What there is to say about a file of counts. */
final class CountsInfo implements FileInfo {
    private final Path file;
    private final long bytes;
    private final long words;
    private final long cells;
    private final double total;
    private final long tokens;
    private final ModelOrigin origin;
    private final Optional<String> damage;

    CountsInfo(Path file) throws IOException {
        this.file = file;
        bytes = Files.size(file);
        try (Cooccurrences counts = Cooccurrences.open(file)) {
            words = counts.size();
            cells = counts.nonZeros();
            total = counts.total();
            tokens = counts.vocabulary().totalCount();
            origin = new ModelOrigin(counts.provenance(), Optional.empty());
        }
        damage = FileInfo.damage(file, Cooccurrences::verify);
    }

    @Override
    public List<String> lines() {
        return new Lines(file)
                .add("format", Cooccurrences.FORMAT + ", " + Texts.bytes(bytes))
                .add(
                        "shape",
                        Texts.count(words, "word") + " × " + Texts.count(words) + ", " + Texts.count(cells, "cell")
                                + String.format(Locale.ROOT, " (%.2g %% of all)", 100.0 * cells / words / words))
                .add(origin.lines("counted"))
                .add("counts", Texts.count(tokens) + " words in all")
                .add(
                        "pairs",
                        Texts.total(total) + " in all"
                                + (cells == 0
                                        ? ""
                                        : String.format(Locale.ROOT, ", %.2f a cell on average", total / cells)))
                .odd(damage.stream().toList())
                .all();
    }

    @Override
    public Json json() {
        return new Json()
                .put("counts", file)
                .put("format", Cooccurrences.FORMAT)
                .put("bytes", bytes)
                .put("damage", damage.orElse(null))
                .put("words", words)
                .put("cells", cells)
                .put("total", total)
                .put("totalCount", tokens)
                .put("provenance", origin.json());
    }

    @Override
    public Optional<String> damage() {
        return damage;
    }
}
