"""Trains gensim's Word2Vec from a file (its `corpus_file` mode) and prints one JSON line with the seconds of each part.

/usr/bin/python3 gensim_train.py CORPUS MODEL --dim 100 …      CORPUS: one sentence per line, see corpus.wrapped
"""

import argparse
import json
import time

import gensim
from gensim.models import Word2Vec

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("corpus")
parser.add_argument("model")
parser.add_argument("--dim", type=int, default=100)
parser.add_argument("--window", type=int, default=5)
parser.add_argument("--negatives", type=int, default=5, help="0: hierarchical softmax")
parser.add_argument("--subsample", type=float, default=1e-3)
parser.add_argument("--min-count", type=int, default=5)
parser.add_argument("--epochs", type=int, default=1)
parser.add_argument("--threads", type=int, default=1)
parser.add_argument("--seed", type=int, default=1)
parser.add_argument("--cbow", action="store_true")
args = parser.parse_args()

model = Word2Vec(
    sg=0 if args.cbow else 1,
    hs=0 if args.negatives else 1,
    negative=args.negatives,
    sample=args.subsample,
    min_count=args.min_count,
    window=args.window,
    vector_size=args.dim,
    workers=args.threads,
    seed=args.seed,
)
start = time.perf_counter()
model.build_vocab(corpus_file=args.corpus)
counted = time.perf_counter()
effective, raw = model.train(
    corpus_file=args.corpus,
    total_words=model.corpus_total_words,
    total_examples=model.corpus_count,
    epochs=args.epochs,
)
trained = time.perf_counter()
model.wv.save_word2vec_format(args.model, binary=True)
saved = time.perf_counter()
print(
    json.dumps(
        {
            "gensim": gensim.__version__,
            "vocabulary": len(model.wv),
            "rawWords": raw,
            "effectiveWords": effective,
            "vocabularySeconds": counted - start,
            "trainingSeconds": trained - counted,
            "savingSeconds": saved - trained,
        }
    )
)
