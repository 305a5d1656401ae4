package io.firth.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ScheduleTest {
    @Test
    void fallsLinearlyOverAllEpochs() {
        Schedule schedule = new Schedule(0.5, 0.1, 1000, 4);
        for (int epoch = 0; epoch < 4; epoch++) {
            for (int position = 0; position <= 1000; position += 125) {
                double expected = 0.5 - 0.4 * (epoch * 1000 + position) / 4000.0;
                assertEquals(expected, schedule.rate(epoch, position), 1e-7, epoch + ", " + position);
            }
        }
    }

    @Test
    void startsAtTheStartEndsAtTheEndAndStaysThere() {
        Schedule schedule = new Schedule(0.025, 0.0001, 7, 3);
        assertEquals(0.025f, schedule.rate(0, 0));
        assertEquals(0.0001f, schedule.rate(2, 7));
        assertEquals(0.0001f, schedule.rate(2, 100));
        assertEquals(schedule.rate(0, 7), schedule.rate(1, 0), "epochs join");
    }

    @Test
    void longCorporaKeepTheirPlace() {
        Schedule schedule = new Schedule(1, 0, 4_000_000_000L, 2);
        assertEquals(0.75f, schedule.rate(0, 2_000_000_000L));
        assertTrue(schedule.rate(1, 3_999_999_999L) > 0);
    }
}
