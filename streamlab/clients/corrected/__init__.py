"""Handlers to copy: a reader of the recorded reply that no cut can break, in five languages."""
