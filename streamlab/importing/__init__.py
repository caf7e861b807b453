"""What people paste or open: a request from a text, a recording from any file."""

from streamlab.importing.reader import load, load_file

__all__ = ["load", "load_file"]
