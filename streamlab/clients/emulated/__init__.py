"""The emulated libraries, one file per family."""
