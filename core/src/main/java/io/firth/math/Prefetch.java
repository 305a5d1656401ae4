package io.firth.math;

import static io.firth.math.Memory.ALL;
import static io.firth.math.Memory.address;
import static io.firth.math.Memory.distance;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.ref.Reference;

/**
 * Asks the processor to bring rows into its first cache while it computes with others (docs/decisions/0025). Rows of a model
 * are found at random places of a memory much larger than the caches, and a dot product would wait for each of them.
 *
 * <p>It changes no number, only when it is there. Linux on x86-64 has it ({@link PrefetchCode}), unless the system forbids
 * executable pages or the system property {@code firth.prefetch} is {@code false}; elsewhere nothing happens. With {@code read}, rows are
 * fetched as for reading only, which costs more when they are written to. Belongs to one thread.
 */
public final class Prefetch {
    private static final ValueLayout.OfLong ROW = ValueLayout.JAVA_LONG_UNALIGNED;

    private static final MethodHandle CALL = find();

    private static final boolean ACTIVE = CALL != null;

    private final MemorySegment rows;
    private final int most;
    private final long list;
    private final long skip;
    private int count;

    /**
     * @param rows the most that are asked for at once
     * @param dim D of the rows, of matrices made by {@link Matrix#allocate}
     */
    public Prefetch(int rows, int dim) {
        this.rows = Memory.allocate(Math.multiplyExact((long) rows, Long.BYTES));
        this.most = rows;
        this.list = this.rows.address();
        this.skip = PrefetchCode.skip(Matrix.allocatedBytes(1, dim));
    }

    /** Whether this process can. */
    public static boolean isActive() {
        return ACTIVE;
    }

    /** Names a row that will be needed soon; those that there is no room for are left out. */
    public void add(RowView view, long row) {
        if (ACTIVE) {
            add(view.address(row));
        }
    }

    void add(long row) {
        if (ACTIVE && count < most) {
            ALL.set(ROW, address(list) + distance(count++ * Long.BYTES), row);
        }
    }

    /** Asks for the rows that were named since the last time. */
    public void fetch() {
        if (ACTIVE && count > 0) {
            try {
                CALL.invokeExact(list, (long) count, skip);
            } catch (Throwable e) {
                throw new IllegalStateException(e); // a function without a result throws nothing
            }
            count = 0;
            Reference.reachabilityFence(rows);
        }
    }

    @SuppressWarnings("restricted")
    private static MethodHandle find() {
        String wanted = System.getProperty("firth.prefetch", "true");
        boolean any = wanted.equals("true") || wanted.equals("read");
        SystemCalls calls = any && System.getProperty("os.arch").equals("amd64") ? SystemCalls.INSTANCE : null;
        if (calls == null) {
            return null;
        }
        try {
            MemorySegment code = PrefetchCode.load(
                    calls,
                    wanted.equals("true")
                            && PrefetchCode.canFetchToWrite(
                                    CpuInfo.first("flags").orElse("")));
            // critical: it returns at once, so that the thread need not tell the JVM that it is away
            return code == null
                    ? null
                    : Linker.nativeLinker()
                            .downcallHandle(
                                    code,
                                    FunctionDescriptor.ofVoid(JAVA_LONG, JAVA_LONG, JAVA_LONG),
                                    Linker.Option.critical(false));
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
