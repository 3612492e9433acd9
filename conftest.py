"""What every test of the project begins with."""

from pathlib import Path

import pytest
from django.conf import settings


@pytest.fixture(autouse=True)
def nothing_in_the_simulators() -> None:
    """Empty phones and mailboxes: a test that travels in time must not leave tomorrow's messages."""
    for kept in (Path(settings.VAR) / "simulators").glob("*"):
        kept.unlink()
