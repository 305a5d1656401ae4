package io.firth.math;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;

class HugePagesTest {
    @Test
    void memoryThatIsNoLongerReachableIsGivenBack() {
        long bytes = 64L << 20;
        assumeTrue(HugePages.allocate(bytes) != null, "needs Linux");
        long limit = HugePages.limit(); // the larger, the more other tests have mapped
        long most = 0;
        for (long allocated = 0; allocated < 4 * limit; allocated += bytes) {
            HugePages.allocate(bytes); // nothing is written to it, and so it takes addresses only
            most = Math.max(most, HugePages.mappedBytes());
        }
        assertTrue(most < 2 * limit, most + " bytes were mapped at once, " + limit + " is the limit");
    }
}
