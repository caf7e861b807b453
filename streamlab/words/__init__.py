"""Sentences for people about values of the layers above: ends, files, figures, names of clients."""
