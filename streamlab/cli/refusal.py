"""A command line that makes no sense, said in the language in force: click knows English only."""

from __future__ import annotations

from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from streamlab.i18n import joined, translate
from streamlab.reports.terminal import escape_line

if TYPE_CHECKING:
    from collections.abc import Sequence


class Refusal(click.UsageError):
    """What is wrong with the command line, as a sentence in the language in force."""

    def show(self, file: IO[str] | None = None) -> None:
        """The usage line, where help is to be had, and the sentence; on stderr."""
        if self.ctx is not None:
            hint = translate("Cli", "Try “{command} --help”.").format(command=self.ctx.command_path)
            click.echo(f"{self.ctx.get_usage()}\n{hint}\n", file=file, err=True)
        click.echo(translate("Cli", "Error: {what}").format(what=self.format_message()), file=file, err=True)


def refusal_of(error: click.UsageError, ctx: click.Context) -> Refusal:
    """What click refuses while it reads the command line."""
    match error:
        case Refusal():
            return error
        case click.MissingParameter(param=click.Parameter()):
            sentence = translate("Cli", "{parameter} is missing.").format(parameter=_name(error.param))
        case click.NoSuchOption():
            sentence = _no_option(error.option_name, error.possibilities or ())
        case click.BadOptionUsage():
            sentence = _option_without_sense(ctx, error.option_name)
        case _ if type(error) is click.UsageError:
            sentence = translate("Cli", "There are more arguments than this command takes.")
        case _:
            sentence = escape_line(error.format_message())
    return Refusal(sentence, ctx)


def refused_value(parameter: click.Parameter, value: object, error: click.BadParameter) -> Refusal:
    """What is wrong with the value of an option or an argument."""
    sentence = _form(parameter.type, escape_line(str(value))) or escape_line(error.message)
    return Refusal(f"{_name(parameter)}: {sentence}", error.ctx)


def _name(parameter: click.Parameter | None) -> str:
    """What a person writes: the longest name of an option, the placeholder of an argument."""
    if parameter is None:
        return ""
    return parameter.human_readable_name if isinstance(parameter, click.Argument) else max(parameter.opts, key=len)


def _no_option(name: str, alike: Sequence[str]) -> str:
    said = [translate("Cli", "There is no option {name}.").format(name=escape_line(name))]
    if alike:
        said.append(translate("Cli", "Alike: {names}.").format(names=", ".join(sorted(alike))))
    return joined(said)


def _option_without_sense(ctx: click.Context, name: str) -> str:
    known = next((one for one in ctx.command.params if isinstance(one, click.Option) and name in one.opts), None)
    if known is not None and known.is_flag:
        return translate("Cli", "{name} takes no value.").format(name=name)
    return translate("Cli", "{name} needs a value.").format(name=escape_line(name))


def _form(kind: object, value: str) -> str:
    """What a value must be; empty for a type that no command has."""
    match kind:
        case click.Choice():
            known = ", ".join(map(str, kind.choices))
            return translate("Usage", "“{name}” is none of: {known}").format(name=value, known=known)
        case click.IntRange():
            text = translate("Usage", "“{value}” is no whole number from {least} to {most}.")
            return text.format(value=value, least=kind.min, most=kind.max)
        case click.FloatRange():
            return translate("Cli", "“{value}” is no number above {least}.").format(value=value, least=kind.min)
        case click.Path():
            return _file(value)
    return ""


def _file(path: str) -> str:
    if Path(path).is_dir():
        return translate("Cli", "{file} is a folder.").format(file=path)
    if not Path(path).exists():
        return translate("Cli", "There is no file {file}.").format(file=path)
    return translate("Cli", "{file} cannot be read or written.").format(file=path)
