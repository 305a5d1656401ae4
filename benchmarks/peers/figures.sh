#!/usr/bin/env bash
# Measures what docs/benchmarks.md shows: one result file per section, in benchmarks/results; then run render.py.
#
#   benchmarks/peers/figures.sh CORPUS SECTION...        SECTION: see below, or `all`
#   JUDGE=evaluate.py   for the quality sections: a program as described in quality.py
#   MODEL=FILE          for startup and search: a model to ask; for evaluation: a word2vec file
#   SCALE=huge          for limits: also matrices of more than 2³¹ elements (18 GB of memory and of disk)
#   SETS=DIR            for evaluation and counts-table: similarity sets and questions-words.txt
#   GLOVE=DIR           for count-speed, if there: GloVe's vocab_count and cooccur
#   ROUNDS=5  THREADS=1,2  WORK=DIR  RESULTS=DIR  FIRTH=LAUNCHER
#
# A quiet machine is needed for all but the quality sections.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
sections=(speed-skip-gram-dim100 speed-skip-gram-dim300
  speed-cbow-dim100 speed-hierarchical-softmax speed-cbow-hierarchical-softmax full-softmax
  speed-determinism speed-lock-free-threads scaling stages
  quality-skip-gram quality-lock-free quality-shards quality-sharing quality-cbow-gradients limits
  crash checkpoints startup evaluation search formats-400k formats-3m first-answer jmh-dot count-speed count-scale
  counts-table)
if [ $# -lt 2 ]; then
  sed -n '2,11s/^# \{0,1\}//p' "$0"
  echo "Sections: ${sections[*]}"
  exit 2
fi
corpus=$1
shift
[ "$1" = all ] && set -- "${sections[@]}"

root=$here/../..
work=${WORK:-$here/../target/peers}
results=${RESULTS:-$here/../results}
firth=${FIRTH:-$root/firth}
mkdir -p "$work" "$results"

speed() { # NAME OPTIONS...
  local name=$1
  shift
  /usr/bin/python3 "$here/speed.py" "$corpus" --name "$name" --rounds "${ROUNDS:-5}" --threads "${THREADS:-1,2}" \
    --work "$work" --out "$results" --firth "$firth" "$@"
}

quality() { # NAME OPTIONS...
  local name=$1
  shift
  /usr/bin/python3 "$here/quality.py" "$corpus" --name "$name" --judge "${JUDGE:?set JUDGE to the judge program}" \
    --threads 2 --work "$work" --out "$results" --firth "$firth" "$@"
}

for section in "$@"; do
  case $section in
    speed-skip-gram-dim100) speed "$section" --peak --variant 'lock-free=--lock-free' ;;
    speed-skip-gram-dim300) speed "$section" --peak --dim 300 ;;
    speed-cbow-dim100) speed "$section" --architecture cbow ;;
    speed-hierarchical-softmax) speed "$section" --objective hierarchical-softmax ;;
    speed-cbow-hierarchical-softmax) speed "$section" --architecture cbow --objective hierarchical-softmax ;;
    speed-determinism)
      speed "$section" --programs firth --variant 'lock-free=--lock-free' --variant 'portable=--portable' ;;
    speed-lock-free-threads) speed "$section" --epochs 5 --programs '' --variant 'lock-free=--lock-free' ;;
    full-softmax) /usr/bin/python3 "$here/full_softmax.py" --name "$section" --firth "$firth" --out "$results" ;;
    scaling)
      /usr/bin/python3 "$here/scaling.py" "$corpus" --name "$section" --epochs 5 --rounds "${ROUNDS:-5}" --work "$work" --out "$results" \
        --firth "$firth" ;;
    stages)
      /usr/bin/python3 "$here/stages.py" "$corpus" --name "$section" --rounds "${ROUNDS:-3}" --work "$work" --out "$results" \
        --firth "$firth" ;;
    quality-shards)
      quality "$section" --epochs "${EPOCHS:-1,3}" --variant '1 shard=--shards 1' --variant '8 shards=--shards 8' \
        --variant '64 shards=--shards 64' --variant 'lock-free=--lock-free' --reference '1 shard' ;;
    quality-sharing)
      quality "$section" --epochs "${EPOCHS:-1,3}" --variant 'shared=' --variant 'per pair=--negatives-per pair' \
        --variant 'lock-free, shared=--lock-free' --variant 'lock-free, per pair=--lock-free --negatives-per pair' \
        --reference shared ;;
    limits)
      /usr/bin/python3 "$here/limits.py" --name limits --scale "${SCALE:-large}" --firth "$firth" --work "$work" --out "$results" ;;
    crash) /usr/bin/python3 "$here/../crash.py" --firth "$firth" --out "$results" ;;
    checkpoints)
      /usr/bin/python3 "$here/../checkpoints.py" --corpus "$corpus" --rounds "${ROUNDS:-5}" --firth "$firth" --out "$results" ;;
    formats-400k)
      /usr/bin/python3 "$here/formats.py" --rows 400000 --dim 300 --rounds "${ROUNDS:-5}" --folder "$work/formats" \
        --name "$section" --firth "$firth" --out "$results" ;;
    formats-3m)
      /usr/bin/python3 "$here/formats.py" --rows 3000000 --dim 300 --rounds "${ROUNDS:-5}" --folder "$work/formats" \
        --name "$section" --formats firth word2vec-binary npy --firth "$firth" --out "$results" ;;
    first-answer)
      /usr/bin/python3 "$here/first_answer.py" --rounds "${ROUNDS:-9}" --folder "$work/formats" --name "$section" \
        --firth "$firth" --out "$results" ;;
    quality-skip-gram) quality "$section" --train-word2vec ;;
    quality-lock-free) quality "$section" --train-word2vec --variant 'lock-free=--lock-free' ;;
    quality-cbow-gradients)
      quality "$section" --train-word2vec --architecture cbow --epochs 3 --learning-rates 0.025,0.05,0.1 \
        --variant 'exact=--cbow-gradient exact' --variant 'word2vec gradient=--cbow-gradient word2vec' ;;
    startup)
      /usr/bin/python3 "$here/startup.py" --name startup --firth "$firth" --out "$results" ${MODEL:+--model "$MODEL"} ;;
    evaluation)
      /usr/bin/python3 "$here/evaluation.py" "${MODEL:?set MODEL to a word2vec file}" --sets "${SETS:?set SETS}" \
        --judge "${JUDGE:?set JUDGE to the judge program}" --name evaluation --firth "$firth" --out "$results" ;;
    search)
      /usr/bin/python3 "$here/search.py" "${MODEL:?set MODEL to a Firth model}" --name search --threads 2 \
        --firth "$firth" --out "$results" ;;
    count-speed)
      /usr/bin/python3 "$here/count.py" "$corpus" --name "$section" --factors 1 --threads "${THREADS:-1,2}" \
        --rounds "${ROUNDS:-5}" --work "$work" --out "$results" --firth "$firth" ${GLOVE:+--glove "$GLOVE"} ;;
    count-scale)
      /usr/bin/python3 "$here/count.py" "$corpus" --name "$section" --threads 2 --rounds "${ROUNDS:-3}" \
        --work "$work" --out "$results" --firth "$firth" ;;
    counts-table) # exit code 3: run it again, it goes on where it stopped
      /usr/bin/python3 "$here/../counts/table.py" "$corpus" --sets "${SETS:?set SETS}" ${JUDGE:+--judge "$JUDGE"} \
        --name "$section" --minutes "${MINUTES:-600}" --work "$work/counts-table" --out "$results" --firth "$firth" ;;
    jmh-dot)
      "${FIRTH_JAVA_HOME:+$FIRTH_JAVA_HOME/bin/}java" -jar "$here/../target/benchmarks.jar" DotBenchmark \
        -rf json -rff "$results/$section.json" ;;
    *) echo "figures.sh: unknown section $section; there are: ${sections[*]}" >&2; exit 2 ;;
  esac
done
