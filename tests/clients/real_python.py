"""The Python libraries themselves, over chunks that come through their own response objects."""

from __future__ import annotations

import asyncio
import http.client
import io
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import aiohttp
import httpx
import httpx2
import httpx_sse
import openai
import requests
import requests.adapters
import sseclient
import urllib3
from aiohttp.client_proto import ResponseHandler

Pairs = tuple[tuple[str, str], ...]
Result = tuple[list[Any], tuple[str, str] | None]  # outputs; class and message of the exception


class Body(httpx.SyncByteStream):
    """A response body in chunks."""

    def __init__(self, chunks: list[bytes]) -> None:
        self._chunks = chunks

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._chunks)


class Body2(httpx2.SyncByteStream):
    """The same for the client that openai uses."""

    def __init__(self, chunks: list[bytes]) -> None:
        self._chunks = chunks

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._chunks)


class _Wire:
    """What http.client wants of a socket: its bytes."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def makefile(self, _mode: str) -> io.BytesIO:
        return io.BytesIO(self._data)


def _requests(chunks: list[bytes], headers: Pairs) -> requests.Response:
    """A chunked HTTP/1.1 response, read by http.client, urllib3 and requests."""
    head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n" + "".join(f"{k}: {v}\r\n" for k, v in headers) + "\r\n"
    body = b"".join(b"%x\r\n%b\r\n" % (len(chunk), chunk) for chunk in chunks if chunk) + b"0\r\n\r\n"
    low = http.client.HTTPResponse(_Wire(head.encode("latin-1") + body), method="GET")  # type: ignore[arg-type]
    low.begin()
    raw = urllib3.HTTPResponse(
        low, headers=dict(low.getheaders()), status=200, preload_content=False, original_response=low
    )
    request = requests.Request("GET", "http://127.0.0.1/").prepare()
    return requests.adapters.HTTPAdapter().build_response(request, raw)


def _take(items: Iterator[Any]) -> Result:
    outputs: list[Any] = []
    try:
        outputs.extend(items)  # keeps what came before an exception
    except Exception as error:  # noqa: BLE001 (whatever it throws is the answer)
        return outputs, (type(error).__name__, str(error))
    return outputs, None


def _httpx(chunks: list[bytes], headers: Pairs) -> httpx.Response:
    request = httpx.Request("GET", "http://127.0.0.1/")
    return httpx.Response(200, headers=list(headers), stream=Body(chunks), request=request)


def _openai(chunks: list[bytes], headers: Pairs) -> Iterator[Any]:
    request = httpx2.Request("GET", "http://127.0.0.1/")
    response = httpx2.Response(200, headers=list(headers), stream=Body2(chunks), request=request)
    return iter(openai.Stream(cast_to=object, response=response, client=_client()))


@cache
def _client() -> openai.OpenAI:
    return openai.OpenAI(api_key="none")


class _Transport(asyncio.Transport):
    """Where the protocol writes to and what it may pause: nothing."""

    def pause_reading(self) -> None: ...
    def resume_reading(self) -> None: ...
    def close(self) -> None: ...


async def _aiohttp(chunks: list[bytes]) -> Result:
    loop = asyncio.get_running_loop()
    protocol = ResponseHandler(loop)
    protocol.connection_made(_Transport())
    protocol.set_response_params(read_until_eof=True)
    protocol.data_received(b"HTTP/1.1 200 OK\r\n\r\n")
    _head, reader = await protocol.read()
    outputs: list[Any] = []

    async def read() -> tuple[str, str] | None:
        try:
            async for line in reader:
                outputs.append(line)  # keeps what came before an exception
        except aiohttp.http_exceptions.LineTooLong as error:
            return type(error).__name__, str(error)
        return None

    async with asyncio.TaskGroup() as group:
        task = group.create_task(read())
        for chunk in chunks:
            protocol.data_received(chunk)
            await asyncio.sleep(0)
            await asyncio.sleep(0)
        protocol.connection_lost(None)
    return outputs, task.result()


_CLIENTS: dict[str, Callable[[list[bytes], Pairs], Iterator[Any]]] = {
    "requests-iter-content": lambda chunks, headers: (
        piece.decode("utf-8") for piece in _requests(chunks, headers).iter_content(None)
    ),
    "requests-iter-lines": lambda chunks, headers: _requests(chunks, headers).iter_lines(),
    "requests-iter-lines-unicode": lambda chunks, headers: _requests(chunks, headers).iter_lines(decode_unicode=True),
    "httpx-iter-lines": lambda chunks, headers: _httpx(chunks, headers).iter_lines(),
    "httpx-sse": lambda chunks, headers: (
        event.data for event in httpx_sse.EventSource(_httpx(chunks, headers)).iter_sse()
    ),
    "openai-python": _openai,
    "sseclient-py": lambda chunks, _headers: (event.data for event in sseclient.SSEClient(iter(chunks)).events()),
}
NAMES = (*_CLIENTS, "aiohttp-lines")


def run(client: str, chunks: list[bytes], headers: Pairs) -> Result:
    """What the library gives, and what it throws."""
    if client == "aiohttp-lines":
        return asyncio.run(_aiohttp(chunks))
    return _take(_CLIENTS[client](chunks, headers))


def data_of(value: Any) -> Any:
    """What openai gives for an event of the Assistants, without the envelope that it puts around the data."""
    return value["data"] if isinstance(value, dict) and set(value) == {"data", "event"} else value
