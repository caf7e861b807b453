"""`python -m streamlab.ui.catalogue`: brings the Chinese catalogue up to date with the sources; `--check` only compares.

Runs Qt Linguist's lupdate and lrelease, which ship with PySide6-Essentials. Works in a source tree, not in a wheel.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import PySide6

ROOT = Path(__file__).parents[2]
CATALOGUE = ROOT / "assets" / "i18n" / "streamlab_zh_CN.ts"


def main(arguments: list[str]) -> int:
    """0 when the catalogue is complete and its compiled form fits it; 1 with the reason on stderr otherwise."""
    if arguments not in ([], ["--check"]):
        sys.stderr.write("usage: python -m streamlab.ui.catalogue [--check]\n")
        return 2
    if arguments:
        return _check()
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    update(CATALOGUE)
    return release(CATALOGUE, CATALOGUE.with_suffix(".qm"))


def update(catalogue: Path) -> None:
    """Adds the sources' new texts to `catalogue` and drops those that are gone."""
    sources = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "streamlab").rglob("*.py"))
    options = ["-silent", "-no-obsolete", "-locations", "none", "-source-language", "en", "-target-language", "zh_CN"]
    _run("lupdate", *options, *sources, "-ts", str(catalogue))


def release(catalogue: Path, compiled: Path) -> int:
    """Compiles `catalogue`; 1 when a text is untranslated."""
    done = _run("lrelease", "-silent", "-fail-on-unfinished", str(catalogue), "-qm", str(compiled), check=False)
    sys.stderr.write(done.stderr)
    return int(done.returncode != 0)


def _check() -> int:
    compiled = CATALOGUE.with_suffix(".qm")
    if not CATALOGUE.is_file() or not compiled.is_file():
        sys.stderr.write("There is no catalogue yet: run python -m streamlab.ui.catalogue.\n")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder, CATALOGUE.name)
        fresh.write_bytes(CATALOGUE.read_bytes())
        update(fresh)
        if fresh.read_bytes() != CATALOGUE.read_bytes():
            sys.stderr.write("The catalogue is stale: run python -m streamlab.ui.catalogue.\n")
            return 1
        if release(fresh, fresh.with_suffix(".qm")):
            return 1
        if fresh.with_suffix(".qm").read_bytes() != compiled.read_bytes():
            sys.stderr.write("The compiled catalogue does not fit its source: run python -m streamlab.ui.catalogue.\n")
            return 1
    return 0


def _run(tool: str, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    program = next(Path(PySide6.__path__[0]).glob(f"{tool}*"))
    return subprocess.run(  # noqa: S603 (Qt's own tool, our own files)
        [str(program), *arguments], cwd=ROOT, check=check, text=True, capture_output=True
    )


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
