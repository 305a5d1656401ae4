"""What Firth does at its limits: each case gives a model that answers, or one clear sentence. Exits with 1 if one does not.

/usr/bin/python3 benchmarks/peers/limits.py [--scale small|large|huge] [--work DIR] [--name limits]

small: a few seconds. large (the default): one line of 2 GB, 10 million distinct words, a word of 10 MB. huge: also matrices of
more than 2³¹ elements each, which takes 18 GB of memory and of disk. The texts are made here and deleted again.
The result is DIR/NAME.json; render.py makes a table of it.
"""

import argparse
import json
import os
import random
import shutil
import sys
import tempfile
import time

import child
import machine
import render

HERE = os.path.dirname(os.path.abspath(__file__))
SCALES = ("small", "large", "huge")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scale", choices=SCALES, default="large")
    parser.add_argument("--only", default="", help="only cases with this in their name")
    parser.add_argument("--firth", default=os.path.join(HERE, "..", "..", "firth"), help="the launcher")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--work", default=os.path.join(HERE, "..", "target", "peers"))
    parser.add_argument("--out", default=None, help="where the JSON goes (default: WORK/results)")
    parser.add_argument("--name", default="limits", help="the result's name, and its section in docs/benchmarks.md")
    return parser.parse_args()


class Case:
    """A text, options of `firth train`, and what has to come of it: "model", "sentence", or None if either will do."""

    def __init__(self, name, text, options="", expected=None, query=None, java=""):
        self.name, self.text, self.options, self.expected, self.query = name, text, options.split(), expected, query
        self.environment = {"FIRTH_JAVA_OPTS": java} if java else None


def given(content):
    """A writer of a small text."""

    def write(file):
        file.write(content)

    return write


def numbered(words, times, per_line=1000):
    """`words` distinct words, in turn, `times` times."""

    def write(file):
        for _ in range(times):
            for start in range(0, words, per_line):
                file.write(b" ".join(b"w%d" % w for w in range(start, min(words, start + per_line))) + b"\n")

    return write


def one_line(size):
    """Words drawn from a thousand, on one line of at least so many bytes."""

    def write(file):
        rng = random.Random(1)
        block = b" ".join(b"w%d" % int(1000 ** rng.random()) for _ in range(200_000)) + b" "
        for _ in range(-(-size // len(block))):
            file.write(block)
        file.write(b"end\n")

    return write


def long_word(size):
    return given(b"a b c d e f g h\n" * 50 + (b"a b " + b"x" * size + b" c d\n") * 6)


def cases(scale):
    """Those of this scale and of the smaller ones; the large texts are smaller in the smaller scales."""
    level = SCALES.index(scale)
    tiny = "--dim 8 --min-count 1 --subsample 0 --epochs 1"
    yield Case("an empty text", given(b""), tiny, "sentence")
    yield Case("white space alone", given(b" \t\n\n  \n" * 1000), tiny, "sentence")
    yield Case("one word, once", given(b"word\n"), tiny, "sentence")
    yield Case("one word, 10,000 times", given(b"word " * 10_000), tiny, None, "word")
    yield Case("one sentence of nine words", given(b"the quick brown fox jumped over the lazy dog\n"), tiny, "model", "fox")
    yield Case("every word rarer than --min-count", numbered(1000, 4), "--epochs 1", "sentence")
    yield Case("a word a line: no pairs", numbered(1000, 6, per_line=1), tiny, "sentence")
    yield Case("bytes that are no text", given(bytes(range(256)) * 4000), tiny, None)
    yield Case("a word of 10 MB", long_word(10_000_000), tiny, "model", "a")
    yield Case("a word of 10 MB, --tokenizer unicode", long_word(10_000_000), tiny + " --tokenizer unicode", "model", "a")
    yield Case("--window 1000", numbered(2000, 200), "--dim 8 --epochs 1 --window 1000 --subsample 0.0001", "model", "w7")
    yield Case("more memory than there is", numbered(200_000, 1), "--dim 65536 --min-count 1", "sentence")
    size = (1 << 24) if level == 0 else (1 << 31) + (1 << 20)
    yield Case(
        "one line of %s" % quantity(size, "B"), one_line(size), "--dim 8 --epochs 1 --window 1 --subsample 1e-5", "model", "w7"
    )
    words = 100_000 if level == 0 else 10_000_000
    yield Case("%s distinct words" % quantity(words), numbered(words, 2), tiny + " --window 2", "model", "w77")
    if level == 2:
        yield Case(
            "2.15 M words × dim 1000: more than 2³¹ elements a matrix",
            numbered(2_150_000, 1),
            "--dim 1000 --min-count 1 --subsample 0 --epochs 1 --window 1",
            "model",
            "w2149999",
            "-Xmx1g",  # the matrices need the memory
        )


def quantity(n, unit=""):
    for size, letter in ((1e9, "G"), (1e6, "M"), (1e3, "k")):
        if n >= size:
            return ("%.1f" % (n / size)).replace(".0", "") + " " + letter + unit
    return "%d %s" % (n, unit)


def sentence(outcome):
    """The one line of a failure that was foreseen, or None."""
    lines = [line for line in outcome.stderr.text().splitlines() if line.startswith("firth: ")]
    told = len(lines) == 1 and "internal error" not in lines[0] and "Exception" not in lines[0]
    return lines[0][len("firth: ") :] if told and outcome.exit_code == 1 else None


def run(case, args, folder):
    """A row of the result, and whether it is as it should be."""
    corpus, model = os.path.join(folder, "corpus"), os.path.join(folder, "model")
    with open(corpus, "wb", buffering=1 << 20) as file:
        case.text(file)
    bytes_given = os.path.getsize(corpus)
    command = [args.firth, "train", corpus, "-o", model, "--temp", folder, "--threads", str(args.threads), "--json"]
    outcome = child.run(command + case.options, case.environment)
    row = {"case": case.name, "bytes": bytes_given, "seconds": outcome.wall_seconds, "peakBytes": outcome.peak_bytes}
    said = sentence(outcome)
    if outcome.exit_code == 0:
        os.remove(corpus)
        result = json.loads(outcome.stdout.text().splitlines()[-1])
        row["vocabulary"], row["dim"] = result["vocabulary"], result["dim"]
        started = time.perf_counter()
        answers = child.run([args.firth, "neighbors", model, case.query or "a", "--json"])
        row["neighborsSeconds"] = time.perf_counter() - started
        known = answers.exit_code == 0 or result["vocabulary"] == 1 or case.query is None
        row["outcome"] = "a model of %s × %d that answers" % (format(result["vocabulary"], ","), result["dim"])
        good = known and case.expected in ("model", None)
        if not known:
            row["outcome"] = "a model that does not answer: " + answers.stderr.text().strip()[-300:]
    else:
        good = said is not None and case.expected in ("sentence", None) and not os.path.exists(model)
        row["outcome"] = said.replace(corpus, "CORPUS").replace(folder, "FOLDER") if said else (
            "exit code %d: %s" % (outcome.exit_code, outcome.stderr.text().strip()[-500:])
        )
    left = [name for name in os.listdir(folder) if not name.startswith(("corpus", "model"))]
    if left:
        good, row["outcome"] = False, row["outcome"] + "; left behind: " + ", ".join(left)
    return row, good


def main():
    args = arguments()
    out = args.out or os.path.join(args.work, "results")
    for folder in (out, args.work):
        os.makedirs(folder, exist_ok=True)
    rows, bad = [], []
    for case in cases(args.scale):
        if args.only not in case.name:
            continue
        folder = tempfile.mkdtemp(dir=args.work)
        try:
            row, good = run(case, args, folder)
        finally:
            shutil.rmtree(folder)
        rows.append(row)
        bad += [] if good else [row]
        print("%s %s: %s (%.1f s)" % ("  " if good else "NO", case.name, row["outcome"], row["seconds"]), file=sys.stderr, flush=True)
    result = {
        "kind": "table",
        "name": args.name,
        "command": "benchmarks/peers/limits.py --scale " + args.scale + (" --only '%s'" % args.only if args.only else ""),
        "machine": machine.describe(),
        "versions": {"firth": machine.versions(args.firth).get("firth", "")},
        "columns": ["what was given", "bytes", "seconds", "peak memory, MB", "what came of it"],
        "left": ["what came of it"],
        "rows": [
            [r["case"], format(r["bytes"], ","), "%.1f" % r["seconds"], "%.0f" % (r["peakBytes"] / 1e6), r["outcome"]] for r in rows
        ],
        "runs": rows,
    }
    render.save(result, out, args.name)
    print(render.section(result))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
