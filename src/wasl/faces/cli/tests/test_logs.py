"""What stands in the log when the worker breaks."""

import logging

import pytest


def _broken() -> None:
    raise ValueError("Failing row contains (نورة الحربي, 1012345678)")


def test_the_worker_logs_where_it_broke_and_not_whose_row_it_was(
    caplog: pytest.LogCaptureFixture,
) -> None:
    log = logging.getLogger("wasl.work")
    try:
        _broken()
    except ValueError:
        log.exception("%s broke in %s", "promises", "manarat")

    (handler,) = log.handlers
    told = handler.format(caplog.records[0])
    assert "promises broke in manarat" in told
    assert "ValueError" in told
    assert "test_logs.py" in told
    assert "نورة" not in told
    assert "1012345678" not in told
