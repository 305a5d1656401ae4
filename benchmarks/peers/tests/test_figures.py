"""Statistics, tables, the corpus's facts and the check of models."""

import math
import random
import struct
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import ceiling
import corpus
import figures
import modelcheck
import quality
import render
import tables


class Statistics(unittest.TestCase):
    def test_standard_error(self):
        mean, error = figures.mean_and_error([1, 2, 3])
        self.assertAlmostEqual(2, mean)
        self.assertAlmostEqual(1 / math.sqrt(3), error)
        self.assertEqual((7, None), figures.mean_and_error([7]))
        self.assertAlmostEqual(5, figures.combined_error(3, 4))

    def test_ratios_only_within_a_round(self):
        self.assertEqual([5.0, 4.0], figures.ratios({0: 10, 1: 1, 2: 8}, {0: 2, 2: 2, 3: 1}))
        self.assertEqual({0: 3, 1: 9}, figures.best_of([{0: 3, 1: 1}, {0: 2, 1: 9, 2: 100}]))

    def test_spread(self):
        self.assertEqual("2.0 (1.0–9.0)", tables.spread({0: 9, 1: 1, 2: 2}.values(), "%.1f"))
        self.assertEqual("4.0", tables.spread([4], "%.1f"))

    def test_differences_below_one_error_are_bold(self):
        self.assertEqual("**-0.0200 ± 0.0100**", tables.difference(-0.02, 0.01))
        self.assertEqual("-0.0050 ± 0.0100", tables.difference(-0.005, 0.01))


class Ceiling(unittest.TestCase):
    def test_share_of_the_peak_of_the_same_round(self):
        result = {
            "settings": {"architecture": "skip-gram", "objective": "negative-sampling", "negatives": 4, "dim": 100},
            "peaks": [{"round": 0, "threads": 1, "gflops": 60.0}, {"round": 1, "threads": 1, "gflops": 30.0}],
            "runs": [
                {"program": "firth", "threads": 1, "round": r, "wordsPerSecond": 1e6, "trainedWords": 10, "pairs": 40}
                for r in (0, 1)
            ]
            + [{"program": "peer", "threads": 1, "round": 0, "wordsPerSecond": 1e5, "trainedWords": 11}],
        }
        # 4 pairs per word · 5 outputs · 600 flops = 12,000 flops per word.
        self.assertTrue(ceiling.applies(result))
        (name, threads, gflops, peak, shares), peer = ceiling.rows(result)
        self.assertEqual(("firth", 1), (name, threads))
        self.assertAlmostEqual(12.0, gflops)
        self.assertAlmostEqual(45.0, peak)
        self.assertEqual([0.2, 0.4], [round(share, 9) for share in shares])
        self.assertAlmostEqual(0.02, peer[4][0])
        result["settings"]["architecture"] = "cbow"
        self.assertFalse(ceiling.applies(result))


class Page(unittest.TestCase):
    PAGE = "a\n<!-- begin x -->\nold\n<!-- end x -->\nb\n<!-- begin y -->\n<!-- end y -->\n"

    def test_only_the_named_section_changes(self):
        once = render.place(self.PAGE, "x", "new \\1")
        self.assertEqual(self.PAGE.replace("old", "new \\1"), once)
        self.assertEqual(once, render.place(once, "x", "new \\1"))
        self.assertIn("<!-- begin y -->\nz\n<!-- end y -->", render.place(self.PAGE, "y", "z"))

    def test_unknown_section(self):
        with self.assertRaises(ValueError):
            render.place(self.PAGE, "z", "new")


class Judge(unittest.TestCase):
    def test_line(self):
        line = "MEN-TR-3k 0.367 (2938) SIMLEX-999 0.260 (992) WS-353-ALL nan (1) sem 0.085 syn 0.159 all 0.137 (11911)"
        scores = quality.parse_score(line)
        self.assertEqual((0.367, 2938, 0.26), (scores["MEN-TR-3k"], scores["MEN-TR-3k used"], scores["SIMLEX-999"]))
        self.assertTrue(math.isnan(scores["WS-353-ALL"]))
        self.assertEqual((0.085, 0.159, 0.137), tuple(scores[k] for k in ("semantic", "syntactic", "analogies")))

    def test_anything_else(self):
        with self.assertRaises(ValueError):
            quality.parse_score("Traceback (most recent call last):")


class Corpus(unittest.TestCase):
    def each_text(self):
        """40 random texts in files, read in chunks of a few bytes: (seed, text, path, folder)."""
        chunk = corpus.CHUNK
        try:
            for _ in range(40):
                seed = random.randrange(1 << 30)
                rng = random.Random(seed)
                corpus.CHUNK = rng.randrange(1, 40)
                words = [rng.choice("abcdefg") * rng.randrange(1, 6) for _ in range(rng.randrange(1, 200))]
                text = "".join(word + rng.choice([" ", " ", "  ", "\n", "\n\n"]) for word in words)
                text = text if rng.random() < 0.5 else text.rstrip()
                with tempfile.TemporaryDirectory() as folder:
                    path = Path(folder, "text")
                    path.write_text(text)
                    yield seed, text, str(path), folder
        finally:
            corpus.CHUNK = chunk

    def test_counts_do_not_depend_on_chunks(self):
        for seed, text, path, folder in self.each_text():
            words = text.split()
            kept = {word for word in words if words.count(word) >= 3}
            facts = corpus.facts(path, 3, folder)
            expected = (len(words), len(kept), sum(word in kept for word in words))
            found = (facts.tokens, facts.vocabulary, facts.tokens_in_vocabulary)
            self.assertEqual(expected, found, "seed %d" % seed)
            self.assertEqual(facts, corpus.facts(path, 3, folder), "from the cache")

    def test_wrapping_keeps_words_and_line_ends(self):
        for seed, text, path, folder in self.each_text():
            lines = Path(corpus.wrapped(path, folder, words=4)).read_text().splitlines()
            expected = []
            for line in text.splitlines():
                tokens = line.split()
                expected += [tokens[i : i + 4] for i in range(0, len(tokens), 4)]
            self.assertEqual(expected, [line.split() for line in lines], "seed %d" % seed)


class ModelCheck(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()

    def tearDown(self):
        self.folder.cleanup()

    def fault(self, rows, dim, value, cut=0):
        data = b"%d %d\n" % (rows, dim)
        for row in range(rows):
            data += b"w%d " % row + struct.pack("<%df" % dim, *[value] * dim) + b"\n"
        path = Path(self.folder.name, "model")
        path.write_bytes(data[: len(data) - cut])
        try:
            modelcheck.check(str(path), 10, 50)
        except modelcheck.Untrained as untrained:
            return str(untrained)
        return None

    def test_models(self):
        self.assertIsNone(self.fault(10, 50, 0.5))
        self.assertIsNone(self.fault(11, 50, 0.5), "one row more is the end of sentence")
        self.assertIn("expected 10 × 50", self.fault(9, 50, 0.5))
        self.assertIn("expected 10 × 50", self.fault(10, 51, 0.5))
        self.assertIn("short", self.fault(10, 50, 0.005))
        self.assertIn("finite", self.fault(10, 50, math.nan))
        self.assertIn("within a vector", self.fault(10, 50, 0.5, cut=30))


class PlainTables(unittest.TestCase):
    MACHINE = {
        "date": "d", "cpu": "c", "cores": 2, "vectors": "", "memoryGiB": 1, "kernel": "k", "transparentHugePages": "never",
        "loadAtStart": 0.0,
    }

    def test_columns_and_rows(self):
        result = {"kind": "table", "columns": ["a", "n", "words"], "left": ["words"], "rows": [["x", 1, "p|q"]]}
        text = render.section({**result, "notes": ["A note."], "machine": self.MACHINE, "command": "it"})
        self.assertTrue(text.startswith("| a | n | words |\n|---|---:|---|\n| x | 1 | p\\|q |\n\nA note.\n\nd; c"), text)

    def test_counts(self):
        text = render.section({"kind": "table", "counts": {"kills": 1200, "equal": "all"}, "machine": self.MACHINE, "command": "it"})
        self.assertTrue(text.startswith("|  | count |\n|---|---:|\n| kills | 1,200 |\n| equal | all |\n\nd; c"), text)


if __name__ == "__main__":
    unittest.main()
