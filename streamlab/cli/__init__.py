"""The command line: one file per command; never imports Qt, and the engine only inside the commands that need it."""

from streamlab.cli.app import main

__all__ = ["main"]
