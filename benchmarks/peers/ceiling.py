"""How near training comes to the machine's arithmetic: its flops per second ÷ the measured fused-multiply-add peak.

Skip-gram with negative sampling needs 6·dim flops per (input, output) pair: 2·dim for the dot product, and as many for
each of the two updates. A window's target and its negatives are 1 + negatives outputs.
"""

import os
import re
import statistics

import child
import figures

LINE = re.compile(r"(\d+) thread\(s\): ([\d.]+) GFLOP/s")


class PeakFailed(Exception):
    """FmaPeak could not be run."""


def measure_peak(java, jar, threads):
    """{threads: GFLOP/s}, by io.firth.benchmarks.FmaPeak."""
    command = [java, "--add-modules", "jdk.incubator.vector", "-cp", jar, "io.firth.benchmarks.FmaPeak", str(threads)]
    outcome = child.run(command)
    found = {int(n): float(gflops) for n, gflops in LINE.findall(outcome.stdout.text())}
    if outcome.exit_code or threads not in found:
        raise PeakFailed("FmaPeak failed: " + outcome.stderr.text().strip()[-300:])
    return found


def default_java():
    home = os.environ.get("FIRTH_JAVA_HOME") or os.environ.get("JAVA_HOME")
    return os.path.join(home, "bin", "java") if home else "java"


def applies(result):
    settings = result["settings"]
    kind = (settings["architecture"], settings["objective"])
    return bool(result.get("peaks")) and kind == ("skip-gram", "negative-sampling")


def rows(result):
    """[program, threads, GFLOP/s, peak, [share per round]]; a peer's pairs are Firth's per word: it has the same settings."""
    settings = result["settings"]
    pairs_per_word = [run["pairs"] / run["trainedWords"] for run in result["runs"] if run.get("pairs")]
    if not pairs_per_word:
        return []
    flops_per_word = statistics.median(pairs_per_word) * (1 + settings["negatives"]) * 6 * settings["dim"]
    peaks = {}
    for peak in result["peaks"]:
        peaks.setdefault(peak["threads"], {})[peak["round"]] = peak["gflops"]
    found = []
    for who, rates in figures.by_contestant(result["runs"], "wordsPerSecond").items():
        gflops = {r: rate * flops_per_word / 1e9 for r, rate in rates.items()}
        shares = figures.ratios(gflops, peaks.get(who[1], {}))
        if shares:
            median = statistics.median(gflops.values())
            found.append([*who, median, statistics.median(peaks[who[1]].values()), shares])
    return found
