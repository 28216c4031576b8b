"""CPython's loops as peers: peer.py KIND WORKLOAD KEY=VALUE...

KIND is pidfd, safe, fast or threaded, asyncio's loop with this child watcher, or uvloop.
"""

import asyncio
import resource
import sys
import warnings

sys.dont_write_bytecode = True  # nothing generated beside the sources

import calls
import children
import echo
from measuring import Keys

EXIT_UNKNOWN_WORKLOAD = 64
WATCHERS = {
    "pidfd": "PidfdChildWatcher",
    "safe": "SafeChildWatcher",
    "fast": "FastChildWatcher",
    "threaded": "ThreadedChildWatcher",
}
WORKLOADS = {
    "spawn": children.bench_spawn,
    "alive": children.bench_alive,
    "exit": children.bench_exit,
    "pipe": children.bench_pipe,
    "bulk": children.bench_bulk,
    "callsoon": calls.bench_callsoon,
    "threadsafe": calls.bench_threadsafe,
    "timers-cancel": calls.bench_timers_cancel,
    "timers-fire": calls.bench_timers_fire,
    "timers-pending": calls.bench_timers_pending,
    "echo": echo.bench_echo,
}


def unknown(what):
    print(what, file=sys.stderr)
    sys.exit(EXIT_UNKNOWN_WORKLOAD)


def new_loop(kind):
    if kind == "uvloop":
        try:
            import uvloop
        except ImportError:
            unknown("this Python has no uvloop")
        return uvloop.new_event_loop()
    return asyncio.SelectorEventLoop()


def set_watcher(kind, loop):
    warnings.simplefilter("ignore", DeprecationWarning)  # 3.12 and 3.13 still have them
    name = WATCHERS[kind]
    if not hasattr(asyncio, name):
        unknown(f"Python {sys.version.split()[0]} has no {name}")
    watcher = getattr(asyncio, name)()
    watcher.attach_loop(loop)
    asyncio.set_child_watcher(watcher)


def main(kind, workload, *pairs):
    if kind not in WATCHERS and kind != "uvloop":
        unknown(f"no such kind of loop: {kind}")
    if workload not in WORKLOADS:
        unknown(f"no such workload: {workload}")
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    loop = new_loop(kind)
    asyncio.set_event_loop(loop)
    if kind in WATCHERS:
        set_watcher(kind, loop)
    loop.run_until_complete(WORKLOADS[workload](loop, Keys(pairs)))


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
