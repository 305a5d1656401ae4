"""Results of count.py and of ../counts/table.py as Markdown."""

import statistics

import tables


def median(runs, key):
    return statistics.median(run[key] for run in runs)


def count(result):
    """Firth's counting by text and threads, and beside cooccur where that was there."""
    entries = result["runs"]
    base = entries[0]["firth"][0]["words"] / entries[0]["factor"]
    parts = [
        "Corpus `%s`, %s bytes, %s words of the vocabulary. Window %d, weights %s, min-count %d; bound on the memory: %d MiB. "
        "Median of %d runs." % (
            result["corpus"]["name"], f"{result['corpus']['bytes']:,}", f"{round(base):,}", result["window"], result["weighting"],
            result["minCount"], result["memoryBytes"] >> 20, len(entries[0]["firth"]),
        ),
        tables.table(
            ["text", "threads", "pairs, million words/s", "all in, million words/s", "all in, s", "time per word, × 1 = 1",
             "parts", "peak memory, MB", "of the bound, %"],
            [count_row(entry, entries) for entry in entries],
        ),
    ]
    if any(entry["glove"] for entry in entries):
        parts.append(
            tables.table(
                ["cooccur, one thread", "pairs, million words/s", "seconds", "Firth on one thread is so many times as fast"],
                [cooccur_row(entry) for entry in entries if entry["glove"] and entry["threads"] == 1],
            )
        )
    return "\n\n".join(parts + [tables.provenance(result)])


def count_row(entry, entries):
    runs = entry["firth"]
    words = runs[0]["words"]
    first = next((e for e in entries if e["threads"] == entry["threads"] and e["factor"] == 1), None)
    per_word = median(runs, "wallSeconds") / words
    relative = "%.2f" % (per_word * first["firth"][0]["words"] / median(first["firth"], "wallSeconds")) if first else ""
    return [
        "× %d" % entry["factor"],
        "%d" % entry["threads"],
        tables.spread([words / run["pairsSeconds"] / 1e6 for run in runs], "%.2f"),
        "%.2f" % (words / median(runs, "wallSeconds") / 1e6),
        "%.1f" % median(runs, "wallSeconds"),
        relative,
        "%d" % max(run["parts"] for run in runs),
        "%.0f" % (max(run["peakBytes"] for run in runs) / 1e6),
        "%.0f" % (100 * max(run["peakOfBound"] for run in runs)),
    ]


def cooccur_row(entry):
    runs, words = entry["glove"], entry["firth"][0]["words"]
    return [
        "× %d" % entry["factor"],
        tables.spread([words / run["pairsSeconds"] / 1e6 for run in runs], "%.2f"),
        "%.1f" % median(runs, "pairsSeconds"),
        tables.spread([g["pairsSeconds"] / f["pairsSeconds"] for f, g in zip(entry["firth"], runs)], "%.2f"),
    ]


def cell(entry):
    """Score and half of its interval's width."""
    if entry["score"] is None:
        return "–"
    return "%.3f ± %.3f" % (entry["score"], (entry["interval"][1] - entry["interval"][0]) / 2)


def grid(rows):
    """One line a model."""
    names = list(rows[0]["scores"])
    head = ["method", "dim", "settings", "vectors", "s"] + [name.removeprefix("EN-") for name in names]
    return tables.table(
        head,
        [
            [row["method"], str(row["dim"]), row["options"], row["vectors"],
             "" if row["seconds"] is None else "%.0f" % row["seconds"]]
            + [cell(row["scores"][name]) for name in names]
            for row in rows
        ],
    )


def best(result, rows, name):
    return max((row for row in rows if row["scores"][name]["score"] is not None), key=lambda r: r["scores"][name]["score"])


def describe(row):
    return "%s %s (%s, %s)" % (row["method"], row["dim"], row["options"], row["vectors"])


def mean_gain(rows, names, key, better, worse):
    """Mean over sets of score(better) − score(worse), of rows that differ in `key` only; and how many pairs of rows."""
    rest = [k for k in ("method", "dim", "options", "vectors") if k != key]
    gains = []
    for row in rows:
        if row[key] != better:
            continue
        for other in rows:
            if other[key] == worse and all(row[k] == other[k] for k in rest):
                gains += [row["scores"][n]["score"] - other["scores"][n]["score"] for n in names]
    return (statistics.mean(gains), len(gains) // len(names)) if gains else None


def findings(result):
    """What Levy, Goldberg & Dagan found, beside the same comparison here."""
    rows = result["rows"]
    names = list(rows[0]["scores"])
    similarity = [n for n in names if not n.startswith("analogies")]
    analogies = ["analogies-all"] if "analogies-all" in names else []

    def both(key, better, worse, chosen=rows):
        cells = []
        for group in (similarity, analogies):
            gain = mean_gain(chosen, group, key, better, worse) if group else None
            cells.append("not measured" if gain is None else "%+.3f (%d)" % gain)
        return cells

    def svd(old, new):  # the option string names shift and eigenvalue weight together
        renamed = [
            dict(r, options=(r["options"] + " ").replace(value, "X"), side=side)
            for r in rows
            for value, side in ((old, "old"), (new, "new"))
            if r["method"] == "SVD" and value in r["options"] + " "
        ]
        return both("side", "new", "old", renamed)

    def all_of(method, options=""):
        return [dict(r, method="", options="", side=method) for r in rows if r["method"] == method and options in r["options"]]

    def of(method):
        return [r for r in rows if r["method"] == method]

    svd_rows, sgns, glove = all_of("SVD", "k=1 eig=0.5"), all_of("SGNS"), all_of("GloVe", "window %s," % result["settings"]["window"])
    lines = [
        ["SVD: eigenvalue weight ½ instead of 1", "far better"] + svd("eig=1 ", "eig=0.5 "),
        ["SVD: eigenvalue weight 0 instead of 1", "far better"] + svd("eig=1 ", "eig=0 "),
        ["SVD of shifted PPMI: k = 5 instead of 1", "worse: do not shift before SVD"] + svd("k=1 ", "k=5 "),
        ["PPMI: k = 5 instead of 1", "no general gain"] + both("options", "k=5", "k=1", of("PPMI")),
        ["GloVe: w + c instead of w", "worth trying, can gain or lose much"] + both("vectors", "w+c", "w", of("GloVe")),
        ["SGNS: w + c instead of w", "worth trying, can gain or lose much"] + both("vectors", "w+c", "w", of("SGNS")),
        ["SGNS instead of SVD (k = 1, ½)", "no method wins everywhere"] + both("side", "SGNS", "SVD", svd_rows + sgns),
        ["SGNS instead of GloVe, the same window", "SGNS better"] + both("side", "SGNS", "GloVe", sgns + glove),
    ]
    head = ["comparison, all else equal", "Levy, Goldberg & Dagan 2015", "similarity, mean gain here (pairs of models)", "analogies"]
    return tables.table(head, lines)


def counts_table(result):
    """Every model on every set, and the findings of the paper beside what is found here."""
    s, rows = result["settings"], result["rows"]
    names = list(rows[0]["scores"])
    parts = [
        "Corpus `%s`, %s bytes. Window %s, min-count %s, subsampling %s before the windows, context distribution smoothing %s. "
        "Spearman's ρ; analogies by 3CosAdd among the first %s words. ± is half the width of the 95 %% interval over the items "
        "(%s resamples); words out of the vocabulary: %s. *s* is the seconds of training on %s threads, without counting." % (
            result["corpus"]["name"], f"{result['corpus']['bytes']:,}", s["window"], s["minCount"], s["subsample"], s["smoothing"],
            f"{s['restrict']:,}", f"{s['resamples']:,}", s["outOfVocabulary"], s["threads"],
        ),
        grid(rows),
        "Best: " + "; ".join("%s: %s" % (n.removeprefix("EN-"), describe(best(result, rows, n))) for n in names) + ".",
        "What the paper found, and the same comparison here:",
        findings(result),
    ]
    return "\n\n".join(parts + [tables.provenance(result)])
