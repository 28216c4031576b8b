"""The echo server."""

import asyncio
import json
import os
import resource
import sys

from measuring import Measurement, cpu_nanos, process_status


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
            costs = {
                "selfCpuNanos": cpu_nanos(resource.RUSAGE_SELF),
                "residentKiB": process_status("VmRSS"),
            }
            print(json.dumps(costs), flush=True)

    server = await loop.create_server(Echo, "127.0.0.1", 0, backlog=4096)
    loop.add_reader(sys.stdin.fileno(), read_marks)
    print(json.dumps({"port": server.sockets[0].getsockname()[1]}), flush=True)
    measurement = Measurement()
    await input_ended
    measurement.end()
    server.close()
    measurement.report(Echo.messages, not Echo.broken, bytes=Echo.came_in)
