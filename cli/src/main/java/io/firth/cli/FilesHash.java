package io.firth.cli;

import io.firth.text.Corpus;
import io.firth.text.CorpusSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * SHA-256 of the bytes of a corpus's files, one after another and as they lie there, packed or not: what {@code cat FILES |
 * sha256sum} says. Computed beside the counting of words, which reads the same pages and takes several times as long.
 */
final class FilesHash implements AutoCloseable {
    private static final int BLOCK = 1 << 18;

    private final FutureTask<String> task;
    private final Thread thread;

    private FilesHash(List<CorpusSource> sources) {
        task = new FutureTask<>(() -> hash(sources));
        thread = Thread.ofPlatform().name("firth-hash").daemon().start(task);
    }

    /** Begins. */
    static FilesHash start(Corpus corpus) {
        return new FilesHash(corpus.sources());
    }

    private static String hash(List<CorpusSource> sources) throws IOException, NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        byte[] block = new byte[BLOCK];
        for (CorpusSource source : sources) {
            try (InputStream in = Files.newInputStream(source.path())) {
                for (int n = in.read(block); n >= 0; n = in.read(block)) {
                    digest.update(block, 0, n);
                }
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Waits for the hash, in hexadecimal. */
    String get() throws IOException, InterruptedException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Ends, whether the hash is known or not. */
    @Override
    public void close() {
        thread.interrupt();
    }
}
