"""Opening the window from the command line: the guard first, Qt only after it."""

from __future__ import annotations

from pathlib import Path

import click

from streamlab.cli import command, console
from streamlab.cli.doctor import checks, guard
from streamlab.i18n import QT_TRANSLATE_NOOP, translate
from streamlab.reports.terminal import escape_line


def open_window(file: Path | None = None, *, demo: bool = False) -> int:
    """Opens the window and stays until it closes; where it cannot open, says why and what works instead."""
    if obstacle := guard.window_obstacle():
        console.say(obstacle)
        if file is None:
            console.say(translate("Cli", "Without a window these work: streamlab demo, send, analyze, lab."))
        else:
            console.say(
                translate("Cli", "Without a window this works: streamlab analyze {file}").format(
                    file=escape_line(str(file))
                )
            )
        return command.FAILED
    try:
        from streamlab.ui import app
    except ImportError as error:  # a damaged installation, or a library that the guard does not know of
        console.say(translate("Cli", "The window cannot start: {reason}").format(reason=escape_line(str(error))))
        return command.FAILED
    return app.run(files=[file] if file else [], demo=demo, shortcoming=checks.missing_font)


@click.command(
    "open",
    cls=command.Command,
    hidden=True,
    exits=(command.DONE, command.FAILED, command.USAGE),
    examples=("streamlab open run.slrec", "streamlab run.slrec"),
    help=QT_TRANSLATE_NOOP("Help", "Open a recording in the window."),
)
@command.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@command.language_and_help
def open_file(file: Path) -> int:
    return open_window(file)
