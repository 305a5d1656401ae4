"""Samples of a profile become shares of stages."""

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import stages

PRINTED = """
 firth-train-0     10.000000:     7f00 void io.firth.math.SimdPairs.dots2Wide(io.firth.math.LogisticBlock, int, long) (/tmp/perf-1.map)
 firth-train-1     19.500000:     7f01 void io.firth.math.SimdPairs.updateWide2(io.firth.math.LogisticBlock, int) (/tmp/perf-1.map)
 C2 CompilerThre   19.600000:     7f02 PhaseIdealLoop::build_loop_late (/usr/lib/jvm/lib/server/libjvm.so)
 firth-train-0     19.700000: ffffffff8100 clear_page_erms ([kernel.kallsyms])
 firth-train-0     20.000000:     7f03 [unknown] (//anon)
not a sample
"""


class StagesTest(unittest.TestCase):
    def test_only_training_threads_while_they_train_count(self):
        symbols = stages.of_training(stages.samples(PRINTED), 1.0)
        self.assertEqual(3, len(symbols))
        third = 1 / 3
        self.assertEqual({stages.UPDATE: third, "operating system": third, "rows asked for ahead": third}, stages.shares(symbols))

    def test_a_profile_without_training_is_refused(self):
        with self.assertRaises(ValueError):
            stages.of_training(stages.samples(" java 1.0: 7f Interpreter (map)"), 1.0)

    def test_every_stage_has_its_methods(self):
        for symbol, name in (
            ("void io.firth.word2vec.PairShard.train(int, io.firth.word2vec.CorpusPass$EpochKeys, float)", "pairs of a cell looked up"),
            ("void io.firth.word2vec.RoundRunner$Member.lambda$takeTurns$0(int, int, long)", "pairs of a cell looked up"),
            ("boolean io.firth.word2vec.RoundRunner$Member.takeTurns(long, long)", "waiting for other threads"),
            ("void io.firth.word2vec.PairShard.train(io.firth.word2vec.PairShard$Scratch, long)", "negatives drawn, groups filled, steps called"),
            ("void io.firth.word2vec.PairShard.dealPairs(io.firth.word2vec.TokenWindow, int[], int[])", "pairs dealt into cells"),
            ("void io.firth.math.SimdSums.sums16(long, int, long)", "lanes of the dot products added up"),
            ("Interpreter", "not compiled yet"),
            ("malloc", stages.OTHER),
        ):
            self.assertEqual(name, stages.stage(symbol), symbol)

    def test_the_share_of_the_peak_is_that_of_the_stages_time(self):
        # 1000 pairs of 6 outputs, 4·100 flops each, in half a second of a machine that does 10 MFLOP/s
        run = {"pairs": 1000, "seconds": 1.0, "peak": 0.01, "shares": {stages.UPDATE: 0.5, stages.OTHER: 0.25}}
        self.assertEqual([[stages.UPDATE, "50.0", "48"], [stages.OTHER, "25.0", ""]], stages.rows([run], 100, 6))


if __name__ == "__main__":
    unittest.main()
