"""The `.slrec` format: written as it grows."""

from streamlab.recording.keeper import Keeper
from streamlab.recording.recording import Note, Recording, note_text, timestamp
from streamlab.recording.writer import RecordingWriter

__all__ = ["Keeper", "Note", "Recording", "RecordingWriter", "note_text", "timestamp"]
