"""Nearest neighbours: Firth against gensim, faiss and hnswlib on the vectors of one Firth model.

/usr/bin/python3 benchmarks/peers/search.py MODEL --threads 2 --name search

Exact search: gensim's most_similar, faiss IndexFlatIP on rows of length 1, Firth's NearestNeighbors. Indexes: hnswlib and
Firth (Lucene), both with M 16 and efConstruction 100, questions on one thread over a grid of ef, recall against exact
search over the same words. A program that is not installed is left out, and said. The result is DIR/NAME.json.
"""

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time

import numpy

import formats
import machine
import render
from speed import hider

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, "..", "..")
BENCHMARKS = os.path.join(HERE, "..", "target", "benchmarks.jar")
BATCHES = 3


def load(path):
    """Words and input vectors (mapped) of a Firth model: safetensors."""
    with open(path, "rb") as file:
        length = int.from_bytes(file.read(8), "little")
        header = json.loads(file.read(length))

    def tensor(name, dtype):
        begin, end = header[name]["data_offsets"]
        return numpy.memmap(path, dtype, "r", 8 + length + begin, tuple(header[name]["shape"]))

    offsets = tensor("words.offsets", "<i8")
    letters = tensor("words.bytes", "u1").tobytes()
    words = [letters[a:b].decode("utf-8", "replace") for a, b in zip(offsets[:-1], offsets[1:])]
    return words, tensor("input", "<f4")


def timed(action):
    start = time.perf_counter()
    value = action()
    return value, time.perf_counter() - start


def gensim_exact(words, vectors, ids, k):
    from gensim.models import KeyedVectors

    model = KeyedVectors(vectors.shape[1])
    model.add_vectors(words, numpy.array(vectors))
    model.fill_norms()
    names = [model.index_to_key[i] for i in ids]
    model.most_similar(names[0], topn=k)
    return {"singleSeconds": statistics.median(timed(lambda: model.most_similar(n, topn=k))[1] for n in names)}


def faiss_exact(unit, ids, k, threads):
    import faiss

    faiss.omp_set_num_threads(threads)
    index = faiss.IndexFlatIP(unit.shape[1])
    index.add(unit)
    queries = unit[ids]
    index.search(queries[:1], k + 1)
    single = statistics.median(timed(lambda: index.search(queries[i : i + 1], k + 1))[1] for i in range(len(ids)))
    batch = statistics.median(timed(lambda: index.search(queries, k + 1))[1] / len(ids) for _ in range(BATCHES))
    return {"singleSeconds": single, "batchSecondsPerQuery": batch}


def kth_best(unit, ids, k):
    """The cosine of each word's k-th neighbour, itself left out."""
    least = []
    for start in range(0, len(ids), 64):
        part = ids[start : start + 64]
        cosines = unit[part] @ unit.T
        cosines[numpy.arange(len(part)), part] = -2
        least.extend(numpy.partition(cosines, -k, axis=1)[:, -k])
    return numpy.array(least)


def hnswlib_index(unit, ids, k, threads, widths):
    import hnswlib

    index = hnswlib.Index(space="ip", dim=unit.shape[1])
    index.init_index(max_elements=len(unit), M=16, ef_construction=100, random_seed=42)
    _, seconds = timed(lambda: index.add_items(unit, num_threads=threads))
    index.set_num_threads(1)
    least = kth_best(unit, ids, k)
    runs = []
    for width in widths:
        index.set_ef(max(width, k + 1))
        times, found = [], 0
        for _ in range(BATCHES):
            found = 0
            start = time.perf_counter()
            answers = [index.knn_query(unit[i], k=k + 1)[0][0] for i in ids]
            times.append((time.perf_counter() - start) / len(ids))
        for word, answer, bound in zip(ids, answers, least):
            found += min(k, sum(1 for other in answer if other != word and unit[other] @ unit[word] >= bound - 1e-6))
        runs.append({"searchWidth": width, "recall": found / (k * len(ids)), "secondsPerQuery": statistics.median(times)})
    return {"indexSeconds": seconds, "ann": runs}


def firth(args, ids, widths):
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write("\n".join(map(str, ids)) + "\n")
        file.flush()
        java = os.path.join(args.java_home, "bin", "java") if args.java_home else formats.java(ROOT)
        command = [
            java,
            "--add-modules=jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "-Xmx" + args.heap,
            "-Djava.util.concurrent.ForkJoinPool.common.parallelism=%d" % (args.threads - 1),
            "-cp",
            BENCHMARKS,
            "io.firth.benchmarks.SearchTimes",
            args.model,
            file.name,
            str(args.k),
            str(args.threads),
            ",".join(map(str, widths)),
        ]
        done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        sys.exit("search.py: Firth failed: " + done.stderr.strip()[-800:])
    return json.loads(done.stdout)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", help="a Firth model (safetensors)")
    parser.add_argument("--queries", type=int, default=1000)
    parser.add_argument("--k", type=int, default=10)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--widths", default="16,32,64,128,256", help="ef to try; empty: exact search only")
    parser.add_argument("--java-home", default=os.environ.get("FIRTH_JAVA_HOME", ""), help="a JDK of 25 or newer; default: one that is found")
    parser.add_argument("--heap", default="4g")
    parser.add_argument("--firth", default=os.path.join(HERE, "..", "..", "firth"), help="the launcher, for its version")
    parser.add_argument("--out", default=os.path.join(HERE, "..", "target", "peers", "results"))
    parser.add_argument("--name", default="search", help="the result's name, and its section in docs/benchmarks.md")
    args = parser.parse_args()

    widths = [int(width) for width in args.widths.split(",") if width]
    words, vectors = load(args.model)
    unit = numpy.array(vectors)
    unit /= numpy.maximum(numpy.linalg.norm(unit, axis=1, keepdims=True), 1e-30)
    ids = random.Random(1).sample(range(len(words)), min(args.queries, len(words)))
    exact, ann = {}, {}

    def attempt(results, name, action):
        try:
            results[name] = action()
        except ImportError as missing:
            print("left out: %s (%s)" % (name, missing), file=sys.stderr)
            return
        print(name, json.dumps(results[name]), file=sys.stderr, flush=True)

    measured = firth(args, ids, widths)
    exact["Firth"] = {key: measured[key] for key in ("openAndFirstSeconds", "singleSeconds", "batchSecondsPerQuery")}
    if widths:
        ann["Firth"] = {key: measured[key] for key in ("indexSeconds", "indexBytes", "ann")}
    print("Firth", json.dumps(measured), file=sys.stderr, flush=True)
    attempt(exact, "faiss IndexFlatIP", lambda: faiss_exact(unit, ids, args.k, args.threads))
    attempt(exact, "gensim most_similar", lambda: gensim_exact(words, vectors, ids[:200], args.k))
    if widths:
        attempt(ann, "hnswlib", lambda: hnswlib_index(unit, ids, args.k, args.threads, widths))
    paths = {args.model: os.path.basename(args.model), args.out: "RESULTS", args.firth: "./firth"}
    if args.java_home:
        paths[args.java_home] = "JAVA_HOME"
    hide = hider(paths)
    result = {
        "kind": "search",
        "name": args.name,
        "command": " ".join(["benchmarks/peers/search.py"] + [hide(word) for word in sys.argv[1:]]),
        "machine": machine.describe(),
        "versions": machine.versions(args.firth),
        "model": {"name": os.path.basename(args.model), "rows": len(words), "dim": int(unit.shape[1])},
        "queries": len(ids),
        "k": args.k,
        "threads": args.threads,
        "exact": exact,
        "ann": ann,
    }
    render.save(result, args.out, args.name)
    print(render.section(result))


if __name__ == "__main__":
    main()
