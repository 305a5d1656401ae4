package io.firth.cli;

import io.firth.classify.Classifier;
import io.firth.io.ClassifierFile;
import io.firth.nn.FullyConnectedNetwork;
import io.firth.nn.Layer;
import io.firth.text.Quoted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;

/** What there is to say about a classifier. */
final class ClassifierInfo implements FileInfo {
    private final Path file;
    private final long bytes;
    private final Classifier classifier;
    private final Optional<String> damage;

    ClassifierInfo(Path file) throws IOException {
        this.file = file;
        bytes = Files.size(file);
        classifier = ClassifierFile.open(file);
        damage = FileInfo.damage(file, ClassifierFile::verify);
    }

    /** {@code 100 → 32 relu → 3 softmax}. */
    static String shape(FullyConnectedNetwork network) {
        StringJoiner text = new StringJoiner(" → ");
        text.add(Integer.toString(network.inputs()));
        for (Layer layer : network.layers()) {
            text.add(layer.outputs() + " " + layer.activation());
        }
        return text.toString();
    }

    @Override
    public List<String> lines() {
        return new Lines(file)
                .add("format", ClassifierFile.FORMAT + ", " + Texts.bytes(bytes))
                .add("labels", classifier.labels().size() + ": " + Quoted.plain(String.join(", ", classifier.labels())))
                .add("of", examples() + "s, " + WordVectorOptions.describe(classifier.textOptions()))
                .add(
                        "vectors",
                        Texts.count(classifier.embeddings().size(), "word") + " × "
                                + classifier.embeddings().dim())
                .add(
                        "network",
                        shape(classifier.network()) + "; "
                                + Texts.count(classifier.network().parameters().values().length, "parameter"))
                .add("config", ModelOrigin.wrapped(classifier.provenance()))
                .odd(damage.stream().toList())
                .all();
    }

    private String examples() {
        return classifier.features().name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Json json() {
        return new Json()
                .put("classifier", file)
                .put("format", ClassifierFile.FORMAT)
                .put("bytes", bytes)
                .put("damage", damage.orElse(null))
                .put("labels", classifier.labels())
                .put("examples", examples())
                .put("tokenizer", classifier.textOptions().tokenizer())
                .put("lowercase", classifier.textOptions().lowercase())
                .put("words", classifier.embeddings().size())
                .put("dim", classifier.embeddings().dim())
                .put("network", shape(classifier.network()))
                .put("config", classifier.provenance());
    }

    @Override
    public Optional<String> damage() {
        return damage;
    }
}
