package io.firth.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.firth.train.CheckpointReport;
import io.firth.train.TrainingState;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CheckpointPlanTest {
    @Test
    void whyAModelCouldNotBeWrittenIsSaidWithTheWayBack() {
        CheckpointPlan plan = CheckpointPlan.none(Path.of("model"));
        IOException denied = new AccessDeniedException("f"); // its message is the name and nothing else
        assertSame(denied, plan.unwritten(denied));
        plan.saved(new CheckpointReport(TrainingState.atEpoch(2), Duration.ZERO, Duration.ZERO));
        assertEquals(
                "f: permission denied; the training is not lost: firth train --resume model goes on from epoch 3, token 0",
                Failures.sentence(plan.unwritten(denied)));
        assertEquals(
                "the disk is full; the training is not lost: firth train --resume model goes on from epoch 3, token 0",
                Failures.sentence(plan.unwritten(new IOException("the disk is full"))));
    }
}
