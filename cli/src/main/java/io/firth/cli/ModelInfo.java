package io.firth.cli;

import io.firth.embeddings.Embeddings;
import io.firth.embeddings.RowStatistics;
import io.firth.embeddings.WordStatistics;
import io.firth.io.Format;
import io.firth.io.ModelFile;
import io.firth.math.Matrix;
import io.firth.text.Folders;
import io.firth.text.Quoted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What there is to say about a model, as lines and as JSON. */
final class ModelInfo implements FileInfo {
    private final Path path;
    private final Format format;
    private final Embeddings model;
    private final long fileBytes;
    private final Optional<String> damage;
    private final WordStatistics words;
    private final ModelOrigin origin;
    private final RowStatistics input;
    private final Optional<RowStatistics> output;

    ModelInfo(Path path, Format format, Embeddings model) throws IOException {
        this.path = path;
        this.format = format;
        this.model = model;
        fileBytes = size(path);
        damage = format == Format.FIRTH ? FileInfo.damage(path, ModelFile::verify) : Optional.empty();
        origin = ModelOrigin.of(path, model.provenance());
        words = WordStatistics.of(model.vocabulary());
        input = RowStatistics.of(model.input());
        output = model.output().map(RowStatistics::of);
    }

    @Override
    public Optional<String> damage() {
        return damage;
    }

    /** Bytes of a model's file, or of all files of its folder. */
    static long size(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return Files.size(path);
        }
        long size = 0;
        for (Path file : Folders.inside(path, Integer.MAX_VALUE)) {
            size += Files.isRegularFile(file) ? Files.size(file) : 0;
        }
        return size;
    }

    @Override
    public List<String> lines() {
        Lines lines = new Lines(path)
                .add("format", format.label() + ", " + Texts.bytes(fileBytes))
                .add("shape", Texts.count(model.size(), "word") + " × " + model.dim() + outputShape() + subwordShape())
                .add(origin.lines("trained"))
                .add(
                        "counts",
                        words.counted() == 0 ? "unknown" : Texts.count(words.totalCount()) + " in all" + mostFrequent())
                .add("norms", norms(input));
        output.ifPresent(u -> lines.add("", norms(u) + " (output)"));
        return lines.add("memory", memory()).odd(odd()).all();
    }

    private String outputShape() {
        return model.output()
                .map(u -> model.hasOutputPerWord()
                        ? ", with output vectors"
                        : ", with " + Texts.count(u.rows()) + " vectors of inner nodes (hierarchical softmax)")
                .orElse("");
    }

    private String subwordShape() {
        return model.subwords()
                .map(s -> ", n-grams of " + s.minLength() + " to " + s.maxLength() + " characters in "
                        + Texts.count(s.vectors().rows()) + " buckets")
                .orElse("");
    }

    private String mostFrequent() {
        long most = 0;
        long least = Long.MAX_VALUE;
        for (int id = 0; id < model.size(); id++) {
            most = Math.max(most, model.vocabulary().count(id));
            least = Math.min(least, model.vocabulary().count(id));
        }
        return ", " + Texts.count(least) + " to " + Texts.count(most) + " a word";
    }

    private static String norms(RowStatistics s) {
        return String.format(
                Locale.ROOT,
                "least %.4f, median %.4f, mean %.4f, greatest %.4f",
                s.leastNorm(),
                s.medianNorm(),
                s.meanNorm(),
                s.greatestNorm());
    }

    private String memory() {
        return Texts.bytes(vectorBytes()) + " of vectors outside the heap"
                + (isMapped() ? ", mapped from the file" : "") + "; " + Texts.bytes(indexBytes())
                + " of heap for the index of words, once one is looked up";
    }

    private boolean isMapped() {
        return model.input().segment().isMapped();
    }

    private long vectorBytes() {
        return bytes(model.input())
                + model.output().map(ModelInfo::bytes).orElse(0L)
                + model.subwords().map(s -> bytes(s.vectors())).orElse(0L);
    }

    private static long bytes(Matrix m) {
        return m.rows() * m.stride() * Float.BYTES;
    }

    // Two longs a slot, at least one and a half slots a word, a power of two of them.
    private long indexBytes() {
        return 32L * Long.highestOneBit(Math.max(8, model.size() * 3L / 2));
    }

    private List<String> odd() {
        List<String> odd = new ArrayList<>();
        damage.ifPresent(odd::add);
        origin.odd().ifPresent(odd::add);
        odd(odd, input, "");
        output.ifPresent(u -> odd(odd, u, " of the output vectors"));
        if (words.duplicates() > 0) {
            odd.add(Texts.count(words.duplicates(), "word") + " there before, the first: "
                    + quoted(words.firstDuplicate()) + "; the first of equal words is found");
        }
        if (words.empty() > 0) {
            odd.add(Texts.count(words.empty(), "empty word"));
        }
        if (words.invalidUtf8() > 0) {
            odd.add(Texts.count(words.invalidUtf8(), "word") + " not valid UTF-8, the first: "
                    + quoted(words.firstInvalid()));
        }
        if (words.withSpace() > 0) {
            odd.add(Texts.count(words.withSpace(), "word") + " with a space, a tab or a line break");
        }
        return odd;
    }

    private void odd(List<String> odd, RowStatistics s, String where) {
        if (s.nanRows() > 0) {
            odd.add(Texts.count(s.nanRows(), "row") + where + " with NaN" + first(s));
        }
        if (s.infiniteRows() > 0) {
            odd.add(Texts.count(s.infiniteRows(), "row") + where + " with an infinity"
                    + (s.nanRows() > 0 ? "" : first(s)));
        }
        if (s.zeroRows() > 0) {
            odd.add(Texts.count(s.zeroRows(), "row") + where + " of zeros");
        }
    }

    private String first(RowStatistics s) {
        return ", the first: " + (s.rows() == model.size() ? quoted((int) s.firstBadRow()) : "row " + s.firstBadRow());
    }

    private String quoted(int id) {
        return "word " + id + ", " + Quoted.of(model.vocabulary().word(id));
    }

    @Override
    public Json json() {
        Json json = new Json()
                .put("model", path)
                .put("format", format.label())
                .put("bytes", fileBytes)
                .put("damage", damage.orElse(null))
                .put("words", model.size())
                .put("dim", model.dim())
                .put("outputRows", model.output().map(Matrix::rows).orElse(0L))
                .put(
                        "subwordRows",
                        model.subwords().map(s -> s.vectors().rows()).orElse(0L))
                .put("totalCount", words.totalCount())
                .put("input", json(input))
                .put("output", output.map(ModelInfo::json).orElse(null));
        return json.put("duplicates", words.duplicates())
                .put("emptyWords", words.empty())
                .put("wordsWithSpace", words.withSpace())
                .put("invalidUtf8", words.invalidUtf8())
                .put("longestWordBytes", words.longestBytes())
                .put("mapped", isMapped())
                .put("vectorBytes", vectorBytes())
                .put("indexBytes", indexBytes())
                .put("provenance", origin.json());
    }

    private static Json json(RowStatistics s) {
        return new Json()
                .put("nanRows", s.nanRows())
                .put("infiniteRows", s.infiniteRows())
                .put("zeroRows", s.zeroRows())
                .put("leastNorm", s.leastNorm())
                .put("medianNorm", s.medianNorm())
                .put("meanNorm", s.meanNorm())
                .put("greatestNorm", s.greatestNorm());
    }
}
