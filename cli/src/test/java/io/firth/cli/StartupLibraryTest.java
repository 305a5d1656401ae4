package io.firth.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartupLibraryTest {
    @TempDir
    Path folder;

    @Test
    void onlyTheVersionOfOldClassFilesChanges() throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        files.put("a/Java5.class", classFile(3, 49));
        files.put("a/Java6.class", classFile(0, 50));
        files.put("a/Java25.class", classFile(0, 69));
        files.put("a/notes.txt", "Not a class file, but long".getBytes(StandardCharsets.UTF_8));
        files.put("a/empty.txt", new byte[0]);
        files.put("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n".getBytes(StandardCharsets.UTF_8));
        Path from = folder.resolve("from.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(from))) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                out.putNextEntry(new JarEntry(file.getKey()));
                out.write(file.getValue());
            }
        }
        Path to = folder.resolve("to.jar");
        StartupLibrary.copy(from, to);

        files.remove("META-INF/MANIFEST.MF");
        files.put("a/Java5.class", classFile(3, 50));
        try (JarFile jar = new JarFile(to.toFile())) {
            List<String> names = new ArrayList<>();
            for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
                names.add(entry.getName());
                assertArrayEquals(
                        files.get(entry.getName()), jar.getInputStream(entry).readAllBytes(), entry.getName());
            }
            assertEquals(List.copyOf(files.keySet()), names.stream().sorted().toList());
        }
    }

    private static byte[] classFile(int minor, int major) {
        return new byte[] {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0, (byte) minor, 0, (byte) major, 1, 2};
    }
}
