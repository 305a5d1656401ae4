"""What full_softmax.py reads, and numpy's step."""

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import full_softmax


class FullSoftmaxTest(unittest.TestCase):
    def test_lines_of_the_benchmark(self):
        part = full_softmax.PART.match("whole step, 2 thread(s)      161.1 GFLOP/s, 68.6 % of 234.8")
        self.assertEqual(("whole step, 2 thread(s)", "161.1", "68.6", "234.8"), part.groups())
        part = full_softmax.PART.match("  H·Uᵀ, logits               86.0 GFLOP/s,  5.1 % of 117.6")
        self.assertEqual("H·Uᵀ, logits", part.group(1))
        step = full_softmax.STEP.search("  72.5 ms per step, 883 rows/s, 5,295 pairs/s")
        self.assertEqual(("72.5", "883", "5,295"), step.groups())
        self.assertIsNone(full_softmax.PART.match("fused-multiply-add peak, 1 thread: 117.6 GFLOP/s"))

    def test_the_step_of_numpy(self):
        self.assertGreater(full_softmax.numpy_seconds(50, 8, 4, 1), 0)


if __name__ == "__main__":
    unittest.main()
