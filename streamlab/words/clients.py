"""What clients and cuts are called, and who uses them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from streamlab.i18n import QT_TRANSLATE_NOOP, translate


class Name(NamedTuple):
    """A short name and one line about it, translated."""

    title: str
    about: str


class _Words(NamedTuple):
    """What one client is called and who uses it, in English; the clients of a `family` are shown together."""

    family: str
    title: str
    about: str


_HANDLERS: Final = QT_TRANSLATE_NOOP("Clients", "Your own handlers")
_OTHERS: Final = QT_TRANSLATE_NOOP("Clients", "Others")
_MINI_PROGRAMS: Final = QT_TRANSLATE_NOOP("Clients", "Mini-programs")
_DECODERS: Final = QT_TRANSLATE_NOOP("Clients", "Browser and Node decoders")
_PYTHON: Final = QT_TRANSLATE_NOOP("Clients", "Python")
_SSE: Final = QT_TRANSLATE_NOOP("Clients", "SSE libraries")
_COMPARISON: Final = QT_TRANSLATE_NOOP("Clients", "For comparison")

# By id; a family stands where its first client does.
WORDS: Final[dict[str, _Words]] = {
    "mini-program-last-line": _Words(
        _MINI_PROGRAMS,
        QT_TRANSLATE_NOOP("Clients", "Mini-program snippet"),
        QT_TRANSLATE_NOOP(
            "Clients", "onChunkReceived as published: the last line of each chunk goes through JSON.parse."
        ),
    ),
    "npm-buffer": _Words(
        _MINI_PROGRAMS,
        QT_TRANSLATE_NOOP("Clients", "npm buffer per chunk"),
        QT_TRANSLATE_NOOP("Clients", "Buffer.from(chunk).toString() outside Node: uni-app, Taro, webpack."),
    ),
    "decodeuri-escape": _Words(
        _MINI_PROGRAMS,
        QT_TRANSLATE_NOOP("Clients", "decodeURI(escape) trick"),
        QT_TRANSLATE_NOOP(
            "Clients",
            "decodeURIComponent(escape(…)) on phones without TextDecoder: one cut character, and the whole chunk throws.",
        ),
    ),
    "text-encoding-shim": _Words(
        _MINI_PROGRAMS,
        QT_TRANSLATE_NOOP("Clients", "text-encoding-shim"),
        QT_TRANSLATE_NOOP("Clients", "A stand-in for TextDecoder on phones; it takes {stream: true} and ignores it."),
    ),
    "latin1": _Words(
        _MINI_PROGRAMS,
        QT_TRANSLATE_NOOP("Clients", "fromCharCode per byte"),
        QT_TRANSLATE_NOOP("Clients", "String.fromCharCode for each byte; ISO-8859-1 in Java does the same."),
    ),
    "textdecoder-per-chunk": _Words(
        _DECODERS,
        QT_TRANSLATE_NOOP("Clients", "TextDecoder per chunk"),
        QT_TRANSLATE_NOOP("Clients", "fetch loops with new TextDecoder().decode(chunk)."),
    ),
    "textdecoder-recreated": _Words(
        _DECODERS,
        QT_TRANSLATE_NOOP("Clients", "TextDecoder made anew"),
        QT_TRANSLATE_NOOP("Clients", "fetch loops that use {stream: true}, but on a new TextDecoder for each chunk."),
    ),
    "textdecoder-stream": _Words(
        _DECODERS,
        QT_TRANSLATE_NOOP("Clients", "TextDecoder, one for all"),
        QT_TRANSLATE_NOOP("Clients", "One TextDecoder with {stream: true}: the right way in a browser."),
    ),
    "node-buffer": _Words(
        _DECODERS,
        QT_TRANSLATE_NOOP("Clients", "Node chunk.toString()"),
        QT_TRANSLATE_NOOP("Clients", "on('data') handlers in Node; text += chunk does the same."),
    ),
    "node-stringdecoder": _Words(
        _DECODERS,
        QT_TRANSLATE_NOOP("Clients", "Node StringDecoder"),
        QT_TRANSLATE_NOOP("Clients", "setEncoding('utf8') on a stream of Node."),
    ),
    "requests-iter-content": _Words(
        _PYTHON,
        QT_TRANSLATE_NOOP("Clients", "requests iter_content"),
        QT_TRANSLATE_NOOP("Clients", "Python requests, each piece decoded by itself."),
    ),
    "requests-iter-lines": _Words(
        _PYTHON,
        QT_TRANSLATE_NOOP("Clients", "requests iter_lines"),
        QT_TRANSLATE_NOOP("Clients", "Python requests, lines as bytes."),
    ),
    "requests-iter-lines-unicode": _Words(
        _PYTHON,
        QT_TRANSLATE_NOOP("Clients", "requests iter_lines, text"),
        QT_TRANSLATE_NOOP("Clients", "iter_lines(decode_unicode=True): latin-1 where the response names no charset."),
    ),
    "httpx-iter-lines": _Words(
        _PYTHON,
        QT_TRANSLATE_NOOP("Clients", "httpx iter_lines"),
        QT_TRANSLATE_NOOP("Clients", "Python httpx, lines as text; U+2028 and U+0085 end a line, too."),
    ),
    "aiohttp-lines": _Words(
        _PYTHON,
        QT_TRANSLATE_NOOP("Clients", "aiohttp lines"),
        QT_TRANSLATE_NOOP("Clients", "async for line in response.content, as bytes."),
    ),
    "openai-python": _Words(
        _SSE,
        QT_TRANSLATE_NOOP("Clients", "OpenAI Python SDK"),
        QT_TRANSLATE_NOOP("Clients", "client.chat.completions.create(stream=True) and whatever is built on it."),
    ),
    "httpx-sse": _Words(
        _SSE,
        QT_TRANSLATE_NOOP("Clients", "httpx-sse"),
        QT_TRANSLATE_NOOP("Clients", "The event reader of the Python MCP SDK and many others."),
    ),
    "sseclient-py": _Words(
        _SSE,
        QT_TRANSLATE_NOOP("Clients", "sseclient-py"),
        QT_TRANSLATE_NOOP("Clients", "Events over Python requests or urllib3."),
    ),
    "openai-node": _Words(
        _SSE,
        QT_TRANSLATE_NOOP("Clients", "OpenAI Node SDK"),
        QT_TRANSLATE_NOOP("Clients", "for await (const chunk of stream) with the openai package."),
    ),
    "eventsource-parser": _Words(
        _SSE,
        QT_TRANSLATE_NOOP("Clients", "eventsource-parser"),
        QT_TRANSLATE_NOOP("Clients", "The parser inside the Vercel AI SDK and many front ends."),
    ),
    "fetch-event-source": _Words(
        _SSE,
        QT_TRANSLATE_NOOP("Clients", "fetch-event-source"),
        QT_TRANSLATE_NOOP("Clients", "@microsoft/fetch-event-source: chat pages that must POST."),
    ),
    "undici-eventsource": _Words(
        _SSE,
        QT_TRANSLATE_NOOP("Clients", "Node EventSource"),
        QT_TRANSLATE_NOOP("Clients", "EventSource of undici, the fetch of Node."),
    ),
    "reference": _Words(
        _COMPARISON,
        QT_TRANSLATE_NOOP("Clients", "Correct reader"),
        QT_TRANSLATE_NOOP(
            "Clients", "One decoder and one parser for the whole reply: what the others are compared with."
        ),
    ),
}

_CUTS: Final[dict[str, tuple[str, str]]] = {
    "recorded": (
        QT_TRANSLATE_NOOP("Clients", "As it came"),
        QT_TRANSLATE_NOOP("Clients", "The chunks as they were recorded."),
    ),
    "reads": (
        QT_TRANSLATE_NOOP("Clients", "Socket reads"),
        QT_TRANSLATE_NOOP("Clients", "A border where each socket read ended; as it came where no reads were recorded."),
    ),
    "merged": (
        QT_TRANSLATE_NOOP("Clients", "One piece"),
        QT_TRANSLATE_NOOP("Clients", "Everything at once: what fails here fails without any border."),
    ),
    "inside-characters": (
        QT_TRANSLATE_NOOP("Clients", "Inside characters"),
        QT_TRANSLATE_NOOP("Clients", "A border before every byte inside a character of several bytes."),
    ),
    "inside-crlf": (
        QT_TRANSLATE_NOOP("Clients", "Inside CR LF"),
        QT_TRANSLATE_NOOP("Clients", "A border between CR and LF of every line end that has both."),
    ),
    "line": (
        QT_TRANSLATE_NOOP("Clients", "Inside lines"),
        QT_TRANSLATE_NOOP("Clients", "A border in the middle of each line, between two characters."),
    ),
    "bytes": (
        QT_TRANSLATE_NOOP("Clients", "Byte by byte"),
        QT_TRANSLATE_NOOP("Clients", "Every byte is a chunk."),
    ),
    "every": (
        QT_TRANSLATE_NOOP("Clients", "Each single border"),
        QT_TRANSLATE_NOOP("Clients", "Two chunks, one try for each byte between which they can part."),
    ),
}


def family_title(source: str) -> str:
    """A family's name; families are known by their English names."""
    return translate("Clients", source)


def families(clients: tuple[str, ...], own: tuple[str, ...] = ()) -> list[tuple[str, tuple[str, ...]]]:
    """The families with those of their `clients` that there are; `own` handlers come first, unknown clients last."""
    groups = [(_HANDLERS, own)]
    groups += [
        (family, tuple(_members(family, clients))) for family in dict.fromkeys(one.family for one in WORDS.values())
    ]
    groups.append((_OTHERS, tuple(one for one in clients if one not in WORDS)))
    return [(title, members) for title, members in groups if members]


def _members(family: str, clients: tuple[str, ...]) -> Iterator[str]:
    return (client for client, words in WORDS.items() if words.family == family and client in clients)


def client_name(client: str) -> Name:
    """A client's name and who uses it; `handler` and `handler-2` are one's own, another handler is called what it is called."""
    if client not in WORDS:
        about = translate("Clients", "JavaScript of your own, run in a sandbox.")
        form, _, number = client.partition("-")
        if form != "handler":
            return Name(client, about)
        title = translate("Clients", "Your handler, {number}") if number else translate("Clients", "Your handler")
        return Name(title.format(number=number), about)
    words = WORDS[client]
    return Name(translate("Clients", words.title), translate("Clients", words.about))


def cut_name(cuts: str) -> Name:
    """What a cut is called, and what it is."""
    if cuts in _CUTS:
        title, about = _CUTS[cuts]
        return Name(translate("Clients", title), translate("Clients", about))
    form, _, value = cuts.partition(":")
    before, shape, after = form.partition("|")
    if shape:
        about = translate("Clients", "Characters of {size} bytes are cut after byte {before} of them.")
        width = int(before) + int(after)
        return Name(
            translate("Clients", "Characters {shape}").format(shape=form), about.format(size=width, before=before)
        )
    match form:
        case "wechat":
            title = translate("Clients", "WeChat {size} B")
            about = translate(
                "Clients", "Chunks of {size} bytes, a size in which WeChat may hand on what came at once."
            )
            return Name(title.format(size=f"{int(value):,}"), about.format(size=f"{int(value):,}"))
        case "fixed":
            title, size = translate("Clients", "Every {size} B"), f"{int(value):,}"
            return Name(title.format(size=size), translate("Clients", "Chunks of {size} bytes.").format(size=size))
        case "random":
            title = translate("Clients", "Random, seed {seed}").format(seed=value)
            about = translate("Clients", "Sizes from 1 to 1,024 bytes by chance; the same ones for the same seed.")
            return Name(title, about)
        case "at":
            borders = value.split(",")
            title = translate("Clients", "%n border(s) drawn", len(borders))
            shown = ", ".join(borders[:12]) + (" …" if len(borders) > 12 else "")
            return Name(title, translate("Clients", "Borders at the bytes {bytes}.").format(bytes=shown))
    return Name(cuts, "")
