#!/usr/bin/env bash
# Gets the programs that Firth is measured against: compiles word2vec.c, checks for fastText and gensim.
#
#   benchmarks/peers/setup.sh [--work DIR]      DIR: where build products go (default benchmarks/target/peers)
#   CC=gcc                                      the C compiler
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$here/../target/peers
while [ $# -gt 0 ]; do
  case $1 in
    --work) work=${2:?--work needs a directory}; shift 2 ;;
    -h | --help) sed -n '2,5s/^# \{0,1\}//p' "$0"; exit 0 ;;
    *) echo "setup.sh: unknown option $1" >&2; exit 2 ;;
  esac
done
mkdir -p "$work"
cd "$work"
cc=${CC:-gcc}

missing=()
command -v "$cc" >/dev/null || missing+=(gcc libc6-dev)
command -v npm >/dev/null || missing+=(npm)
command -v fasttext >/dev/null || missing+=(fasttext)
for module in gensim scipy numpy faiss hnswlib; do
  /usr/bin/python3 -c "import $module" 2>/dev/null || missing+=("python3-$module")
done
if [ ${#missing[@]} -gt 0 ]; then
  echo "Missing: ${missing[*]}. On Debian: apt-get install --no-install-recommends ${missing[*]}" >&2
fi

# word2vec.c as published in the npm package, whose licence (Apache-2.0) allows it; nothing of it enters this repository.
package=word2vec-1.1.5.tgz
if [ ! -s "$package" ]; then
  npm pack --silent word2vec@1.1.5 >/dev/null || { echo "setup.sh: npm could not fetch word2vec@1.1.5" >&2; exit 1; }
fi
tar -xzf "$package" package/src/word2vec.c
source=package/src/word2vec.c
sed 's/^const int table_size = 1e8;/const int table_size = 1e6;/' "$source" > word2vec-small-table.c
if cmp -s "$source" word2vec-small-table.c; then
  echo "setup.sh: $source has no line 'const int table_size = 1e8;' to replace" >&2
  exit 1
fi

# word2vec.c has no seed: its runs differ by the race between threads alone. This copy takes one from WORD2VEC_SEED.
sed -e 's/unsigned long long next_random = 1;/unsigned long long next_random = 1 + SEED;/' \
  -e 's/unsigned long long next_random = (long long)id;/unsigned long long next_random = (long long)id + SEED;/' \
  "$source" > word2vec-seeded.c
if [ "$(grep -c '+ SEED;' word2vec-seeded.c)" != 2 ]; then
  echo "setup.sh: $source does not start its two random numbers as expected" >&2
  exit 1
fi

# The flags of its makefile but for the level, so that the three differ in nothing else.
flags=(-march=native -Wall -funroll-loops -Wno-unused-result -fno-stack-protector -w -pthread)
"$cc" "$source" -o word2vec-O3 -O3 "${flags[@]}" -lm
"$cc" "$source" -o word2vec-Ofast -Ofast "${flags[@]}" -lm
"$cc" word2vec-small-table.c -o word2vec-Ofast-small-table -Ofast "${flags[@]}" -lm
"$cc" word2vec-seeded.c -o word2vec-Ofast-seeded -Ofast "${flags[@]}" -lm \
  -DSEED='1000003 * strtoull(getenv("WORD2VEC_SEED"), NULL, 10)'
echo "Ready in $work: word2vec-O3, word2vec-Ofast, word2vec-Ofast-small-table, word2vec-Ofast-seeded"
[ ${#missing[@]} -eq 0 ]
