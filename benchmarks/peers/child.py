"""Runs one program and keeps what is needed to judge it: its output with arrival times, and what it used."""

import os
import selectors
import subprocess
import time
from dataclasses import dataclass, field


@dataclass
class Stream:
    """Bytes as they came through a pipe. chunks: (offset of the chunk's end, seconds since the program's start)."""

    data: bytes = b""
    chunks: list = field(default_factory=list)

    def add(self, data, seconds):
        self.data += data
        self.chunks.append((len(self.data), seconds))

    def arrival(self, offset):
        """When the byte before `offset` arrived, in seconds since the start."""
        for end, seconds in self.chunks:
            if offset <= end:
                return seconds
        raise ValueError("offset %d is past the end of the output" % offset)

    def text(self):
        return self.data.decode("utf-8", "replace")


@dataclass
class Outcome:
    """One finished run. Times in seconds, memory in bytes (of the largest process below the one started)."""

    exit_code: int
    wall_seconds: float
    cpu_seconds: float
    peak_bytes: int
    stdout: Stream
    stderr: Stream


def run(command, environment=None):
    """Runs `command` (a list) to its end. `environment`: variables set beside the present ones."""
    out, err = Stream(), Stream()
    start = time.perf_counter()
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **(environment or {})},
    )
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ, out)
        selector.register(process.stderr, selectors.EVENT_READ, err)
        while selector.get_map():
            for key, _ in selector.select():
                data = os.read(key.fd, 1 << 16)
                if data:
                    key.data.add(data, time.perf_counter() - start)
                else:
                    selector.unregister(key.fileobj)
    # wait4 rather than wait: it alone tells what this child used, and not all children so far.
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stdout.close()
    process.stderr.close()
    return Outcome(process.returncode, wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024, out, err)
