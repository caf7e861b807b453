"""`streamlab doctor`, and the question whether Qt can start at all; never imports Qt."""
