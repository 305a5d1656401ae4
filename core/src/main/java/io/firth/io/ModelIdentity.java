package io.firth.io;

import io.firth.text.Folders;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * What tells a model from all others, for files that belong to one, such as an index. Of a Firth model it is the checksum
 * in its header, which takes no time; of others the checksum of all bytes.
 */
public final class ModelIdentity {
    private static final int CHUNK = 1 << 26;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private ModelIdentity() {}

    /**
     * {@code crc32c:89abcdef, 1234 bytes}.
     *
     * @param model a file, or a folder that is a model
     * @throws IOException if it cannot be read
     */
    public static String of(Path model) throws IOException {
        CRC32C crc = new CRC32C();
        long bytes = 0;
        for (Path file : files(model)) {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment content = MappedFile.open(file, arena);
                bytes += content.byteSize();
                String known = inHeader(content);
                if (known != null && file.equals(model)) {
                    return text(known, bytes);
                }
                for (long at = 0; at < content.byteSize(); at += CHUNK) {
                    crc.update(content.asSlice(at, Math.min(CHUNK, content.byteSize() - at))
                            .asByteBuffer());
                }
            }
        }
        return text(new String(ModelChecksum.digits((int) crc.getValue()), StandardCharsets.US_ASCII), bytes);
    }

    private static List<Path> files(Path model) throws IOException {
        if (!Files.isDirectory(model)) {
            return List.of(model);
        }
        return Folders.inside(model, 1).stream()
                .filter(Files::isRegularFile)
                .sorted()
                .toList();
    }

    private static String inHeader(MemorySegment content) {
        if (!Safetensors.matches(content)) {
            return null;
        }
        long length = content.get(LONG, 0);
        if (length < 0 || length > content.byteSize() - 8 || length > Integer.MAX_VALUE - 16) {
            return null;
        }
        byte[] header = content.asSlice(8, length).toArray(ValueLayout.JAVA_BYTE);
        int position = ModelChecksum.position(header);
        return position < 0
                ? null
                : new String(header, position, ModelChecksum.ZEROS.length(), StandardCharsets.US_ASCII);
    }

    private static String text(String digits, long bytes) {
        return ModelChecksum.PREFIX + digits + ", " + bytes + " bytes";
    }
}
