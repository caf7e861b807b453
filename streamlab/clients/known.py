"""The clients by id."""

from __future__ import annotations

from streamlab.clients.emulated import decoders, lines, sse_javascript, sse_python
from streamlab.clients.emulated.last_line import MiniProgramLastLine
from streamlab.clients.emulated.reference import Reference
from streamlab.clients.run import Factory

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
