"""Assets are found where the package is used from."""

from __future__ import annotations

from streamlab.resources import asset


def test_assets_are_found() -> None:
    assert asset("scenarios", "demo.toml").is_file()
    assert asset("icons").is_dir()


def test_what_is_missing_is_no_error() -> None:
    assert not asset("scenarios", "no-such-file.toml").is_file()
