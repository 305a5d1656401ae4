"""The exact softmax of a large model: the share of the arithmetic peak, and (input, target) pairs per second, beside numpy's.

/usr/bin/python3 benchmarks/peers/full_softmax.py --words 101425 --dim 300 --batch 64

io.firth.benchmarks.FullSoftmaxBenchmark measures Firth's products and its whole step. The same step is then taken with numpy
(its BLAS with as many threads): logits, softmax, the gradient of the inputs and the update of the outputs, in float. The result is
DIR/NAME.json; render.py makes a table of it.
"""

import argparse
import os
import re
import statistics
import subprocess
import sys
import time

import child
import formats
import machine
import render

HERE = os.path.dirname(os.path.abspath(__file__))
PART = re.compile(r"^ *(.+?) +([\d.]+) GFLOP/s, +([\d.]+) % of ([\d.]+)$")
STEP = re.compile(r"([\d.]+) ms per step, ([\d,]+) rows/s, ([\d,]+) pairs/s")
TARGETS_PER_ROW = 6  # of FullSoftmaxBenchmark


def numpy_seconds(words, dim, batch, rounds):
    """Median seconds of the step; called in a process of its own, whose environment says the number of threads."""
    import numpy

    random = numpy.random.default_rng(1)
    output = ((random.random((words, dim), dtype=numpy.float32) - 0.5) / 10).astype(numpy.float32)
    hidden = ((random.random((batch, dim), dtype=numpy.float32) - 0.5) / 10).astype(numpy.float32)
    targets = random.integers(words, size=(batch, TARGETS_PER_ROW))
    seconds = []
    for _ in range(rounds + 2):
        begin = time.perf_counter()
        probabilities = hidden @ output.T
        probabilities -= probabilities.max(axis=1, keepdims=True)
        numpy.exp(probabilities, out=probabilities)
        probabilities *= TARGETS_PER_ROW / probabilities.sum(axis=1, keepdims=True)
        for row in range(batch):
            numpy.subtract.at(probabilities[row], targets[row], 1)
        gradient = probabilities @ output
        output -= numpy.float32(1e-3) * (probabilities.T @ hidden)
        seconds.append(time.perf_counter() - begin)
    if not numpy.isfinite(gradient).all():
        sys.exit("full_softmax.py: numpy's gradient is not finite")
    return statistics.median(seconds[2:])


def numpy_step(args, threads):
    environment = {name: str(threads) for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")}
    shape = [str(n) for n in (args.words, args.dim, args.batch, args.rounds)]
    done = child.run(["/usr/bin/python3", os.path.abspath(__file__), "--numpy"] + shape, environment)
    if done.exit_code:
        sys.exit("full_softmax.py: " + done.stderr.text().strip()[-300:])
    return float(done.stdout.text())


def main():
    if sys.argv[1:2] == ["--numpy"]:
        print(numpy_seconds(*(int(n) for n in sys.argv[2:])))
        return
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, default=101425)
    parser.add_argument("--dim", type=int, default=300)
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--firth", default=os.path.join(HERE, "..", "..", "firth"), help="the launcher")
    parser.add_argument("--java", default=formats.java(formats.ROOT), help="a JDK 25's java (default: %(default)s)")
    parser.add_argument("--out", default=os.path.join(HERE, "..", "target", "peers", "results"))
    parser.add_argument("--name", default="full-softmax")
    args = parser.parse_args()

    jar = os.path.join(HERE, "..", "target", "benchmarks.jar")
    shape = [str(n) for n in (args.words, args.dim, args.batch, args.rounds)]
    done = subprocess.run(
        [args.java, "--add-modules", "jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED", "-cp", jar,
         "io.firth.benchmarks.FullSoftmaxBenchmark"] + shape,
        check=True, capture_output=True, text=True)
    rows, peaks = [], {}
    for line in done.stdout.splitlines():
        part, step = PART.match(line), STEP.search(line)
        if part:
            rows.append(["Firth: " + part.group(1), part.group(2), part.group(3), "", ""])
            peaks[part.group(1)] = float(part.group(4))
        elif step:
            rows[-1][3:] = [step.group(1), step.group(3)]
    if sum(1 for row in rows if row[3]) != 2:
        sys.exit("full_softmax.py: FullSoftmaxBenchmark printed\n" + done.stdout)
    whole = [peak for name, peak in peaks.items() if name.startswith("whole step")]
    for threads in (1, 2):
        seconds = numpy_step(args, threads)
        gflops = 6.0 * args.words * args.dim * args.batch / seconds / 1e9
        rows.append(["numpy: whole step, %d thread(s)" % threads, "%.1f" % gflops, "%.1f" % (100 * gflops / whole[threads - 1]),
                     "%.1f" % (seconds * 1e3), f"{args.batch * TARGETS_PER_ROW / seconds:,.0f}"])
    result = {
        "kind": "table",
        "name": args.name,
        "command": "benchmarks/peers/full_softmax.py --words %d --dim %d --batch %d --rounds %d" % (
            args.words, args.dim, args.batch, args.rounds),
        "machine": machine.describe(),
        "versions": machine.versions(args.firth),
        "columns": ["%s words × %d, %d rows at once" % (f"{args.words:,}", args.dim, args.batch), "GFLOP/s",
                    "share of the peak, %", "ms per step", "pairs/s"],
        "rows": rows,
    }
    render.save(result, args.out, args.name)
    print(render.section(result))


if __name__ == "__main__":
    main()
