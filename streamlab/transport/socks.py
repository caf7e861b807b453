"""Replies of a SOCKS5 proxy (RFC 1928, RFC 1929), put together where they come in pieces; httpcore takes one read for one reply."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import httpcore

_ReadCall = Callable[..., Awaitable[bytes]]
_VERSION, _LOGIN_VERSION = 5, 1
_ADDRESS_LENGTHS = {1: 4, 4: 16}  # of an IPv4 and of an IPv6 address
_BY_NAME = 3
_WITHOUT_LOGIN, _BY_PASSWORD = 0, 2
_NO_ADDRESS = b"\0\x01" + bytes(6)
_LAST_CODE = 8


def whole_replies(read: _ReadCall, *, login: bool) -> _ReadCall:
    """A `read` that returns one whole reply of the proxy, and no byte of what follows it. `login`: one is offered."""
    first = True

    async def exactly(size: int, so_far: bytes = b"") -> bytes:
        while len(so_far) < size:
            piece = await read(size - len(so_far))
            if not piece:
                raise httpcore.ProxyError(f"it closed the connection after {len(so_far)} bytes of its reply")
            so_far += piece
        return so_far

    async def whole(max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109 (httpcore's)
        nonlocal first
        start = await exactly(2)
        method, first = first, False
        if method:
            return _method(start, login=login)
        if start[0] == _LOGIN_VERSION:
            return _login(start)
        return await _address(exactly, start)

    return whole


def _method(reply: bytes, *, login: bool) -> bytes:
    """The reply to the ways of logging in that were offered."""
    if reply[0] != _VERSION:
        raise httpcore.ProxyError(f"it answers no SOCKS5, but {reply!r}")
    if reply[1] != (_BY_PASSWORD if login else _WITHOUT_LOGIN):
        raise httpcore.ProxyError("it takes no login" if login else "it wants a login")
    return reply


def _login(reply: bytes) -> bytes:
    if reply[1]:
        raise httpcore.ProxyError("it refuses the user or the password")
    return reply


async def _address(exactly: Callable[..., Awaitable[bytes]], start: bytes) -> bytes:
    """The reply to the request for a connection, of which `start` has come."""
    if start[0] != _VERSION:
        raise httpcore.ProxyError(f"it answers no SOCKS5, but {start!r}")
    if start[1] > _LAST_CODE:
        raise httpcore.ProxyError(f"it answers with a code that SOCKS5 does not have: {start[1]}")
    if start[1]:
        return start + _NO_ADDRESS  # a refusal: its address means nothing, and some proxies leave it out
    reply = await exactly(5, start)
    if reply[3] not in (*_ADDRESS_LENGTHS, _BY_NAME):
        raise httpcore.ProxyError(f"it answers with a type of address that SOCKS5 does not have: {reply[3]}")
    length = _ADDRESS_LENGTHS.get(reply[3], reply[4] + 1)
    await exactly(4 + length + 2, reply)
    return start + _NO_ADDRESS  # nobody asks for it
