package io.firth.math;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * The one function of Firth that is machine code, for x86-64 under Linux: asks the processor for the cache lines of a list
 * of rows. Java has no such instruction, and a load in its place is waited for.
 *
 * <pre>
 *   rdi: address of n 64-bit addresses of rows    rsi: n ≥ 1    rdx: {@link #skip} of a row's bytes
 *         endbr64
 *         lea        r8, [rip + lines]
 *         add        rdx, r8                where the row's last line has its turn
 *   row:  mov        rax, [rdi]
 *         add        rdi, 8
 *         notrack jmp rdx
 *   lines:
 *         prefetchw  [rax + 64·31]           or prefetcht0
 *         …
 *         prefetchw  [rax + 64·0]
 *         dec        rsi
 *         jnz        row
 *         ret
 * </pre>
 *
 * <p>(Intel 64 Architectures Software Developer's Manual, volume 2: PREFETCHW, PREFETCHh; they never fault, whatever the address.) It
 * uses no register that a caller keeps and no stack. All rows that are asked for are going to be written to: prefetchw takes a line
 * away from the other processor's cache at once, where with prefetcht0 both would have it, and the first writing would have to wait.
 */
final class PrefetchCode {
    /** The most of a row that is asked for; its rest the processor sees coming by itself. */
    static final int MOST_LINES = 32;

    static final int LINE_BYTES = 64;

    /** Bytes of one instruction with a 32-bit displacement. */
    private static final int INSTRUCTION_BYTES = 7;

    private static final int CODE_BYTES = 512;

    private static final byte[] BEFORE = bytes(
            0xF3, 0x0F, 0x1E, 0xFA, // endbr64
            0x4C, 0x8D, 0x05, 13, 0, 0, 0, // lea r8, [rip + lines]
            0x4C, 0x01, 0xC2, // add rdx, r8
            0x48, 0x8B, 0x07, // row: mov rax, [rdi]
            0x48, 0x83, 0xC7, 0x08, // add rdi, 8
            0x3E, 0xFF, 0xE2); // notrack jmp rdx

    private static final byte[] PREFETCHW = bytes(0x0F, 0x0D, 0x88);
    private static final byte[] PREFETCHT0 = bytes(0x0F, 0x18, 0x88);
    private static final byte[] NEXT = bytes(0x48, 0xFF, 0xCE, 0x0F, 0x85); // dec rsi, jnz row

    /** Where the label row is. */
    private static final int ROW = 14;

    private static final byte RETURN = (byte) 0xC3;

    private PrefetchCode() {}

    /**
     * The code, whole.
     *
     * @param toWrite whether rows are fetched to be written to
     */
    static byte[] code(boolean toWrite) {
        ByteBuffer code = ByteBuffer.allocate(CODE_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        code.put(BEFORE);
        for (int line = MOST_LINES - 1; line >= 0; line--) {
            code.put(toWrite ? PREFETCHW : PREFETCHT0).putInt(line * LINE_BYTES);
        }
        code.put(NEXT);
        code.putInt(ROW - (code.position() + Integer.BYTES)).put(RETURN);
        return Arrays.copyOf(code.array(), code.position());
    }

    /** Whether a processor with these flags, by their names in Linux, can fetch to write. One that cannot does nothing instead. */
    static boolean canFetchToWrite(String flags) {
        return List.of(flags.split(" ")).contains("3dnowprefetch");
    }

    /** Where the instructions for the lines begin. */
    static int lines() {
        return BEFORE.length;
    }

    /** Bytes of code that are left out for a row of {@code rowBytes} ≥ 1: those for the lines that it does not have. */
    static long skip(long rowBytes) {
        long lines = Math.min(MOST_LINES, Math.ceilDiv(rowBytes, LINE_BYTES));
        return (MOST_LINES - lines) * INSTRUCTION_BYTES;
    }

    /** The code in a page of its own, which from then on can be executed but not written; null where that is denied. */
    @SuppressWarnings("restricted")
    static MemorySegment load(SystemCalls calls, boolean toWrite) throws Throwable {
        int readAndExecute = 5;
        byte[] code = code(toWrite);
        MemorySegment start = calls.map(CODE_BYTES);
        if (start == null) {
            return null;
        }
        MemorySegment page = start.reinterpret(CODE_BYTES);
        MemorySegment.copy(code, 0, page, ValueLayout.JAVA_BYTE, 0, code.length);
        int failed = (int) calls.mprotect().invokeExact(page, (long) CODE_BYTES, readAndExecute);
        return failed == 0 ? page : null;
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
