package io.firth.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A disk that loses its power after some steps, and then has what a disk may have: of a file whatever was forced, and of
 * the rest any part or zeros; of the names in a folder those when it was last forced, and any of the changes since.
 */
final class PowerCut extends FaultyDisk {
    /** The power is gone. */
    static final class Gone extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** One file, whatever its name. */
    private static final class Content {
        private byte[] forced;
    }

    /** A name comes to mean a file, or (null) nothing; another name goes with it. */
    private record Change(Path name, Content content, Path gone) {}

    private final Map<Path, Content> names = new HashMap<>();
    private final Map<Path, Content> forcedNames = new HashMap<>();
    private final List<Change> changes = new ArrayList<>();
    private final Map<Content, Path> lastNames = new HashMap<>();
    private final Map<Content, byte[]> deleted = new HashMap<>();
    private int stepsLeft;

    PowerCut(int steps) {
        stepsLeft = steps;
    }

    private void step() {
        if (stepsLeft-- <= 0) {
            throw new Gone();
        }
    }

    @Override
    void before(Step step, Path file) throws IOException {
        step();
        super.before(step, file);
    }

    @Override
    void beforeWrite() {
        step();
    }

    @Override
    public java.nio.channels.SeekableByteChannel create(Path file) throws IOException {
        var channel = super.create(file);
        change(new Change(file, new Content(), null));
        return channel;
    }

    @Override
    public void force(Path file) throws IOException {
        super.force(file);
        names.get(file).forced = Files.readAllBytes(file);
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        super.move(from, to);
        change(new Change(to, names.get(from), from));
    }

    @Override
    public void forceFolder(Path folder) throws IOException {
        super.forceFolder(folder);
        forcedNames.keySet().removeIf(name -> name.getParent().equals(folder));
        names.forEach((name, content) -> {
            if (name.getParent().equals(folder)) {
                forcedNames.put(name, content);
            }
        });
        changes.removeIf(change -> change.name.getParent().equals(folder));
    }

    @Override
    public void delete(Path file) throws IOException {
        if (Files.isRegularFile(file) && names.containsKey(file)) {
            deleted.put(names.get(file), Files.readAllBytes(file));
        }
        super.delete(file);
        change(new Change(file, null, null));
    }

    private void change(Change change) {
        changes.add(change);
        apply(change, names);
        if (change.content != null) {
            lastNames.put(change.content, change.name);
        }
    }

    private static void apply(Change change, Map<Path, Content> names) {
        if (change.gone != null) {
            names.remove(change.gone);
        }
        if (change.content == null) {
            names.remove(change.name);
        } else {
            names.put(change.name, change.content);
        }
    }

    /** Writes to an empty folder what may be there when the power is back. */
    void restore(Path folder, Random random) throws IOException {
        Map<Path, Content> there = new HashMap<>(forcedNames);
        for (Change change : changes) {
            if (random.nextBoolean()) {
                apply(change, there);
            }
        }
        for (Map.Entry<Path, Content> entry : there.entrySet()) {
            Files.write(folder.resolve(entry.getKey().getFileName()), bytes(entry.getValue(), random));
        }
    }

    private byte[] bytes(Content content, Random random) throws IOException {
        if (content.forced != null) {
            return content.forced;
        }
        Path last = lastNames.get(content);
        byte[] written = deleted.containsKey(content)
                ? deleted.get(content)
                : Files.exists(last) ? Files.readAllBytes(last) : new byte[0];
        byte[] left = Arrays.copyOf(written, random.nextInt(written.length + 1));
        if (random.nextBoolean()) {
            Arrays.fill(left, random.nextInt(left.length + 1), left.length, (byte) 0);
        }
        return left;
    }
}
