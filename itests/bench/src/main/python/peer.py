"""CPython's loops as peers: peer.py KIND WORKLOAD KEY=VALUE...

KIND is pidfd, safe, fast or threaded, asyncio's loop with this child watcher, or uvloop.
"""

import asyncio
import fcntl
import json
import os
import resource
import signal
import stat
import sys
import threading
import time
import warnings

EXIT_UNKNOWN_WORKLOAD = 64
WATCHERS = {
    "pidfd": "PidfdChildWatcher",
    "safe": "SafeChildWatcher",
    "fast": "FastChildWatcher",
    "threaded": "ThreadedChildWatcher",
}
PIPE_SIZE = 1024 * 1024
TIMER_BATCH = 1000
HOUR = 3600
SAMPLES = 32


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


class Measurement:
    """Takes the clocks when it begins and when it ends, and counts threads on the way."""

    def __init__(self):
        self.threads = 0
        self.self_cpu = cpu_nanos(resource.RUSAGE_SELF)
        self.children_cpu = cpu_nanos(resource.RUSAGE_CHILDREN)
        self.wall = time.monotonic_ns()

    def sample(self):
        self.threads = max(self.threads, process_status("Threads"))

    def end(self):
        self.wall = time.monotonic_ns() - self.wall
        self.self_cpu = cpu_nanos(resource.RUSAGE_SELF) - self.self_cpu
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


class Child(asyncio.SubprocessProtocol):
    """Ends its future when the child has exited and its output has ended."""

    def __init__(self, loop):
        self.over = loop.create_future()
        self.exits = 0
        self.bytes = 0
        self.head = b""

    def connection_made(self, transport):
        self.transport = transport

    def pipe_data_received(self, fd, data):
        if not self.bytes:
            self.head = data[:16]
        self.bytes += len(data)

    def process_exited(self):
        self.exited_at = time.monotonic_ns()
        self.exits += 1

    def connection_lost(self, exc):
        self.over.set_result(None)


class Children:
    """Children of one kind: what runs, and what is right at the end of each."""

    def __init__(self, loop, arguments, returncode=0, output=None, size=0):
        self.loop = loop
        self.arguments = arguments
        self.returncode = returncode
        self.output = output
        self.size = size
        self.ended = self.wrong = 0

    async def spawn(self):
        _, child = await self.loop.subprocess_exec(
            lambda: Child(self.loop),
            *self.arguments,
            stdin=None,
            stdout=None if self.output is None else asyncio.subprocess.PIPE,
            stderr=None,
        )
        return child

    async def over(self, child):
        await child.over
        self.ended += 1
        self.wrong += not (
            child.exits == 1
            and child.transport.get_returncode() == self.returncode
            and child.bytes == self.size
            and child.head.startswith(self.output or b"")
        )

    async def run(self, count, parallel, measurement=None):
        """Runs so many, at most so many at once; says whether all were right."""
        numbers = iter(range(count))
        every = max(1, count // SAMPLES)
        before = self.ended

        async def one_after_another():
            for number in numbers:
                child = await self.spawn()
                if measurement and number % every == 0:
                    measurement.sample()
                await self.over(child)

        await asyncio.gather(*(one_after_another() for _ in range(parallel)))
        return self.ended - before == count and not self.wrong

    async def kill_one(self):
        """The time from the signal to the exit handler."""
        child = await self.spawn()
        before = time.monotonic_ns()
        os.kill(child.transport.get_pid(), signal.SIGKILL)
        await self.over(child)
        return child.exited_at - before


def none_is_left():
    try:
        os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        return True
    return False


async def measure_run(children, keys):
    parallel, count = keys.number("parallel"), keys.number("count")
    right = await children.run(keys.number("warmup"), parallel)
    measurement = Measurement()
    right = await children.run(count, parallel, measurement) and right
    measurement.end()
    measurement.report(count, right and none_is_left())


async def bench_spawn(loop, keys):
    await measure_run(Children(loop, [keys.text("program")]), keys)


async def bench_pipe(loop, keys):
    await measure_run(Children(loop, ["/bin/echo", "hello"], output=b"hello\n", size=6), keys)


async def bench_exit(loop, keys):
    children = Children(loop, [keys.text("program")], returncode=-signal.SIGKILL)
    idle = [await children.spawn() for _ in range(keys.number("alive"))]
    for _ in range(keys.number("warmup")):
        await children.kill_one()
    measurement = Measurement()
    latencies = [await children.kill_one() for _ in range(keys.number("count"))]
    measurement.end()
    for child in idle:
        os.kill(child.transport.get_pid(), signal.SIGKILL)
    for child in idle:
        await children.over(child)
    expected = len(idle) + keys.number("warmup") + keys.number("count")
    right = children.ended == expected and not children.wrong and none_is_left()
    measurement.report(len(latencies), right, **latencies_of(latencies))


async def read_bulk(loop, keys, size):
    children = Children(loop, [keys.text("program"), str(size)], output=b"", size=size)
    child = await children.spawn()
    output = child.transport.get_pipe_transport(1).get_extra_info("pipe")
    # uvloop has a pair of sockets there, and does not show it
    if output is not None and stat.S_ISFIFO(os.fstat(output.fileno()).st_mode):
        fcntl.fcntl(output.fileno(), fcntl.F_SETPIPE_SZ, PIPE_SIZE)
    await children.over(child)
    return not children.wrong


async def bench_bulk(loop, keys):
    size = keys.number("bytes")
    right = await read_bulk(loop, keys, keys.number("warmup"))
    measurement = Measurement()
    right = await read_bulk(loop, keys, size) and right
    measurement.end()
    measurement.report(1, right and none_is_left(), bytes=size)


async def measure_calls(calls, loop, keys, other_threads=0):
    count = keys.number("count")
    right = await calls(loop, keys.number("warmup"))
    measurement = Measurement()
    right = await calls(loop, count) and right
    measurement.end()
    measurement.threads += other_threads
    measurement.report(count, right)


async def bench_callsoon(loop, keys):
    await measure_calls(chain, loop, keys)


async def chain(loop, count):
    done = loop.create_future()
    called = 0

    def link():
        nonlocal called
        called += 1
        if called < count:
            loop.call_soon(link)
        else:
            done.set_result(None)

    loop.call_soon(link)
    await done
    return called == count


async def bench_threadsafe(loop, keys):
    await measure_calls(calls_from_another_thread, loop, keys, other_threads=1)


async def calls_from_another_thread(loop, count):
    done = loop.create_future()
    called = in_order = 0

    def call(number):
        nonlocal called, in_order
        in_order += number == called
        called += 1
        if called == count:
            done.set_result(None)

    def call_all():
        for number in range(count):
            loop.call_soon_threadsafe(call, number)

    thread = threading.Thread(target=call_all)
    thread.start()
    await done
    thread.join()
    return called == in_order == count


async def bench_timers_cancel(loop, keys):
    await measure_calls(make_and_cancel, loop, keys)


async def make_and_cancel(loop, count):
    called = []
    cancelled = True
    for left in range(count, 0, -TIMER_BATCH):
        handles = [loop.call_later(HOUR, called.append, None) for _ in range(min(left, TIMER_BATCH))]
        for handle in handles:
            handle.cancel()
        await asyncio.sleep(0)
        cancelled = cancelled and all(handle.cancelled() for handle in handles)
    await asyncio.sleep(0)
    # asyncio's own heap keeps the cancelled until they are many; uvloop's is not to be seen
    return cancelled and not called and not getattr(loop, "_scheduled", ())


async def bench_timers_fire(loop, keys):
    await measure_calls(all_fire, loop, keys)


async def all_fire(loop, count):
    done = loop.create_future()
    tolerance = 1e-3 if is_uvloop(loop) else time.get_clock_info("monotonic").resolution
    fired = in_time = 0

    def fire(when):
        nonlocal fired, in_time
        in_time += loop.time() + tolerance >= when
        fired += 1
        if fired == count:
            done.set_result(None)

    begin = loop.time()
    for number in range(count):
        when = begin + number / count
        loop.call_at(when, fire, when)
    await done
    return fired == in_time == count


class Echo(asyncio.Protocol):
    messages = came_in = broken = 0

    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        Echo.messages += 1
        Echo.came_in += len(data)
        self.transport.write(data)

    def connection_lost(self, exc):
        Echo.broken += exc is not None or self.transport.get_write_buffer_size() > 0


async def bench_echo(loop, _keys):
    input_ended = loop.create_future()

    def read_marks():
        lines = os.read(sys.stdin.fileno(), 256)
        if not lines:
            loop.remove_reader(sys.stdin.fileno())
            input_ended.set_result(None)
        for _ in range(lines.count(b"\n")):
            print(json.dumps({"selfCpuNanos": cpu_nanos(resource.RUSAGE_SELF)}), flush=True)

    server = await loop.create_server(Echo, "127.0.0.1", 0, backlog=4096)
    loop.add_reader(sys.stdin.fileno(), read_marks)
    print(json.dumps({"port": server.sockets[0].getsockname()[1]}), flush=True)
    measurement = Measurement()
    await input_ended
    measurement.end()
    server.close()
    measurement.report(Echo.messages, not Echo.broken, bytes=Echo.came_in)


WORKLOADS = {
    "spawn": bench_spawn,
    "exit": bench_exit,
    "pipe": bench_pipe,
    "bulk": bench_bulk,
    "callsoon": bench_callsoon,
    "threadsafe": bench_threadsafe,
    "timers-cancel": bench_timers_cancel,
    "timers-fire": bench_timers_fire,
    "echo": bench_echo,
}


def is_uvloop(loop):
    return type(loop).__module__.startswith("uvloop")


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
    main(*sys.argv[1:])
