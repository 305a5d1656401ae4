"""Training seconds from recorded output of each program."""

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import child
import corpus
import programs
import training

FACTS = corpus.CorpusFacts("c", 2_000_000, "", 333_147, 6_636, 303_656)


def outcome(stdout=(), stderr=()):
    """An outcome whose output came as [(seconds, bytes)]."""
    streams = []
    for chunks in (stdout, stderr):
        stream = child.Stream()
        for seconds, data in chunks:
            stream.add(data, seconds)
        streams.append(stream)
    return child.Outcome(0, 3.0, 3.0, 1, *streams)


class Word2Vec(unittest.TestCase):
    # As word2vec.c prints it: the carriage return comes first, so a figure is complete before the next one starts.
    CHUNKS = [
        (0.1, b"Starting training using file x\n100K\r200K\r300K\r"),
        (1.295, b"Vocab size: 6637\nWords in train file: 303656\n\rAlpha: 0.025000  Progress: 3.60%  Words/thread/sec: 84.60k  "),
        (1.5, b"\rAlpha: 0.024101  Progress: 53.60%  Words/thread/sec: 168.21k  "),
        (1.795, b"\rAlpha: 0.0001  Progress: 99.60%  Words/thread/sec: 16"),
        (2.295, b"0.52k  "),
    ]

    def test_rate_is_between_first_and_last_figure(self):
        result = training.word2vec(outcome(self.CHUNKS), programs.Settings(), FACTS)
        self.assertAlmostEqual(0.96 * 303_656 / (2.295 - 1.295), result.words_per_second, places=3)
        self.assertAlmostEqual(0.996, result.progress)
        self.assertEqual("", result.note)

    def test_epochs_count(self):
        result = training.word2vec(outcome(self.CHUNKS), programs.Settings(epochs=3), FACTS)
        self.assertAlmostEqual(3 * 0.96 * 303_656, result.words_per_second, places=3)

    def test_skipped_epochs_are_noted(self):
        result = training.word2vec(outcome(self.CHUNKS[:3]), programs.Settings(), FACTS)
        self.assertIn("53.6 %", result.note)

    def test_one_figure_is_too_few(self):
        with self.assertRaises(training.Unreadable):
            training.word2vec(outcome(self.CHUNKS[:2]), programs.Settings(), FACTS)


class FastText(unittest.TestCase):
    def test_last_rate_times_threads(self):
        text = (
            b"\rRead 0M words\nNumber of words:  6636\nNumber of labels: 0\n"
            b"\rProgress:   3.1% words/sec/thread:   50246 lr:  0.048462 avg.loss:  4.127424 ETA:   0h 0m 3s"
            b"\rProgress: 100.0% words/sec/thread:   60099 lr:  0.000000 avg.loss:  2.502042 ETA:   0h 0m 0s\n"
        )
        result = training.fasttext(outcome(stderr=[(1.0, text)]), programs.Settings(threads=2), FACTS)
        self.assertAlmostEqual(120_198, result.words_per_second, places=3)
        self.assertEqual(1, result.progress)

    def test_silence(self):
        with self.assertRaises(training.Unreadable):
            training.fasttext(outcome(), programs.Settings(), FACTS)


class Json(unittest.TestCase):
    def test_gensim_counts_rare_words_too(self):
        line = b'{"gensim": "4.2.0", "rawWords": 333147, "effectiveWords": 219452, "trainingSeconds": 0.5}\n'
        result = training.gensim(outcome([(1.0, line)]), programs.Settings(), FACTS)
        self.assertAlmostEqual(303_656 / 0.5, result.words_per_second, places=3)
        self.assertEqual("", result.note)

    def test_gensim_that_trained_a_fraction_is_noted(self):
        line = b'{"rawWords": 20000, "trainingSeconds": 0.2}\n'
        result = training.gensim(outcome([(1.0, line)]), programs.Settings(), FACTS)
        self.assertIn("6.0 %", result.note)
        self.assertLess(result.progress, 0.07)

    def test_firth_takes_the_result_line(self):
        lines = b'{"event":"progress","words":1}\nnot json\n{"trainedWords": 607312, "trainingSeconds": 2.0}\n{"bye": 1}\n'
        result = training.firth(outcome([(1.0, lines)]), programs.Settings(epochs=2), FACTS)
        self.assertEqual(303_656, result.words_per_second)
        self.assertEqual((1, ""), (result.progress, result.note))

    def test_firth_without_result(self):
        with self.assertRaises(training.Unreadable):
            training.firth(outcome([(1.0, b'{"event":"progress"}\n')]), programs.Settings(), FACTS)


class Child(unittest.TestCase):
    def test_streams_times_and_exit_code(self):
        code = "import sys,time; print('a', flush=True); time.sleep(.2); print('b'); print('c', file=sys.stderr); sys.exit(3)"
        result = child.run([sys.executable, "-c", code])
        self.assertEqual((3, "a\nb\n", "c\n"), (result.exit_code, result.stdout.text(), result.stderr.text()))
        self.assertGreater(result.stdout.arrival(4) - result.stdout.arrival(2), 0.15)
        self.assertGreaterEqual(result.wall_seconds, 0.2)
        self.assertGreater(result.peak_bytes, 1 << 20)


if __name__ == "__main__":
    unittest.main()
