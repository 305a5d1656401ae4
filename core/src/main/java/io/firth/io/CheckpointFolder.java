package io.firth.io;

import io.firth.embeddings.Embeddings;
import io.firth.math.Matrix;
import io.firth.text.Folders;
import io.firth.train.Checkpoint;
import io.firth.train.CheckpointStore;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps the newest two checkpoints of one training in a folder of their own, as model files with the state in their
 * metadata (docs/formats.md). One is deleted only when two newer ones are whole and on disk: at any moment, whatever
 * happens, the folder holds the last one that was kept.
 */
public final class CheckpointFolder implements CheckpointStore {
    private static final Pattern NAME = Pattern.compile("checkpoint-([0-9]{1,18})\\.safetensors");
    private static final Pattern TEMPORARY = Pattern.compile("\\.checkpoint-[0-9]{1,18}\\.tmp");
    private static final int KEPT = 2;

    /** Vectors of the best epoch so far, with early stopping. */
    private static final String BEST_INPUT = "best.input";

    private static final String BEST_OUTPUT = "best.output";

    private final Path folder;
    private final Disk disk;

    /** Those known to be whole, by number. */
    private final TreeMap<Long, Path> whole = new TreeMap<>();

    /** Checkpoints in this folder; it is made when the first one is kept. */
    public CheckpointFolder(Path folder) {
        this(folder, Disk.REAL);
    }

    CheckpointFolder(Path folder, Disk disk) {
        this.folder = folder.toAbsolutePath();
        this.disk = disk;
    }

    /** The folder that belongs to a model: its name with {@code .checkpoint} behind it. */
    public static Path of(Path model) {
        return model.resolveSibling(model.getFileName() + ".checkpoint");
    }

    /**
     * A checkpoint that was found.
     *
     * @param checkpoint whose vectors are the mapped file
     * @param file that holds it
     * @param damaged newer ones that cannot be used, each with the reason
     */
    public record Found(Checkpoint checkpoint, Path file, List<String> damaged) {
        /** Copies the list. */
        public Found {
            damaged = List.copyOf(damaged);
        }
    }

    /** Whether there is a checkpoint, whole or not. */
    public boolean exists() throws IOException {
        return !files().isEmpty();
    }

    /**
     * The newest checkpoint that is whole, found by its checksum; empty if there is none at all.
     *
     * @throws IOException if there are some, but none is whole; the message says what is wrong with each
     */
    public synchronized Optional<Found> newest() throws IOException {
        List<String> damaged = new ArrayList<>();
        for (Map.Entry<Long, Path> entry : files().descendingMap().entrySet()) {
            Path file = entry.getValue();
            Checkpoint checkpoint;
            try {
                checkpoint = open(file);
            } catch (ClosedByInterruptException e) {
                throw e; // says nothing of the file
            } catch (IOException e) {
                damaged.add(String.valueOf(e.getMessage()));
                continue;
            }
            whole.put(entry.getKey(), file);
            return Optional.of(new Found(checkpoint, file, damaged));
        }
        if (damaged.isEmpty()) {
            return Optional.empty();
        }
        throw new IOException("no checkpoint in " + folder + " is whole: " + String.join("; ", damaged));
    }

    private static Checkpoint open(Path file) throws IOException {
        Embeddings model = ModelFile.open(file);
        MemorySegment bytes = MappedFile.open(file, Arena.ofAuto());
        ModelChecksum.verify(file, bytes);
        Safetensors header = Safetensors.read(file, bytes);
        Map<String, String> metadata = header.metadata();
        Optional<Checkpoint.Vectors> best = header.tensors().containsKey(BEST_INPUT)
                ? Optional.of(new Checkpoint.Vectors(
                        matrix(file, header, bytes, BEST_INPUT), matrix(file, header, bytes, BEST_OUTPUT)))
                : Optional.empty();
        return new Checkpoint(
                model,
                best,
                CheckpointJson.state(metadata.get(CheckpointJson.STATE), file),
                CheckpointJson.notes(metadata.get(CheckpointJson.NOTES), file));
    }

    private static Matrix matrix(Path file, Safetensors header, MemorySegment bytes, String name) throws IOException {
        List<Long> shape = ModelFile.tensor(file, header, name, "F32", 2).shape();
        int dim = (int) (long) shape.get(1);
        return Matrix.view(ModelFile.data(bytes, header, name), shape.get(0), dim, dim);
    }

    @Override
    public synchronized Pending save(Checkpoint checkpoint) throws IOException {
        if (!Files.isDirectory(folder)) {
            disk.createFolder(folder);
            disk.forceFolder(folder.getParent());
        }
        clear(TEMPORARY);
        TreeMap<Long, Path> there = files();
        long number = there.isEmpty() ? 1 : there.lastKey() + 1;
        Path temporary = folder.resolve(".checkpoint-" + number + ".tmp");
        try (SeekableByteChannel channel = disk.create(temporary)) {
            Map<String, Matrix> best = new LinkedHashMap<>();
            checkpoint.best().ifPresent(vectors -> {
                best.put(BEST_INPUT, vectors.input());
                best.put(BEST_OUTPUT, vectors.output());
            });
            ModelWriter.write(checkpoint.model(), CheckpointJson.metadata(checkpoint), best, channel);
        } catch (IOException e) {
            delete(temporary, e);
            throw failed(e);
        } catch (RuntimeException | Error e) {
            delete(temporary, e);
            throw e;
        }
        return () -> commit(number, temporary);
    }

    private synchronized void commit(long number, Path temporary) throws IOException {
        Path file = folder.resolve("checkpoint-" + number + ".safetensors");
        try {
            disk.force(temporary);
            disk.move(temporary, file);
        } catch (IOException e) {
            delete(temporary, e);
            throw failed(e);
        }
        try {
            disk.forceFolder(folder);
        } catch (IOException e) {
            throw failed(e); // it may be lost in a power cut, and so those before it stay
        }
        whole.put(number, file);
        if (whole.size() < KEPT) {
            return; // those of an earlier process, which nobody has looked into, are not fewer for it
        }
        while (whole.size() > KEPT) {
            whole.pollFirstEntry();
        }
        try {
            for (Path old : files().values()) {
                if (!whole.containsValue(old)) {
                    disk.delete(old);
                }
            }
        } catch (IOException e) {
            return; // too many are kept, which is no loss; the next time it is tried again
        }
    }

    /** Removes all checkpoints and the folder, if nothing else is in it. */
    public synchronized void delete() throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        clear(TEMPORARY);
        for (Path file : files().values()) {
            disk.delete(file);
        }
        whole.clear();
        if (Folders.inside(folder, 1).isEmpty()) {
            disk.delete(folder);
        }
    }

    /** By number. */
    private TreeMap<Long, Path> files() throws IOException {
        TreeMap<Long, Path> files = new TreeMap<>();
        for (Path file : list()) {
            Matcher name = NAME.matcher(file.getFileName().toString());
            if (name.matches()) {
                files.put(Long.parseLong(name.group(1)), file);
            }
        }
        return files;
    }

    private void clear(Pattern names) throws IOException {
        for (Path file : list()) {
            if (names.matcher(file.getFileName().toString()).matches()) {
                disk.delete(file);
            }
        }
    }

    private List<Path> list() throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        if (!Files.isDirectory(folder)) {
            throw new NotDirectoryException(folder + " is not a folder, and so no place for checkpoints");
        }
        return Folders.inside(folder, 1);
    }

    private IOException failed(IOException e) {
        return new IOException("a checkpoint could not be written to " + folder + ": " + AtomicFile.reason(e), e);
    }

    private void delete(Path temporary, Throwable cause) {
        try {
            disk.delete(temporary);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }
}
