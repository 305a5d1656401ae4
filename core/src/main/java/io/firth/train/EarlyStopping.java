package io.firth.train;

import java.util.List;
import java.util.Optional;

/**
 * Ends training when the loss on held-out text no longer falls (Prechelt 1998, "Early Stopping – But When?"; the
 * criterion UP with strips of one epoch, against the least loss so far). What it says depends on the losses only, so
 * that a run that is resumed ends where one that never stopped does.
 *
 * @param patience epochs without a new least loss after which training ends, ≥ 1
 */
public record EarlyStopping(int patience) {
    /** Checks the number. */
    public EarlyStopping {
        if (patience < 1) {
            throw new IllegalArgumentException("patience must be at least 1, but is " + patience);
        }
    }

    /**
     * The epoch, from 1, with the least held-out loss, the first of equal ones; 0 before the first.
     *
     * @param heldOutLosses of the epochs so far, in order
     */
    public static int bestEpoch(List<Double> heldOutLosses) {
        int best = 0;
        for (int epoch = 1; epoch <= heldOutLosses.size(); epoch++) {
            if (best == 0 || heldOutLosses.get(epoch - 1) < heldOutLosses.get(best - 1)) {
                best = epoch;
            }
        }
        return best;
    }

    /** Whether training ends after these epochs, and why, as a part of a sentence. */
    public Optional<String> reason(List<Double> heldOutLosses) {
        int since = heldOutLosses.size() - bestEpoch(heldOutLosses);
        return since < patience
                ? Optional.empty()
                : Optional.of("held-out loss had not fallen for " + since + (since == 1 ? " epoch" : " epochs"));
    }
}
