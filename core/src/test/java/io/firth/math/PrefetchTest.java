package io.firth.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That rows are fetched sooner changes nothing; so what is asked for is read from the code itself. */
class PrefetchTest {
    private static final long[] NOWHERE = {0, -1, 8, Long.MIN_VALUE, Long.MAX_VALUE, 0x0000_8000_0000_0000L};

    @ParameterizedTest
    @ValueSource(ints = {1, 16, 17, 100, 300, 496, 497, 512, 513, 100_000})
    void asksForEveryLineOfARow(int dim) {
        long rowBytes = Matrix.allocatedBytes(1, dim);
        List<Integer> expected = IntStream.range(0, (int) Math.min(rowBytes / 64, PrefetchCode.MOST_LINES))
                .mapToObj(line -> line * 64)
                .toList();
        int place = PrefetchCode.lines() + Math.toIntExact(PrefetchCode.skip(rowBytes));
        assertEquals(expected, linesFrom(place, PrefetchCode.code(true), 0x0D), "prefetchw");
        assertEquals(expected, linesFrom(place, PrefetchCode.code(false), 0x18), "prefetcht0");
    }

    /** Displacements of the instructions from here on, in ascending order. */
    private static List<Integer> linesFrom(int place, byte[] bytes, int instruction) {
        ByteBuffer code = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        List<Integer> lines = new ArrayList<>();
        int at = place;
        while (code.get(at) == 0x0F && code.get(at + 1) == instruction) {
            assertEquals((byte) 0x88, code.get(at + 2), "[rax + displacement]");
            lines.addFirst(code.getInt(at + 3));
            at += 7;
        }
        return lines;
    }

    @Test
    void endsWithTheNextRowOrTheEnd() {
        ByteBuffer code = ByteBuffer.wrap(PrefetchCode.code(true)).order(ByteOrder.LITTLE_ENDIAN);
        int end = code.capacity();
        assertEquals((byte) 0xC3, code.get(end - 1), "ret");
        int next = end - 5 + 4 + code.getInt(end - 5); // a jump counts from the instruction after it
        assertEquals(0x078B48, code.getInt(next) & 0xFFFFFF, "mov rax, [rdi]");
    }

    @Test
    void whatTheProcessorCanIsReadFromTheSystemsTable(@TempDir Path folder) throws IOException {
        Path table = folder.resolve("cpuinfo");
        assertFalse(canFetchToWrite(table), "there is none");
        Files.writeString(
                table, "processor\t: 0\nflags\t\t: fpu sse2 3dnowprefetch\n\nprocessor\t: 1\nflags\t\t: fpu\n");
        assertTrue(canFetchToWrite(table));
        Files.writeString(table, "processor\t: 0\nflags\t\t: fpu 3dnowprefetchx sse2\nbugs\t\t: 3dnowprefetch \n");
        assertFalse(canFetchToWrite(table));
    }

    private static boolean canFetchToWrite(Path table) {
        return PrefetchCode.canFetchToWrite(CpuInfo.first(table, "flags").orElse(""));
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
    void isActiveUnlessTurnedOff() {
        assertEquals(!"false".equals(System.getProperty("firth.prefetch")), Prefetch.isActive());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 21})
    void changesNothing(int count) {
        assumeTrue(Prefetch.isActive(), "nothing to call here");
        for (int dim : new int[] {1, 100, 300, 512, 5000}) {
            Matrix matrix = Matrix.allocate(count, dim);
            for (int r = 0; r < count; r++) {
                matrix.set(r, dim - 1, r + 0.5f);
            }
            Prefetch prefetch = new Prefetch(count, dim);
            RowView view = RowView.of(matrix);
            for (int times = 0; times < 3; times++) {
                prefetch.fetch(); // nothing
                for (int r = 0; r < count; r++) {
                    prefetch.add(view, r);
                }
                prefetch.fetch();
            }
            float[] expected = new float[count];
            float[] found = new float[count];
            for (int r = 0; r < count; r++) {
                expected[r] = r + 0.5f;
                found[r] = matrix.get(r, dim - 1);
            }
            assertArrayEquals(expected, found);
        }
    }

    /** So a row that is not there after all, such as one past the end, costs nothing. */
    @Test
    void neverFaults() {
        Prefetch prefetch = new Prefetch(NOWHERE.length, 300);
        assertDoesNotThrow(() -> {
            for (int times = 0; times < 100_000; times++) {
                for (long address : NOWHERE) {
                    prefetch.add(address);
                }
                prefetch.fetch();
            }
        });
    }
}
