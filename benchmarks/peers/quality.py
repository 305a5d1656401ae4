"""Quality of Firth's vectors, judged by a program that shares no code with it, over epochs and seeds.

/usr/bin/python3 benchmarks/peers/quality.py CORPUS --judge JUDGE.py --word2vec-scores DIR --name quality-skip-gram
    --variant 'shared=' --variant 'per pair=--negatives-per pair'       two variants side by side
    --variant '1 shard=--shards 1' --variant '64 shards=--shards 64' --reference '1 shard'
    --learning-rates 0.025,0.05,0.1                                    each variant at each rate

The judge is called with a model file (word2vec binary) and prints one line: "NAME SCORE (USED) …" for each word-similarity
set, then "sem A syn B all C (USED)" for analogies. Every score is kept as WORK/scores/NAME/VARIANT-eE-sS.score, so that a
run that was broken off goes on where it stopped; word2vec.c's are read from files of the same form (w2v-eE-sS.score).
The result is DIR/NAME.json; render.py makes tables of it.
"""

import argparse
import contextlib
import glob
import os
import re
import subprocess
import sys
import tempfile

import child
import corpus
import machine
import programs
import render
from speed import hider

HERE = os.path.dirname(os.path.abspath(__file__))
SET = re.compile(r"(\S+) (-?[\d.]+|nan) \((\d+)\)")
WORD2VEC = "word2vec.c"
ANALOGIES = re.compile(r"sem (\S+) syn (\S+) all (\S+) \((\d+)\)")
SCORE_FILE = re.compile(r"(.+)-e(\d+)-s(\d+)\.(score|bin)$")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus")
    programs.add_settings(parser)
    parser.add_argument("--epochs", default="1,3,5")
    parser.add_argument("--seeds", default="1,2,3")
    parser.add_argument("--judge", required=True)
    parser.add_argument("--judge-args", default="", help="further options of the judge")
    parser.add_argument("--firth", default=os.path.join(HERE, "..", "..", "firth"), help="the launcher")
    parser.add_argument("--firth-args", default="", help="further options of `firth train`, for every variant")
    parser.add_argument(
        "--variant", action="append", default=[], metavar="NAME=OPTIONS", help="default: firth=; may be repeated"
    )
    parser.add_argument("--learning-rates", default="", help="each variant at each of these rates")
    parser.add_argument("--no-firth", action="store_true", help="only score what the next three options give")
    parser.add_argument("--train-word2vec", action="store_true", help="also train word2vec.c with the seeds (see setup.sh)")
    parser.add_argument("--word2vec-scores", metavar="DIR", help="*-eE-sS.score files of word2vec.c")
    parser.add_argument("--models", metavar="DIR", help="score VARIANT-eE-sS.bin files")
    parser.add_argument("--reference", default=WORD2VEC, help="the model that others are compared to (default: %(default)s)")
    parser.add_argument("--work", default=os.path.join(HERE, "..", "target", "peers"))
    parser.add_argument("--out", default=None, help="where the JSON goes (default: WORK/results)")
    parser.add_argument("--name", default="quality", help="the result's name, and its section in docs/benchmarks.md")
    return checked(parser.parse_args(), parser)


def checked(args, parser):
    if not os.path.isfile(args.corpus):
        parser.error("%s is not a file" % args.corpus)
    if args.word2vec_scores and args.train_word2vec:
        parser.error("--word2vec-scores and --train-word2vec would count the same model twice")
    return args


def parse_score(line):
    """The judge's line as {metric: score}, with the numbers of items used as {metric + " used": n}."""
    analogies = ANALOGIES.search(line)
    if not analogies:
        raise ValueError("not a judge's line: %r" % line[:200])
    scores = {}
    for name, score, used in SET.findall(line[: analogies.start()]):
        scores[name] = float(score)
        scores[name + " used"] = int(used)
    for name, score in zip(("semantic", "syntactic", "analogies"), analogies.groups()):
        scores[name] = float(score)
    scores["analogies used"] = int(analogies.group(4))
    return scores


def score_files(folder, ending):
    """(variant, epochs, seed, path) of every file VARIANT-eE-sS.ENDING with something in it."""
    for path in sorted(glob.glob(os.path.join(folder, "*." + ending))):
        match = SCORE_FILE.match(os.path.basename(path))
        if match and os.path.getsize(path):
            yield match.group(1), int(match.group(2)), int(match.group(3)), path


def judge(args, model):
    command = ["/usr/bin/python3", args.judge, model] + args.judge_args.split()
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def variants(args):
    """{name: options}; with several learning rates "NAME @ RATE"."""
    specs = [spec.partition("=") for spec in args.variant or ["firth="]]
    base = {name: (options + " " + args.firth_args).strip() for name, _, options in specs}
    rates = [rate for rate in args.learning_rates.split(",") if rate]
    if not rates:
        return base
    return {
        "%s @ %s" % (name, rate): options + " --learning-rate " + rate
        for name, options in base.items()
        for rate in rates
    }


@contextlib.contextmanager
def trained(program, epochs, seed, args, folder):
    """Trains one model in the folder, and gives its file, which is gone afterwards if it was not moved."""
    settings = programs.settings_of(args, int(args.threads), epochs).with_(seed=seed)
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        yield train(program, settings, args, scratch)


def train(program, settings, args, scratch):
    """Trains one model and returns its file."""
    model = os.path.join(scratch, "model.bin")
    try:
        environment = {**(program.environment or {}), "WORD2VEC_SEED": str(settings.seed)}
        outcome = child.run(program.command(settings, args.corpus, model), environment)
    except FileNotFoundError as missing:
        sys.exit("quality.py: %s not found" % missing.filename)
    if outcome.exit_code or not os.path.exists(model):
        sys.exit("quality.py: %s failed: %s" % (program.name, outcome.stderr.text().strip()[-500:]))
    return model


def trained_scores(args, scores):
    """Trains and scores what is not yet in `scores` (a folder), seed by seed, so that early results cover all variants."""
    chosen = []
    if not args.no_firth:
        for name, options in variants(args).items():
            chosen.append(programs.firth(name, args.firth, options + " --format word2vec-binary"))
    if args.train_word2vec:
        chosen.append(programs.word2vec("word2vec-Ofast-seeded", args.work))
    for seed in map(int, args.seeds.split(",")):
        for epochs in map(int, args.epochs.split(",")):
            for program in chosen:
                path = os.path.join(scores, "%s-e%d-s%d.score" % (program.name, epochs, seed))
                if not os.path.exists(path) or not os.path.getsize(path):
                    with trained(program, epochs, seed, args, args.work) as model:
                        line = judge(args, model)
                    with open(path, "w") as file:
                        file.write(line + "\n")
                with open(path) as file:
                    line = file.read()
                print("%s, epochs %d, seed %d: %s" % (program.name, epochs, seed, line.strip()), file=sys.stderr, flush=True)
                yield record(WORD2VEC if program.name in programs.SEEDED else program.name, epochs, seed, line)


def record(variant, epochs, seed, line):
    return {"variant": variant, "epochs": epochs, "seed": seed, "scores": parse_score(line)}


def given_scores(args, scores):
    """Scores that exist, and those of models that exist."""
    wanted = set(map(int, args.epochs.split(",")))
    for _, epochs, seed, path in score_files(args.word2vec_scores, "score") if args.word2vec_scores else ():
        if epochs in wanted:
            with open(path) as file:
                yield record(WORD2VEC, epochs, seed, file.read())
    for variant, epochs, seed, model in score_files(args.models, "bin") if args.models else ():
        if epochs in wanted:
            path = os.path.join(scores, "%s-e%d-s%d.score" % (variant, epochs, seed))
            if not os.path.exists(path) or not os.path.getsize(path):
                line = judge(args, model)
                with open(path, "w") as file:
                    file.write(line + "\n")
            with open(path) as file:
                yield record(variant, epochs, seed, file.read())


def main():
    args = arguments()
    out = args.out or os.path.join(args.work, "results")
    scores = os.path.join(args.work, "scores", args.name)
    for folder in (out, scores):
        os.makedirs(folder, exist_ok=True)
    paths = {args.corpus: os.path.basename(args.corpus), args.work: "WORK", out: "RESULTS", args.firth: "./firth"}
    paths[args.judge] = os.path.basename(args.judge)
    for folder, name in ((args.word2vec_scores, "SCORES"), (args.models, "MODELS")):
        if folder:
            paths[folder] = name
    hide = hider(paths)
    result = {
        "kind": "quality",
        "name": args.name,
        "command": " ".join(["benchmarks/peers/quality.py"] + [quoted(hide(word)) for word in sys.argv[1:]]),
        "machine": machine.describe(),
        "versions": machine.versions(args.firth),
        "corpus": vars(corpus.facts(args.corpus, args.min_count, args.work)),
        "reference": args.reference,
        "variants": {} if args.no_firth else variants(args),
        "runs": [],
    }
    for source in (given_scores(args, scores), trained_scores(args, scores)):
        for run in source:
            result["runs"].append(run)
            render.save(result, out, args.name)
    if not result["runs"]:
        sys.exit("quality.py: nothing to score")
    print(render.section(result))


def quoted(word):
    return "'%s'" % word if re.search(r"\s", word) else word


if __name__ == "__main__":
    main()
