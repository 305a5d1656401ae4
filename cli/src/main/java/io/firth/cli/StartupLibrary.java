package io.firth.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;

/**
 * Copies a library for the start-up cache: the JVM keeps no class in its cache whose file is older than Java 6's, and picocli's
 * are Java 5's. Nothing of them is changed but that number. To the JVM it means no more than which verifier checks them, and
 * on the boot class path, where the copy is for, none does (docs/decisions/0008).
 */
final class StartupLibrary {
    /** The class files of Java 6. */
    private static final short LEAST_VERSION = 50;

    /** A class file begins with four bytes that say so, two of a minor version and two of a major one. */
    private static final int MAGIC = 0xCAFEBABE;

    private static final int VERSION_AT = 6;

    private StartupLibrary() {}

    /** {@code args[0]}: a jar; {@code args[1]}: where the copy goes. */
    public static void main(String[] args) throws IOException {
        copy(Path.of(args[0]), Path.of(args[1]));
    }

    /** Copies all files of a jar, without its manifest and signatures. */
    static void copy(Path from, Path to) throws IOException {
        try (JarInputStream in = new JarInputStream(Files.newInputStream(from), false);
                JarOutputStream out = new JarOutputStream(Files.newOutputStream(to))) {
            out.setLevel(0); // opened at every start
            for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
                if (!entry.isDirectory() && !entry.getName().startsWith("META-INF/")) {
                    out.putNextEntry(new JarEntry(entry.getName()));
                    out.write(raised(in.readAllBytes()));
                }
            }
        }
    }

    private static byte[] raised(byte[] file) {
        if (file.length > VERSION_AT + 1) {
            ByteBuffer bytes = ByteBuffer.wrap(file);
            if (bytes.getInt(0) == MAGIC && bytes.getShort(VERSION_AT) < LEAST_VERSION) {
                bytes.putShort(VERSION_AT, LEAST_VERSION);
            }
        }
        return file;
    }
}
