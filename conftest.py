"""What every test of the project begins with."""

import gc
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings


def pytest_configure(config: pytest.Config) -> None:
    """Make the folder that the settings name; what is made here goes at the end."""
    folder = Path(settings.VAR)
    if not folder.exists():
        folder.mkdir(parents=True)
        config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what asks no database, so that the second engine need not prove it again.

    pytest-django lets no other test reach a database, so nothing that knows one is marked.
    """
    for item in items:
        asked = {"db", "transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
        if not (asked or item.get_closest_marker("django_db")):
            item.add_marker("without_database")


def pytest_collection_finish() -> None:
    """Look for garbage seldom, and never again among what was loaded and lives to the end."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(autouse=True)
def nothing_in_the_simulators() -> None:
    """Empty phones and mailboxes: a test that travels in time must not leave tomorrow's messages."""
    for kept in (Path(settings.VAR) / "simulators").glob("*"):
        kept.unlink()


@pytest.fixture
def own_files(tmp_path: Path) -> Iterator[Path]:
    """A folder of this test's own behind every port that keeps files; the suite's again after it."""
    # Django's settings are not there yet when pytest reads this page.
    from wasl.project.gateways import connect_all

    with override_settings(WASL_FILES=tmp_path / "files"):
        connect_all()
        yield tmp_path / "files"
    connect_all()
