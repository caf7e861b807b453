"""Where the files of `assets/` are, in a wheel, an sdist, a zip or an editable install; stdlib only."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


def asset(*parts: str) -> Traversable:
    """The asset at `parts`, e.g. `asset("scenarios", "smooth.toml")`; it need not exist."""
    packaged = files("streamlab") / "assets"
    root = packaged if packaged.is_dir() else Path(__file__).parents[1] / "assets"
    return root.joinpath(*parts)
