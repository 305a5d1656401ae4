"""Load time and peak memory of model files in each format: Firth against gensim.

/usr/bin/python3 benchmarks/peers/formats.py --rows 400000 --dim 300 --name formats-400k
/usr/bin/python3 benchmarks/peers/formats.py --rows 3000000 --dim 300 --name formats-3m --formats firth word2vec-binary npy

The files are made here, of random vectors, in --folder (about 4 bytes a number for binary formats, 11 for text), and removed
afterwards unless --keep. Each program loads each file --rounds times, in turn, in a process of its own, with the file in the
page cache. Firth is started as `java -cp … io.firth.benchmarks.LoadModel` (build with `mvn -DskipTests package`). The result
is DIR/NAME.json.
"""

import argparse
import json
import os
import shutil
import struct
import subprocess
import sys

import child
import machine
import render

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.abspath(os.path.join(HERE, "..", ".."))
NAMES = {
    "firth": "m.safetensors", "word2vec-binary": "m.bin", "word2vec-text": "m.txt", "glove": "m.glove",
    "fasttext-vec": "m.vec", "fasttext-bin": "m.ftbin", "safetensors": "plain.tensors", "npy": "m.npy",
    "parquet": "m.parquet", "projector": "projector", "model2vec": "model2vec", "jsonl": "m.jsonl",
}
GENSIM = {
    "word2vec-binary": "KeyedVectors.load_word2vec_format(path, binary=True)",
    "word2vec-text": "KeyedVectors.load_word2vec_format(path)",
    "fasttext-vec": "KeyedVectors.load_word2vec_format(path)",
    "glove": "KeyedVectors.load_word2vec_format(path, no_header=True)",
    "fasttext-bin": "load_facebook_vectors(path)",
    "gensim": "KeyedVectors.load(path, mmap='r')",
}
PROGRAM = """
import json, sys, time
start = time.perf_counter()
from gensim.models import KeyedVectors
from gensim.models.fasttext import load_facebook_vectors
imported = time.perf_counter()
path, word = sys.argv[1:]
model = %s
opened = time.perf_counter()
found = model.most_similar(word)
print(json.dumps({"imported": imported - start, "opened": opened - start, "answered": time.perf_counter() - start,
                  "words": len(model.index_to_key), "neighbors": len(found)}))
"""


def write_binary(path, rows, dim):
    """word2vec's binary format, of random numbers; numpy is asked for a block at a time."""
    import numpy as np

    random = np.random.default_rng(1)
    with open(path, "wb") as file:
        file.write(b"%d %d\n" % (rows, dim))
        for start in range(0, rows, 10000):
            block = random.standard_normal((min(10000, rows - start), dim), dtype=np.float32)
            for i, vector in enumerate(block):
                file.write(b"word%d " % (start + i) + vector.tobytes() + b"\n")


def write_fasttext(path, rows, dim, buckets=20000):
    """fastText's model file (docs/formats.md), skip-gram, n-grams of 3 to 6 characters."""
    import numpy as np

    random = np.random.default_rng(2)
    with open(path, "wb") as file:
        file.write(struct.pack("<2i12id", 793712314, 12, dim, 5, 1, 1, 5, 1, 2, 2, buckets, 3, 6, 100, 1e-4))
        file.write(struct.pack("<3i2q", rows, rows, 0, rows, -1))
        for i in range(rows):
            file.write(b"word%d\0" % i + struct.pack("<qb", rows - i, 0))
        for count in (rows + buckets, rows):
            file.write(struct.pack("<b2q", 0, count, dim))
            for start in range(0, count, 10000):
                file.write(random.standard_normal((min(10000, count - start), dim), dtype=np.float32).tobytes())


def classpath(root):
    lib = os.path.join(root, "cli", "target", "lib")
    jars = [os.path.join(lib, name) for name in sorted(os.listdir(lib))]
    return os.pathsep.join([os.path.join(root, "benchmarks", "target", "classes")] + jars)


def java(root):
    for home in (os.environ.get("FIRTH_JAVA_HOME"), os.environ.get("JAVA_HOME")):
        if home and os.path.exists(os.path.join(home, "bin", "java")):
            return os.path.join(home, "bin", "java")
    homes = sorted(name for name in os.listdir("/usr/lib/jvm") if "25" in name) if os.path.isdir("/usr/lib/jvm") else []
    return os.path.join("/usr/lib/jvm", homes[0], "bin", "java") if homes else "java"


def size(path):
    if os.path.isdir(path):
        return sum(size(os.path.join(path, name)) for name in os.listdir(path))
    return os.path.getsize(path)


def warm(path):
    if os.path.isdir(path):
        for name in os.listdir(path):
            warm(os.path.join(path, name))
        return
    with open(path, "rb") as file:
        while file.read(1 << 24):
            pass


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=400000)
    parser.add_argument("--dim", type=int, default=300)
    parser.add_argument("--formats", nargs="+", default=sorted(NAMES), choices=sorted(NAMES))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", default=os.path.join(ROOT, "benchmarks", "target", "formats"))
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--firth", default=os.path.join(ROOT, "firth"))
    parser.add_argument("--out", default=os.path.join(ROOT, "benchmarks", "target", "peers", "results"))
    parser.add_argument("--name", default="formats")
    args = parser.parse_args()

    os.makedirs(args.folder, exist_ok=True)
    os.makedirs(args.out, exist_ok=True)
    base = os.path.join(args.folder, NAMES["word2vec-binary"])
    write_binary(base, args.rows, args.dim)
    word = "word%d" % (args.rows // 2)
    measured = []
    for name in args.formats:
        path = os.path.join(args.folder, NAMES[name])
        if name == "fasttext-bin":
            write_fasttext(path, args.rows, args.dim)
        elif name != "word2vec-binary":
            done = child.run([args.firth, "convert", base, path, "--to", name, "--quiet"])
            if done.exit_code:
                sys.exit("formats.py: %s: %s" % (name, done.stderr.text().strip()))
        commands = {"firth": [java(ROOT), "-XX:+UseParallelGC", "--add-modules=jdk.incubator.vector",
                              "--enable-native-access=ALL-UNNAMED", "-cp", classpath(ROOT),
                              "io.firth.benchmarks.LoadModel", path, name, word]}
        if name in GENSIM:
            commands["gensim"] = ["/usr/bin/python3", "-c", PROGRAM % GENSIM[name], path, word]
        if name == "firth":  # gensim's own format is what it maps
            own = os.path.join(args.folder, "gensim.kv")
            subprocess.run(["/usr/bin/python3", "-c", "import sys; from gensim.models import KeyedVectors;"
                            "KeyedVectors.load_word2vec_format(sys.argv[1], binary=True).save(sys.argv[2])", base, own],
                           check=True)
            commands["gensim"] = ["/usr/bin/python3", "-c", PROGRAM % GENSIM["gensim"], own, word]
        warm(path)
        entry = {"format": name, "bytes": size(path), "programs": {program: [] for program in commands}}
        for _ in range(args.rounds):
            for program, command in commands.items():
                done = child.run(command)
                if done.exit_code:
                    sys.exit("formats.py: %s, %s: %s" % (name, program, done.stderr.text().strip()[-500:]))
                result = json.loads(done.stdout.text())
                if result["words"] != args.rows or result["neighbors"] != 10:
                    sys.exit("formats.py: %s, %s: wrong answer %s" % (name, program, result))
                result.update(wall=done.wall_seconds, cpu=done.cpu_seconds, peakBytes=done.peak_bytes)
                entry["programs"][program].append(result)
        measured.append(entry)
        for program, runs in entry["programs"].items():
            best = min(runs, key=lambda run: run["wall"])
            print("%-16s %-7s %8.1f MB  opened %7.3f s (%7.1f MB/s)  answered %7.3f s  wall %7.3f s  peak %6.0f MB" % (
                name, program, entry["bytes"] / 1e6, best["opened"], entry["bytes"] / 1e6 / best["opened"],
                best["answered"], best["wall"], best["peakBytes"] / 1e6), flush=True)
        if not args.keep and name != "word2vec-binary":
            shutil.rmtree(path) if os.path.isdir(path) else os.remove(path)
    if not args.keep:
        shutil.rmtree(args.folder)
    with open(os.path.join(args.out, args.name + ".json"), "w") as file:
        json.dump({"kind": "formats", "name": args.name, "rows": args.rows, "dim": args.dim,
                   "command": "benchmarks/peers/formats.py --rows %d --dim %d" % (args.rows, args.dim),
                   "machine": machine.describe(), "versions": machine.versions(args.firth), "formats": measured},
                  file, indent=1)
        file.write("\n")
    print(render.section(json.load(open(os.path.join(args.out, args.name + ".json")))))


if __name__ == "__main__":
    main()
