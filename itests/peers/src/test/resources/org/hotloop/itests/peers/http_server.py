"""Answers the requests of one connection, on HOST at a port that it prints."""

import asyncio
import sys


async def main(host):
    served = asyncio.get_running_loop().create_future()

    async def answer(reader, writer):
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                body = b"you asked for " + head.split()[1]
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body))
                writer.write(body)
                await writer.drain()
        except asyncio.IncompleteReadError:
            writer.close()
            served.set_result(None)

    async with await asyncio.start_server(answer, host, 0) as server:
        print(server.sockets[0].getsockname()[1], flush=True)
        await served


asyncio.run(main(sys.argv[1]))
