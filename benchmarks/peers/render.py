"""Puts measured figures into docs/benchmarks.md, so that none is typed by hand.

render.py                             every benchmarks/results/*.json into its section of docs/benchmarks.md
render.py --check                     says whether the page is what the results give (exit code 1 if not)
render.py --print RESULT.json         one section on standard output

The section of NAME.json stands between <!-- begin NAME --> and <!-- end NAME -->. Results are those of speed.py,
quality.py, differences.py, startup.py, evaluation.py, search.py, formats.py, first_answer.py, count.py and ../counts/table.py, JMH's (java -jar
benchmarks/target/benchmarks.jar -rf json -rff NAME.json), and any of "kind": "table" with "columns" and "rows", or "counts".
"""

import argparse
import glob
import json
import os
import re
import sys

import counts
import tables

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")


def section(result):
    """Markdown for one result file's content."""
    if isinstance(result, list):
        return tables.jmh(result)
    return {
        "speed": tables.speed,
        "quality": tables.quality,
        "startup": tables.startup,
        "evaluation": tables.evaluation,
        "search": tables.search,
        "table": tables.plain,
        "formats": tables.formats,
        "first-answer": tables.first_answer,
        "count": counts.count,
        "counts-table": counts.counts_table,
    }[result["kind"]](result)


def save(result, folder, name):
    """Writes a result to FOLDER/NAME.json."""
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, name + ".json"), "w", encoding="utf-8") as file:
        json.dump(result, file, indent=1)
        file.write("\n")


def place(page, name, text):
    """The page with the content between the marks of `name` replaced."""
    marks = re.compile(r"(<!-- begin %s -->\n).*?(<!-- end %s -->)" % (re.escape(name), re.escape(name)), re.S)
    if len(marks.findall(page)) != 1:
        raise ValueError("the page must have exactly one pair of marks <!-- begin %s --> … <!-- end %s -->" % (name, name))
    return marks.sub(lambda match: match.group(1) + text.strip() + "\n" + match.group(2), page)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("results", nargs="*", help="default: benchmarks/results/*.json")
    parser.add_argument("--page", default=os.path.join(ROOT, "docs", "benchmarks.md"))
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--print", action="store_true")
    args = parser.parse_args()
    results = args.results or sorted(glob.glob(os.path.join(ROOT, "benchmarks", "results", "*.json")))
    with open(args.page, encoding="utf-8") as file:
        before = page = file.read()
    for path in results:
        with open(path, encoding="utf-8") as file:
            result = json.load(file)
        if isinstance(result, dict) and "kind" not in result:
            continue  # of another script, for another page
        text = section(result)
        if args.print:
            print(text)
        else:
            try:
                page = place(page, os.path.splitext(os.path.basename(path))[0], text)
            except ValueError as error:
                parser.error(str(error))
    if args.print:
        return 0
    if args.check:
        if page != before:
            print("%s is not what the results give: run benchmarks/peers/render.py" % args.page, file=sys.stderr)
        return int(page != before)
    with open(args.page, "w", encoding="utf-8") as file:
        file.write(page)
    return 0


if __name__ == "__main__":
    sys.exit(main())
