"""Time of `firth evaluate` on ten similarity sets and an analogy set, and whether its scores are a judge's.

/usr/bin/python3 benchmarks/peers/evaluation.py MODEL --sets DIR --judge evaluate.py --name evaluation

MODEL: of any format; the judge reads word2vec's only and is given the model as word2vec-binary. DIR holds similarity sets (EN-*.txt: word, word, score) and
questions-words.txt. Where there are fewer than ten similarity sets, copies of the first ones under other names make up
ten. One run that is not counted, then --rounds. The judge's scores must be Firth's to 0.001, or the program fails. The
result is OUT/NAME.json.
"""

import argparse
import glob
import json
import os
import re
import shutil
import sys
import tempfile

import child
import machine
import render
from speed import hider

HERE = os.path.dirname(os.path.abspath(__file__))
SETS = 10
TOLERANCE = 0.001


def gather(folder, into):
    """Ten similarity sets and the analogies in the folder `into`."""
    found = sorted(glob.glob(os.path.join(folder, "EN-*.txt")))
    analogies = os.path.join(folder, "questions-words.txt")
    if not found or not os.path.exists(analogies):
        sys.exit("evaluation.py: %s needs EN-*.txt and questions-words.txt" % folder)
    for number in range(SETS):
        source = found[number % len(found)]
        name = os.path.basename(source)
        if number >= len(found):
            name = "copy-%d-of-%s" % (number // len(found), name)
        shutil.copy(source, os.path.join(into, name))
    for source in found[SETS:]:
        print("evaluation.py: left out %s" % os.path.basename(source), file=sys.stderr)
    shutil.copy(analogies, into)


def firth_scores(report):
    """name → score, as the judge names them: unknown words left out, Spearman and 3CosAdd."""
    names = {"semantic": "sem", "syntactic": "syn", "": "all"}
    scores = {}
    for task in report["sets"]:
        for score in task["results"][0]["scores"]:
            if score["policy"] != "skip":
                continue
            if score["measure"] == "3CosAdd" and score["section"] in names:
                scores[names[score["section"]]] = score["value"]
            if score["measure"] == "Spearman" and task["name"].startswith("EN-"):
                scores[task["name"][3:]] = score["value"]
    return scores


def judge_scores(text):
    """name → score from the judge's line."""
    return {name: float(value) for name, value in re.findall(r"(\S+) (-?\d\.\d{3})", text)}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model")
    parser.add_argument("--sets", required=True)
    parser.add_argument("--judge")
    parser.add_argument("--restrict", type=int, default=30000)
    parser.add_argument("--firth", default=os.path.join(HERE, "..", "..", "firth"), help="the launcher")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--out", default=os.path.join(HERE, "..", "target", "peers", "results"))
    parser.add_argument("--name", default="evaluation", help="the result's name, and its section in docs/benchmarks.md")
    args = parser.parse_args()

    paths = {args.firth: "./firth", args.out: "RESULTS", args.model: os.path.basename(args.model), args.sets: "SETS"}
    if args.judge:
        paths[args.judge] = "JUDGE"
    hide = hider(paths)
    with tempfile.TemporaryDirectory() as sets:
        gather(args.sets, sets)
        options = ["--restrict", str(args.restrict)]
        command = [args.firth, "evaluate", args.model, "--on", sets, "--json"] + options
        seconds = []
        for round_number in range(args.rounds + 1):
            outcome = child.run(command)
            if outcome.exit_code:
                sys.exit("evaluation.py: firth failed: %s" % outcome.stderr.text().strip()[-500:])
            if round_number:
                seconds.append(outcome.wall_seconds)
    name = "firth evaluate MODEL --on SETS, ten similarity sets and the Google analogies"
    result = {
        "kind": "evaluation",
        "name": args.name,
        "command": " ".join(["benchmarks/peers/evaluation.py"] + [hide(word) for word in sys.argv[1:]]),
        "machine": machine.describe(),
        "versions": machine.versions(args.firth),
        "seconds": {name: seconds},
        "scores": firth_scores(json.loads(outcome.stdout.text())),
    }
    if args.judge:
        with tempfile.TemporaryDirectory() as folder:
            judged = os.path.join(folder, "model.bin")
            outcome = child.run([args.firth, "convert", args.model, judged, "--to", "word2vec-binary", "--quiet"])
            if outcome.exit_code:
                sys.exit("evaluation.py: converting failed: %s" % outcome.stderr.text().strip()[-500:])
            outcome = child.run(
                ["/usr/bin/python3", args.judge, judged, "--data", args.sets, "--restrict", str(args.restrict)]
            )
        if outcome.exit_code:
            sys.exit("evaluation.py: the judge failed: %s" % outcome.stderr.text().strip()[-500:])
        result["judge"] = judge_scores(outcome.stdout.text())
        for name, value in result["judge"].items():
            # the judge prints three digits
            if abs(result["scores"].get(name, 9) - value) > TOLERANCE + 0.0005:
                sys.exit("evaluation.py: %s is %s by the judge, %s by Firth" % (name, value, result["scores"].get(name)))
    render.save(result, args.out, args.name)
    print(render.section(result))


if __name__ == "__main__":
    main()
