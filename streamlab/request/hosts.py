"""The name of a host as it goes out."""

from __future__ import annotations


def wire_host(host: str) -> str:
    """The host in ASCII as httpx asks for it (IDNA 2008, RFC 5891). Raises UnicodeError where it is no name."""
    if host.isascii():
        return host
    import idna  # rare, and a large table

    return idna.encode(host.lower()).decode("ascii")
