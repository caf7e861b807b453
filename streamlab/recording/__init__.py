"""The `.slrec` format: written as it grows."""

from streamlab.recording.recording import Note, Recording, RecordingWriter, note_text, timestamp

__all__ = ["Note", "Recording", "RecordingWriter", "note_text", "timestamp"]
