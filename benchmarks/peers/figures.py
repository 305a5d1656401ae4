"""Numbers from many runs: medians, means with their standard errors, ratios within a round."""

import math
import statistics
from collections import defaultdict


def mean_and_error(values):
    """The mean and its standard error, s/√n with s² over n − 1; the error is None for one value."""
    mean = statistics.fmean(values)
    if len(values) < 2:
        return mean, None
    return mean, statistics.stdev(values) / math.sqrt(len(values))


def combined_error(a, b):
    """The standard error of a difference of two independent means."""
    return None if a is None or b is None else math.hypot(a, b)


def by_contestant(runs, key):
    """{(program, threads): {round: value of key}}, in order of first appearance, failed runs left out."""
    table = defaultdict(dict)
    for run in runs:
        if key in run:
            table[run["program"], run["threads"]][run["round"]] = run[key]
    return dict(table)


def ratios(numerators, denominators):
    """Value ÷ value for every round that both have."""
    return [numerators[r] / denominators[r] for r in sorted(numerators.keys() & denominators.keys())]


def best_of(tables):
    """{round: the highest value that any of the tables has in it}, over rounds that all of them have."""
    rounds = set.intersection(*(set(table) for table in tables)) if tables else set()
    return {r: max(table[r] for table in tables) for r in rounds}
