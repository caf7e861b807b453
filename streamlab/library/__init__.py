"""Runs kept on disk; no Qt."""
