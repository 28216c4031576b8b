"""Workloads of the loop alone: its callbacks and its timers."""

import asyncio
import threading
import time

from measuring import Measurement

BATCH = 1000
HOUR = 3600


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


def is_uvloop(loop):
    return type(loop).__module__.startswith("uvloop")
