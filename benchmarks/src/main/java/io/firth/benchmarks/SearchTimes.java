package io.firth.benchmarks;

import io.firth.ann.BuildListener;
import io.firth.ann.HnswConfig;
import io.firth.ann.HnswIndex;
import io.firth.ann.IndexOwner;
import io.firth.embeddings.Embeddings;
import io.firth.io.Models;
import io.firth.query.NearestNeighbors;
import io.firth.query.Neighbor;
import io.firth.query.WordQuery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/**
 * Times of Firth's searches for {@code benchmarks/peers/search.py}, one JSON object on standard output. The common pool
 * gives the threads of exact search: {@code -Djava.util.concurrent.ForkJoinPool.common.parallelism=0} for one.
 *
 * <p>Arguments: MODEL, a file of word ids (one a line), k, and for the index: threads of its build, and search widths with
 * commas between them (none: no index).
 */
public final class SearchTimes {
    private static final int ROUNDS = 3;

    /** Questions to an index before those that count. */
    private static final int WARM_UP = 5000;

    private SearchTimes() {}

    /** Measures and prints. */
    public static void main(String[] args) throws Exception {
        int[] ids = Files.readAllLines(Path.of(args[1])).stream()
                .mapToInt(Integer::parseInt)
                .toArray();
        int k = Integer.parseInt(args[2]);
        long opening = System.nanoTime();
        Embeddings embeddings = Models.open(Path.of(args[0]));
        NearestNeighbors exact = new NearestNeighbors(embeddings.input());
        int first = embeddings.vocabulary().id(embeddings.vocabulary().word(ids[0]));
        exact.ofWord(first, k);
        StringJoiner json = new StringJoiner(",", "{", "}");
        json.add(field("openAndFirstSeconds", seconds(opening)));
        double[] single = new double[ids.length];
        for (int round = 0; round < 2; round++) { // the first one warms up
            for (int i = 0; i < ids.length; i++) {
                long start = System.nanoTime();
                exact.ofWord(ids[i], k);
                single[i] = seconds(start);
            }
        }
        json.add(field("singleSeconds", median(single)));
        List<List<Neighbor>> truth = exact.ofWords(ids, k);
        double[] batch = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            exact.ofWords(ids, k);
            batch[round] = seconds(start) / ids.length;
        }
        json.add(field("batchSecondsPerQuery", median(batch)));
        if (args.length > 4 && !args[4].isEmpty()) {
            index(embeddings, ids, k, Integer.parseInt(args[3]), args[4].split(","), truth, json);
        }
        System.out.println(json);
    }

    private static void index(
            Embeddings embeddings,
            int[] ids,
            int k,
            int threads,
            String[] widths,
            List<List<Neighbor>> truth,
            StringJoiner json)
            throws Exception {
        Path file = Files.createTempFile("firth", ".hnsw");
        try {
            long start = System.nanoTime();
            HnswConfig config = new HnswConfig(16, 100, 0, threads);
            HnswIndex index = HnswIndex.build(
                    file, embeddings.input(), new IndexOwner("benchmark", "input"), config, BuildListener.NONE);
            json.add(field("indexSeconds", seconds(start)));
            json.add(field("indexBytes", Files.size(file)));
            List<String> runs = new ArrayList<>();
            for (String width : widths) {
                runs.add(run(index.withSearchWidth(Integer.parseInt(width)), ids, k, truth));
            }
            json.add("\"ann\":[" + String.join(",", runs) + "]");
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static String run(HnswIndex index, int[] ids, int k, List<List<Neighbor>> truth) {
        int found = 0;
        int wanted = 0;
        double[] perQuery = new double[ROUNDS];
        for (int i = 0; i < WARM_UP; i++) {
            index.of(WordQuery.of(ids[i % ids.length]), k);
        }
        for (int round = 0; round < ROUNDS; round++) {
            found = 0;
            wanted = 0;
            long start = System.nanoTime();
            for (int i = 0; i < ids.length; i++) {
                List<Neighbor> answer = index.of(WordQuery.of(ids[i]), k);
                float least = truth.get(i).getLast().cosine() - 1e-6f;
                found += (int) answer.stream().filter(n -> n.cosine() >= least).count();
                wanted += truth.get(i).size();
            }
            perQuery[round] = seconds(start) / ids.length;
        }
        return "{" + field("searchWidth", index.searchWidth()) + ","
                + field("recall", Math.min(1, (double) found / wanted)) + ","
                + field("secondsPerQuery", median(perQuery)) + "}";
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static String field(String name, double value) {
        return String.format(Locale.ROOT, "\"%s\":%.9g", name, value);
    }
}
