"""`streamlab demo`: the main job at a glance, in the window, as a picture, or in the terminal."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from streamlab import i18n
from streamlab.cli import command, console, live
from streamlab.cli.doctor import checks, guard
from streamlab.cli.signals import Ending
from streamlab.cli.window import open_window
from streamlab.i18n import QT_TRANSLATE_NOOP, translate
from streamlab.model import EndReason
from streamlab.reports.terminal import escape_line

PICTURE = "streamlab-demo.png"
_PICTURE_SECONDS = 120
_SCHEMES = ("light", "dark")
_TABS = ("findings", "clients")


def _size(ctx: click.Context, param: click.Parameter, value: str) -> tuple[int, int]:
    """WIDTHxHEIGHT in pixels."""
    width, _, height = value.partition("x")
    if width.isdecimal() and height.isdecimal() and 200 <= int(width) <= 8000 and 200 <= int(height) <= 8000:
        return int(width), int(height)
    text = translate("Cli", "“{value}” is no size; write it as 1280x800 (200 to 8000 each).")
    raise click.BadParameter(text.format(value=escape_line(value)), ctx, param)


@click.command(
    cls=command.Command,
    exits=(command.DONE, command.FAILED, command.USAGE, command.INTERRUPTED, command.TERMINATED),
    examples=(
        "streamlab demo",
        "streamlab demo --no-window",
        "streamlab demo --screenshot demo.png --tab clients --scheme dark --size 1440x900",
    ),
    help=QT_TRANSLATE_NOOP(
        "Help",
        "See a character broken by a chunk border: the window opens with the lab running and a request ready to send. "
        "Without a screen the same run is printed here, and a picture of the window is left.",
    ),
)
@command.option("--no-window", is_flag=True,
              help=QT_TRANSLATE_NOOP("Help", "Play it in the terminal, even with a screen."))  # fmt: skip
@command.option("--screenshot", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE.png",
              help=QT_TRANSLATE_NOOP("Help", "Only save a picture of the window; needs no screen."))  # fmt: skip
@command.option("--tab", type=click.Choice(_TABS), default="findings", show_default=True,
              help=QT_TRANSLATE_NOOP("Help", "What the picture has in front."))  # fmt: skip
@command.option("--scheme", type=click.Choice(_SCHEMES), default="light", show_default=True,
              help=QT_TRANSLATE_NOOP("Help", "The colours of the picture."))  # fmt: skip
@command.option("--size", callback=_size, default="1480x940", show_default=True, metavar="WxH",
              help=QT_TRANSLATE_NOOP("Help", "The size of the picture."))  # fmt: skip
@command.language_and_help
@command.json_option
def demo(no_window: bool, screenshot: Path | None, tab: str, scheme: str, size: tuple[int, int], as_json: bool) -> int:
    in_terminal = no_window or as_json
    if screenshot and not in_terminal:
        return _save_picture(screenshot, tab, scheme, size)
    if not in_terminal:
        if not guard.has_screen():
            console.say(translate("Cli", "There is no screen here, so the demo plays in the terminal."))
        elif obstacle := guard.window_obstacle():
            console.say(obstacle)
            console.say(translate("Cli", "So the demo plays in the terminal."))
        else:
            return open_window(demo=True)
    return _play(screenshot, scheme, size, as_json=as_json)


def _play(picture: Path | None, scheme: str, size: tuple[int, int], *, as_json: bool) -> int:
    """The demo in the terminal: chunks as they come, the report, a picture of the window."""
    from streamlab.lab import Lab, LabError
    from streamlab.reports.summary import report_lines
    from streamlab.request import presets
    from streamlab.words.lab import lab_sentence

    ink = console.ink()
    try:
        with Lab() as lab:
            request = presets(lab.url)[0].request
            console.say(translate("Cli", "The lab runs at {url}").format(url=lab.url))
            console.say(f"{request.method} {request.url}")
            view = live.ChunkView(ink, listed=not as_json)
            with Ending() as ending:
                session, end, _ = live.run(request, view, ending, recording=None)
    except LabError as error:
        console.say(escape_line(lab_sentence(error)))
        return command.FAILED
    if as_json:
        console.result_json(session.analysis.to_dict())
    else:
        console.result(("", *report_lines(session.analysis, ink)))
    if end.reason is EndReason.ABORTED:
        return ending.exit_code
    if picture or not as_json:
        _leave_picture(picture, scheme, size)
    return command.DONE


def _leave_picture(chosen: Path | None, scheme: str, size: tuple[int, int]) -> None:
    """A picture beside the terminal's output; where there can be none, one sentence says why."""
    path = chosen or _place() / PICTURE
    reason = guard.picture_obstacle() or _picture_failure(path, scheme, size)
    if reason:
        console.say(translate("Cli", "No picture of the window: {reason}").format(reason=escape_line(reason)))
    else:
        _say_saved(path)


def _picture_failure(path: Path, scheme: str, size: tuple[int, int]) -> str:
    """Makes the picture in a process of its own, as whatever Qt does there must not end the demo; "" or what failed."""
    import subprocess

    arguments = f"--lang={i18n.language()} --scheme={scheme} --size={size[0]}x{size[1]}".split()
    try:
        done = subprocess.run(  # noqa: S603 (ourselves; -P: never a "streamlab" that lies in the current directory)
            [sys.executable, "-P", "-m", "streamlab", "demo", f"--screenshot={path}", *arguments],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            timeout=_PICTURE_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    lines = done.stderr.decode("utf-8", "replace").strip().splitlines() or [f"exit code {done.returncode}"]
    return lines[-1] if done.returncode else ""


def _save_picture(path: Path, tab: str, scheme: str, size: tuple[int, int]) -> int:
    """The demo, run offscreen to its end, as a picture in `path`."""
    if obstacle := guard.picture_obstacle():
        console.say(obstacle)
        return command.FAILED
    if not os.access(path.absolute().parent, os.W_OK):
        return _not_saved(path)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    # The offscreen plugin warns that it cannot do what no picture needs.
    os.environ.setdefault("QT_LOGGING_RULES", "default.warning=false")
    from streamlab.ui.shot import screenshot

    try:
        screenshot(path, language=i18n.language(), scheme=scheme, size=size, tab=tab)
    except OSError:
        return _not_saved(path)
    _say_saved(path)
    return command.DONE


def _not_saved(path: Path) -> int:
    text = translate("Cli", "{file} cannot be written; it needs a name that ends in .png and a folder open to you.")
    console.say(text.format(file=escape_line(str(path))))
    return command.FAILED


def _place() -> Path:
    """The current directory if we may write there, else that for temporary files."""
    import tempfile

    here = Path.cwd()
    return here if os.access(here, os.W_OK) else Path(tempfile.gettempdir())


def _say_saved(path: Path) -> None:
    text = translate("Cli", "A picture of the window is in {file}")
    console.say(text.format(file=escape_line(str(path.absolute()))))
    if boxes := checks.missing_font():
        console.say(boxes)
