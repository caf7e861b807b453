"""The command `streamlab` and its entry point."""

from __future__ import annotations

import click

from streamlab import i18n
from streamlab.cli import command, console, streams
from streamlab.cli.analyze import analyze
from streamlab.cli.demo import demo
from streamlab.cli.doctor.command import doctor
from streamlab.cli.emulate import emulate
from streamlab.cli.lab import lab
from streamlab.cli.lookup import lookup
from streamlab.cli.send import send
from streamlab.cli.window import open_file, open_window
from streamlab.i18n import QT_TRANSLATE_NOOP
from streamlab.sandbox.command import serve_if_asked


def _show_version(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value:
        from importlib.metadata import version

        console.result([f"streamlab {version('streamlab')}"])
        ctx.exit()


@click.group(
    cls=command.Group,
    invoke_without_command=True,
    exits=(command.DONE, command.FAILED, command.USAGE, command.TRANSPORT, command.INTERRUPTED, command.TERMINATED),
    examples=("streamlab demo", "streamlab recording.slrec", "streamlab send https://example.com/stream"),
    help=QT_TRANSLATE_NOOP(
        "Help",
        "Shows who broke a streamed reply: the bytes, the borders, the cause. "
        "Without a command the window opens; a file in place of a command is opened in it.",
    ),
)
@command.language_and_help
@command.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_show_version,
              help=QT_TRANSLATE_NOOP("Help", "Show the version."))  # fmt: skip
@click.pass_context
def streamlab(ctx: click.Context) -> int:
    return open_window() if ctx.invoked_subcommand is None else command.DONE


for _command in (demo, send, analyze, emulate, lookup, lab, doctor, open_file):
    streamlab.add_command(_command)


def main() -> None:
    """The entry point of the console script."""
    serve_if_asked()
    streams.tame()
    i18n.set_language(i18n.system_language())
    streamlab(prog_name="streamlab")
