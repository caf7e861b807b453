"""The `.slrec` format: written as it grows, read back, and everything else that can be read as one."""

from streamlab.importing.reader import load, load_file
from streamlab.recording.recording import Note, Recording, RecordingWriter, note_text, timestamp

__all__ = ["Note", "Recording", "RecordingWriter", "load", "load_file", "note_text", "timestamp"]
