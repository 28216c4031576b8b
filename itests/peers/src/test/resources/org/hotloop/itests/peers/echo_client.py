"""Sends the lines of the standard input to HOST PORT, or PATH, one after the other's echo."""

import asyncio
import sys


async def main(*address):
    connect = asyncio.open_unix_connection if len(address) == 1 else asyncio.open_connection
    reader, writer = await connect(*address)
    for line in sys.stdin.buffer:
        writer.write(line)
        await writer.drain()
        sys.stdout.buffer.write(await reader.readline())
    writer.write_eof()
    sys.stdout.buffer.write(await reader.read())
    writer.close()
    await writer.wait_closed()


asyncio.run(main(*sys.argv[1:]))
