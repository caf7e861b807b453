"""What all commands share: translated help with exit codes and examples, the common options, how a run ends."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from streamlab import i18n
from streamlab.cli import streams
from streamlab.cli.refusal import Refusal, refusal_of, refused_value
from streamlab.i18n import QT_TRANSLATE_NOOP, translate
from streamlab.reports.terminal import escape_line

DONE, FAILED, USAGE, TRANSPORT, INTERRUPTED, TERMINATED = 0, 1, 2, 3, 130, 143

_EXITS = {
    DONE: QT_TRANSLATE_NOOP("Help", "done"),
    FAILED: QT_TRANSLATE_NOOP(
        "Help", "a check failed, something needed is missing, or the result could not be written"
    ),
    USAGE: QT_TRANSLATE_NOOP("Help", "the command line or a file makes no sense"),
    TRANSPORT: QT_TRANSLATE_NOOP("Help", "the transport failed: no connection, or the reply broke off"),
    INTERRUPTED: QT_TRANSLATE_NOOP("Help", "interrupted; what had arrived is kept"),
    TERMINATED: QT_TRANSLATE_NOOP("Help", "told to end by SIGTERM (129: by SIGHUP); what had arrived is kept"),
}


def exit_text(code: int) -> str:
    """What an exit code means."""
    return translate("Help", _EXITS[code])


_Function = TypeVar("_Function", bound=Callable[..., Any])


class _Worded:
    """Holds a help text in English and gives it in the language in force, which is known only while parsing."""

    _help: str | None = None

    @property
    def help(self) -> str | None:
        return translate("Help", self._help) if self._help else self._help

    @help.setter  # noqa: A003 (click's name)
    def help(self, text: str | None) -> None:
        self._help = text


class _Refusing(click.Parameter):
    """Says in the language in force what a value must be."""

    def type_cast_value(self, ctx: click.Context, value: object) -> object:
        try:
            return super().type_cast_value(ctx, value)
        except click.BadParameter as error:
            raise refused_value(self, value, error) from None


class Option(_Worded, _Refusing, click.Option):
    """An option whose help is translated."""


class Argument(_Refusing, click.Argument):
    """An argument whose refusal is translated."""


class Command(_Worded, click.Command):
    """A command whose help is translated and ends with its exit codes and examples."""

    def __init__(self, *args: Any, exits: tuple[int, ...] = (), examples: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"add_help_option": False})
        self.exits = tuple(sorted({*exits, FAILED}))  # a result that nobody takes can end every command
        self.examples = examples

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            raise refusal_of(error, ctx) from None

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        parts = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, parts, prefix=translate("Help", "Usage:") + " ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        records = [record for option in options if (record := option.get_help_record(ctx))]
        with formatter.section(translate("Help", "Options")):
            formatter.write_dl(records)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(translate("Help", "Exit codes")):
            formatter.write_dl([(str(code), exit_text(code)) for code in self.exits])
        with formatter.section(translate("Help", "Examples")):
            for example in self.examples:
                formatter.write(f"  {example}\n")


class Group(Command, click.Group):
    """The top: a file in place of a command is opened in the window; a command returns its exit code."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        commands = [self.commands[name] for name in self.list_commands(ctx)]
        room = formatter.width - 6 - max(len(command.name or "") for command in commands)
        with formatter.section(translate("Help", "Commands")):
            formatter.write_dl(
                [(command.name or "", command.get_short_help_str(room)) for command in commands if not command.hidden]
            )

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if self.get_command(ctx, name) is None and not name.startswith("-"):
            if Path(name).exists():
                return super().resolve_command(ctx, ["open", *args])
            text = translate("Cli", "“{name}” is neither a command nor a file; try: streamlab --help")
            raise Refusal(text.format(name=escape_line(name)), ctx)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> None:
        try:
            code = super().invoke(ctx)
        except KeyboardInterrupt:
            code = INTERRUPTED
        except BrokenPipeError:
            streams.silence(1)  # the reader has seen enough
            code = DONE
        ctx.exit(code or DONE)


def _choose_language(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    if value:
        i18n.set_language(value)


def _show_help(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value:
        click.echo(ctx.get_help(), color=ctx.color)
        ctx.exit()


def option(*names: str, **settings: Any) -> Callable[[_Function], _Function]:
    """`click.option` with a translated help."""
    return click.option(*names, cls=Option, **settings)


def argument(name: str, **settings: Any) -> Callable[[_Function], _Function]:
    """`click.argument` whose refusal is translated."""
    return click.argument(name, cls=Argument, **settings)


def language_and_help(function: _Function) -> _Function:
    """The options of every command: --lang and --help."""
    for decorate in (
        option(
            "--help", is_flag=True, is_eager=True, expose_value=False, callback=_show_help,
            help=QT_TRANSLATE_NOOP("Help", "Show this text."),
        ),
        option(
            "--lang", "--language", type=click.Choice(i18n.LANGUAGES), is_eager=True, expose_value=False,
            callback=_choose_language, help=QT_TRANSLATE_NOOP("Help", "The language; the system's by default."),
        ),
    ):  # fmt: skip
        function = decorate(function)
    return function


def json_option(function: _Function) -> _Function:
    """--json: the result as one JSON document on stdout."""
    text = QT_TRANSLATE_NOOP("Help", "Print the result as JSON.")
    return option("--json", "as_json", is_flag=True, help=text)(function)
