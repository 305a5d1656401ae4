package io.firth.cli;

import io.firth.text.Corpus;
import io.firth.text.TextOptions;
import io.firth.vocab.CorpusStatistics;
import io.firth.vocab.EncodedCorpus;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a file keeps of the corpus it was made from, for {@link io.firth.embeddings.Provenance#corpus}. */
final class CorpusFacts {
    /** File names without folders. */
    static final String SOURCES = "sources";

    /** SHA-256 of the files, see {@link FilesHash}. */
    static final String FILES = "files.sha256";

    /** SHA-256 of the encoded corpus. */
    static final String IDS = "ids.sha256";

    private CorpusFacts() {}

    /** File names without folders, sizes, how text became words, and a hash of the ids. */
    static Map<String, String> of(
            Corpus corpus,
            CorpusStatistics statistics,
            TextOptions text,
            long minCount,
            int maxVocab,
            double heldOut,
            EncodedCorpus encoded) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(SOURCES, corpus.fileNames());
        facts.put("text.bytes", Long.toString(statistics.textBytes()));
        facts.put("tokens", Long.toString(statistics.tokens()));
        facts.put("types", Long.toString(statistics.types()));
        facts.put("sentences", Long.toString(statistics.sentences()));
        facts.put("tokenizer", text.tokenizer().toString());
        facts.put("lowercase", Boolean.toString(text.lowercase()));
        facts.put("min-count", Long.toString(minCount));
        if (maxVocab != Integer.MAX_VALUE) {
            facts.put("max-vocab", Integer.toString(maxVocab));
        }
        facts.put("held-out", Double.toString(heldOut));
        facts.put(IDS, encoded.sha256());
        return facts;
    }
}
