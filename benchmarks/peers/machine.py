"""The machine and the versions of the programs, as every result file records them."""

import datetime
import os
import platform
import re
import shutil
import subprocess

METADATA = "import importlib.metadata; print(importlib.metadata.version('%s'))"


def describe():
    """CPU, cores, memory, kernel, huge pages, load and the date; nothing that names the machine or its user."""
    with open("/proc/cpuinfo") as file:
        info = file.read()
    flags = re.search(r"^flags\s*: (.*)$", info, re.M)
    vectors = [f for f in ("avx2", "avx512f", "fma") if flags and f in flags.group(1).split()]
    with open("/proc/meminfo") as file:
        memory = int(re.search(r"MemTotal:\s+(\d+) kB", file.read()).group(1)) / (1 << 20)
    return {
        "cpu": processor(info),
        "vectors": " ".join(vectors),
        "cores": len(os.sched_getaffinity(0)),
        "memoryGiB": round(memory, 1),
        "kernel": platform.system() + " " + re.match(r"[\d.]*", platform.release()).group(0),
        "transparentHugePages": _huge_pages(),
        "loadAtStart": os.getloadavg()[0],
        "date": datetime.date.today().isoformat(),
    }


def processor(info):
    """Name, family and model: a virtual machine may know no more of its processor's name than the maker and the line."""
    name, family, model = (
        re.search(r"^%s\s*: (.*)$" % field, info, re.M) for field in ("model name", "cpu family", "model")
    )
    if not name:
        return platform.machine()
    if not family or not model:
        return name.group(1)
    return "%s (family %s, model %s)" % (name.group(1), family.group(1), model.group(1))


def _huge_pages():
    try:
        with open("/sys/kernel/mm/transparent_hugepage/enabled") as file:
            return re.search(r"\[(\w+)\]", file.read()).group(1)
    except (OSError, AttributeError):
        return "unknown"


def versions(firth):
    """First lines of what the programs say of themselves; programs that are missing are left out."""
    found = {}
    for name, command in (
        ("firth", [firth, "--version"]),
        ("gcc", [os.environ.get("CC", "gcc"), "--version"]),
        ("gensim", ["/usr/bin/python3", "-c", METADATA % "gensim"]),
        ("numpy", ["/usr/bin/python3", "-c", METADATA % "numpy"]),
        ("fasttext", ["dpkg-query", "-W", "-f", "${Version}", "fasttext"]),
    ):
        if shutil.which(command[0]):
            out = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True)
            if out.returncode == 0 and out.stdout.strip():
                lines = out.stdout.strip().splitlines()
                found[name] = "; ".join(lines[:4]) if name == "firth" else lines[0]
    found["word2vec.c"] = "npm word2vec 1.1.5"
    return found
