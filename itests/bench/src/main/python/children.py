"""Workloads with children."""

import asyncio
import fcntl
import os
import signal
import stat
import time

from measuring import Measurement, Members, latencies_of

PIPE_SIZE = 1024 * 1024
HEAD = 16
BATCH = 64
REST = 20e-6
SAMPLES = 32


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
        if len(self.head) < HEAD:
            self.head += data[:HEAD]
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

    async def kill_one(self, measurement):
        """The time from the signal to the exit handler."""
        child = await self.spawn()
        with measurement.apart():
            await_rest(child.transport.get_pid())
        before = time.monotonic_ns()
        os.kill(child.transport.get_pid(), signal.SIGKILL)
        await self.over(child)
        return child.exited_at - before


    async def kill_all(self, living):
        """In batches, since the loop takes no more than a socket's fill of signals at once."""
        for begin in range(0, len(living), BATCH):
            for child in living[begin : begin + BATCH]:
                os.kill(child.transport.get_pid(), signal.SIGKILL)
            for child in living[begin : begin + BATCH]:
                await self.over(child)


def is_at_rest(pid):
    with open(f"/proc/{pid}/stat", "rb") as state:
        return state.read().rpartition(b")")[2].split()[0] in b"SZ"


def await_rest(pid):
    """A signal would have to wait for the rest of the exec that a spawn returns in the midst of."""
    while not is_at_rest(pid):
        time.sleep(REST)


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


async def bench_alive(loop, keys):
    alive, count = keys.number("alive"), keys.number("count")
    children = Children(loop, [keys.text("program")], returncode=-signal.SIGKILL)
    for _ in range(keys.number("warmup")):
        await children.kill_all([await children.spawn()])
    children.ended = 0
    members = Members(min(alive, count))
    measurement = Measurement()
    for left in range(count, 0, -alive):
        living = [await children.spawn() for _ in range(min(left, alive))]
        measurement.sample()
        if left == count:
            with measurement.apart():
                members.made()
        await children.kill_all(living)
    measurement.end()
    right = children.ended == count and not children.wrong and none_is_left()
    measurement.report(count, right, **members.fields())


async def bench_exit(loop, keys):
    children = Children(loop, [keys.text("program")], returncode=-signal.SIGKILL)
    idle = [await children.spawn() for _ in range(keys.number("alive"))]
    measurement = Measurement()
    for _ in range(keys.number("warmup")):
        await children.kill_one(measurement)
    measurement = Measurement()
    latencies = [await children.kill_one(measurement) for _ in range(keys.number("count"))]
    measurement.end()
    await children.kill_all(idle)
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
