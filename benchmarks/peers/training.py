"""Training alone: how many words a second each program trains, from what it prints while it runs.

A word here is a corpus token in the vocabulary, before subsampling; each program is credited with the words that it
went through, also where that is more than the corpus holds.
"""

import json
import re
from dataclasses import dataclass


@dataclass
class Training:
    """words: trained in all epochs; seconds: without reading the vocabulary and writing the model."""

    words: float
    seconds: float
    progress: float  # share of the work that the program says it did, 1 = all
    pairs: float = 0  # (input, target) pairs trained, 0 = not said
    note: str = ""

    @property
    def words_per_second(self):
        return self.words / self.seconds


class Unreadable(Exception):
    """A program's output has not the lines that it is expected to have."""


W2V_WORDS = re.compile(rb"Words in train file: (\d+)")
W2V_PROGRESS = re.compile(rb"Progress: +([\d.]+)%  Words/thread/sec: +[\d.]+k")


def word2vec(outcome, settings, corpus):
    """From the arrival of word2vec.c's first progress figure to that of its last. Its own words/s counts CPU time."""
    stream = outcome.stdout
    words = W2V_WORDS.search(stream.data)
    marks = [(float(m.group(1)) / 100, stream.arrival(m.end())) for m in W2V_PROGRESS.finditer(stream.data)]
    if not words or len(marks) < 2:
        raise Unreadable("word2vec.c printed fewer than two progress figures: take a corpus of some 100,000 words")
    total = int(words.group(1)) * settings.epochs
    (first, began), (last, ended) = marks[0], marks[-1]
    rate = (last - first) * total / (ended - began)
    # Each thread reports once it has trained 10,000 words more, and looks only between sentences of 1,000 kept words:
    # what it trained after its last report is not shown. A report may also be lost, as threads add to one plain counter.
    unseen = settings.threads * 15_000 / total + 0.002
    note = "" if last + unseen >= 1 else "stopped at %.1f %%: some threads skipped epochs" % (100 * last)
    return Training(last * total, last * total / rate, last, note=note)


FT_TOKENS = re.compile(rb"Progress: +([\d.]+)% +words/sec/thread: +(\d+)")


def fasttext(outcome, settings, corpus):
    """The last words/sec/thread that fastText prints, which is a mean over wall time, times its threads."""
    marks = FT_TOKENS.findall(outcome.stderr.data)
    if not marks or float(marks[-1][1]) == 0:
        raise Unreadable("fastText printed no progress")
    rate = float(marks[-1][1]) * settings.threads
    # It counts known words only, but stops when that count reaches the number of all tokens, rare ones too.
    words = corpus.tokens * settings.epochs
    return Training(words, words / rate, float(marks[-1][0]) / 100)


def gensim(outcome, settings, corpus):
    """What gensim_train.py reports. gensim counts rare words too: their share is taken off."""
    report = last_json(outcome.stdout, "trainingSeconds")
    words = report["rawWords"] * corpus.tokens_in_vocabulary / corpus.tokens
    progress = report["rawWords"] / (corpus.tokens * settings.epochs)
    note = "" if 0.99 <= progress <= 1.01 else "trained %.1f %% of the corpus's words" % (100 * progress)
    return Training(words, report["trainingSeconds"], progress, note=note)


def firth(outcome, settings, corpus):
    """trainingSeconds, trainedWords and, if there, pairs of the result line that `firth train --json` prints."""
    report = last_json(outcome.stdout, "trainingSeconds")
    words = report.get("trainedWords", corpus.tokens_in_vocabulary * settings.epochs)
    expected = corpus.tokens_in_vocabulary * settings.epochs
    note = "" if words == expected else "trained %d words, expected %d" % (words, expected)
    return Training(words, report["trainingSeconds"], words / expected, report.get("pairs", 0), note)


def last_json(stream, key):
    """The last line that is a JSON object with `key`."""
    for line in reversed(stream.text().splitlines()):
        if line.lstrip().startswith("{"):
            try:
                found = json.loads(line)
            except ValueError:
                continue
            if key in found:
                return found
    raise Unreadable("no JSON line with %r on standard output" % key)
