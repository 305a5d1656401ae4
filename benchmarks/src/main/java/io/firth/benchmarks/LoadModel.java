package io.firth.benchmarks;

import io.firth.embeddings.Embeddings;
import io.firth.io.Format;
import io.firth.io.Models;
import io.firth.query.NearestNeighbors;
import java.io.IOException;
import java.nio.file.Path;

/**
 * How long a model takes until it answers: {@code LoadModel MODEL FORMAT WORD} prints one JSON object with the seconds to
 * open it, to find the word, and to find its ten nearest neighbours, from the start of main. See benchmarks/peers/formats.py.
 */
public final class LoadModel {
    private LoadModel() {}

    /** {@code args}: model, its format's name, a word. */
    public static void main(String[] args) throws IOException {
        long start = System.nanoTime();
        Embeddings model = Models.open(Path.of(args[0]), Format.parse(args[1]));
        double opened = seconds(start);
        int id = model.vocabulary().id(args[2]);
        double found = seconds(start);
        var neighbors = new NearestNeighbors(model.input()).ofWords(new int[] {id}, 10);
        double answered = seconds(start);
        System.out.println("{\"opened\":" + opened + ",\"found\":" + found + ",\"answered\":" + answered + ",\"words\":"
                + model.size() + ",\"neighbors\":" + neighbors.getFirst().size() + "}");
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
