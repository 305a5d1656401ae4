"""Start-up times of `firth`: --help, --version and, with --model, one question to a model.

/usr/bin/python3 benchmarks/peers/startup.py --model MODEL --name startup

One run of each command that is not counted, then all in turn --rounds times. The result is DIR/NAME.json.
"""

import argparse
import os
import sys

import child
import machine
import render
from speed import hider

HERE = os.path.dirname(os.path.abspath(__file__))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--firth", default=os.path.join(HERE, "..", "..", "firth"), help="the launcher")
    parser.add_argument("--model", help="a model file for `firth neighbors MODEL WORD`")
    parser.add_argument("--word", default="king")
    parser.add_argument("--rounds", type=int, default=11)
    parser.add_argument("--out", default=os.path.join(HERE, "..", "target", "peers", "results"))
    parser.add_argument("--name", default="startup", help="the result's name, and its section in docs/benchmarks.md")
    args = parser.parse_args()

    commands = {"firth --help": ["--help"], "firth --version": ["--version"]}
    if args.model:
        commands["firth neighbors MODEL " + args.word] = ["neighbors", args.model, args.word]
    paths = {args.firth: "./firth", args.out: "RESULTS"}
    if args.model:
        paths[args.model] = os.path.basename(args.model)
    hide = hider(paths)
    seconds = {name: [] for name in commands}
    for round_number in range(args.rounds + 1):
        for name, options in commands.items():
            try:
                outcome = child.run([args.firth] + options)
            except FileNotFoundError:
                sys.exit("startup.py: %s not found" % args.firth)
            if outcome.exit_code:
                sys.exit("startup.py: %s failed: %s" % (name, outcome.stderr.text().strip()[-500:]))
            if round_number:
                seconds[name].append(outcome.wall_seconds)
    result = {
        "kind": "startup",
        "name": args.name,
        "command": " ".join(["benchmarks/peers/startup.py"] + [hide(word) for word in sys.argv[1:]]),
        "machine": machine.describe(),
        "versions": machine.versions(args.firth),
        "seconds": seconds,
    }
    render.save(result, args.out, args.name)
    print(render.section(result))


if __name__ == "__main__":
    main()
