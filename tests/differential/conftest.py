"""The oracles that live in another process, started once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.differential.oracle import NO_PACKAGES, NO_SDKS, SDKS, Node, oracle
from tests.needs import NO_NODE


@pytest.fixture(scope="session")
def node() -> Iterator[Node]:
    """Node with what it has itself: TextDecoder, JSON.parse."""
    if NO_NODE:
        pytest.skip(NO_NODE)
    with oracle() as started:
        yield started


@pytest.fixture(scope="session")
def packages(node: Node) -> Node:
    """Node with the parsers that node/package.json names."""
    if NO_PACKAGES:
        pytest.skip(NO_PACKAGES)
    return node


@pytest.fixture(scope="session")
def sdks() -> Iterator[Node]:
    """Node with the libraries that sdks/package.json names."""
    if NO_SDKS:
        pytest.skip(NO_SDKS)
    with oracle(SDKS) as started:
        yield started
