#!/usr/bin/env python3
"""Stands in for the launcher: takes the options of `firth train`, writes a model of the right shape, prints JSON lines; `firth evaluate` with two groups
prints a report on one set.

FAKE_FAULT: fail (exit code 1) · untrained (vectors as short as before training) · no-result (no result line)
"""

import json
import os
import struct
import sys
from collections import Counter

fault = os.environ.get("FAKE_FAULT", "")
if sys.argv[1] in ("--version", "--help", "neighbors"):
    print("firth fake")
    sys.exit(0)
if sys.argv[1] == "evaluate":
    groups = dict(sys.argv[i + 1].split("=") for i, word in enumerate(sys.argv) if word == "--group")
    assert all(os.path.exists(model) for models in groups.values() for model in models.split(",")), groups
    results = []
    for i, name in enumerate(groups):
        scores = [("", "skip", 0.3 + i / 100), ("", "zero", 0.1), ("capitals", "skip", 0.2)]
        keys = ("section", "policy", "value")
        results.append({"model": name, "scores": [{"measure": "Spearman", **dict(zip(keys, score))} for score in scores]})
    first, second = groups
    both = {"first": first, "second": second, "difference": -0.01, "interval": [-0.02, 0.005], "p": 0.25}
    comparisons = [{**both, "measure": m, "policy": p} for m in ("Spearman", "Pearson") for p in ("skip", "zero")]
    print(json.dumps({"sets": [{"name": "a set", "results": results, "comparisons": comparisons}]}))
    sys.exit(0)
assert sys.argv[1] == "train", sys.argv
words = [word for word in sys.argv[3:] if word != "--json"]
options = dict(zip(words[::2], words[1::2]))
if fault == "fail":
    print("no room for the model", file=sys.stderr)
    sys.exit(1)
with open(sys.argv[2], "rb") as file:
    counts = Counter(file.read().split())
kept = [(word, n) for word, n in counts.most_common() if n >= int(options["--min-count"])]
dim, rows = int(options["--dim"]), len(kept)
value = 0.001 if fault == "untrained" else 0.5
with open(options["-o"], "wb") as file:
    if options.get("--format") == "word2vec-binary":
        file.write(b"%d %d\n" % (rows, dim))
        for word, _ in kept:
            file.write(word + b" " + struct.pack("<%df" % dim, *[value] * dim) + b"\n")
    else:
        header = {"input": {"dtype": "F32", "shape": [rows, dim], "data_offsets": [0, 4 * rows * dim]}}
        data = json.dumps(header).encode()
        file.write(struct.pack("<Q", len(data)) + data)
        file.write(struct.pack("<%df" % (rows * dim), *[value] * (rows * dim)))
print(json.dumps({"event": "progress", "wordsPerSecond": 1}))
if fault != "no-result":
    trained = sum(n for _, n in kept) * int(options["--epochs"])
    print(json.dumps({"event": "result", "trainedWords": trained, "pairs": 5 * trained, "trainingSeconds": 0.25}))
