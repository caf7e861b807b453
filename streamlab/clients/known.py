"""The clients by id."""

from __future__ import annotations

from streamlab.clients.base import Client, Factory
from streamlab.clients.emulated import decoders, lines, sse_javascript, sse_python
from streamlab.clients.emulated.last_line import MiniProgramLastLine
from streamlab.clients.emulated.reference import Reference

_CLIENTS: tuple[type[Client], ...] = (
    MiniProgramLastLine,
    decoders.TextDecoderPerChunk,
    decoders.TextDecoderRecreated,
    decoders.TextDecoderStream,
    decoders.NodeBuffer,
    decoders.NpmBuffer,
    decoders.NodeStringDecoder,
    decoders.DecodeUriEscape,
    decoders.TextEncodingShim,
    decoders.Latin1,
    lines.RequestsIterContent,
    lines.RequestsIterLines,
    lines.RequestsIterLinesUnicode,
    lines.HttpxIterLines,
    sse_python.HttpxSse,
    lines.AiohttpLines,
    sse_python.OpenaiPython,
    sse_javascript.OpenaiNode,
    sse_python.SseclientPy,
    sse_javascript.EventsourceParser,
    sse_javascript.FetchEventSource,
    sse_javascript.UndiciEventSource,
    Reference,
)
CLIENTS: dict[str, Factory] = {client.id: client for client in _CLIENTS}
