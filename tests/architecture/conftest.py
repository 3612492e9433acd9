"""The sources are read once for all tests of the architecture."""

from collections.abc import Iterator

import pytest

from tests.architecture.sources import forget_modules


@pytest.fixture(scope="package", autouse=True)
def sources_read_once() -> Iterator[None]:
    """Keep the trees of the sources while these tests run, and no longer."""
    yield
    forget_modules()
