package io.firth.cli;

import io.firth.vocab.CorpusStatistics;
import java.util.Map;

/** Looks at a corpus before it is trained on; by default all is well. */
interface CorpusCheck {
    /** The words have been counted. */
    default void counted(CorpusStatistics statistics) throws CommandFailure {}

    /**
     * The corpus has been encoded.
     *
     * @param facts of {@link CorpusFacts}
     * @return what the model is to say of its corpus
     */
    default Map<String, String> facts(Map<String, String> facts) throws CommandFailure {
        return facts;
    }
}
