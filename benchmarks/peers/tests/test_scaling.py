"""Ratios of one thread, two threads and two processes."""

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import scaling


class ScalingTest(unittest.TestCase):
    def test_ratios_are_formed_within_a_round(self):
        runs = []
        for number, (one, two, twins) in enumerate([(1000, 1500, 1900), (2000, 3600, 4000), (1000, 1600, 1800)]):
            for how, rate in ((scaling.ONE, one), (scaling.TWO, two), (scaling.TWINS, twins)):
                runs.append({"how": how, "rate": rate, "round": number})
        self.assertEqual(["firth", "1 (1–2)", "1.60 (1.50–1.80)", "1.90 (1.80–2.00)"], scaling.row("firth", runs))


if __name__ == "__main__":
    unittest.main()
