package io.firth.cli;

import io.firth.math.Kernel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.IVersionProvider;

/** What is running: the project's version, the JVM, the kernel. */
final class Version implements IVersionProvider {
    /** The project's version, such as {@code 0.1.0}. */
    static String number() {
        try (InputStream in = Version.class.getResourceAsStream("version.txt")) {
            return in == null ? "unknown" : new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "unknown";
        }
    }

    @Override
    public String[] getVersion() {
        return new String[] {
            "Firth " + number(),
            "JVM: " + System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version") + ", "
                    + System.getProperty("os.name") + " " + System.getProperty("os.arch"),
            "Kernel: " + Kernel.active().describe() + ", "
                    + Runtime.getRuntime().availableProcessors() + " processors"
        };
    }
}
