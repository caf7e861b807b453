"""Pasted JavaScript, made ready and run with limits, without network or files."""
