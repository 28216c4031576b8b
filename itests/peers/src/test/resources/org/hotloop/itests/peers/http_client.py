"""Asks HOST PORT for PATH, with the standard input as the body; prints the answer's body."""

import asyncio
import sys


async def main(host, port, path):
    reader, writer = await asyncio.open_connection(host, port)
    body = sys.stdin.buffer.read()
    writer.write(b"GET %b HTTP/1.1\r\nHost: hotloop\r\n" % path.encode())
    writer.write(b"Content-Length: %d\r\n\r\n" % len(body))
    writer.write(body)
    await writer.drain()
    head = await reader.readuntil(b"\r\n\r\n")
    length = int(head.lower().split(b"content-length:")[1].split()[0])
    sys.stdout.buffer.write(await reader.readexactly(length))
    writer.close()
    await writer.wait_closed()


asyncio.run(main(*sys.argv[1:]))
