package io.firth.embeddings;

import io.firth.math.CpuInfo;

/** The machine that this JVM runs on, in one line for {@link Provenance}. */
public final class Machine {
    private Machine() {}

    /** Processor, number of processors, operating system, JVM. */
    public static String describe() {
        return processor() + ", " + Runtime.getRuntime().availableProcessors() + " processors, "
                + System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", "
                + System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version");
    }

    // Linux tells the processor's name; elsewhere the architecture must do.
    private static String processor() {
        return CpuInfo.first("model name").orElse(System.getProperty("os.arch"));
    }
}
