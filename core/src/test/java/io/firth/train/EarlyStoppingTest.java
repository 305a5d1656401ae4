package io.firth.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EarlyStoppingTest {
    @Test
    void theBestEpochIsTheFirstOfTheLeastLosses() {
        assertEquals(0, EarlyStopping.bestEpoch(List.of()));
        assertEquals(1, EarlyStopping.bestEpoch(List.of(2.0)));
        assertEquals(2, EarlyStopping.bestEpoch(List.of(2.0, 1.0, 1.5, 1.0)));
        assertEquals(3, EarlyStopping.bestEpoch(List.of(2.0, 1.5, 1.0)));
    }

    @Test
    void waitsForAsManyEpochsAsItHasPatience() {
        EarlyStopping one = new EarlyStopping(1);
        EarlyStopping two = new EarlyStopping(2);
        assertEquals(Optional.empty(), one.reason(List.of()));
        assertEquals(Optional.empty(), one.reason(List.of(2.0, 1.0)));
        assertEquals(Optional.of("held-out loss had not fallen for 1 epoch"), one.reason(List.of(2.0, 1.0, 1.0)));
        assertEquals(Optional.empty(), two.reason(List.of(2.0, 1.0, 1.5)));
        assertEquals(Optional.of("held-out loss had not fallen for 2 epochs"), two.reason(List.of(2.0, 1.0, 1.5, 1.2)));
        assertEquals(Optional.empty(), two.reason(List.of(2.0, 1.0, 1.5, 0.9)));
    }

    @Test
    void patienceIsAtLeastOne() {
        String message = assertThrows(IllegalArgumentException.class, () -> new EarlyStopping(0))
                .getMessage();
        assertEquals("patience must be at least 1, but is 0", message);
    }
}
