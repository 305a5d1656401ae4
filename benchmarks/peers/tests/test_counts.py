"""Sections of counting and of the table of counted and predicted models."""

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import counts
import render

MACHINE = {
    "date": "2026-01-01", "cpu": "CPU", "cores": 2, "vectors": "avx2", "memoryGiB": 8, "kernel": "Linux 6",
    "transparentHugePages": "never", "loadAtStart": 0.1,
}


def run(words, wall, pairs, peak, parts=1):
    return {
        "words": words, "wallSeconds": wall, "pairsSeconds": pairs, "peakBytes": peak, "peakOfBound": peak / (100 << 20),
        "parts": parts,
    }


def count_result():
    return {
        "kind": "count", "machine": MACHINE, "command": "count.py", "versions": {}, "memoryBytes": 100 << 20, "window": 5,
        "weighting": "harmonic", "minCount": 5, "corpus": {"name": "text", "bytes": 7000000},
        "runs": [
            {"factor": 1, "threads": 1, "firth": [run(1e6, 1.0, 0.5, 50 << 20), run(1e6, 1.0, 0.5, 50 << 20)],
             "glove": [{"pairsSeconds": 2.0}, {"pairsSeconds": 1.5}]},
            {"factor": 4, "threads": 1, "firth": [run(4e6, 5.0, 2.0, 105 << 20, 3)], "glove": []},
        ],
    }


def row(method, options, vectors, similarity, analogies, dim="10"):
    def entry(value):
        return {"score": value, "interval": [value - 0.01, value + 0.03], "used": 5, "of": 6}

    return {
        "method": method, "dim": dim, "options": options, "vectors": vectors, "seconds": 3.0,
        "scores": {"EN-WS": entry(similarity), "SL": entry(similarity + 0.1), "analogies-all": entry(analogies)},
    }


def table_result(rows):
    return {
        "kind": "counts-table", "machine": MACHINE, "command": "table.py", "versions": {},
        "corpus": {"name": "text", "bytes": 7000000}, "rows": rows,
        "settings": {
            "window": 5, "subsample": "1e-3", "minCount": 5, "smoothing": 0.75, "restrict": 30000, "resamples": 10, "seed": 1,
            "outOfVocabulary": "left out", "threads": 2,
        },
    }


class Counting(unittest.TestCase):
    def test_speed_growth_and_memory(self):
        page = render.section(count_result())
        self.assertIn("| × 1 | 1 | 2.00 (2.00–2.00) | 1.00 | 1.0 | 1.00 | 1 | 52 | 50 |", page)
        self.assertIn("| × 4 | 1 | 2.00 | 0.80 | 5.0 | 1.25 | 3 | 110 | 105 |", page)
        self.assertIn("1,000,000 words", page)

    def test_cooccur_is_compared_round_by_round_on_one_thread(self):
        self.assertIn("| × 1 | 0.58 (0.50–0.67) | 1.8 | 3.50 (3.00–4.00) |", render.section(count_result()))
        without = count_result()
        for entry in without["runs"]:
            entry["glove"] = []
        self.assertNotIn("cooccur", render.section(without))


class Table(unittest.TestCase):
    def test_comparisons_differ_in_one_setting_only(self):
        rows = [
            row("SVD", "k=1 eig=1", "w", 0.2, 0.1),
            row("SVD", "k=1 eig=0.5", "w", 0.5, 0.4),
            row("SVD", "k=1 eig=0", "w", 0.4, 0.1),
            row("SVD", "k=5 eig=0.5", "w", 0.3, 0.3),
            row("SVD", "k=5 eig=0.5", "w", 0.3, 0.3, dim="20"),
            row("GloVe", "window 5, 25 epochs", "w", 0.3, 0.3),
            row("GloVe", "window 5, 25 epochs", "w+c", 0.4, 0.35),
            row("GloVe", "window 10, 25 epochs", "w", 0.9, 0.9),
            row("SGNS", "k=5, 5 epochs", "w", 0.6, 0.2),
        ]
        found = {line.split(" | ")[0].strip("| "): line for line in counts.findings(table_result(rows)).splitlines()}
        for label, gains in {
            "SVD: eigenvalue weight ½ instead of 1": "| +0.300 (1) | +0.300 (1) |",
            "SVD: eigenvalue weight 0 instead of 1": "| +0.200 (1) | +0.000 (1) |",
            "SVD of shifted PPMI: k = 5 instead of 1": "| -0.200 (1) | -0.100 (1) |",
            "GloVe: w + c instead of w": "| +0.100 (1) | +0.050 (1) |",
            "SGNS instead of SVD (k = 1, ½)": "| +0.100 (1) | -0.200 (1) |",
            "SGNS instead of GloVe, the same window": "| +0.300 (1) | -0.100 (1) |",
            "PPMI: k = 5 instead of 1": "| not measured | not measured |",
        }.items():
            self.assertTrue(found[label].endswith(gains), found[label])

    def test_every_model_and_the_best(self):
        rows = [row("SVD", "k=1 eig=1", "w", 0.2, 0.1), row("GloVe", "window 5, 25 epochs", "w", 0.1, 0.3)]
        rows[0]["scores"]["SL"]["score"] = None
        page = render.section(table_result(rows))
        self.assertIn("| SVD | 10 | k=1 eig=1 | w | 3 | 0.200 ± 0.020 | – | 0.100 ± 0.020 |", page)
        self.assertIn("analogies-all: GloVe 10 (window 5, 25 epochs, w)", page)


if __name__ == "__main__":
    unittest.main()
