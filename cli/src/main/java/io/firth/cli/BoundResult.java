package io.firth.cli;

import io.firth.count.BoundReport;
import io.firth.count.PmiFit;
import java.util.Optional;

/**
 * What was measured.
 *
 * @param training on the training text
 * @param heldOut on held-out text, if there is any
 * @param fit of v·u to PMI − log k on the training text, if negative sampling was asked for
 */
record BoundResult(Part training, Optional<Part> heldOut, Optional<PmiFit> fit) {
    /**
     * On one text.
     *
     * @param tokens of it
     * @param softmax row M12, if asked for
     * @param negativeSampling row M19, if asked for
     */
    record Part(double tokens, Optional<BoundReport> softmax, Optional<BoundReport> negativeSampling) {}
}
