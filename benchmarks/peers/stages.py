"""Where the time of training goes: the stages of a step, beside the share of the arithmetic peak that each reaches.

/usr/bin/python3 benchmarks/peers/stages.py CORPUS --threads 2 --epochs 5 --name stages

Trains skip-gram with negative sampling under Linux's `perf` (Debian: linux-perf), with the compiled methods' names from the JVM,
and counts the samples that training threads take by the method they are in. What is inlined counts for the method that it is
part of. Only samples from the training itself count, not those of the warm-up before it. The result is DIR/NAME.json;
render.py makes a table of it.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile

import ceiling
import child
import corpus
import formats
import machine
import programs
import render
import tables
import training

HERE = os.path.dirname(os.path.abspath(__file__))
# A cell's training inlined into what waits for its turn would count as waiting.
JVM_OPTIONS = (
    "-XX:+UnlockDiagnosticVMOptions -XX:+DumpPerfMapAtExit"
    " -XX:CompileCommand=quiet -XX:CompileCommand=dontinline,io.firth.word2vec.PairShard::train"
)
SAMPLE = re.compile(r"^\s*(?P<thread>.+?)\s+(?P<time>[\d.]+):\s+(?P<address>[0-9a-f]+)\s+(?P<symbol>.*) \((?P<object>.*)\)$")

DOTS, UPDATE = "dot products, which are where a row is first read", "update of the rows"
OTHER = "other"

# The first that matches; flops per (input, output) pair in units of D.
STAGES = (
    (DOTS, re.compile(r"\.SimdPairs\.(dots|partialSums)|\.SimdDots\.")),
    (UPDATE, re.compile(r"\.SimdPairs\.update|\.SimdUpdate\.")),
    ("lanes of the dot products added up", re.compile(r"\.SimdSums\.")),
    ("σ, coefficients and loss", re.compile(r"\.SimdLogistic\.")),
    ("pairs dealt into cells", re.compile(r"\.PairShard\.(prepare|makeNoise|find|count|deal)|\.TokenWindow\.|\.RowParts\.|\.AliasTable\$Maker\.")),
    ("pairs of a cell looked up", re.compile(r"\.PairBatch\.take|\.PairShard\.train\(int,|\.RoundRunner\$Member\.lambda\$takeTurns")),
    ("negatives drawn, groups filled, steps called", re.compile(r"\.PairBatch\.|\.PairShard\.|\.LogisticBlock\.|\.SimdKernel\.")),
    ("rows asked for ahead", re.compile(r"^0x|^\[unknown\]")),
    ("waiting for other threads", re.compile(r"\.SpinBarrier\.|\.RoundRunner\$|\.TurnOrder\.")),
    ("not compiled yet", re.compile(r"^Interpreter")),
)
FLOPS = {DOTS: 2, UPDATE: 4}


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus")
    parser.add_argument("--dim", type=int, default=100)
    parser.add_argument("--negatives", type=int, default=5)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--java", default=formats.java(formats.ROOT), help="for the arithmetic peak: a JDK 25's java (default: %(default)s)")
    programs.add_places(parser, "stages")
    return parser.parse_args()


def samples(text):
    """(thread, seconds, symbol or object) of each line that `perf script` prints."""
    found = []
    for line in text.splitlines():
        match = SAMPLE.match(line)
        if match:
            inside_kernel = "kernel" in match["object"] or match["object"].endswith(".ko")
            found.append((match["thread"], float(match["time"]), "kernel" if inside_kernel else match["symbol"]))
    return found


def of_training(found, seconds):
    """The symbols of training threads' samples in the last `seconds` of them."""
    own = [(time, symbol) for thread, time, symbol in found if thread.startswith("firth-train")]
    if not own:
        raise ValueError("no sample is of a training thread")
    begin = max(time for time, _ in own) - seconds
    return [symbol for time, symbol in own if time >= begin]


def stage(symbol):
    if symbol == "kernel":
        return "operating system"
    return next((name for name, pattern in STAGES if pattern.search(symbol)), OTHER)


def shares(symbols):
    """Stage → its share of the samples."""
    counts = {}
    for symbol in symbols:
        name = stage(symbol)
        counts[name] = counts.get(name, 0) + 1
    return {name: count / len(symbols) for name, count in counts.items()}


def share_of_peak(name, share, run, dim, outputs):
    """Flops of a stage ÷ what the machine could do in its time; None where a stage is not arithmetic."""
    if name not in FLOPS:
        return None
    flops = run["pairs"] * outputs * FLOPS[name] * dim
    return flops / (share * run["seconds"]) / (run["peak"] * 1e9)


def rows(runs, dim, outputs):
    """One row per stage, the longest first; shares of all rounds."""
    names = {name for run in runs for name in run["shares"]}
    order = sorted(names, key=lambda name: -sum(run["shares"].get(name, 0) for run in runs))
    found = []
    for name in order:
        of_time = [run["shares"].get(name, 0) for run in runs]
        of_peak = [share_of_peak(name, share, run, dim, outputs) for share, run in zip(of_time, runs)]
        found.append([
            name,
            tables.spread([100 * share for share in of_time], "%.1f"),
            "" if None in of_peak else tables.spread([100 * share for share in of_peak], "%.0f"),
        ])
    return found


def one_run(args, peak):
    scratch = tempfile.mkdtemp(dir=args.work)
    try:
        data = os.path.join(scratch, "perf.data")
        settings = programs.Settings(dim=args.dim, negatives=args.negatives, threads=args.threads, epochs=args.epochs)
        command = programs.firth("firth", args.firth).command(settings, args.corpus, os.path.join(scratch, "model"))
        outcome = child.run(["perf", "record", "-q", "-F", "999", "-o", data] + command, {"FIRTH_JAVA_OPTS": JVM_OPTIONS})
        if outcome.exit_code:
            sys.exit("stages.py: %s" % outcome.stderr.text().strip()[-300:])
        report = training.last_json(outcome.stdout, "trainingSeconds")
        printed = subprocess.run(
            ["perf", "script", "-i", data, "-F", "comm,time,ip,sym,dso"], capture_output=True, text=True, check=True
        ).stdout
    finally:
        shutil.rmtree(scratch)
    symbols = of_training(samples(printed), report["trainingSeconds"])
    return {"shares": shares(symbols), "samples": len(symbols), "seconds": report["trainingSeconds"], "pairs": report["pairs"], "peak": peak}


def main():
    args = arguments()
    if not shutil.which("perf"):
        sys.exit("stages.py: perf is missing (Debian: linux-perf)")
    os.makedirs(args.work, exist_ok=True)
    jar = os.path.join(HERE, "..", "target", "benchmarks.jar")
    runs = []
    for number in range(args.rounds):
        runs.append(one_run(args, ceiling.measure_peak(args.java, jar, args.threads)[args.threads]))
        print("round %d  %.2f s" % (number, runs[-1]["seconds"]), file=sys.stderr, flush=True)
    result = {
        "kind": "table",
        "name": args.name,
        "command": "benchmarks/peers/stages.py %s --dim %d --threads %d --epochs %d --rounds %d"
        % (corpus.facts(args.corpus, 5, args.work).name, args.dim, args.threads, args.epochs, args.rounds),
        "machine": machine.describe(),
        "versions": machine.versions(args.firth),
        "columns": ["stage of training", "of the time, %", "of the arithmetic peak while it lasts, %"],
        "rows": rows(runs, args.dim, 1 + args.negatives),
        "notes": [
            "Skip-gram, negative sampling, dim %d, %d threads, %d epochs; a sample every millisecond of either thread. Median (least–most) of %d rounds."
            % (args.dim, args.threads, args.epochs, args.rounds)
        ],
        "runs": runs,
    }
    render.save(result, args.out or os.path.join(args.work, "results"), args.name)
    print(render.section(result))


if __name__ == "__main__":
    main()
