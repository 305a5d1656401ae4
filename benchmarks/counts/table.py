"""PPMI, SVD, GloVe, skip-gram and CBOW side by side on every evaluation set, with intervals (Levy, Goldberg & Dagan 2015,
"Improving distributional similarity with lessons learned from word embeddings").

/usr/bin/python3 benchmarks/counts/table.py CORPUS --sets DIR [--judge JUDGE.py] [--dims 100,300] [--name counts-table]

DIR holds word-similarity sets (lines "word word score", any header, tab, comma or blank between) and analogy questions
(lines of four words under ": section"). Words are lower-cased; a pair with an unknown word is left out; analogies are
3CosAdd over the first 30,000 words, the three question words excluded. 95 % intervals: percentile bootstrap over items.

The scores are computed here, from the files, by code that Firth has no part in. With --judge every dense model is also
written as word2vec binary and scored by that program ("NAME SCORE (USED) … sem A syn B all C (USED)"), and the run fails if
they differ by more than 0.002. PPMI itself has no dense vectors: its rows are compared as they are.

Settings: window 5, dynamic weights and subsampling t = 1e-3 before the windows ("dirty"), as the predictive methods have
them; context distribution smoothing 0.75; shifts k = 1 and 5; w and w + c. GloVe: weights 1/distance; once with the others'
window and once with the one of --glove-window. One decomposition serves all eigenvalue weights: the model of weight
1 holds U·Σ, whose columns are as long as the singular values, so U·Σ^p follows.

Everything is kept under WORK: a run that was broken off goes on where it stopped. With --minutes N none of its steps (one
training, or the scores of one model) is begun after N minutes, and the exit code is 3 as long as something is left to do. The
result is OUT/NAME.json for ../peers/render.py, and its table is printed.
"""

import argparse
import glob
import json
import os
import re
import shlex
import struct
import subprocess
import sys
import time

import numpy as np
import scipy.sparse
from scipy.stats import rankdata

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "peers"))
import counts as page  # noqa: E402
import machine  # noqa: E402
from speed import hider  # noqa: E402

DTYPES = {"F32": "<f4", "F64": "<f8", "I32": "<i4", "I64": "<i8", "U8": "<u1"}
RESTRICT = 30000
RESAMPLES = 1000


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus")
    parser.add_argument("--sets", required=True, metavar="DIR")
    parser.add_argument("--judge", metavar="PROGRAM", default=os.environ.get("JUDGE"))
    parser.add_argument("--dims", default="100,300")
    parser.add_argument("--shifts", default="1,5")
    parser.add_argument("--window", type=int, default=5)
    parser.add_argument("--subsample", default="1e-3")
    parser.add_argument("--min-count", type=int, default=5)
    parser.add_argument("--epochs", type=int, default=5, help="of skip-gram and CBOW")
    parser.add_argument("--glove-epochs", type=int, default=15)
    parser.add_argument("--glove-window", type=int, default=10, help="of GloVe's second row (default: %(default)s)")
    parser.add_argument("--minutes", type=float, default=1e9, help="begin nothing after so many")
    parser.add_argument("--threads", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-ppmi", action="store_true", help="leave the sparse matrix itself out")
    parser.add_argument("--firth", default=os.path.join(HERE, "..", "..", "firth"), help="the launcher")
    parser.add_argument("--work", default=os.path.join(HERE, "..", "target", "counts"))
    parser.add_argument("--out", default=None, help="where the JSON goes (default: WORK/results)")
    parser.add_argument("--name", default="counts-table")
    return parser.parse_args()


# --- files -----------------------------------------------------------------------------------------------------------


def tensors(path):
    """Name → array of a safetensors file, mapped."""
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
    start = 8 + length
    header.pop("__metadata__", None)
    return {
        name: np.memmap(path, DTYPES[t["dtype"]], "r", start + t["data_offsets"][0], tuple(t["shape"]))
        if t["data_offsets"][0] < t["data_offsets"][1]
        else np.zeros(t["shape"], DTYPES[t["dtype"]])
        for name, t in header.items()
    }


def words_of(file):
    text, offsets = bytes(file["words.bytes"]), file["words.offsets"]
    return [text[offsets[i] : offsets[i + 1]].decode("utf8", "replace") for i in range(len(offsets) - 1)]


def ppmi(path, shift, alpha):
    """Words, and rows of shifted PPMI scaled to length 1."""
    file = tensors(path)
    rows, contexts = np.asarray(file["rows.sums"]), np.asarray(file["columns.sums"])
    columns, offsets = np.array(file["cells.columns"]), np.array(file["rows.offsets"])
    with np.errstate(divide="ignore"):
        context = alpha * np.log(contexts) - np.log((contexts[contexts > 0] ** alpha).sum())
        row = np.repeat(np.log(rows), np.diff(offsets))
        values = np.log(file["cells.counts"]) - row - context[columns] - np.log(shift)
    values = np.maximum(values, 0).astype(np.float32)
    matrix = scipy.sparse.csr_matrix((values, columns, offsets), shape=(len(rows), len(rows)))
    matrix.eliminate_zeros()
    norms = np.sqrt(np.asarray(matrix.multiply(matrix).sum(1)).ravel()) + 1e-9
    return words_of(file), scipy.sparse.diags(1 / norms).dot(matrix).tocsr()


def dense(path, vectors):
    """Words, and rows of length 1 of a Firth model: w, or w+c."""
    file = tensors(path)
    matrix = np.array(file["input"], np.float32)
    if vectors == "w+c":
        matrix += file["output"]
    raw = matrix.copy()
    matrix /= np.linalg.norm(matrix, axis=1, keepdims=True) + 1e-9
    return words_of(file), matrix, raw


def weighted(path, vectors, power):
    """The same of a model that holds U·Σ and V·Σ, with Σ^power instead."""
    file = tensors(path)
    parts = []
    for name in ("input", "output") if vectors == "w+c" else ("input",):
        part = np.array(file[name], np.float64)
        values = np.linalg.norm(part, axis=0)
        parts.append(part * np.where(values > 0, values, 1) ** (power - 1))
    raw = sum(parts).astype(np.float32)
    return words_of(file), raw / (np.linalg.norm(raw, axis=1, keepdims=True) + 1e-9), raw


def write_word2vec(words, matrix, path):
    with open(path, "wb") as out:
        out.write(b"%d %d\n" % matrix.shape)
        for word, row in zip(words, matrix):
            out.write(word.encode("utf8") + b" " + row.astype("<f4").tobytes() + b"\n")


# --- scores ----------------------------------------------------------------------------------------------------------


def read_sets(folder):
    """Name → pairs with scores, and questions. A set that another file holds as well is read once."""
    similarity, analogies, seen = {}, [], set()
    for path in sorted(glob.glob(os.path.join(folder, "*"))):
        with open(path, encoding="utf8", errors="replace") as file:
            lines = file.read().splitlines()
        name = os.path.splitext(os.path.basename(path))[0]
        if any(line.startswith(":") for line in lines[:20]):
            section = None
            for line in lines:
                if line.startswith(":"):
                    section = "syn" if "gram" in line else "sem"
                elif len(line.split()) == 4:
                    analogies.append((section, line.lower().split()))
            continue
        pairs = []
        for line in lines:
            parts = [] if line.startswith("#") else re.split(r"[\t, ;]+", line.strip().lower())
            try:
                pairs.append((parts[0], parts[1], float(parts[2])))
            except (IndexError, ValueError):
                continue
        content = frozenset(pairs)
        if len(pairs) > 10 and content not in seen:
            seen.add(content)
            similarity[name] = pairs
    return similarity, analogies


def spearman(a, b):
    a, b = rankdata(a), rankdata(b)
    return float(np.corrcoef(a, b)[0, 1])


def interval(statistic, n, seed):
    random = np.random.default_rng(seed)
    values = [statistic(random.integers(0, n, n)) for _ in range(RESAMPLES)]
    return [float(x) for x in np.nanpercentile(values, [2.5, 97.5])]


def similarities(matrix, left, right):
    if scipy.sparse.issparse(matrix):
        return np.asarray(matrix[left].multiply(matrix[right]).sum(1)).ravel()
    return np.einsum("ij,ij->i", matrix[left], matrix[right])


def to_candidates(matrix, rows, n):
    """Cosines of some rows with the first n rows, dense."""
    if not scipy.sparse.issparse(matrix):
        return matrix[rows] @ matrix[:n].T
    return np.asarray(matrix[rows].dot(matrix[:n].T.tocsc()).todense(), np.float32)


def score(words, matrix, sets, seed):
    """Set → score, interval, used, of; and the analogies by section."""
    index = {}
    for i, word in enumerate(words):
        index.setdefault(word, i)
    similarity, analogies = sets
    result = {}
    for name, pairs in similarity.items():
        known = [(index[a], index[b], gold) for a, b, gold in pairs if a in index and b in index]
        entry = {"used": len(known), "of": len(pairs), "score": None, "interval": None}
        if len(known) > 2:
            left, right, gold = (np.array(x) for x in zip(*known))
            cosine = similarities(matrix, left, right)
            entry["score"] = spearman(gold, cosine)
            entry["interval"] = interval(lambda i: spearman(gold[i], cosine[i]), len(gold), seed)
        result[name] = entry
    hits = answers(index, matrix, analogies, min(RESTRICT, len(words)))
    for section in ("sem", "syn", "all"):
        of = [right for kind, right in hits if section in (kind, "all")]
        asked = sum(section in (kind, "all") for kind, _ in analogies)
        entry = {"used": len(of), "of": asked, "score": None, "interval": None}
        if of:
            right = np.array(of, float)
            entry["score"] = float(right.mean())
            entry["interval"] = interval(lambda i: right[i].mean(), len(right), seed)
        result["analogies-" + section] = entry
    return result


def answers(index, matrix, analogies, n):
    """3CosAdd: cos(x, b) − cos(x, a) + cos(x, c), which is the product with b − a + c, so that rows may be sparse."""
    known = [(kind, [index[w] for w in q]) for kind, q in analogies if all(index.get(w, n) < n for w in q)]
    if not known:
        return []
    used = sorted({i for _, q in known for i in q[:3]})
    place = {word: i for i, word in enumerate(used)}
    cosines = np.empty((len(used), n), np.float32)
    for s in range(0, len(used), 200):
        cosines[s : s + 200] = to_candidates(matrix, used[s : s + 200], n)
    hits = []
    for kind, (a, b, c, d) in known:
        sums = cosines[place[b]] - cosines[place[a]] + cosines[place[c]]
        sums[[a, b, c]] = -9
        hits.append((kind, bool(sums.argmax() == d)))
    return hits


def judged(judge, words, raw, path, sets):
    """What the judge says of the same vectors: name → score."""
    write_word2vec(words, raw, path)
    out = subprocess.run(
        ["/usr/bin/python3", judge, path, "--data", sets], capture_output=True, text=True, stdin=subprocess.DEVNULL
    )
    os.remove(path)
    if out.returncode != 0:
        raise SystemExit("the judge failed: " + out.stderr.strip())
    scores = {name: float(x) for name, x, _ in re.findall(r"(\S+) (-?[\d.]+|nan) \((\d+)\)", out.stdout)}
    scores.pop("all", None)
    found = re.search(r"sem (\S+) syn (\S+) all (\S+) \((\d+)\)", out.stdout)
    for i, section in enumerate(("sem", "syn", "all")):
        scores["analogies-" + section] = float(found.group(i + 1))
    return scores


def check_judge(name, scores, judge):
    for key, value in judge.items():
        mine = next((entry for set_name, entry in scores.items() if set_name.removeprefix("EN-") == key), None)
        if mine and mine["score"] is not None and not abs(mine["score"] - value) <= 0.002:
            raise SystemExit("%s, %s: scored %.4f here and %.4f by the judge" % (name, key, mine["score"], value))


# --- runs ------------------------------------------------------------------------------------------------------------


class Later(Exception):
    """The time is up."""


class Bench:
    def __init__(self, args):
        self.args = args
        self.sets = read_sets(args.sets)
        os.makedirs(args.work, exist_ok=True)
        self.rows = []
        self.end = time.monotonic() + 60 * args.minutes

    def path(self, name):
        return os.path.join(self.args.work, self.args.name + "-" + name)

    def check_time(self, what):
        if time.monotonic() > self.end:
            raise Later(what)

    def firth(self, output, *command):
        """Runs the launcher unless its output is there already; seconds."""
        path, log = self.path(output), self.path(output + ".seconds")
        if not os.path.exists(path) or not os.path.exists(log):
            self.check_time(output)
            line = [self.args.firth, *command, "-o", path, "--threads", str(self.args.threads), "--quiet"]
            print("$ " + shlex.join(line), file=sys.stderr, flush=True)
            start = time.monotonic()
            done = subprocess.run(line, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
            if done.returncode != 0:
                raise SystemExit("failed: " + shlex.join(line))
            with open(log, "w") as file:
                file.write(str(time.monotonic() - start))
        with open(log) as file:
            return path, float(file.read())

    def add(self, method, dim, options, vectors, seconds, load):
        """A row; `load` gives words, rows of length 1, and the rows as they are or None."""
        name = "%s-%s-%s-%s" % (method, dim, options.replace(" ", "_").replace("/", "_"), vectors)
        kept = self.path("scores-" + name + ".json")
        if os.path.exists(kept):
            with open(kept) as file:
                scores = json.load(file)
        else:
            self.check_time(name)
            words, matrix, raw = load()
            scores = score(words, matrix, self.sets, self.args.seed)
            if self.args.judge and raw is not None:
                check_judge(name, scores, judged(self.args.judge, words, raw, self.path("judge.bin"), self.args.sets))
            with open(kept + ".tmp", "w") as file:
                json.dump(scores, file)
            os.replace(kept + ".tmp", kept)
        row = {"method": method, "dim": dim, "options": options, "vectors": vectors, "seconds": seconds}
        self.rows.append(row | {"scores": scores})
        print("%-6s %4s %-18s %-4s %s" % (method, dim, options, vectors, brief(scores)), file=sys.stderr, flush=True)

    def model(self, method, dim, options, path, seconds):
        for vectors in ("w", "w+c"):
            self.add(method, dim, options, vectors, seconds, lambda: dense(path, vectors))

    def run(self):
        a = self.args
        text = ["--min-count", str(a.min_count)]
        thin = ["--subsample", a.subsample]
        seed = ["--seed", str(a.seed)]
        counts, _ = self.firth(
            "counts", "count", a.corpus, "--window", str(a.window), *text, *thin,
            "--weighting", "dynamic", "--subsampling", "dirty", *seed,
        )
        shifts = a.shifts.split(",")
        if not a.no_ppmi:
            for k in shifts:
                self.add("PPMI", "V", "k=" + k, "w", None, lambda: (*ppmi(counts, float(k), 0.75), None))
        for dim in a.dims.split(","):
            shape = ["--dim", dim, *seed]
            for k in shifts:
                path, seconds = self.firth(
                    "svd-%s-%s" % (dim, k), "factorize", counts, "--method", "svd", *shape,
                    "--shift", k, "--smoothing", "0.75", "--eigenvalue-weight", "1",
                )
                for power in ("0", "0.5", "1"):
                    for vectors in ("w", "w+c"):
                        load = lambda: weighted(path, vectors, float(power))  # noqa: E731
                        self.add("SVD", dim, "k=%s eig=%s" % (k, power), vectors, seconds, load)
            for window in dict.fromkeys((a.window, a.glove_window)):
                harmonic, _ = self.firth(
                    "harmonic-%d" % window, "count", a.corpus, "--window", str(window), *text, *thin,
                    "--weighting", "harmonic", "--subsampling", "dirty", *seed,
                )
                epochs = ["--epochs", str(a.glove_epochs)]
                path, seconds = self.firth(
                    "glove-%s-%d" % (dim, window), "factorize", harmonic, "--method", "glove", *shape, *epochs
                )
                self.model("GloVe", dim, "window %d, %s epochs" % (window, a.glove_epochs), path, seconds)
            for architecture, title in (("skip-gram", "SGNS"), ("cbow", "CBOW")):
                path, seconds = self.firth(
                    "%s-%s" % (architecture, dim),
                    "train",
                    a.corpus,
                    *("--architecture", architecture, "--negatives", "5", "--epochs", str(a.epochs)),
                    *("--window", str(a.window), *text, *thin, *shape),
                )
                self.model(title, dim, "k=5, %s epochs" % a.epochs, path, seconds)


def brief(scores):
    return " ".join(
        "%s %s" % (name.removeprefix("EN-"), "–" if e["score"] is None else "%.3f" % e["score"]) for name, e in scores.items()
    )


def main():
    args = arguments()
    bench = Bench(args)
    if not bench.sets[0] and not bench.sets[1]:
        raise SystemExit("no evaluation sets in " + args.sets)
    try:
        bench.run()
    except Later as left:
        print("the time is up before %s; run the same command again" % left, file=sys.stderr)
        return 3
    out = args.out or os.path.join(args.work, "results")
    os.makedirs(out, exist_ok=True)
    result = {
        "kind": "counts-table",
        "name": args.name,
        "machine": machine.describe(),
        "versions": machine.versions(args.firth),
        "command": command(args),
        "corpus": {"name": os.path.basename(args.corpus), "bytes": os.path.getsize(args.corpus)},
        "settings": {
            "window": args.window,
            "subsample": args.subsample,
            "minCount": args.min_count,
            "smoothing": 0.75,
            "restrict": RESTRICT,
            "resamples": RESAMPLES,
            "seed": args.seed,
            "outOfVocabulary": "left out",
            "threads": args.threads,
        },
        "rows": bench.rows,
    }
    path = os.path.join(out, args.name + ".json")
    with open(path + ".tmp", "w") as file:
        json.dump(result, file, indent=1, ensure_ascii=False)
        file.write("\n")
    os.replace(path + ".tmp", path)
    print(page.counts_table(result))
    print("\nsaved " + path, file=sys.stderr)
    return 0


def command(args):
    """The command line without this machine's folders."""
    paths = {args.corpus: os.path.basename(args.corpus), args.sets: "SETS", args.work: "WORK", args.firth: "firth"}
    hide = hider(paths | {path: name for path, name in ((args.out, "RESULTS"), (args.judge, "JUDGE")) if path})
    return " ".join(["benchmarks/counts/table.py"] + [hide(word) for word in sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
