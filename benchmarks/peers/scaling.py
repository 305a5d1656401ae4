"""From one thread to two, beside what the machine gives: two processes of one thread each at the same time.

/usr/bin/python3 benchmarks/peers/scaling.py CORPUS --rounds 5 --name scaling

Two processes share nothing but the machine, its caches and its memory; what they reach together is what two threads of one
process could reach at best. In every round a program trains with one thread, with two, and twice at once with one; every
second round in reverse order. Ratios are formed within a round. The result is DIR/NAME.json; render.py makes a table of it.
"""

import argparse
import os
import sys
from concurrent.futures import ThreadPoolExecutor

import ceiling
import corpus
import formats
import machine
import programs
import render
import speed
import tables

HERE = os.path.dirname(os.path.abspath(__file__))
ONE, TWO, TWINS = "one thread", "two threads", "two processes of one thread"


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus")
    programs.add_settings(parser)
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--programs", default="firth,word2vec-Ofast-small-table", help="default: %(default)s")
    parser.add_argument("--java", default=formats.java(formats.ROOT), help="for the arithmetic peak: a JDK 25's java (default: %(default)s)")
    programs.add_places(parser, "scaling")
    return parser.parse_args()


def words_per_second(program, settings, processes, path, facts, work):
    """Of all processes together, each over its own training."""
    with ThreadPoolExecutor(processes) as pool:
        records = list(
            pool.map(lambda _: speed.one_run(program, settings, path, facts, work, lambda text: text), range(processes))
        )
    for record in records:
        if "error" in record:
            sys.exit("scaling.py: %s: %s" % (program.name, record["error"]))
    return sum(record["wordsPerSecond"] for record in records)


def row(name, runs):
    rounds = [{run["how"]: run["rate"] for run in runs if run["round"] == r} for r in sorted({run["round"] for run in runs})]
    return [
        name,
        tables.spread([rates[ONE] / 1000 for rates in rounds], "%.0f"),
        tables.spread([rates[TWO] / rates[ONE] for rates in rounds], "%.2f"),
        tables.spread([rates[TWINS] / rates[ONE] for rates in rounds], "%.2f"),
    ]


def main():
    args = arguments()
    os.makedirs(args.work, exist_ok=True)
    facts = corpus.facts(args.corpus, args.min_count, args.work)
    chosen = programs.by_name([name for name in args.programs.split(",") if name], args.firth, args.work)
    runs, peaks = [], []
    for round_number in range(args.rounds):
        gflops = ceiling.measure_peak(args.java, os.path.join(HERE, "..", "target", "benchmarks.jar"), 2)
        peaks.append(gflops[2] / gflops[1])
        contests = [(program, how) for program in chosen for how in (ONE, TWO, TWINS)]
        for program, how in contests if round_number % 2 == 0 else contests[::-1]:
            settings = programs.settings_of(args, 2 if how == TWO else 1, args.epochs)
            rate = words_per_second(program, settings, 2 if how == TWINS else 1, args.corpus, facts, args.work)
            runs.append({"program": program.name, "how": how, "round": round_number, "rate": rate})
            print("round %d  %-28s %-28s %9.0f words/s" % (round_number, program.name, how, rate), file=sys.stderr, flush=True)
    result = {
        "kind": "table",
        "name": args.name,
        "command": "benchmarks/peers/scaling.py %s --epochs %d --rounds %d --programs %s"
        % (facts.name, args.epochs, args.rounds, args.programs),
        "machine": machine.describe(),
        "versions": machine.versions(args.firth),
        "columns": ["program", "one thread, 1,000 words/s", "two threads, times that", "two processes of one thread, times that"],
        "rows": [row(program.name, [run for run in runs if run["program"] == program.name]) for program in chosen],
        "notes": [
            "Arithmetic peak in registers, two threads: %s times one. Median (least–most) of %d rounds, %d epoch%s each." % (
                tables.spread(peaks, "%.2f"), args.rounds, args.epochs, "" if args.epochs == 1 else "s",
            )
        ],
        "runs": runs,
    }
    render.save(result, args.out or os.path.join(args.work, "results"), args.name)
    print(render.section(result))


if __name__ == "__main__":
    main()
