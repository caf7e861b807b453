"""Clients: how others decode the same chunks, and how the chunks are cut before."""

from __future__ import annotations

from streamlab.clients.base import Factory, Response
from streamlab.clients.cutting import NAMES as CUTS
from streamlab.clients.cutting import cuttings
from streamlab.clients.every import runs
from streamlab.clients.handler import HandlerFacts, inspect_handler
from streamlab.clients.known import CLIENTS
from streamlab.clients.matrix import COLUMNS, Cell, matrix
from streamlab.clients.pasted import Handler
from streamlab.clients.reading import Reading
from streamlab.clients.run import ClientError, Run
from streamlab.clients.shrink import smallest

__all__ = [
    "CLIENTS",
    "COLUMNS",
    "CUTS",
    "Cell",
    "ClientError",
    "Factory",
    "Handler",
    "HandlerFacts",
    "Reading",
    "Response",
    "Run",
    "cuttings",
    "inspect_handler",
    "matrix",
    "runs",
    "smallest",
]
