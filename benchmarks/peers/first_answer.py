"""From process start to the first neighbours of a word in a large native model, and what of it is Java heap.

/usr/bin/python3 benchmarks/peers/first_answer.py --rows 3000000 --dim 300 --name first-answer-3m

The model is made here, of random vectors, in --folder (rows * dim * 4 bytes), and removed afterwards unless --keep. `firth
neighbors MODEL WORD` is run --rounds times with the file in the page cache, and for comparison the memory bandwidth: the seconds
that one and two threads of this machine take to add up the same bytes. The result is DIR/NAME.json.
"""

import argparse
import json
import os
import subprocess
import sys

import child
import formats
import machine
import render


def word(row):
    letters = "word"
    while row > 0:
        letters += chr(ord("a") + row % 26)
        row //= 26
    return letters


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=3000000)
    parser.add_argument("--dim", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--folder", default=os.path.join(formats.ROOT, "benchmarks", "target", "formats"))
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--firth", default=os.path.join(formats.ROOT, "firth"))
    parser.add_argument("--out", default=os.path.join(formats.ROOT, "benchmarks", "target", "peers", "results"))
    parser.add_argument("--name", default="first-answer")
    args = parser.parse_args()

    os.makedirs(args.folder, exist_ok=True)
    os.makedirs(args.out, exist_ok=True)
    model = os.path.join(args.folder, "large-%d-%d.safetensors" % (args.rows, args.dim))
    java = [formats.java(formats.ROOT), "--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED", "-cp",
            formats.classpath(formats.ROOT)]
    if not os.path.exists(model):
        subprocess.run(java + ["io.firth.benchmarks.LargeModel", str(args.rows), str(args.dim), model], check=True)
    os.sync()  # or what is still being written to the disk would disturb the first runs
    runs = []
    words = (1, args.rows // 2, args.rows - 1)
    for i in range(args.rounds):
        for asked in words if i % 2 == 0 else reversed(words):
            formats.warm(model)  # each time: a host may take the cache away in between
            done = child.run([args.firth, "neighbors", model, word(asked), "--json"])
            if done.exit_code or len(json.loads(done.stdout.text())["neighbors"]) != 10:
                sys.exit("first_answer.py: %s" % (done.stderr.text() or done.stdout.text()))
            runs.append({"row": asked, "wall": done.wall_seconds, "cpu": done.cpu_seconds})
    for asked in sorted({run["row"] for run in runs}):
        walls = sorted(run["wall"] for run in runs if run["row"] == asked)
        print("row %-8d  least %.3f s  median %.3f s" % (asked, walls[0], walls[len(walls) // 2]), flush=True)
    done = subprocess.run(java + ["io.firth.benchmarks.MemoryBandwidth", model], check=True, capture_output=True, text=True)
    bandwidth = json.loads(done.stdout)
    result = {"kind": "first-answer", "name": args.name, "rows": args.rows, "dim": args.dim,
              "command": "benchmarks/peers/first_answer.py --rows %d --dim %d" % (args.rows, args.dim),
              "bytes": os.path.getsize(model), "machine": machine.describe(), "versions": machine.versions(args.firth),
              "runs": runs, "bandwidth": bandwidth}
    if not args.keep:
        os.remove(model)
    render.save(result, args.out, args.name)
    print(render.section(result))


if __name__ == "__main__":
    main()
