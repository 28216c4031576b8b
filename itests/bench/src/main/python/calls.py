"""Workloads of the loop alone: its callbacks and its timers."""

import asyncio
import threading
import time

from measuring import Measurement, Members

BATCH = 1000
SOON = 1e-3
HOUR = 3600
SCATTER = 7919


async def measure_calls(calls, loop, keys, other_threads=0):
    count = keys.number("count")
    right = await calls(loop, keys.number("warmup"))
    measurement = Measurement()
    right = await calls(loop, count) and right
    measurement.end()
    measurement.threads = max(measurement.threads, 1 + other_threads)
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
    for left in range(count, 0, -BATCH):
        handles = [loop.call_later(HOUR, called.append, None) for _ in range(min(left, BATCH))]
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
    # uvloop counts in milliseconds
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


async def bench_timers_pending(loop, keys):
    count, pending = keys.number("count"), keys.number("pending")
    too_early = []
    right = await come_and_go(loop, keys.number("warmup"))
    members = Members(pending)
    for number in range(pending):
        loop.call_later(far_away(number), too_early.append, number)
    members.made()
    measurement = Measurement()
    right = await come_and_go(loop, count) and right
    measurement.end()
    measurement.report(count, right and not too_early, **members.fields())


def far_away(number):
    """Within an hour from an hour on, in no order."""
    return HOUR + number * SCATTER % (HOUR * 1000) / 1000


async def come_and_go(loop, count):
    """Half of them fire, half are cancelled."""
    done = asyncio.Event()
    fired = 0

    def fire(until):
        nonlocal fired
        fired += 1
        if fired == until:
            done.set()

    too_early = []
    for end in range(BATCH, count + 1, BATCH):
        cancelled = []
        for number in range(end - BATCH, end, 2):
            loop.call_later(SOON, fire, end // 2)
            cancelled.append(loop.call_later(far_away(number), too_early.append, number))
        await done.wait()
        done.clear()
        for handle in cancelled:
            handle.cancel()
    return fired == count // 2 and not too_early


def is_uvloop(loop):
    return type(loop).__module__.startswith("uvloop")
