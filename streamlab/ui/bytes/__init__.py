"""Chunk-aligned panes: chunk list, hex, base64 and text of the same bytes, scrolled and selected together."""

from streamlab.ui.bytes.source import ByteSource
from streamlab.ui.bytes.view import BytesView

__all__ = ["ByteSource", "BytesView"]
