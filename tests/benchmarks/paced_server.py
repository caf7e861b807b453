"""A server in a process of its own: COUNT events of SSE, each an HTTP chunk, RATE a second, five at a time. Prints its URL."""

from __future__ import annotations

import asyncio
import sys
import time

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
GROUP = 5


def event(index: int) -> bytes:
    """One HTTP chunk with one event of an OpenAI-compatible stream."""
    text = f'data: {{"id":"1","choices":[{{"index":0,"delta":{{"content":"你好{index} "}},"finish_reason":null}}]}}\n\n'
    data = text.encode()
    return b"%x\r\n%s\r\n" % (len(data), data)


async def serve(count: int, rate: int) -> None:
    """Serves until standard input ends."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(HEAD)
        start = time.monotonic()
        for index in range(count):
            writer.write(event(index))
            if index % GROUP == GROUP - 1:
                await writer.drain()
                await asyncio.sleep(max(0.0, start + (index + 1) / rate - time.monotonic()))
        writer.write(b"0\r\n\r\n")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/", flush=True)
        await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), int(sys.argv[2])))
