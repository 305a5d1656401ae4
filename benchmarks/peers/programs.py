"""The command line of each program for the same settings."""

import os
import shlex
from dataclasses import asdict, dataclass, replace

import training

HERE = os.path.dirname(os.path.abspath(__file__))
WORD2VEC = ("word2vec-O3", "word2vec-Ofast", "word2vec-Ofast-small-table")
SEEDED = ("word2vec-Ofast-seeded",)  # for quality only: word2vec.c has no seed of its own
ALL = ("firth",) + WORD2VEC + ("gensim", "fasttext")


@dataclass
class Settings:
    architecture: str = "skip-gram"
    objective: str = "negative-sampling"
    dim: int = 100
    window: int = 5
    negatives: int = 5
    subsample: str = "1e-3"
    min_count: int = 5
    epochs: int = 1
    threads: int = 1
    seed: int = 1

    def with_(self, **changes):
        return replace(self, **changes)


def add_settings(parser, threads_help="threads of each program"):
    """Adds the options of `firth train` that all programs have."""
    defaults = Settings()
    parser.add_argument("--architecture", choices=("skip-gram", "cbow"), default=defaults.architecture)
    parser.add_argument(
        "--objective",
        choices=("negative-sampling", "hierarchical-softmax", "full-softmax"),
        default=defaults.objective,
    )
    for name in ("dim", "window", "negatives", "min_count"):
        parser.add_argument("--" + name.replace("_", "-"), type=int, default=getattr(defaults, name))
    parser.add_argument("--subsample", default=defaults.subsample)
    parser.add_argument("--threads", default="1", help=threads_help)


def add_places(parser, name):
    """Adds where the launcher, scratch files and the result are; `name`: the result's default name."""
    parser.add_argument("--firth", default=os.path.join(HERE, "..", "..", "firth"), help="the launcher")
    parser.add_argument("--work", default=os.path.join(HERE, "..", "target", "peers"))
    parser.add_argument("--out", default=None, help="where the JSON goes (default: WORK/results)")
    parser.add_argument("--name", default=name, help="the result's name, and its section in docs/benchmarks.md")


def settings_of(args, threads=1, epochs=1):
    names = asdict(Settings()).keys() - {"threads", "epochs", "seed"}
    return Settings(threads=threads, epochs=epochs, **{name: getattr(args, name) for name in names})


class Unsupported(Exception):
    """The program has not this combination of settings."""


@dataclass
class Program:
    """name as it stands in the tables; command(settings, corpus, model) → list; training: parser of its output."""

    name: str
    command: object
    training: object
    needs_lines: bool = False
    environment: dict = None
    suffix: str = ""  # what the program appends to the model's name for the file of its vectors


def firth(name, launcher, extra="", environment=None):
    """`extra`: further options of `firth train`, as one string in shell syntax."""

    def command(settings, corpus, model):
        line = [launcher, "train", corpus, "-o", model, "--json"]
        line += ["--architecture", settings.architecture, "--objective", settings.objective]
        line += ["--dim", str(settings.dim), "--window", str(settings.window)]
        if settings.objective == "negative-sampling":
            line += ["--negatives", str(settings.negatives)]
        line += ["--min-count", str(settings.min_count), "--subsample", settings.subsample]
        line += ["--epochs", str(settings.epochs), "--threads", str(settings.threads), "--seed", str(settings.seed)]
        return line + shlex.split(extra)

    return Program(name, command, training.firth, environment=environment)


def word2vec(name, work):
    def command(settings, corpus, model):
        negatives, hierarchical = _negatives_or_tree(settings)
        line = [os.path.join(work, name), "-train", corpus, "-output", model, "-binary", "1"]
        line += ["-cbow", "1" if settings.architecture == "cbow" else "0"]
        line += ["-size", str(settings.dim), "-window", str(settings.window)]
        line += ["-negative", str(negatives), "-hs", str(hierarchical)]
        line += ["-sample", settings.subsample, "-min-count", str(settings.min_count)]
        return line + ["-iter", str(settings.epochs), "-threads", str(settings.threads)]

    return Program(name, command, training.word2vec)


def fasttext():
    def command(settings, corpus, model):
        losses = {"negative-sampling": "ns", "hierarchical-softmax": "hs", "full-softmax": "softmax"}
        line = ["fasttext", "cbow" if settings.architecture == "cbow" else "skipgram"]
        line += ["-input", corpus, "-output", model, "-minn", "0", "-maxn", "0"]
        line += ["-loss", losses[settings.objective], "-neg", str(settings.negatives)]
        line += ["-t", settings.subsample, "-minCount", str(settings.min_count)]
        line += ["-dim", str(settings.dim), "-ws", str(settings.window)]
        return line + ["-epoch", str(settings.epochs), "-thread", str(settings.threads)]

    return Program("fasttext", command, training.fasttext, suffix=".vec")


def gensim():
    def command(settings, corpus, model):
        negatives, _ = _negatives_or_tree(settings)
        line = ["/usr/bin/python3", os.path.join(HERE, "gensim_train.py"), corpus, model]
        line += ["--dim", str(settings.dim), "--window", str(settings.window), "--negatives", str(negatives)]
        line += ["--subsample", settings.subsample, "--min-count", str(settings.min_count)]
        line += ["--epochs", str(settings.epochs), "--threads", str(settings.threads), "--seed", str(settings.seed)]
        return line + (["--cbow"] if settings.architecture == "cbow" else [])

    # Its workers are the only threads asked for: BLAS gets none of its own.
    alone = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    return Program("gensim", command, training.gensim, needs_lines=True, environment=alone)


def _negatives_or_tree(settings):
    if settings.objective == "full-softmax":
        raise Unsupported("no full softmax")
    return (settings.negatives, 0) if settings.objective == "negative-sampling" else (0, 1)


def by_name(names, launcher, work):
    """The programs of a list such as "firth,gensim"."""
    programs = []
    for name in names:
        if name == "firth":
            programs.append(firth("firth", launcher))
        elif name in WORD2VEC:
            programs.append(word2vec(name, work))
        elif name in ("gensim", "fasttext"):
            programs.append(gensim() if name == "gensim" else fasttext())
        else:
            raise ValueError("unknown program %r; there are: %s" % (name, ", ".join(ALL)))
    return programs
