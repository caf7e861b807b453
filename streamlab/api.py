"""The public Python API: `analyze`, `capture`, `emulate`, `load`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

from streamlab.analysis import Analysis
from streamlab.errors import Misuse, UsageError
from streamlab.importing import load
from streamlab.model import Chunk, End, EndReason, Head, Headers, Message
from streamlab.recording import Recording

if TYPE_CHECKING:
    from streamlab.clients import Run
    from streamlab.request import Body

HeaderInput = Mapping[str, str] | Iterable[tuple[str, str]]
Bytes = bytes | bytearray | memoryview
ChunkInput = Bytes | tuple[int, Bytes]
_LATE = -1  # a chunk whose time is not known


def analyze(
    chunks: Recording | Iterable[ChunkInput],
    *,
    headers: HeaderInput = (),
    status: int = 200,
    end: str = "complete",
    encoding: str | None = None,
    framing: str | None = None,
    dialect: str | None = None,
    request: object = None,
) -> Analysis:
    """The analysis of chunks, or of a recording.

    `chunks`: bytes, or (nanoseconds since the request was sent, bytes). Empty chunks count; an empty last one with a time tells
    when the stream ended. `headers` are the response's; `end` one of the end reasons; `request` the request body as parsed JSON,
    where known. `encoding` (a Python codec name), `framing` and `dialect`: None detects; what is given is obeyed literally.
    `headers`, `status`, `end` are ignored for a recording, which knows its own.

    Raises `UsageError` for an unknown end reason, encoding, framing or dialect; never for what the bytes hold.
    """
    if isinstance(chunks, Recording) and request is None:
        analysis = Analysis.for_request(chunks.request, encoding=encoding, framing=framing, dialect=dialect)
    else:
        analysis = Analysis(encoding=encoding, framing=framing, dialect=dialect, request=request)
    if isinstance(chunks, Recording):
        analysis.feed([*chunks.messages, chunks.end])  # an end that is there already ends it
    else:
        analysis.feed(_messages(chunks, _pairs(headers), status, end))
    return analysis


def _pairs(headers: HeaderInput) -> Headers:
    items = headers.items() if isinstance(headers, Mapping) else headers
    return tuple((str(name), str(value)) for name, value in items)


def _messages(chunks: Iterable[ChunkInput], headers: Headers, status: int, end: str) -> Iterator[Message]:
    # One at a time: a list of a million small messages costs more, in memory and cache, than their analysis.
    try:
        reason = EndReason(end)
    except ValueError:
        raise UsageError(Misuse.END, name=end, known=", ".join(EndReason)) from None
    yield Head(0, "HTTP/1.1", status, "", headers)
    last = _LATE
    for item in chunks:
        last, data = item if isinstance(item, tuple | list) else (_LATE, item)
        if not isinstance(data, Bytes):
            raise UsageError(Misuse.CHUNK, type=type(data).__name__)
        yield Chunk(last, bytes(data))
    yield End(last, reason)


def emulate(
    chunks: Recording | Iterable[ChunkInput],
    *,
    client: str = "mini-program-last-line",
    cuts: str = "recorded",
    headers: HeaderInput = (),
    handler: str | None = None,
    text_decoder: bool | None = None,
    variables: Mapping[str, str] | None = None,
) -> list[Run]:
    """What a client makes of the same bytes: one run per cutting, each computed when it is looked at.

    `client` is one of `streamlab.clients.CLIENTS`, `cuts` a name or form of `streamlab.clients.CUTS`. `headers` are the response's;
    where there are none, clients that want an event stream are not told otherwise. `handler`: JavaScript source, run in a sandbox
    instead of a client; `text_decoder`: whether the device it runs on has a TextDecoder (None: browsers have, phones have not);
    `variables`: values for names that it uses and does not declare.

    Raises `UsageError` for an unknown client or cut; never for what the bytes hold or the handler does.
    """
    from streamlab.clients import CLIENTS, Handler, Reading, runs

    make = CLIENTS.get(client)
    if handler is not None:
        client, make = "handler", partial(Handler, source=handler, text_decoder=text_decoder, variables=variables or {})
    if make is None:
        raise UsageError(Misuse.CLIENT, name=client, known=", ".join(CLIENTS))
    return list(runs(client, make, cuts, Reading(analyze(chunks, headers=headers))))


async def capture(
    url: str,
    *,
    method: str = "GET",
    headers: HeaderInput = (),
    body: object = None,
    timeout: float | None = None,  # noqa: ASYNC109 (per silence, not for the whole: the transport keeps it)
    verify: bool = True,
    proxy: str | None = None,
    http2: bool = False,
    follow_redirects: bool = False,
) -> Recording:
    """One request, recorded to its end whatever the peer does; safe to run concurrently with others.

    `body`: None, str, bytes, or anything else as JSON. `timeout`: seconds of silence allowed in each phase; None waits for ever
    (connecting has its own limit). Never raises for what the peer does: the recording's `End` says it.
    """
    from streamlab.recording import timestamp
    from streamlab.request import Request, Timeouts, redacted
    from streamlab.transport import HttpxTransport

    limits = Timeouts() if timeout is None else Timeouts(connect=timeout, read=timeout, write=timeout)
    request = Request(
        method=method,
        url=url,
        headers=_pairs(headers),
        body=_body(body),
        timeouts=limits,
        verify=verify,
        proxy=proxy,
        http2=http2,
        follow_redirects=follow_redirects,
    )
    created = timestamp()
    messages = [message async for message in HttpxTransport().stream(request)]
    return Recording(created, redacted(request), messages)


def _body(value: object) -> Body:
    from streamlab.request import Body

    match value:
        case None:
            return Body()
        case str():
            return Body("text", text=value)
        case bytes() | bytearray():
            return Body("bytes", data=bytes(value))
    return Body("json", text=json.dumps(value, ensure_ascii=False))


__all__ = ["analyze", "capture", "emulate", "load"]
