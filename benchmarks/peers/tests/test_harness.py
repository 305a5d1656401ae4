"""speed.py, quality.py and startup.py from end to end, with a stand-in for Firth and for the judge."""

import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

PEERS = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PEERS))

import machine

FAKE = PEERS / "tests" / "fake_firth.py"
LINE = "MEN-TR-3k 0.5 (9) SIMLEX-999 0.25 (9) WS-353-ALL 0.6 (9) sem 0.1 syn 0.2 all 0.15 (9)"


class Harness(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.work = Path(self.folder.name)
        self.corpus = self.work / "corpus.txt"
        self.corpus.write_text("the cat and the dog and the cow\n" * 20)

    def tearDown(self):
        self.folder.cleanup()

    def run_script(self, script, *options, fault=""):
        result = subprocess.run(
            [sys.executable, str(PEERS / script), *map(str, options), "--firth", str(FAKE)],
            capture_output=True, text=True, env={**os.environ, "FAKE_FAULT": fault},
        )
        return result

    def speed(self, *options, fault=""):
        arguments = [self.corpus, "--work", self.work, "--programs", "firth", "--dim", 8, "--name", "s", *options]
        result = self.run_script("speed.py", *arguments, fault=fault)
        return result, json.loads((self.work / "results" / "s.json").read_text())

    def test_speed(self):
        result, found = self.speed("--rounds", 3, "--threads", "1,2", "--variant", "two=--seed 2")
        self.assertEqual(0, result.returncode, result.stderr)
        self.assertEqual(12, len(found["runs"]))
        for run in found["runs"]:
            self.assertEqual(160 / 0.25, run["wordsPerSecond"])
            self.assertGreater(run["wallSeconds"], 0)
            self.assertGreater(run["modelBytes"], 0)
        order = [(run["program"], run["threads"]) for run in found["runs"]]
        self.assertEqual(order[:4], order[4:8][::-1])
        self.assertIn("| firth | firth two | 1 | 1.00 (1.00–1.00) |", result.stdout)

    def test_peak_is_measured_in_every_round(self):
        java = self.work / "java"
        java.write_text("#!/bin/sh\necho '1 thread(s): 100.0 GFLOP/s'\necho '2 thread(s): 190.5 GFLOP/s'\n")
        java.chmod(0o755)
        result, found = self.speed("--rounds", 2, "--threads", "1,2", "--peak", "--java", java)
        self.assertEqual(0, result.returncode, result.stderr)
        self.assertEqual([(0, 100.0), (0, 190.5), (1, 100.0), (1, 190.5)], [(p["round"], p["gflops"]) for p in found["peaks"]])
        # 640 words/s · 5 pairs · 6 outputs · 48 flops
        self.assertIn("| firth | 2 | 0.0 | 190 |", result.stdout)

    def test_recorded_commands_name_no_place_of_this_machine(self):
        _, found = self.speed("--rounds", 1)
        self.assertNotIn(self.folder.name, json.dumps(found))
        self.assertNotIn(str(PEERS), json.dumps(found))
        self.assertTrue(found["runs"][0]["command"].startswith("./firth train corpus.txt -o WORK/model --json"))

    def test_faults_are_reported_and_not_counted(self):
        for fault, message in (("fail", "no room"), ("untrained", "short"), ("no-result", "trainingSeconds")):
            with self.subTest(fault):
                result, found = self.speed("--rounds", 1, fault=fault)
                self.assertEqual(1, result.returncode)
                self.assertIn(message, found["runs"][0]["error"])
                self.assertNotIn("wallSeconds", found["runs"][0])
                self.assertIn("failed", result.stdout)

    def test_unknown_program(self):
        result = self.run_script("speed.py", self.corpus, "--work", self.work, "--programs", "glove")
        self.assertEqual(2, result.returncode)
        self.assertIn("unknown program 'glove'", result.stderr)

    def test_quality_resumes_and_compares(self):
        judge = self.work / "judge.py"
        judge.write_text("print(%r)" % LINE)
        given = self.work / "given"
        given.mkdir()
        for seed, analogies in ((1, "0.300"), (2, "0.310")):
            (given / ("w2v-e1-s%d.score" % seed)).write_text(LINE.replace("all 0.15", "all " + analogies))
        (given / "w2v-e3-s1.score").write_text("")
        arguments = ["quality.py", self.corpus, "--work", self.work, "--judge", judge, "--word2vec-scores", given]
        arguments += ["--epochs", "1,3", "--seeds", "1,2", "--dim", 8, "--name", "q", "--learning-rates", "0.1,0.2"]
        result = self.run_script(*arguments)
        self.assertEqual(0, result.returncode, result.stderr)
        found = json.loads((self.work / "results" / "q.json").read_text())
        self.assertEqual(2 + 2 * 2 * 2, len(found["runs"]))
        self.assertIn("| firth @ 0.1 | 1 | +0.0000 ± 0.0000 | +0.0000 ± 0.0000 | +0.0000 ± 0.0000 | **-0.1550 ± 0.0050** |", result.stdout)
        self.assertNotIn(self.folder.name, json.dumps(found))
        again = self.run_script(*arguments, fault="fail")
        self.assertEqual(0, again.returncode, "scores that exist must not be trained again: " + again.stderr)
        self.assertEqual(result.stdout.split("huge pages")[0].rsplit("\n", 1)[0], again.stdout.split("huge pages")[0].rsplit("\n", 1)[0])

    def test_quality_compares_with_another_reference(self):
        judge = self.work / "judge.py"
        judge.write_text("print(%r)" % LINE)
        arguments = ["quality.py", self.corpus, "--work", self.work, "--judge", judge, "--epochs", "1", "--seeds", "1,2"]
        arguments += ["--dim", 8, "--name", "s", "--variant", "1 shard=--shards 1", "--variant", "8 shards=--shards 8"]
        result = self.run_script(*arguments, "--reference", "1 shard")
        self.assertEqual(0, result.returncode, result.stderr)
        self.assertIn("Difference to 1 shard", result.stdout)
        self.assertIn("| 8 shards | 1 | +0.0000 ± 0.0000 |", result.stdout)

    def test_differences_are_of_models_that_are_kept(self):
        peer = self.work / "word2vec-Ofast-seeded"
        peer.write_text("#!/bin/sh\nwhile [ \"$1\" != -output ]; do shift; done\necho $WORD2VEC_SEED > \"$2\"\n")
        peer.chmod(0o755)
        models = self.work / "models"
        arguments = ["differences.py", self.corpus, "--work", self.work, "--sets", self.work, "--models", models]
        arguments += ["--epochs", "1,3", "--seeds", "1,2", "--dim", 8, "--name", "d"]
        result = self.run_script(*arguments)
        self.assertEqual(0, result.returncode, result.stderr)
        self.assertEqual(8, len(list(models.iterdir())))
        self.assertEqual("2\n", (models / "word2vec-Ofast-seeded-e3-s2.bin").read_text())
        found = json.loads((self.work / "results" / "d.json").read_text())
        row = ["0.3000", "0.3100", "-0.0100", "-0.0200 … +0.0050", "0.2500"]
        self.assertEqual([["a set", "1"] + row, ["a set", "3"] + row], found["rows"])
        self.assertNotIn(self.folder.name, json.dumps(found))
        again = self.run_script(*arguments, fault="fail")
        self.assertEqual(0, again.returncode, "models that exist must not be trained again: " + again.stderr)

    def test_startup(self):
        result = self.run_script("startup.py", "--model", "m", "--rounds", 3, "--out", self.work)
        self.assertEqual(0, result.returncode, result.stderr)
        found = json.loads((self.work / "startup.json").read_text())
        self.assertEqual([3, 3, 3], [len(seconds) for seconds in found["seconds"].values()])
        self.assertIn("median of 3", result.stdout)


class Machine(unittest.TestCase):
    def test_processors_of_one_name_are_told_apart(self):
        info = "cpu family\t: 25\nmodel\t\t: 17\nmodel name\t: AMD EPYC\n"
        self.assertEqual("AMD EPYC (family 25, model 17)", machine.processor(info))
        self.assertEqual("AMD EPYC", machine.processor("model name\t: AMD EPYC\n"))


if __name__ == "__main__":
    unittest.main()
