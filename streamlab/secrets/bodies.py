"""Secrets in bodies: in which coding the text is, in which parts it comes, and how many bytes each secret has."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from streamlab.secrets.found import Found, Kind, merged
from streamlab.secrets.marks import cover
from streamlab.secrets.names import holds, is_secret, weight
from streamlab.secrets.shapes import by_shape
from streamlab.secrets.text import in_whole

_BOMS = (
    (b"\xff\xfe\0\0", "utf-32-le"), (b"\0\0\xfe\xff", "utf-32-be"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"),
)  # fmt: skip
_UNITS = {"utf-16-le": 2, "utf-16-be": 2, "utf-32-le": 4, "utf-32-be": 4}  # bytes of an ASCII character
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_BOUNDARY = re.compile(r"boundary\s*=\s*(?:\"([^\"]{1,200})\"|([^\s;,\"]{1,200}))", re.IGNORECASE)
_DASHES = re.compile(r"\s{0,8}--(?P<boundary>[^\r\n]{1,200}?)[ \t]*\r?\n(?=[A-Za-z-]+:)")
_PART_NAME = re.compile(
    r"(?:;|\s)name(?P<coded>\*?)\s*=\s*(?:\"(?P<q>(?:[^\"\\\r\n]|\\.)*)\"|(?P<b>[^\s;]+))", re.IGNORECASE
)
_PART_TYPE = re.compile(r"^content-type\s*:\s*([^\r\n]*)", re.IGNORECASE | re.MULTILINE)
_HEAD_END = re.compile(r"\r?\n\r?\n|\A\r?\n")
_PACKED = 16 * 2**20  # of what is looked at in a compressed body
_STRANGE = re.compile("[\0-\x08\x0e-\x1a\x1c-\x1f\x7f-\x9f\ue000-\uf8ff\udc80-\udcff\ufffd]")
_SAMPLE = 4096
_SURE = 16  # characters of a shape that do not come about by chance
_LARGE = 2**20  # of which one round is enough
_ROUNDS = 6
_NESTED = 8  # bodies of parts in parts


class Secret(NamedTuple):
    """Bytes `[start, end)` of a body that hold a secret, and the name that a person would ask for it by."""

    start: int
    end: int
    name: str
    kind: Kind
    coding: str  # of the text that it is part of


def secrets_of(data: bytes, content_type: str) -> list[Secret]:
    """Every secret of a body, in order and apart from each other."""
    secrets = _secrets(data, content_type)
    if len(data) > _LARGE:
        return secrets
    for _ in range(_ROUNDS if secrets else 0):  # a mask may make a secret of what stands beside it
        after = covered(data, secrets)
        more = [item for item in _secrets(after, content_type) if _cover(item) != after[item.start : item.end]]
        if not more:
            break
        secrets = _united([*secrets, *more])
    return secrets


def _secrets(data: bytes, content_type: str) -> list[Secret]:
    if _is_packed(data):
        return _of_packed(data, content_type)
    name, text = _decoded(data, content_type)
    found = merged(_of_body(text, content_type))
    secrets, last, size = [], 0, 0
    for item in found:
        start = size + _length(text[last : item.start], name)
        size = start + _length(text[item.start : item.end], name)
        last = item.end
        secrets.append(Secret(start, size, item.name, item.kind, name))
    return secrets


def _united(secrets: list[Secret]) -> list[Secret]:
    """What overlaps is one."""
    united: list[Secret] = []
    for item in sorted(secrets, key=lambda item: (item.start, -item.end)):
        if united and item.start < united[-1].end:
            kind = Kind.TEXT if item.end > united[-1].end or item.start > united[-1].start else united[-1].kind
            united[-1] = united[-1]._replace(end=max(item.end, united[-1].end), kind=kind)
        else:
            united.append(item)
    return united


def coding_of(data: bytes, content_type: str) -> str:
    """The coding that the body's text is read in."""
    return "utf-8" if _is_packed(data) else _decoded(data, content_type)[0]


def covered(data: bytes, secrets: list[Secret]) -> bytes:
    """The body with as many bytes in the place of each secret."""
    pieces, last = [], 0
    for item in secrets:
        pieces += [data[last : item.start], _cover(item)]
        last = item.end
    return b"".join((*pieces, data[last:])) if pieces else data


def _cover(item: Secret) -> bytes:
    return cover((item.end - item.start) // _UNITS.get(item.coding, 1), item.kind).encode(item.coding)


def _decoded(data: bytes, content_type: str) -> tuple[str, str]:
    """The coding and the text; the same bytes come of it again."""
    for name in _codings(data, content_type):
        try:
            text = data.decode(name)
            if text.encode(name) == data:
                return name, text
        except (UnicodeError, LookupError):
            continue
    return "utf-8", data.decode("utf-8", "surrogateescape")


def _codings(data: bytes, content_type: str) -> Iterator[str]:
    for bom, name in _BOMS:
        if data.startswith(bom):
            yield name
    head = data[:256]
    if b"\0" in head and len(data) % 2 == 0:
        zeros = (head[0::2].count(0), head[1::2].count(0))
        if len(data) % 4 == 0 and zeros[0] + zeros[1] > len(head) * 5 // 8:
            yield "utf-32-le" if head[1::4].count(0) and not head[3::4].strip(b"\0") and head[0] else "utf-32-be"
        if zeros[1] > zeros[0]:
            yield "utf-16-le"
        elif zeros[0] > zeros[1]:
            yield "utf-16-be"
    yield "utf-8"
    if (said := _CHARSET.search(content_type)) and said[1].lower() not in (
        "utf-7",
        "unicode-escape",
        "idna",
        "punycode",
    ):
        yield said[1]
    yield "gb18030"


def _length(text: str, name: str) -> int:
    if name == "utf-8":
        return len(text) if text.isascii() else len(text.encode("utf-8", "surrogateescape"))
    return len(text.encode(name))


def _of_body(text: str, content_type: str, depth: int = 0) -> Iterator[Found]:
    start = 1 if text.startswith("\ufeff") else 0
    kind = content_type.lower()
    boundary = _boundary(text, content_type)
    if boundary and depth < _NESTED:
        yield from _of_parts(text, boundary, depth)
        return
    if _is_binary(text):
        yield from (item for item in by_shape(text) if item.name != "user" and item.end - item.start >= _SURE)
        return
    found = in_whole(text[start:], form="x-www-form-urlencoded" in kind and text[start : start + 1] not in ("{", "["))
    yield from (item.moved(start) for item in found) if start else found


def _is_binary(text: str) -> bool:
    """Whether the bytes are no text: a picture, sound, packed records."""
    sample = text[:_SAMPLE]
    return len(_STRANGE.findall(sample)) * 10 > len(sample)


def _boundary(text: str, content_type: str) -> str:
    if content_type.lower().lstrip().startswith("multipart/") and (said := _BOUNDARY.search(content_type)):
        boundary = said[1] or said[2]
        if f"--{boundary}" in text:
            return boundary
    begun = _DASHES.match(text)
    return begun["boundary"] if begun else ""


def _of_parts(text: str, boundary: str, depth: int) -> Iterator[Found]:
    delimiter = f"--{boundary}"
    start = text.find(delimiter)
    while start >= 0:
        start += len(delimiter)
        end = text.find(delimiter, start)
        yield from _of_part(text, start, end if end >= 0 else len(text), depth)
        start = end


def _of_part(text: str, start: int, end: int, depth: int) -> Iterator[Found]:
    line = text.find("\n", start, end)
    head_end = _HEAD_END.search(text, line + 1, min(end, line + 20_000)) if line >= 0 else None
    if head_end is None:
        return
    head, begin = text[start : head_end.start()], head_end.end()
    end -= 2 if text.endswith("\r\n", begin, end) else 1 if text.endswith("\n", begin, end) else 0
    name = _part_name(head)
    if name and begin < end and (is_secret(name) or holds(weight(name), text[begin:end])):
        yield Found(begin, end, name)
        return
    said = _PART_TYPE.search(head)
    yield from (item.moved(begin) for item in _of_body(text[begin:end], said[1] if said else "", depth + 1))


def _part_name(head: str) -> str:
    found = _PART_NAME.search(head)
    if found is None:
        return ""
    name = found["q"] if found["q"] is not None else found["b"]
    return unquote(name.rpartition("'")[2] if found["coded"] else name)


def _is_packed(data: bytes) -> bool:
    return data[:2] == b"\x1f\x8b" or (data[:1] == b"\x78" and len(data) > 2 and int.from_bytes(data[:2]) % 31 == 0)


def _of_packed(data: bytes, content_type: str) -> list[Secret]:
    """A compressed body that holds a secret is one: its bytes cannot be told apart."""
    reader = zlib.decompressobj(wbits=47)
    try:
        text = reader.decompress(data, _PACKED)
    except zlib.error:
        return []
    inside = secrets_of(text, content_type) if not _is_packed(text) else []
    return [Secret(0, len(data), inside[0].name, Kind.TEXT, "utf-8")] if inside else []
