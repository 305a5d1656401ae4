#!/usr/bin/env python3
"""What checkpoints cost: training with and without them in turn, and how long training waits for one.

    benchmarks/checkpoints.py --corpus FILE [--every 5s] [--rounds 5] [--epochs 3] [--dim 100] [--threads N]

The result is DIR/NAME.json, for the page of figures. The models are compared, too: they must be the same.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "peers"))

import machine  # noqa: E402
import render  # noqa: E402
import tables  # noqa: E402


def train(arguments, folder, every):
    model = os.path.join(folder, "model-" + every)
    call = [arguments.firth, "train", arguments.corpus, "-o", model, "--json", "--checkpoint-every", every]
    call += ["--dim", str(arguments.dim), "--epochs", str(arguments.epochs), "--temp", folder]
    if arguments.threads:
        call += ["--threads", str(arguments.threads)]
    done = subprocess.run(call, stdout=subprocess.PIPE, check=True, text=True)
    events = [json.loads(line) for line in done.stdout.splitlines()]
    result = next(event for event in events if event["event"] == "result")
    kept = [event for event in events if event["event"] == "checkpoint"]
    return {
        "wordsPerSecond": result["wordsPerSecond"],
        "trainingSeconds": result["seconds"]["train"],
        "bytes": result["bytes"],
        "checkpoints": len(kept),
        "pauseSeconds": [event["pauseSeconds"] for event in kept],
    }, model


def same(a, b):
    with open(a, "rb") as one, open(b, "rb") as other:
        return one.read() == other.read()


def figures(every, runs):
    """One row per way of training; then how long it waits."""
    off, on = runs["off"], runs[every]
    pauses = [pause for run in on for pause in run["pauseSeconds"]]
    ratios = [b["wordsPerSecond"] / a["wordsPerSecond"] for a, b in zip(off, on)]
    rows = [
        ["off", tables.spread([run["wordsPerSecond"] / 1e6 for run in off], "%.2f"), "", "0", "", ""],
        [
            "every " + every,
            tables.spread([run["wordsPerSecond"] / 1e6 for run in on], "%.2f"),
            tables.spread(ratios, "%.3f"),
            "%d" % len(pauses),
            tables.spread([1000 * pause for pause in pauses], "%.0f"),
            "%.2f" % (100 * sum(pauses) / sum(run["trainingSeconds"] for run in on)),
        ],
    ]
    return rows, ["checkpoints", "million words/s", "of the speed without", "checkpoints in all", "training waits, ms", "% of the time"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", required=True)
    parser.add_argument("--every", default="5s")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--dim", type=int, default=100)
    parser.add_argument("--threads", type=int)
    parser.add_argument("--firth", default=os.path.join(os.path.dirname(HERE), "firth"))
    parser.add_argument("--out", default=os.path.join(HERE, "results"))
    parser.add_argument("--name", default="checkpoints")
    arguments = parser.parse_args()
    described = machine.describe()
    runs = {"off": [], arguments.every: []}
    with tempfile.TemporaryDirectory() as folder:
        for number in range(arguments.rounds):
            order = list(runs) if number % 2 == 0 else list(runs)[::-1]
            models = {}
            for every in order:
                run, models[every] = train(arguments, folder, every)
                runs[every].append(run)
                print("%-4s %.2f million words/s" % (every, run["wordsPerSecond"] / 1e6), flush=True)
            assert same(*models.values()), "checkpoints have changed the model"
    rows, columns = figures(arguments.every, runs)
    result = {
        "kind": "table",
        "name": arguments.name,
        "columns": columns,
        "rows": rows,
        "notes": [
            "`%s`, skip-gram with negative sampling, dim %d, %d epochs; a checkpoint is as large as the model, %.0f MB."
            " %d runs of each, in turn; all models had the same bytes."
            % (os.path.basename(arguments.corpus), arguments.dim, arguments.epochs, runs["off"][0]["bytes"] / 1e6, arguments.rounds)
        ],
        "command": "benchmarks/checkpoints.py --corpus %s --every %s --rounds %d --epochs %d --dim %d"
        % (os.path.basename(arguments.corpus), arguments.every, arguments.rounds, arguments.epochs, arguments.dim),
        "machine": described,
        "versions": machine.versions(arguments.firth),
        "runs": runs,
    }
    render.save(result, arguments.out, arguments.name)
    print(tables.plain(result))


if __name__ == "__main__":
    main()
