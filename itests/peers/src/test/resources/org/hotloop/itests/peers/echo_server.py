"""Echoes the lines of one connection, on HOST at a port that it prints, or on PATH."""

import asyncio
import sys


async def main(where):
    served = asyncio.get_running_loop().create_future()

    async def echo(reader, writer):
        async for line in reader:
            writer.write(line)
            await writer.drain()
        writer.close()
        await writer.wait_closed()
        served.set_result(None)

    if "/" in where:
        server = await asyncio.start_unix_server(echo, where)
    else:
        server = await asyncio.start_server(echo, where, 0)
        where = server.sockets[0].getsockname()[1]
    async with server:
        print(where, flush=True)
        await served


asyncio.run(main(sys.argv[1]))
