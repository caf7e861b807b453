"""What people paste or open: a request from a text, a recording from any file."""
