"""Results as Markdown."""

import statistics

import ceiling
import figures

METRICS = ("WS-353-ALL", "SIMLEX-999", "MEN-TR-3k", "analogies")


def table(head, rows):
    """A Markdown table; columns after the first are aligned to the right."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" + "---:|" * (len(head) - 1)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])


def spread(values, form):
    """Median (least–most); of one value, the value."""
    values = list(values)
    if len(values) == 1:
        return form % values[0]
    return "%s (%s–%s)" % tuple(form % v for v in (statistics.median(values), min(values), max(values)))


def provenance(result):
    """The line under every table: when, on what, with what."""
    m = result["machine"]
    line = "%s; %s, %d cores, %s, %s GiB, %s, huge pages: %s; load at the start %.1f." % (
        m["date"], m["cpu"], m["cores"], m["vectors"], m["memoryGiB"], m["kernel"], m["transparentHugePages"],
        m["loadAtStart"],
    )
    versions = "; ".join("%s: %s" % pair for pair in sorted(result.get("versions", {}).items()))
    return "%s\n%s\n\n```\n%s\n```" % (line, versions, result["command"])


def speed(result):
    """Every program's times, then Firth's ratios to each."""
    runs, corpus, s = result["runs"], result["corpus"], result["settings"]
    wall, cpu, peak, rate, progress = (
        figures.by_contestant(runs, key)
        for key in ("wallSeconds", "cpuSeconds", "peakBytes", "wordsPerSecond", "progress")
    )
    notes = {}
    for run in runs:
        text = run.get("error") or run.get("note")
        if text:
            notes.setdefault((run["program"], run["threads"]), text)
    rows = []
    for who in dict.fromkeys((run["program"], run["threads"]) for run in runs):
        if who in rate:
            cells = [
                spread([value / 1000 for value in rate[who].values()], "%.0f"),
                spread(wall[who].values(), "%.1f"),
                "%.1f" % statistics.median(cpu[who].values()),
                "%.0f" % (max(peak[who].values()) / 1e6),
                "%.1f" % (100 * min(progress[who].values())),
            ]
        else:
            cells = ["failed", "", "", "", ""]
        rows.append([who[0], str(who[1])] + cells)
    parts = [
        "Corpus `%s`: %s bytes, %s tokens, %s of them in a vocabulary of %s words. %s, %s, dim %d, window %d, "
        "negatives %d, subsample %s, min-count %d, epochs %d." % (
            corpus["name"], f"{corpus['bytes']:,}", f"{corpus['tokens']:,}", f"{corpus['tokens_in_vocabulary']:,}",
            f"{corpus['vocabulary']:,}", s["architecture"].capitalize(), s["objective"].replace("-", " "), s["dim"],
            s["window"], s["negatives"], s["subsample"], s["min_count"], s["epochs"],
        ),
        table(
            ["program", "threads", "training, 1,000 words/s", "all in, s", "CPU, s", "peak memory, MB", "done, %"],
            rows,
        ),
    ]
    if notes:
        parts.append("\n".join("- %s, threads %d: %s" % (*who, text) for who, text in notes.items()))
    parts += [part for part in (ratio_table(rate, wall), scaling(rate), memory(peak, result), share(result)) if part]
    return "\n\n".join(parts + [provenance(result)])


def is_firth(who):
    return who[0].split()[0] == "firth"


def ratio_table(rate, wall):
    """Each Firth ÷ each peer with as many threads, round by round."""
    rows = []
    for firth in filter(is_firth, rate):
        peers = [who for who in rate if who[1] == firth[1] and not is_firth(who)]
        rivals = [who for who in rate if who[1] == firth[1] and is_firth(who) and who != firth]
        for peer in peers + rivals:
            trained, all_in = figures.ratios(rate[firth], rate[peer]), figures.ratios(wall[peer], wall[firth])
            if trained:
                rows.append([firth[0], peer[0], str(firth[1]), spread(trained, "%.2f"), spread(all_in, "%.2f")])
        best = figures.ratios(rate[firth], figures.best_of([rate[who] for who in peers]))
        if len(peers) > 1 and best:
            rows.append([firth[0], "the fastest peer of each round", str(firth[1]), spread(best, "%.2f"), ""])
    return rows and table(["times as fast", "as", "threads", "training alone", "all in"], rows)


def scaling(rate):
    """Words/s with more threads ÷ with one."""
    rows = []
    for name, threads in rate:
        if threads > 1 and (name, 1) in rate:
            speedup = figures.ratios(rate[name, threads], rate[name, 1])
            if speedup:
                rows.append([name, str(threads), spread(speedup, "%.2f")])
    return rows and table(["program", "threads", "times one thread, training alone"], rows)


def memory(peak, result):
    """Firth's peak beside its promise, 2·V·D floats and 300 MB."""
    matrices = 2 * result["corpus"]["vocabulary"] * result["settings"]["dim"] * 4
    limit = matrices + 300_000_000
    rows = [
        [who[0], str(who[1]), "%.0f" % (max(values.values()) / 1e6), "%.0f" % (limit / 1e6),
         "yes" if max(values.values()) <= limit else "**no**"]
        for who, values in peak.items() if is_firth(who)
    ]
    return rows and table(["program", "threads", "peak memory, MB", "2·V·D·4 bytes + 300 MB", "kept"], rows)


def share(result):
    """Arithmetic per second beside the peak."""
    rows = ceiling.rows(result) if ceiling.applies(result) else []
    cells = [
        [name, str(threads), "%.1f" % gflops, "%.0f" % peak, spread([100 * s for s in shares], "%.1f")]
        for name, threads, gflops, peak, shares in rows
    ]
    return cells and table(["program", "threads", "GFLOP/s", "measured peak, GFLOP/s", "share of the peak, %"], cells)


def quality(result):
    """Scores of every variant and number of epochs, then the differences to the reference."""
    cells = {}
    for run in result["runs"]:
        for metric in METRICS:
            cells.setdefault((run["variant"], run["epochs"], metric), []).append(run["scores"][metric])
    which = dict.fromkeys((run["epochs"], run["variant"]) for run in sorted(result["runs"], key=lambda r: r["epochs"]))
    rows, differences = [], []
    reference = result.get("reference")
    for epochs, variant in which:
        scores = {m: figures.mean_and_error(cells[variant, epochs, m]) for m in METRICS}
        runs = len(cells[variant, epochs, METRICS[0]])
        rows.append([variant, str(epochs), str(runs)] + [with_error(*scores[m]) for m in METRICS])
        if variant != reference and (reference, epochs, METRICS[0]) in cells:
            row = [variant, str(epochs)]
            for m in METRICS:
                mean, error = figures.mean_and_error(cells[reference, epochs, m])
                row.append(difference(scores[m][0] - mean, figures.combined_error(scores[m][1], error)))
            differences.append(row)
    metrics = list(METRICS)
    parts = [table(["model", "epochs", "runs"] + metrics, rows)]
    if differences:
        parts.append(
            "Difference to %s, ± the standard error of the difference; bold: below by more than one." % reference
        )
        parts.append(table(["model", "epochs"] + metrics, differences))
    return "\n\n".join(parts + [provenance(result)])


def with_error(mean, error):
    return "%.4f" % mean if error is None else "%.4f ± %.4f" % (mean, error)


def difference(value, error):
    text = "%+.4f" % value if error is None else "%+.4f ± %.4f" % (value, error)
    return "**%s**" % text if error is not None and value < -error else text


def startup(result):
    """Wall milliseconds of each command."""
    rows = [
        ["`%s`" % name, spread([1000 * s for s in seconds], "%.0f")] for name, seconds in result["seconds"].items()
    ]
    runs = len(next(iter(result["seconds"].values())))
    return "\n\n".join([table(["command", "ms, median of %d (least–most)" % runs], rows), provenance(result)])


def evaluation(result):
    """As startup(), and the scores beside the judge's."""
    judged = result.get("judge", {})
    rows = [
        [name, "%.3f" % value] + (["%.3f" % judged[name] if name in judged else "–"] if judged else [])
        for name, value in result["scores"].items()
        if value is not None and not name.startswith("copy-")
    ]
    return table(["set", "Firth"] + (["judge"] if judged else []), rows) + "\n\n" + startup(result)


def search(result):
    """Exact search: time to the first answer, of a question, of a question in a batch; then the indexes."""
    exact = [
        [
            name,
            "%.0f" % (1000 * r["openAndFirstSeconds"]) if "openAndFirstSeconds" in r else "",
            "%.2f" % (1000 * r["singleSeconds"]),
            "%.3f" % (1000 * r["batchSecondsPerQuery"]) if "batchSecondsPerQuery" in r else "",
        ]
        for name, r in result["exact"].items()
    ]
    ann = [
        [name, "%.1f" % r["indexSeconds"], str(int(run["searchWidth"])), "%.4f" % run["recall"], "%.0f" % (1 / run["secondsPerQuery"])]
        for name, r in result["ann"].items()
        for run in r["ann"]
    ]
    m = result["model"]
    parts = [
        "%s: %d × %d; %d questions, k = %d, %d thread(s) for exact search and for building, 1 for the index's questions."
        % (m["name"], m["rows"], m["dim"], result["queries"], result["k"], result["threads"]),
        table(["exact search", "open + first, ms", "one question, ms", "in a batch, ms"], exact),
    ]
    if ann:
        parts.append(table(["index (M 16, efConstruction 100)", "build, s", "ef", "recall@k", "questions/s"], ann))
    return "\n\n".join(parts + [provenance(result)])


def plain(result):
    """Any table: "columns" and "rows" as they are ("left": columns of words), or "counts" of things by name."""
    if "counts" in result:
        columns = ["", "count"]
        rows = [[name, format(count, ",") if isinstance(count, int) else str(count)] for name, count in result["counts"].items()]
    else:
        columns = result["columns"]
        rows = [[str(cell).replace("|", "\\|") for cell in row] for row in result["rows"]]
    lines = table(columns, rows).split("\n")
    marks = ["---" if i == 0 or name in result.get("left", ()) else "---:" for i, name in enumerate(columns)]
    lines[1] = "|" + "|".join(marks) + "|"
    return "\n\n".join(["\n".join(lines)] + result.get("notes", []) + [provenance(result)])


def formats(result):
    """Per format and program: opening, the first answer, the whole process, and its memory; the round in the middle, by the time of the process."""
    rows = []
    for entry in result["formats"]:
        for program, runs in entry["programs"].items():
            middle = sorted(runs, key=lambda run: run["wall"])[len(runs) // 2]
            rows.append([
                entry["format"],
                program,
                "%.0f" % (entry["bytes"] / 1e6),
                "%.2f" % middle["opened"],
                "%.0f" % (entry["bytes"] / 1e6 / middle["opened"]) if middle["opened"] > 0.3 else "–",
                "%.2f" % middle["answered"],
                "%.2f" % middle["wall"],
                "%.2f" % middle["cpu"],
                "%.0f" % (middle["peakBytes"] / 1e6),
            ])
    head = ["format", "program", "MB", "open, s", "MB/s", "first answer, s", "process, s", "CPU, s", "peak, MB"]
    return "%d × %d.\n\n%s\n\n%s" % (result["rows"], result["dim"], table(head, rows), provenance(result))


def first_answer(result):
    """From process start to the neighbours of a word, for words at several places of the file."""
    rows = []
    for row in sorted({run["row"] for run in result["runs"]}):
        of_row = [run for run in result["runs"] if run["row"] == row]
        rows.append(["word %d" % row, spread([run["wall"] for run in of_row], "%.3f"),
                     "%.2f" % statistics.median(run["cpu"] for run in of_row)])
    bandwidth = result["bandwidth"]
    text = ("%d × %d, %.2f GB. Adding up the bytes of the mapped file takes %.3f s on one thread and %.3f s on %d."
            % (result["rows"], result["dim"], result["bytes"] / 1e9, result["bytes"] / bandwidth["oneThread"],
               result["bytes"] / bandwidth["allThreads"], bandwidth["threads"]))
    head = ["`firth neighbors MODEL WORD`", "s, median (least–most)", "CPU, s"]
    return "\n\n".join([text, table(head, rows), provenance(result)])


def jmh(results):
    """JMH's own JSON: score ± its 99.9 % interval."""
    rows = []
    for r in results:
        name = ".".join(r["benchmark"].split(".")[-2:])
        parameters = ", ".join("%s %s" % pair for pair in r.get("params", {}).items())
        score = r["primaryMetric"]
        error = score["scoreError"]
        text = "%.4g" % score["score"] + (" ± %.2g" % error if isinstance(error, float) else "")
        rows.append([name, parameters, str(r["threads"]), text, score["scoreUnit"]])
    first = results[0]
    tail = "JMH %s, %s %s, forks %d." % (first["jmhVersion"], first["vmName"], first["vmVersion"], first["forks"])
    return table(["benchmark", "parameters", "threads", "score", "unit"], rows) + "\n\n" + tail
