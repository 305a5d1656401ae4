package io.firth.cli;

import io.firth.classify.TextExample;
import io.firth.classify.TextVectors;
import io.firth.embeddings.Embeddings;
import io.firth.embeddings.VectorChoice;
import io.firth.io.Models;
import io.firth.text.TextOptions;
import io.firth.text.Tokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Word vectors, and how texts become their words. */
final class WordVectorOptions {
    @Option(
            names = "--vectors",
            required = true,
            paramLabel = "MODEL",
            description = "Word vectors: a model of any format that Firth reads.")
    Path model;

    @Option(
            names = "--tokenizer",
            converter = Converters.OfTokenizer.class,
            paramLabel = "NAME",
            description = "whitespace or unicode. Default: that which finds more words in the model.")
    Tokenizer tokenizer;

    @Option(
            names = "--lowercase",
            negatable = true,
            description = "Put words in lower case, or not. Default: that which finds more words in the model.")
    Boolean lowercase;

    /** One vector per word, as was chosen when the model was trained. */
    Embeddings open() throws IOException {
        Embeddings embeddings = Models.open(model);
        String chosen = embeddings.provenance().other().get(ValidationWords.VECTORS);
        VectorChoice choice = chosen == null ? VectorChoice.INPUT : VectorChoice.parse(chosen);
        return new Embeddings(
                embeddings.vocabulary(), embeddings.vectors(choice), Optional.empty(), embeddings.provenance());
    }

    /** What the user said, and for the rest what fits best. */
    TextOptions textOptions(Embeddings embeddings, List<TextExample> examples) {
        return TextVectors.bestOptions(
                embeddings, examples, Optional.ofNullable(tokenizer), Optional.ofNullable(lowercase));
    }

    static String describe(TextOptions options) {
        return options.tokenizer() + (options.lowercase() ? ", lower case" : ", case kept");
    }
}
