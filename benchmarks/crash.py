#!/usr/bin/env python3
"""What becomes of trainings that are killed (-9) at random moments, or meet a damaged checkpoint, and are resumed.

    benchmarks/crash.py [--kills 200] [--seed 1]

It runs `mvn -Pcrash test`, which fails if a resumed training does not end with the bytes of the undisturbed one. The result is
DIR/NAME.json, for the page of figures.
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

ROOT = os.path.dirname(HERE)
NAMES = {
    "kills": "kills",
    "killsByPhase": "killed when %s",
    "trainings": "trainings",
    "trainingsByMode": "trainings: %s",
    "sameBytes": "**trainings that ended with the same bytes**",
    "resumes": "resumed",
    "begunAnewAsThereWasNoCheckpointYet": "begun anew, as there was no checkpoint yet",
    "checkpointsWritten": "checkpoints written",
    "newestCheckpointDamaged": "newest checkpoint damaged on purpose",
    "fellBackToTheOneBefore": "the checkpoint before it used",
}


def named(counts):
    """The harness's counts by what they are called on the page."""
    result = {}
    for key, value in counts.items():
        if isinstance(value, dict):
            result.update({NAMES[key] % name: count for name, count in value.items()})
        elif key in NAMES:
            result[NAMES[key]] = value
    return result


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--firth", default=os.path.join(ROOT, "firth"), help="the launcher, for its version")
    parser.add_argument("--out", default=os.path.join(HERE, "results"))
    parser.add_argument("--name", default="crash")
    args = parser.parse_args()
    described = machine.describe()
    with tempfile.TemporaryDirectory() as folder:
        counted = os.path.join(folder, "crash.json")
        call = ["mvn", "-q", "-Pcrash", "test", "-Dfirth.crash.kills=%d" % args.kills,
                "-Dfirth.crash.seed=%d" % args.seed]
        done = subprocess.run(call + ["-Dfirth.crash.json=" + counted], cwd=ROOT, check=False)
        if done.returncode:
            sys.exit("crash.py: %s failed" % " ".join(call))
        with open(counted, encoding="utf-8") as file:
            counts = json.load(file)
    result = {"kind": "table", "name": args.name, "command": "benchmarks/crash.py --kills %d --seed %d" % (args.kills, args.seed),
              "machine": described, "versions": machine.versions(args.firth), "counts": named(counts)}
    render.save(result, args.out, args.name)
    print(tables.plain(result))


if __name__ == "__main__":
    main()
