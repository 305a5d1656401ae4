"""What must be known of a corpus to compare programs on it."""

import hashlib
import json
import os
from collections import Counter
from dataclasses import asdict, dataclass

CHUNK = 1 << 24


@dataclass
class CorpusFacts:
    """tokens are separated by white space; those of the vocabulary occur at least min-count times."""

    name: str
    bytes: int
    sha256: str
    tokens: int
    vocabulary: int
    tokens_in_vocabulary: int


def facts(path, min_count, work):
    """Counts the file's words, or finds the counts of an earlier time in `work`."""
    stat = os.stat(path)
    key = "%s %d %d %d" % (os.path.realpath(path), stat.st_size, stat.st_mtime_ns, min_count)
    cache = os.path.join(work, "facts-%s.json" % hashlib.sha256(key.encode()).hexdigest()[:16])
    if os.path.exists(cache):
        with open(cache) as file:
            return CorpusFacts(**json.load(file))
    digest, counts = hashlib.sha256(), Counter()
    with open(path, "rb") as file:
        rest = b""
        while chunk := file.read(CHUNK):
            digest.update(chunk)
            rest = _count(rest + chunk, counts)
        counts.update(rest.split())
    kept = [count for count in counts.values() if count >= min_count]
    result = CorpusFacts(
        os.path.basename(path), stat.st_size, digest.hexdigest(), sum(counts.values()), len(kept), sum(kept)
    )
    os.makedirs(work, exist_ok=True)
    with open(cache, "w") as file:
        json.dump(asdict(result), file)
    return result


def _count(data, counts):
    """Counts the whole words of `data` and returns the start of the word that its end may have cut."""
    words = data.split()
    rest = b"" if not words or data[-1:].isspace() else words.pop()
    counts.update(words)
    return rest


def wrapped(path, work, words=1000):
    """A copy whose lines have at most `words` words, for gensim.

    Of a file that is one line each worker of gensim's `corpus_file` mode trains some 10,000 words and no more, in silence.
    """
    stat = os.stat(path)
    target = os.path.join(work, "wrapped-%d-%d-%s" % (stat.st_size, stat.st_mtime_ns, os.path.basename(path)))
    if os.path.exists(target):
        return target
    os.makedirs(work, exist_ok=True)
    with open(path, "rb") as source, open(target + ".part", "wb") as file:
        rest, room = b"", words
        while chunk := source.read(CHUNK):
            data = rest + chunk
            cut = max(data.rfind(b" "), data.rfind(b"\n")) + 1
            rest = data[cut:]
            room = _wrap(data[:cut], file, words, room)
        _wrap(rest + b"\n", file, words, room)
    os.replace(target + ".part", target)
    return target


def _wrap(data, file, words, room):
    """Writes whole words; `room` is how many still fit on the line begun. Returns the room left after them."""
    lines = data.split(b"\n")
    for number, line in enumerate(lines):
        tokens = line.split()
        start = 0
        while len(tokens) - start >= room:
            file.write(b" ".join(tokens[start : start + room]) + b"\n")
            start, room = start + room, words
        if start < len(tokens):
            file.write(b" ".join(tokens[start:]) + b" ")
            room -= len(tokens) - start
        if number < len(lines) - 1 and room < words:
            file.write(b"\n")
            room = words
    return room
