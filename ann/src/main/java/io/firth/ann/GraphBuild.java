package io.firth.ann;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.lucene.search.TaskExecutor;
import org.apache.lucene.util.hnsw.HnswBuilder;
import org.apache.lucene.util.hnsw.HnswConcurrentMergeBuilder;
import org.apache.lucene.util.hnsw.HnswGraphBuilder;
import org.apache.lucene.util.hnsw.OnHeapHnswGraph;

/** Lets Lucene link all rows, on one thread or several. */
final class GraphBuild {
    private static final long SEED = 42;

    private GraphBuild() {}

    /** @throws InterruptedException if the calling thread is interrupted */
    static OnHeapHnswGraph of(CosineScorers scorers, int rows, HnswConfig config, BuildListener listener)
            throws IOException, InterruptedException {
        HnswGraphBuilder single =
                HnswGraphBuilder.create(scorers, config.connections(), config.beamWidth(), SEED, rows);
        if (config.threads() == 1) {
            return run(single, rows, listener);
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(config.threads(), GraphBuild::thread)) {
            HnswBuilder several = new HnswConcurrentMergeBuilder(
                    new TaskExecutor(threads),
                    config.threads(),
                    scorers,
                    config.connections(),
                    config.beamWidth(),
                    single.getGraph(),
                    null);
            return run(several, rows, listener);
        }
    }

    /** In a thread of its own: Lucene takes an interruption away from the thread that waits for its workers. */
    private static OnHeapHnswGraph run(HnswBuilder builder, int rows, BuildListener listener)
            throws IOException, InterruptedException {
        AtomicBoolean stopped = new AtomicBoolean();
        AtomicInteger linked = new AtomicInteger();
        builder.setAbortCheck(
                () -> { // called once per row
                    if (stopped.get()) {
                        throw new InterruptedIOException("stopped");
                    }
                    listener.linked(Math.min(rows, linked.incrementAndGet()), rows);
                });
        try (ExecutorService own = Executors.newSingleThreadExecutor(GraphBuild::thread)) {
            Future<OnHeapHnswGraph> graph = own.submit(() -> builder.build(rows));
            try {
                return graph.get();
            } catch (InterruptedException e) {
                stopped.set(true);
                throw new InterruptedException("the index is not finished");
            } catch (ExecutionException e) {
                throw failure(e.getCause());
            }
        }
    }

    private static IOException failure(Throwable cause) {
        return switch (cause) {
            case IOException e -> e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> new IOException(cause);
        };
    }

    private static Thread thread(Runnable work) {
        return Thread.ofPlatform().daemon().name("firth-index").unstarted(work);
    }
}
