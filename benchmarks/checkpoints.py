#!/usr/bin/env python3
"""What checkpoints cost: training with and without them in turn, and how long training waits for one.

    benchmarks/checkpoints.py --corpus FILE [--every 5s] [--rounds 5] [--dim 100] [--threads N]

The result is benchmarks/results/checkpoints.json, and a table on standard output. The models are compared, too: they must be the same.
"""

import argparse
import json
import os
import statistics
import subprocess
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
FIRTH = os.path.join(os.path.dirname(HERE), "firth")


def train(arguments, folder, every):
    model = os.path.join(folder, "model-" + every)
    call = [FIRTH, "train", arguments.corpus, "-o", model, "--json", "--checkpoint-every", every]
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
        "interval": max([event["intervalSeconds"] for event in kept], default=None),
    }, model


def same(a, b):
    with open(a, "rb") as one, open(b, "rb") as other:
        return one.read() == other.read()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", required=True)
    parser.add_argument("--every", default="5s")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--dim", type=int, default=100)
    parser.add_argument("--threads", type=int)
    parser.add_argument("--out", default=os.path.join(HERE, "results", "checkpoints.json"))
    arguments = parser.parse_args()
    runs = {"off": [], arguments.every: []}
    with tempfile.TemporaryDirectory() as folder:
        for number in range(arguments.rounds):
            order = list(runs) if number % 2 == 0 else list(runs)[::-1]
            models = {}
            for every in order:
                run, models[every] = train(arguments, folder, every)
                runs[every].append(run)
            assert same(*models.values()), "checkpoints have changed the model"
    pauses = [pause for run in runs[arguments.every] for pause in run["pauseSeconds"]]
    seconds = sum(run["trainingSeconds"] for run in runs[arguments.every])
    ratios = [
        with_them["wordsPerSecond"] / without["wordsPerSecond"]
        for without, with_them in zip(runs["off"], runs[arguments.every])
    ]
    result = {
        "corpus": os.path.basename(arguments.corpus),
        "dim": arguments.dim,
        "epochs": arguments.epochs,
        "every": arguments.every,
        "modelBytes": runs["off"][0]["bytes"],
        "speedWithOverWithout": {"median": statistics.median(ratios), "all": ratios},
        "shareOfTimeWaited": sum(pauses) / seconds,
        "pauseSeconds": {"median": statistics.median(pauses), "most": max(pauses)} if pauses else None,
        "checkpoints": len(pauses),
        "runs": runs,
    }
    with open(arguments.out, "w", encoding="utf-8") as out:
        json.dump(result, out, indent=1)
        out.write("\n")
    print(f"{len(pauses)} checkpoints of {result['modelBytes'] / 1e6:.0f} MB, one every {arguments.every}")
    if pauses:
        print(f"training waits {1e3 * statistics.median(pauses):.0f} ms for one (most {1e3 * max(pauses):.0f} ms),"
              f" {100 * result['shareOfTimeWaited']:.2f} % of its time")
    print(f"speed with them / without: {statistics.median(ratios):.3f} ({min(ratios):.3f} to {max(ratios):.3f})")


if __name__ == "__main__":
    main()
