"""What a stranger's file says × where its request is sent from: before a yes nobody is asked, and no file is opened.

A pipe stands for the person's file: whoever opens it for reading is noticed, also where nothing of it is sent.
"""

from __future__ import annotations

import asyncio
import errno
import os
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from streamlab.importing import load
from streamlab.model import End, EndKind, EndReason
from streamlab.request import Body, Request, agreed, asked, to_fill, validate
from streamlab.request.variant import to_upstream, without_compression, without_streaming
from streamlab.session import Session
from streamlab.transport import HttpxTransport
from tests.transport.test_transport_gate import ANSWER, gift
from tests.transport.wire_server import WireServer

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes in the file system")
JSON = {"kind": "json", "text": '{"stream":true}'}

# What the file says besides the address of the stranger's server; SERVER and FILE are put in.
SAYS: dict[str, dict[str, object]] = {
    "a host": {"body": {"kind": "none"}},
    "a host, and what to say there": {"body": JSON},
    "a file": {"body": {"kind": "file", "path": "FILE"}},
    "a file by another spelling": {"body": {"kind": "file", "path": "FOLDER/./nowhere/../pipe"}},
    "a file under the home folder": {"body": {"kind": "file", "path": "~/pipe"}},
    "a file beside the program": {"body": {"kind": "file", "path": "pipe"}},
    "a file of another computer": {"body": {"kind": "file", "path": r"\\SERVER\share\file"}},
    "a file by a URL": {"body": {"kind": "file", "path": "file://FILE"}},
    "a file, and JSON to hide it": {"body": {"kind": "file", "path": "FILE", "text": "{}", "b64": ""}},
    "a proxy": {"url": "http://api.example/", "proxy": "SERVER", "body": JSON},
    "a SOCKS proxy": {"url": "http://api.example/", "proxy": "SOCKS", "body": JSON},
    "a proxy with the person's file": {"proxy": "SERVER", "body": {"kind": "file", "path": "FILE"}},
    "no verification": {"verify": False, "body": JSON},
    "redirects": {"follow_redirects": True, "body": {"kind": "file", "path": "FILE"}},
    "HTTP/2": {"http2": True, "body": {"kind": "file", "path": "FILE"}},
    "limits": {"timeouts": {"connect": 1, "read": 1, "write": 1}, "body": {"kind": "file", "path": "FILE"}},
    "who asks": {"headers": [["Host", "api.example"], ["Origin", "http://localhost"]], "body": JSON},
}


async def _over_the_transport(request: Request) -> End:
    *_, end = [message async for message in HttpxTransport().stream(request)]
    assert isinstance(end, End)
    return end


async def _as_a_run(request: Request) -> End:
    return await Session(request, on_batch=lambda _batch: None).run()


async def _checked_first(request: Request) -> End:
    validate(request)
    return await _over_the_transport(to_fill(request))


async def _as_an_experiment(request: Request) -> End:
    for changed in (without_compression(request), without_streaming(request), to_upstream(request, request.url)):
        end = await _over_the_transport(changed or request)
    return end


async def _written_and_read_again(request: Request) -> End:
    again = Request.from_dict(request.to_dict())
    return await _over_the_transport(replace(again, origin=request.origin))


DOORS: dict[str, Callable[[Request], Coroutine[None, None, End]]] = {
    "transport": _over_the_transport,
    "run": _as_a_run,
    "checked": _checked_first,
    "experiments": _as_an_experiment,
    "written and read": _written_and_read_again,
}


@pytest.fixture
def server() -> Iterator[WireServer]:
    with WireServer((ANSWER,)) as running:
        yield running


@pytest.fixture
def pipe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The person's file, in the home folder and beside the program."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    return tmp_path / "pipe"


def _filled_in(value: object, server: WireServer, pipe: Path) -> object:
    match value:
        case str():
            socks = f"socks5://127.0.0.1:{server.port}"
            changes = {"SOCKS": socks, "SERVER": server.url, "FILE": str(pipe), "FOLDER": str(pipe.parent)}
            for sign, text in changes.items():
                value = value.replace(sign, text)
            return value
        case dict():
            return {name: _filled_in(item, server, pipe) for name, item in value.items()}
    return value


def _is_being_read(pipe: Path) -> bool:
    try:
        os.close(os.open(pipe, os.O_WRONLY | os.O_NONBLOCK))
    except OSError as error:
        if error.errno != errno.ENXIO:
            raise
        return False
    return True


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("says", SAYS)
def test_nothing_leaves_before_a_yes(tmp_path: Path, server: WireServer, pipe: Path, says: str, door: str) -> None:
    more = _filled_in(SAYS[says], server, pipe)
    assert isinstance(more, dict)
    request = gift(tmp_path, str(more.pop("url", server.url)), pipe, **more).request
    assert request is not None
    end = asyncio.run(DOORS[door](request))
    assert (end.reason, end.kind) == (EndReason.CONNECT_ERROR, EndKind.NOT_AGREED)
    assert server.connections == 0
    assert not _is_being_read(pipe)


@pytest.mark.parametrize("says", SAYS)
def test_a_person_is_asked_about_all_of_it(tmp_path: Path, server: WireServer, pipe: Path, says: str) -> None:
    more = _filled_in(SAYS[says], server, pipe)
    assert isinstance(more, dict)
    request = gift(tmp_path, str(more.pop("url", server.url)), pipe, **more).request
    assert request is not None
    question = asked(request)
    assert question is not None
    assert question.host in ("api.example", f"127.0.0.1:{server.port}")
    assert question.upload == (request.body.path if request.body.kind == "file" else "")
    assert question.proxy == (request.proxy or "")
    assert question.unverified is not request.verify
    assert question.file.endswith("gift.slrec")


@pytest.mark.parametrize("name", ["gift.slrec", "gift.slrec.gz", "log.txt", "without a name"])
def test_whatever_the_file_is_called(tmp_path: Path, server: WireServer, pipe: Path, name: str) -> None:
    gift(tmp_path, server.url, pipe)
    (tmp_path / "gift.slrec").rename(tmp_path / name)
    request = load(tmp_path / name).request
    assert request is not None
    assert asyncio.run(_over_the_transport(request)).kind is EndKind.NOT_AGREED


def test_a_request_of_ones_own_needs_no_yes(server: WireServer, tmp_path: Path) -> None:
    """Also one with a file, typed by hand; and a yes makes a stranger's request one's own."""
    mine = tmp_path / "mine.txt"
    mine.write_text("hello")
    own = Request("POST", server.url, body=Body("file", path=str(mine)))
    assert asked(own) is None
    assert asyncio.run(_over_the_transport(own)).reason is EndReason.COMPLETE
    strangers = gift(tmp_path, server.url, mine).request
    assert strangers is not None
    assert asyncio.run(_over_the_transport(agreed(strangers))).reason is EndReason.COMPLETE
    assert [sent.endswith(b"hello") for sent in server.requests] == [True, True]
