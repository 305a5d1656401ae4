"""The correctness twin of speed.py: a run counts only if the model that it wrote is whole and was trained.

Checks the shape against the corpus's vocabulary, and of the most frequent words' vectors that they are finite and have
grown well past the length that random initial values have.
"""

import json
import math
import os
import struct
from array import array

ROWS = 100


class Untrained(Exception):
    """The model file is not what training on the corpus should give."""


def check(path, vocabulary, dim):
    """Reads word2vec binary, word2vec text (*.vec) or safetensors. Raises Untrained with the reason."""
    if not os.path.exists(path):
        raise Untrained("no model was written")
    try:
        rows, columns, vectors = _read(path)
    except (ValueError, KeyError, struct.error) as error:
        raise Untrained("the model cannot be read: %s" % error) from error
    # Some programs count the end of a sentence as a word.
    if rows - vocabulary not in (0, 1) or columns != dim:
        raise Untrained("the model is %d × %d, expected %d × %d" % (rows, columns, vocabulary, dim))
    norms = [math.sqrt(sum(x * x for x in vector)) for vector in vectors]
    if not all(map(math.isfinite, norms)):
        raise Untrained("the model has numbers that are not finite")
    # Initial values are uniform within ±1/(2·dim) in word2vec.c, and within ±1/dim in fastText: √(1/3) ⁄ √dim at most.
    initial = math.sqrt(1 / 3 / dim)
    if sorted(norms)[len(norms) // 2] < 3 * initial:
        raise Untrained("vectors of frequent words are about as short as before training")


def _read(path):
    """(rows, dim, vectors of up to ROWS first words but the end of sentence, which some programs hardly train)."""
    with open(path, "rb") as file:
        head = file.read(8)
        length = struct.unpack("<Q", head)[0]
        if length < os.path.getsize(path) and file.read(1) == b"{":
            file.seek(8)
            tensor = json.loads(file.read(length))["input"]
            rows, dim = tensor["shape"]
            file.seek(8 + length + tensor["data_offsets"][0])
            return rows, dim, [_floats(file, dim) for _ in range(min(ROWS, rows))]
        file.seek(0)
        rows, dim = map(int, file.readline().split())
        vectors = []
        for _ in range(min(ROWS, rows)):
            if path.endswith(".vec"):
                word, *numbers = file.readline().split()
                vector = list(map(float, numbers))
            else:
                word = b""
                while (byte := file.read(1)) != b" ":
                    if not byte:
                        raise ValueError("it ends within a word")
                    word += byte
                vector = _floats(file, dim)
            if word.strip() != b"</s>":
                vectors.append(vector)
        return rows, dim, vectors


def _floats(file, dim):
    data = file.read(4 * dim)
    if len(data) != 4 * dim:
        raise ValueError("it ends within a vector")
    return array("f", data)
