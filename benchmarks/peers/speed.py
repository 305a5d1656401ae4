"""Speed of Firth and its peers on one corpus: all in, and training alone.

/usr/bin/python3 benchmarks/peers/speed.py CORPUS --threads 1,2 --rounds 5 --name speed-skip-gram-dim100

All programs run in turn, every second round in reverse order, so that a slow minute of the machine meets all of them;
ratios are formed within a round and their median is what counts. Run setup.sh before. The result is DIR/NAME.json, with
every single run; render.py makes tables of it.
"""

import argparse
import os
import re
import shutil
import sys
import tempfile

import ceiling
import child
import corpus
import machine
import modelcheck
import programs
import render
import training

HERE = os.path.dirname(os.path.abspath(__file__))


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus")
    programs.add_settings(parser, "1, 2 or 1,2: each program with each number of threads")
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--programs", default=",".join(programs.ALL), help="default: %(default)s")
    parser.add_argument("--firth", default=os.path.join(HERE, "..", "..", "firth"), help="the launcher")
    parser.add_argument(
        "--variant",
        action="append",
        default=[],
        metavar="NAME=OPTIONS",
        help="one more Firth with further options of `firth train`; may be repeated",
    )
    parser.add_argument(
        "--build", action="append", default=[], metavar="NAME=LAUNCHER", help="one more Firth from another build"
    )
    parser.add_argument("--peak", action="store_true", help="also measure the arithmetic peak in every round (needs mvn package)")
    parser.add_argument("--java", default=ceiling.default_java(), help="for --peak: a JDK 25's java (default: %(default)s)")
    parser.add_argument("--work", default=os.path.join(HERE, "..", "target", "peers"))
    parser.add_argument("--out", default=None, help="where the JSON goes (default: WORK/results)")
    parser.add_argument("--name", default="speed", help="the result's name, and its section in docs/benchmarks.md")
    args = parser.parse_args()
    if not os.path.isfile(args.corpus):
        parser.error("%s is not a file" % args.corpus)
    try:
        args.chosen = chosen_programs(args)
        args.thread_counts = [int(threads) for threads in args.threads.split(",")]
    except ValueError as error:
        parser.error(str(error))
    return args


def chosen_programs(args):
    chosen = programs.by_name([name for name in args.programs.split(",") if name], args.firth, args.work)
    for spec in args.variant:
        name, _, options = spec.partition("=")
        chosen.append(programs.firth("firth " + name, args.firth, options))
    for spec in args.build:
        name, _, launcher = spec.partition("=")
        chosen.append(programs.firth("firth " + name, launcher))
    return chosen


def one_run(program, settings, path, facts, work, hide):
    """Trains once, measures, throws the model away. Returns what the result file keeps of it."""
    scratch = tempfile.mkdtemp(dir=work)
    try:
        command = program.command(settings, path, os.path.join(scratch, "model"))
        outcome = child.run(command, program.environment)
        fault = model_fault(os.path.join(scratch, "model" + program.suffix), facts, settings)
        model_bytes = sum(entry.stat().st_size for entry in os.scandir(scratch) if entry.is_file())
    finally:
        shutil.rmtree(scratch)
    record = {
        "program": program.name,
        "threads": settings.threads,
        "command": " ".join(hide(word) for word in command).replace(hide(scratch), "WORK"),
        "wallSeconds": outcome.wall_seconds,
        "cpuSeconds": outcome.cpu_seconds,
        "peakBytes": outcome.peak_bytes,
        "modelBytes": model_bytes,
    }
    if outcome.exit_code:
        fault = "exit code %d: %s" % (outcome.exit_code, hide(outcome.stderr.text().strip()[-300:]))
    if not fault:
        try:
            trained = program.training(outcome, settings, facts)
        except training.Unreadable as unreadable:
            fault = str(unreadable)
        else:
            # Less than nine tenths is no matter of rounding: its all-in time must not be compared.
            fault = trained.note if trained.note and trained.progress < 0.9 else None
    if fault:
        # Without times, so that no table counts the run.
        return {key: record[key] for key in ("program", "threads", "command")} | {"error": fault}
    record["trainingSeconds"] = trained.seconds
    record["trainedWords"] = trained.words
    record["wordsPerSecond"] = trained.words_per_second
    record["progress"] = trained.progress
    if trained.pairs:
        record["pairs"] = trained.pairs
    if trained.note:
        record["note"] = trained.note
    return record


def model_fault(model, facts, settings):
    try:
        modelcheck.check(model, facts.vocabulary, settings.dim)
    except modelcheck.Untrained as untrained:
        return str(untrained)
    return None


def hider(paths):
    """Replaces the machine's own paths in recorded command lines: {path: what stands for it}."""
    forms = {
        form: name for path, name in paths.items() for form in (path, os.path.abspath(path), os.path.realpath(path))
    }
    longest_first = "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
    whole = re.compile(r"(?<![\w./-])(%s)(?![\w.-])" % longest_first)
    return lambda text: whole.sub(lambda match: forms[match.group(1)], text)


def main():
    args = arguments()
    os.makedirs(args.work, exist_ok=True)
    out = args.out or os.path.join(args.work, "results")
    os.makedirs(out, exist_ok=True)
    # Reads the whole corpus too, so that every program finds it in the page cache.
    facts = corpus.facts(args.corpus, args.min_count, args.work)
    lines = corpus.wrapped(args.corpus, args.work) if any(p.needs_lines for p in args.chosen) else None
    hidden = {args.java: "java", args.corpus: facts.name, args.work: "WORK", out: "RESULTS", args.firth: "./firth", HERE: "benchmarks/peers"}
    if lines:
        hidden[lines] = "WORK/wrapped"
    hide = hider(hidden)
    result = {
        "kind": "speed",
        "name": args.name,
        "command": " ".join(["benchmarks/peers/speed.py"] + [hide(word) for word in sys.argv[1:]]),
        "machine": machine.describe(),
        "versions": machine.versions(args.firth),
        "corpus": vars(facts),
        "settings": {**vars(programs.settings_of(args, epochs=args.epochs)), "threads": args.threads},
        "peaks": [],
        "runs": [],
    }
    contestants = [(program, threads) for threads in args.thread_counts for program in args.chosen]
    for round_number in range(args.rounds):
        if args.peak:
            jar = os.path.join(HERE, "..", "target", "benchmarks.jar")
            try:
                peaks = ceiling.measure_peak(args.java, jar, max(args.thread_counts))
            except (ceiling.PeakFailed, FileNotFoundError) as error:
                sys.exit("speed.py: %s" % error)
            for threads, gflops in peaks.items():
                result["peaks"].append({"round": round_number, "threads": threads, "gflops": gflops})
        for program, threads in contestants if round_number % 2 == 0 else contestants[::-1]:
            settings = programs.settings_of(args, threads, args.epochs)
            path = lines if program.needs_lines else args.corpus
            try:
                record = one_run(program, settings, path, facts, args.work, hide)
            except programs.Unsupported as unsupported:
                print("left out: %s has %s" % (program.name, unsupported), file=sys.stderr)
                continue
            except FileNotFoundError as missing:
                record = {"program": program.name, "threads": threads, "error": "not found: " + hide(missing.filename)}
            record["round"] = round_number
            result["runs"].append(record)
            print(line_of(record), file=sys.stderr, flush=True)
            render.save(result, out, args.name)
    print(render.section(result))
    return 1 if any("error" in run for run in result["runs"]) else 0


def line_of(record):
    head = "round %d  %-28s threads %d  " % (record["round"], record["program"], record["threads"])
    if "error" in record:
        return head + record["error"]
    return head + "%7.2f s  %9.0f words/s  %5.0f MB  %s" % (
        record["wallSeconds"],
        record["wordsPerSecond"],
        record["peakBytes"] / 1e6,
        record.get("note", ""),
    )


if __name__ == "__main__":
    sys.exit(main())
