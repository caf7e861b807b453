"""`streamlab doctor`: what is here, what is missing, and the command that brings it."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import click

from streamlab.cli import command, console
from streamlab.cli.doctor import packages
from streamlab.cli.doctor.checks import CHECKS, Result, Status
from streamlab.i18n import QT_TRANSLATE_NOOP, translate
from streamlab.reports.terminal import Ink, escape_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from streamlab.cli.doctor import suite

_SIGNS = {Status.OK: "ok", Status.NOTE: "--", Status.MISSING: "!!", Status.SKIPPED: "  "}


@click.command(
    cls=command.Command,
    exits=(command.DONE, command.FAILED, command.USAGE),
    examples=("streamlab doctor", "streamlab doctor --json", "streamlab doctor --tests"),
    help=QT_TRANSLATE_NOOP(
        "Help",
        "Check this machine: Python, Qt, system libraries, a Chinese font, the display. "
        "What is missing is named, with the command that installs it.",
    ),
)
@command.option("--tests", is_flag=True,
                help=QT_TRANSLATE_NOOP("Help", "Only the system packages that the whole test suite needs, and the one "
                                               "command that installs what is missing."))  # fmt: skip
@command.language_and_help
@command.json_option
def doctor(tests: bool, as_json: bool) -> int:
    from streamlab.cli.doctor import suite

    needed = suite.needs() if tests else None
    results = [check() for check in CHECKS] if needed is None else list(suite.results(needed))
    healthy = all(result.status is not Status.MISSING for result in results)
    if as_json:
        checks = [dataclasses.asdict(result) for result in results]
        document = {"schema": "streamlab.doctor/1", "ok": healthy, "checks": checks}
        console.result_json(document | ({} if needed is None else _of_tests(needed)))
    else:
        console.result(_lines(results, console.ink()))
        if not healthy:
            console.say(translate("Doctor", "Something needed is missing (marked !!)."))
    return command.DONE if healthy else command.FAILED


def _of_tests(needed: suite.Needs) -> dict[str, Any]:
    return {
        "packages": packages.packages_of(needed.names),
        "missing": packages.packages_of(needed.missing),
        "install": packages.install_command(needed.missing),
    }


def _lines(results: list[Result], ink: Ink) -> Iterator[str]:
    for result in results:
        sign = _SIGNS[result.status]
        yield f"{ink.strong(sign) if result.status is Status.MISSING else ink.dim(sign)}  {escape_line(result.text)}"
        if result.fix:
            yield f"      {escape_line(result.fix)}"
