"""Attempts that all begin at the same moment, each with its own connection."""

import threading
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection


def at_once(attempts: Sequence[Callable[[], Any]]) -> list[Any]:
    """What each attempt answered, all started at the same moment: a result or its exception."""
    gate = threading.Barrier(len(attempts))
    answers: list[Any] = [None] * len(attempts)

    def run(place: int, attempt: Callable[[], Any]) -> None:
        gate.wait()
        try:
            answers[place] = attempt()
        except Exception as trouble:
            answers[place] = trouble
        finally:
            connection.close()

    threads = [
        threading.Thread(target=run, args=(place, attempt))
        for place, attempt in enumerate(attempts)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return answers
