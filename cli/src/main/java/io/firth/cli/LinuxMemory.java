package io.firth.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** What Linux says of memory, in bytes; nothing on other systems. */
final class LinuxMemory {
    private static final Path MACHINE = Path.of("/proc/meminfo");
    private static final Path PROCESS = Path.of("/proc/self/status");

    private LinuxMemory() {}

    /** That a new allocation can have in the machine without swapping. */
    static OptionalLong available() {
        return bytes(MACHINE, "MemAvailable:");
    }

    /** Of this process, with what is in files. */
    static OptionalLong resident() {
        return bytes(PROCESS, "VmRSS:");
    }

    /** Of this process, without what is in files. */
    static OptionalLong anonymous() {
        return bytes(PROCESS, "RssAnon:");
    }

    private static OptionalLong bytes(Path table, String row) {
        try {
            return Files.readAllLines(table).stream()
                    .filter(line -> line.startsWith(row))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .findFirst();
        } catch (IOException | NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
