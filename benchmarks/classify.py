#!/usr/bin/env python3
"""Text classification and paraphrase detection with Firth's vectors: SST-2, MRPC and the STS benchmark, over seeds.

    benchmarks/classify.py --vectors MODEL --data DIR

DIR holds classify/sst2-train.tsv, classify/sst2-dev.tsv, pairs/msr_paraphrase_train.txt, pairs/sts-train.csv and
pairs/sts-dev.csv. Each set is run with firth's default settings once per seed: SST-2 and STS are tested on their dev files, MRPC on a
fifth of its pairs that the seed draws. The result is benchmarks/results/classify.json, and a table of means on standard output.
"""

import argparse
import json
import os
import statistics
import subprocess
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
FIRTH = os.path.join(os.path.dirname(HERE), "firth")
STS = ["--label-threshold", "3"]
SETS = {  # name: training file, test file or None, options, pairs or not
    "SST-2": ("classify/sst2-train.tsv", "classify/sst2-dev.tsv", [], False),
    "MRPC": ("pairs/msr_paraphrase_train.txt", None, [], True),
    "STS": ("pairs/sts-train.csv", "pairs/sts-dev.csv", STS, True),
}


def run(command, arguments, name, seed):
    train, test, options, _ = SETS[name]
    call = [FIRTH, *command, os.path.join(arguments.data, train), "--vectors", arguments.vectors, "--json"]
    call += ["--seed", str(seed), *options]
    if test:
        call += ["--test", os.path.join(arguments.data, test)]
    done = subprocess.run(call, stdout=subprocess.PIPE, check=True, text=True)
    return json.loads(done.stdout)


def classify(arguments, name, folder):
    runs = []
    for seed in arguments.seeds:
        result = run(["classify", "train", "-o", os.path.join(folder, "c")], arguments, name, seed)
        scores = {
            model: {key: score[key] for key in ("accuracy", "accuracyInterval", "macroF1")}
            for model, score in result["scores"].items()
        }
        keys = ("tokenizer", "lowercase", "words", "knownWords", "network", "bestEpoch", "testExamples")
        runs.append({"seed": seed, **{key: result[key] for key in keys}, "scores": scores})
    return runs


def paraphrase(arguments, name):
    runs = []
    for seed in arguments.seeds:
        result = run(["paraphrase"], arguments, name, seed)
        heads = [{key: value for key, value in head.items() if key != "calibration"} for head in result["heads"]]
        runs.append({"seed": seed, "testPairs": result["testPairs"], "positiveShare": result["positiveShare"], "heads": heads})
    return runs


def mean(values):
    values = list(values)
    spread = statistics.stdev(values) if len(values) > 1 else 0.0
    return f"{statistics.mean(values):.4f} ± {spread:.4f}"


def tables(results):
    print("| set | model | accuracy | macro-F1 |\n|---|---|---|---|")
    for name, runs in results["classify"].items():
        for model in runs[0]["scores"]:
            row = [mean(run["scores"][model][key] for run in runs) for key in ("accuracy", "macroF1")]
            print(f"| {name} | {model} | " + " | ".join(row) + " |")
    print("\n| set | head | accuracy | F1 | ROC-AUC | answers yes |\n|---|---|---|---|---|---|")
    for name, runs in results["paraphrase"].items():
        for at, head in enumerate(runs[0]["heads"]):
            keys = ("accuracy", "f1", "rocAuc", "predictedPositiveShare")
            row = [mean(run["heads"][at][key] for run in runs) for key in keys]
            print(f"| {name} | {head['formula']} | " + " | ".join(row) + " |")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--vectors", required=True, help="a model of firth train, or word2vec")
    parser.add_argument("--data", required=True, help="the folder with classify/ and pairs/")
    parser.add_argument("--seeds", default="1,2,3", type=lambda text: [int(seed) for seed in text.split(",")])
    parser.add_argument("--out", default=os.path.join(HERE, "results", "classify.json"))
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        results = {
            "vectors": os.path.basename(arguments.vectors),
            "files": {name: [os.path.basename(file) for file in SETS[name][:2] if file] for name in SETS},
            "classify": {name: classify(arguments, name, folder) for name in SETS},
            "paraphrase": {name: paraphrase(arguments, name) for name in SETS if SETS[name][3]},
        }
    with open(arguments.out + ".part", "w", encoding="utf-8") as out:
        json.dump(results, out, indent=1, ensure_ascii=False)
        out.write("\n")
    os.replace(arguments.out + ".part", arguments.out)
    tables(results)


if __name__ == "__main__":
    main()
