"""The keys, the clocks, and the line that a peer ends with."""

import contextlib
import gc
import json
import resource
import sys
import time


class Keys:
    """The arguments name=value."""

    def __init__(self, pairs):
        self.values = dict(pair.partition("=")[::2] for pair in pairs)

    def text(self, name):
        if name not in self.values:
            sys.exit(f"{name}= is missing")
        return self.values[name]

    def number(self, name):
        if not self.text(name).isdigit():
            sys.exit(f"{name}={self.text(name)} is no number")
        return int(self.text(name))


def process_status(field):
    with open("/proc/self/status", encoding="ascii") as status:
        return next(int(line.split()[1]) for line in status if line.startswith(field + ":"))


def cpu_nanos(whose):
    usage = resource.getrusage(whose)
    return round((usage.ru_utime + usage.ru_stime) * 1e9)


class Members:
    """Many that are there at once, and what they take."""

    def __init__(self, count):
        gc.collect()
        self.count = count
        self.kib = process_status("VmRSS")
        self.cpu = cpu_nanos(resource.RUSAGE_SELF)

    def made(self):
        self.cpu = cpu_nanos(resource.RUSAGE_SELF) - self.cpu
        gc.collect()
        self.kib = process_status("VmRSS") - self.kib

    def fields(self):
        return {"members": self.count, "membersKiB": self.kib, "membersCpuNanos": self.cpu}


class Measurement:
    """Takes the clocks when it begins and when it ends, and counts threads on the way."""

    def __init__(self):
        self.threads = 0
        self.self_apart = 0
        self.self_cpu = cpu_nanos(resource.RUSAGE_SELF)
        self.children_cpu = cpu_nanos(resource.RUSAGE_CHILDREN)
        self.wall = time.monotonic_ns()

    @contextlib.contextmanager
    def apart(self):
        """What is done here is none of what is measured."""
        before = cpu_nanos(resource.RUSAGE_SELF)
        yield
        self.self_apart += cpu_nanos(resource.RUSAGE_SELF) - before

    def sample(self):
        self.threads = max(self.threads, process_status("Threads"))

    def end(self):
        self.wall = time.monotonic_ns() - self.wall
        self.self_cpu = cpu_nanos(resource.RUSAGE_SELF) - self.self_cpu - self.self_apart
        self.children_cpu = cpu_nanos(resource.RUSAGE_CHILDREN) - self.children_cpu
        self.sample()
        self.resident = process_status("VmRSS")

    def report(self, ops, right, **more):
        line = {
            "ops": ops,
            "wallNanos": self.wall,
            "selfCpuNanos": self.self_cpu,
            "childrenCpuNanos": self.children_cpu,
            "threads": self.threads,
            "residentKiB": self.resident,
            **more,
            "right": right,
        }
        print(json.dumps(line), flush=True)


def latencies_of(nanos):
    nanos = sorted(nanos)
    count = len(nanos)
    return {"p50Nanos": nanos[count // 2], "p99Nanos": nanos[count * 99 // 100]} if count else {}
