package io.firth.count;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
    private static final int BLOCK = 1 << 22;

    @TempDir
    private Path folder;

    @Test
    void givesBackWhatWasWrittenFromMemoryAndFile() throws IOException {
        Random random = new Random(5);
        byte[] all = new byte[3 * BLOCK + 12_345];
        random.nextBytes(all);
        for (long memory : new long[] {0, BLOCK - 1, BLOCK, 2L * BLOCK + 7, 9L * BLOCK}) {
            TemporaryFile file = new TemporaryFile(folder, "test");
            try (Spool spool = new Spool(file, memory)) {
                ByteBuffer rest = ByteBuffer.wrap(all);
                while (rest.hasRemaining()) {
                    int n = Math.min(
                            rest.remaining(), 1 + random.nextInt(random.nextInt(4) == 0 ? 2 * BLOCK : 999_999));
                    spool.append(rest.slice(rest.position(), n));
                    rest.position(rest.position() + n);
                }
                assertEquals(all.length, spool.length());
                assertEquals(Math.max(0, all.length - memory / BLOCK * BLOCK), file.length(), "memory " + memory);
                assertArrayEquals(all, read(spool), "memory " + memory);
            }
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(0, left.count());
        }
    }

    @Test
    void memoryIsUsedBeforeAFullDiskIsSaid() throws IOException {
        TemporaryFile full = new TemporaryFile(folder, "columns") {
            @Override
            int write(FileChannel to, ByteBuffer bytes, long position) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        try (Spool spool = new Spool(full, BLOCK)) {
            spool.append(ByteBuffer.allocate(BLOCK));
            assertEquals(BLOCK, read(spool).length);
            assertThrows(IOException.class, () -> spool.append(ByteBuffer.allocate(1)));
        }
    }

    private static byte[] read(Spool spool) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        spool.read(bytes -> {
            byte[] some = new byte[bytes.remaining()];
            bytes.get(some);
            out.write(some);
        });
        return out.toByteArray();
    }
}
