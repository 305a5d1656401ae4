package io.firth.cli;

import io.firth.ann.HnswIndex;
import io.firth.ann.IndexOwner;
import io.firth.embeddings.VectorChoice;
import io.firth.io.ModelIdentity;
import io.firth.query.Neighbor;
import io.firth.query.WordQuery;
import io.firth.query.WordVectors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where a model's index lies, and whose it is. Kept apart so that exact questions load none of it. */
final class Indexes {
    private Indexes() {}

    /** {@code MODEL.hnsw}, or {@code MODEL.output.hnsw} for other than the input vectors. */
    static Path beside(QueryModel model) {
        String vectors =
                model.choice() == VectorChoice.INPUT ? "" : "." + model.choice().label();
        return Path.of(model.file() + vectors + ".hnsw");
    }

    static IndexOwner owner(QueryModel model) throws IOException {
        return new IndexOwner(ModelIdentity.of(model.file()), model.choice().label());
    }

    /** @param file null: beside the model */
    static HnswIndex open(QueryModel model, Path file) throws IOException {
        return HnswIndex.open(file == null ? beside(model) : file, model.vectors(), owner(model));
    }

    static List<List<Neighbor>> search(
            HnswIndex index, WordVectors words, List<WordQuery> queries, int k, Integer restrict) {
        List<List<Neighbor>> found = new ArrayList<>();
        for (WordQuery query : queries) {
            found.add(index.of(query, words, k, restrict == null ? index.rows() : restrict));
        }
        return found;
    }
}
