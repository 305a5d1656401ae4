"""Speed and memory of `firth count` on a corpus and on texts 2, 4 and 8 times as large, and of GloVe's cooccur if it is there.

/usr/bin/python3 benchmarks/peers/count.py CORPUS --memory 512 --rounds 3 --name count

The larger texts are copies of CORPUS one after the other, made in --work and deleted at the end. Two questions: does the
memory stay below the bound (peak divided by bound), and does the time grow with the text (seconds per million words)?

--glove DIR: a folder with `vocab_count` and `cooccur`, built by their own makefile from https://github.com/stanfordnlp/GloVe
(no package has them). Both programs count the same windows. Firth's stages after the vocabulary (encoding the text, counting,
merging, writing) stand against cooccur, which also reads the text and looks its words up. The result is DIR/NAME.json.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time

import child
import counts
import machine
import render
from speed import hider

HERE = os.path.dirname(os.path.abspath(__file__))
BLOCK = 1 << 22


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus")
    parser.add_argument("--factors", default="1,2,4,8", help="copies of the corpus in a text (default: %(default)s)")
    parser.add_argument("--memory", type=int, default=512, metavar="MIB", help="the bound (default: %(default)s)")
    parser.add_argument("--threads", default="1,2", help="default: %(default)s")
    parser.add_argument("--window", type=int, default=5)
    parser.add_argument("--min-count", type=int, default=5)
    parser.add_argument("--weighting", default="harmonic", help="default: %(default)s, as GloVe")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--firth", default=os.path.join(HERE, "..", "..", "firth"), help="the launcher")
    parser.add_argument("--glove", help="folder with GloVe's programs")
    parser.add_argument("--work", default=os.path.join(HERE, "..", "target", "peers"))
    parser.add_argument("--out", default=None, help="where the JSON goes (default: WORK/results)")
    parser.add_argument("--name", default="count")
    args = parser.parse_args()
    if not os.path.isfile(args.corpus):
        parser.error("%s is not a file" % args.corpus)
    return args


def copies(path, factor, folder):
    """A text of `factor` copies of the file, each closed by a line break so that no word and no window spans two."""
    target = os.path.join(folder, "text-%d" % factor)
    with open(target, "wb") as out:
        for _ in range(factor):
            with open(path, "rb") as source:
                shutil.copyfileobj(source, out, BLOCK)
            out.write(b"\n")
    return target


def firth(args, text, threads, folder):
    counts = os.path.join(folder, "counts")
    command = [args.firth, "count", text, "-o", counts, "--json", "--temp", folder]
    command += ["--memory", "%dm" % args.memory, "--threads", str(threads), "--weighting", args.weighting]
    command += ["--window", str(args.window), "--min-count", str(args.min_count)]
    outcome = child.run(command)
    if outcome.exit_code:
        sys.exit("count.py: firth failed: %s" % outcome.stderr.text().strip()[-500:])
    result = json.loads(outcome.stdout.text().splitlines()[-1])
    os.remove(counts)
    stages = result["seconds"]
    return {
        "wallSeconds": outcome.wall_seconds,
        "cpuSeconds": outcome.cpu_seconds,
        "peakBytes": outcome.peak_bytes,
        "peakOfBound": outcome.peak_bytes / (args.memory << 20),
        "words": result["words"],
        "cells": result["cells"],
        "fileBytes": result["bytes"],
        "parts": result["parts"],
        "stages": stages,
        "pairsSeconds": stages["encode"] + stages["pairs"] + stages.get("merge", 0),
    }


def glove(args, text, folder):
    """GloVe's two programs; a window of `cooccur` is symmetric and weighted by 1/distance unless told otherwise."""
    vocabulary = os.path.join(folder, "vocabulary")
    weighting = {"harmonic": "1", "flat": "0"}.get(args.weighting)
    if weighting is None:
        sys.exit("count.py: GloVe's cooccur knows the weightings harmonic and flat only")
    start = time.perf_counter()
    with open(text, "rb") as source, open(vocabulary, "wb") as target:
        command = [os.path.join(args.glove, "vocab_count"), "-min-count", str(args.min_count), "-verbose", "0"]
        subprocess.run(command, stdin=source, stdout=target, check=True)
    counted = time.perf_counter()
    command = [os.path.join(args.glove, "cooccur"), "-memory", str(args.memory / 1024), "-vocab-file", vocabulary]
    command += ["-window-size", str(args.window), "-distance-weighting", weighting, "-verbose", "0"]
    command += ["-overflow-file", os.path.join(folder, "overflow")]
    records = os.path.join(folder, "records")
    with open(text, "rb") as source, open(records, "wb") as target:
        subprocess.run(command, stdin=source, stdout=target, check=True)
    end = time.perf_counter()
    size = os.path.getsize(records)
    os.remove(records)
    return {"vocabularySeconds": counted - start, "pairsSeconds": end - counted, "fileBytes": size}


def main():
    args = arguments()
    work = os.path.abspath(args.work)
    os.makedirs(work, exist_ok=True)
    result = {
        "kind": "count",
        "name": args.name,
        "machine": machine.describe(),
        "versions": machine.versions(args.firth),
        "corpus": {"name": os.path.basename(args.corpus), "bytes": os.path.getsize(args.corpus)},
        "memoryBytes": args.memory << 20,
        "window": args.window,
        "weighting": args.weighting,
        "minCount": args.min_count,
        "runs": [],
    }
    paths = {args.corpus: os.path.basename(args.corpus), args.work: "WORK", args.firth: "firth"}
    hide = hider(paths | {path: name for path, name in ((args.out, "RESULTS"), (args.glove, "GLOVE")) if path})
    result["command"] = " ".join(["benchmarks/peers/count.py"] + [hide(word) for word in sys.argv[1:]])
    with tempfile.TemporaryDirectory(prefix="count-", dir=work) as folder:
        for factor in map(int, args.factors.split(",")):
            text = copies(args.corpus, factor, folder)
            entries = [
                {"factor": factor, "textBytes": os.path.getsize(text), "threads": int(t), "firth": [], "glove": []}
                for t in args.threads.split(",")
            ]
            for _ in range(args.rounds):
                for entry in entries:
                    entry["firth"].append(firth(args, text, entry["threads"], folder))
                    if args.glove:
                        entry["glove"].append(glove(args, text, folder))
            result["runs"] += entries
            os.remove(text)
    out = args.out or os.path.join(work, "results")
    render.save(result, out, args.name)
    print(counts.count(result))


if __name__ == "__main__":
    main()
