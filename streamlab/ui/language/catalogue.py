"""`python -m streamlab.ui.language.catalogue`: brings the Chinese catalogue up to date with the sources; `--check` only compares.

Works in a source tree, not in a wheel. The texts are found here, by syntax, because Qt's lupdate reads Python by pattern and
misses a call whose count is an expression; lupdate then merges them into the catalogue and lrelease compiles it. Both ship
with PySide6-Essentials.
"""

from __future__ import annotations

import ast
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import PySide6

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[3]
CATALOGUE = ROOT / "assets" / "i18n" / "streamlab_zh_CN.ts"


def main(arguments: list[str]) -> int:
    """0 when the catalogue is complete and its compiled form fits it; 1 with the reason on stderr otherwise."""
    if arguments not in ([], ["--check"]):
        sys.stderr.write("usage: python -m streamlab.ui.language.catalogue [--check]\n")
        return 2
    if arguments:
        return _check()
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    update(CATALOGUE)
    return release(CATALOGUE, CATALOGUE.with_suffix(".qm"))


def update(catalogue: Path) -> None:
    """Adds the sources' new texts to `catalogue` and drops those that are gone."""
    found = dict.fromkeys(
        text
        for path in sorted((ROOT / "streamlab").rglob("*.py"))
        for text in texts_of(path.read_text(encoding="utf-8"))
    )
    with tempfile.TemporaryDirectory() as folder:
        listing = Path(folder, "texts.py")
        calls = (f"QT_TRANSLATE_NOOP({_literal(context)}, {_literal(source)})\n" for context, source in found)
        listing.write_text("".join(calls), encoding="utf-8")
        options = [
            "-silent",
            "-no-obsolete",
            "-locations",
            "none",
            "-source-language",
            "en",
            "-target-language",
            "zh_CN",
        ]
        _run("lupdate", *options, str(listing), "-ts", str(catalogue))


def texts_of(source: str) -> Iterator[tuple[str, str]]:
    """The (context, text) pairs of a Python source: `tr` takes its class as context, the others name it.

    The tables behind the guide's references (`Field`, `LineType`) have one context.
    """
    yield from _texts(ast.parse(source), "")


def _texts(node: ast.AST, context: str) -> Iterator[tuple[str, str]]:
    if isinstance(node, ast.ClassDef):
        context = node.name
    elif isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        literals = [argument.value for argument in node.args if isinstance(argument, ast.Constant)]
        match name, literals:
            case "tr", [str(text), *_]:
                yield context, text
            case "translate" | "QT_TRANSLATE_NOOP", [str(named), str(text), *_]:
                yield named, text
            case "Field" | "LineType", [str(), str(text), *_]:  # their second text is what they mean
                yield "Reference", text
    for child in ast.iter_child_nodes(node):
        yield from _texts(child, context)


def _literal(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def release(catalogue: Path, compiled: Path) -> int:
    """Compiles `catalogue`; 1 when a text is untranslated."""
    done = _run("lrelease", "-silent", "-fail-on-unfinished", str(catalogue), "-qm", str(compiled), check=False)
    sys.stderr.write(done.stderr)
    return int(done.returncode != 0)


def _check() -> int:
    compiled = CATALOGUE.with_suffix(".qm")
    if not CATALOGUE.is_file() or not compiled.is_file():
        sys.stderr.write("There is no catalogue yet: run python -m streamlab.ui.language.catalogue.\n")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder, CATALOGUE.name)
        fresh.write_bytes(CATALOGUE.read_bytes())
        update(fresh)
        if fresh.read_bytes() != CATALOGUE.read_bytes():
            sys.stderr.write("The catalogue is stale: run python -m streamlab.ui.language.catalogue.\n")
            return 1
        if release(fresh, fresh.with_suffix(".qm")):
            return 1
        if fresh.with_suffix(".qm").read_bytes() != compiled.read_bytes():
            sys.stderr.write(
                "The compiled catalogue does not fit its source: run python -m streamlab.ui.language.catalogue.\n"
            )
            return 1
    return 0


def _run(tool: str, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    program = next(Path(PySide6.__path__[0]).glob(f"{tool}*"))
    return subprocess.run(  # noqa: S603 (Qt's own tool, our own files)
        [str(program), *arguments], cwd=ROOT, check=check, text=True, capture_output=True
    )


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
