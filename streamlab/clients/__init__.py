"""Clients: how others decode the same chunks, and how the chunks are cut before; may import decode, analysis."""

from __future__ import annotations

from streamlab.clients import decoders, lines, sse_javascript, sse_python
from streamlab.clients.base import Response
from streamlab.clients.cuts import NAMES as CUTS
from streamlab.clients.cuts import cuttings
from streamlab.clients.every import Every, every, runs
from streamlab.clients.last_line import MiniProgramLastLine
from streamlab.clients.reading import Reading
from streamlab.clients.reference import Reference
from streamlab.clients.run import ClientError, Factory, Run
from streamlab.clients.sandbox import Handler

CLIENTS: dict[str, Factory] = {
    "mini-program-last-line": MiniProgramLastLine,
    "textdecoder-per-chunk": decoders.TextDecoderPerChunk,
    "textdecoder-recreated": decoders.TextDecoderRecreated,
    "textdecoder-stream": decoders.TextDecoderStream,
    "node-buffer": decoders.NodeBuffer,
    "npm-buffer": decoders.NpmBuffer,
    "node-stringdecoder": decoders.NodeStringDecoder,
    "decodeuri-escape": decoders.DecodeUriEscape,
    "text-encoding-shim": decoders.TextEncodingShim,
    "latin1": decoders.Latin1,
    "requests-iter-content": lines.RequestsIterContent,
    "requests-iter-lines": lines.RequestsIterLines,
    "requests-iter-lines-unicode": lines.RequestsIterLinesUnicode,
    "httpx-iter-lines": lines.HttpxIterLines,
    "httpx-sse": sse_python.HttpxSse,
    "aiohttp-lines": lines.AiohttpLines,
    "openai-python": sse_python.OpenaiPython,
    "openai-node": sse_javascript.OpenaiNode,
    "sseclient-py": sse_python.SseclientPy,
    "eventsource-parser": sse_javascript.EventsourceParser,
    "fetch-event-source": sse_javascript.FetchEventSource,
    "undici-eventsource": sse_javascript.UndiciEventSource,
    "reference": Reference,
}

__all__ = [
    "CLIENTS",
    "CUTS",
    "ClientError",
    "Every",
    "Factory",
    "Handler",
    "Reading",
    "Response",
    "Run",
    "cuttings",
    "every",
    "runs",
]
