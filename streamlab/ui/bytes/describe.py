"""What a byte is, in words for the tooltip; no Qt of its own."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from streamlab.i18n import translate
from streamlab.ui.bytes.characters import Look, glyphs

if TYPE_CHECKING:
    from streamlab.ui.bytes.scene import Scene


def describe(scene: Scene, offset: int) -> str:
    """Offset, value, character and chunk of a published byte, a line each."""
    byte = scene.read(offset, offset + 1)[0]
    chunk = scene.bands.chunk_of(offset)
    start, end = scene.bands.span(chunk)
    lines = [
        translate("ByteTip", "byte {offset} (0x{hex_offset})").format(offset=f"{offset:,}", hex_offset=f"{offset:X}"),
        translate("ByteTip", "hex {hex} · decimal {decimal} · binary {binary}").format(
            hex=f"{byte:02X}", decimal=byte, binary=f"{byte:08b}"
        ),
        *_character(scene, offset),
        translate("ByteTip", "chunk {chunk}, byte {nth} of {size}").format(
            chunk=chunk, nth=f"{offset - start + 1:,}", size=f"{end - start:,}"
        ),
    ]
    return "\n".join(lines)


def _character(scene: Scene, offset: int) -> list[str]:
    found = glyphs(scene.read, scene.limits, (offset, offset + 1), scene.encoding, lead_in=True)
    if not found:
        return []
    glyph = found[0]
    if glyph.look is Look.OPEN:
        return [translate("ByteTip", "the beginning of a character whose rest has not arrived")]
    code = f"U+{ord(glyph.character):04X}"
    name = unicodedata.name(glyph.character, "")
    shown = glyph.character if glyph.character.isprintable() else ""
    lines = [" ".join(part for part in (shown, code, name) if part)]
    first, last = scene.bands.chunk_of(glyph.start), scene.bands.chunk_of(glyph.end - 1)
    if first != last:
        lines.append(
            translate("ByteTip", "its {count} bytes lie in chunks {first} to {last}").format(
                count=glyph.end - glyph.start, first=first, last=last
            )
        )
    return lines
