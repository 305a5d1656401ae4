package io.firth.math;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What Linux says of the first processor, in its table {@code /proc/cpuinfo}. */
public final class CpuInfo {
    private static final Path TABLE = Path.of("/proc/cpuinfo");

    private CpuInfo() {}

    /** An entry such as {@code model name} or {@code flags}; none on other systems. */
    public static Optional<String> first(String key) {
        return first(TABLE, key);
    }

    /** The first entry of this name in a table. */
    static Optional<String> first(Path table, String key) {
        try (BufferedReader lines = Files.newBufferedReader(table, StandardCharsets.ISO_8859_1)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int colon = line.indexOf(':');
                if (colon > 0 && line.substring(0, colon).strip().equals(key)) {
                    return Optional.of(line.substring(colon + 1).strip());
                }
            }
        } catch (IOException e) {
            return Optional.empty(); // not Linux, or hidden
        }
        return Optional.empty();
    }
}
