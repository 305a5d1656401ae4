"""Whether Firth's scores and word2vec.c's would differ with other seeds and other items, by `firth evaluate`.

/usr/bin/python3 benchmarks/peers/differences.py CORPUS --sets DIR --models DIR --epochs 3,5 --seeds 1,2,3 --threads 2 --name quality-differences

quality.py says how much a mean over seeds would change with other seeds. Here the words of the sets are drawn with replacement as well as the seeds
(docs/evaluation.md). DIR holds similarity sets (EN-*.txt) and questions-words.txt. Models are kept as MODELS/PROGRAM-eE-sS.bin, so that
a run that was broken off goes on where it stopped. word2vec.c's are trained by a copy that takes a seed (see setup.sh).
The result is OUT/NAME.json.
"""

import argparse
import json
import os
import subprocess
import sys

import machine
import programs
import quality
import render
from speed import hider

SETS = ("EN-WS-353-ALL.txt", "EN-SIMLEX-999.txt", "EN-MEN-TR-3k.txt", "questions-words.txt")
MEASURES = ("Spearman", "3CosAdd")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus")
    programs.add_settings(parser)
    programs.add_places(parser, "quality-differences")
    parser.add_argument("--epochs", default="3,5")
    parser.add_argument("--seeds", default="1,2,3")
    parser.add_argument("--sets", required=True, metavar="DIR")
    parser.add_argument("--models", required=True, metavar="DIR", help="where the models are kept")
    parser.add_argument("--resamples", type=int, default=10000)
    return parser.parse_args()


def kept(program, epochs, args):
    """The program's models, one for each seed."""
    files = []
    for seed in map(int, args.seeds.split(",")):
        path = os.path.join(args.models, "%s-e%d-s%d.bin" % (program.name, epochs, seed))
        if not os.path.exists(path):
            with quality.trained(program, epochs, seed, args, args.models) as model:
                os.replace(model, path)
            print("%s, epochs %d, seed %d" % (program.name, epochs, seed), file=sys.stderr, flush=True)
        files.append(path)
    return files


def compare(ours, theirs, args):
    """The report of `firth evaluate` on both groups."""
    command = [args.firth, "evaluate"] + ours + theirs + ["--json", "--bootstrap", str(args.resamples)]
    command += ["--group", "firth=" + ",".join(ours), "--group", "%s=%s" % (quality.WORD2VEC, ",".join(theirs))]
    for name in SETS:
        command += ["--on", os.path.join(args.sets, name)]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        sys.exit("differences.py: %s" % done.stderr.strip())
    return json.loads(done.stdout)


def rows(report, epochs):
    """Of every set: both means over the seeds, their difference, its interval, and p."""
    for task in report["sets"]:
        means = {}
        for result in task["results"]:
            for score in result["scores"]:
                if score["policy"] == "skip" and score["measure"] in MEASURES and not score["section"]:
                    means[result["model"]] = score["value"]
        for comparison in task["comparisons"]:
            if comparison["policy"] == "skip" and comparison["measure"] in MEASURES:
                first, second = comparison["first"], comparison["second"]
                yield [
                    task["name"], str(epochs), "%.4f" % means[first], "%.4f" % means[second],
                    "%+.4f" % comparison["difference"], "%+.4f … %+.4f" % tuple(comparison["interval"]), "%.4f" % comparison["p"],
                ]


def main():
    args = arguments()
    out = args.out or os.path.join(args.work, "results")
    os.makedirs(args.models, exist_ok=True)
    contestants = (
        programs.firth("firth", args.firth, "--format word2vec-binary"),
        programs.word2vec("word2vec-Ofast-seeded", args.work),
    )
    hide = hider({
        args.corpus: os.path.basename(args.corpus), args.work: "WORK", out: "RESULTS", args.firth: "./firth",
        args.sets: "SETS", args.models: "MODELS",
    })
    result = {
        "kind": "table",
        "name": args.name,
        "command": " ".join(["benchmarks/peers/differences.py"] + [hide(word) for word in sys.argv[1:]]),
        "machine": machine.describe(),
        "versions": machine.versions(args.firth),
        "columns": ["set", "epochs", "firth", quality.WORD2VEC, "difference", "95 % interval", "p"],
        "rows": [],
    }
    for epochs in map(int, args.epochs.split(",")):
        ours, theirs = (kept(program, epochs, args) for program in contestants)
        result["rows"].extend(rows(compare(ours, theirs, args), epochs))
    result["notes"] = [
        "%d seeds each; %d resamples of seeds and items." % (len(args.seeds.split(",")), args.resamples)
    ]
    render.save(result, out, args.name)
    print(render.section(result))


if __name__ == "__main__":
    main()
