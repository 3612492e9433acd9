"""The worker: round after round, what must happen without anybody asking for it."""

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import close_old_connections, connections
from django.utils import timezone

from wasl.domains.access.actions import forget_old_codes
from wasl.domains.agreements.actions import sweep_agreements
from wasl.domains.applications.actions import sweep_files, sweep_promises
from wasl.domains.associations.queries import associations_listed
from wasl.domains.delivery.actions import expire_entitlements
from wasl.domains.notifications.actions import send_due_messages, take_simulated_receipts
from wasl.domains.parties.actions import (
    sweep_circulations,
    sweep_copies,
    sweep_duplicate_searches,
    sweep_expiries,
    sweep_majorities,
    sweep_newcomers,
)
from wasl.domains.policies.actions import sweep_reviews
from wasl.domains.privacy.actions import (
    forget_erased_files,
    sweep_incidents,
    sweep_rights_requests,
)
from wasl.domains.spreadsheets.actions import sweep_spreadsheets
from wasl.foundation.actor import Actor
from wasl.foundation.tally import sweep_tallies
from wasl.foundation.upkeep import refresh_statistics

log = logging.getLogger("wasl.work")

EVERY_ROUND = timedelta(0)


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing done for one association, no oftener than `every`.

    What may take minutes `is_long`: it goes on beside the others and holds up no message.
    """

    name: str
    do: Callable[[Actor], int]
    every: timedelta = EVERY_ROUND
    is_long: bool = False


@dataclass(frozen=True, slots=True)
class Failure:
    """A duty that broke in one association; the others went on."""

    association: str
    duty: str
    trouble: str


@dataclass(frozen=True, slots=True)
class Round:
    """What one round did: how much of each duty, and what broke."""

    done: dict[str, int]
    failures: tuple[Failure, ...]


DUTIES = (
    Duty("messages", send_due_messages),
    Duty("receipts", take_simulated_receipts),
    Duty("circulations", sweep_circulations),
    Duty("spreadsheets", sweep_spreadsheets, is_long=True),
    Duty("newcomers", sweep_newcomers, timedelta(minutes=1), is_long=True),
    Duty("duplicate_searches", sweep_duplicate_searches, is_long=True),
    Duty("promises", sweep_promises, timedelta(minutes=15)),
    Duty("entitlements", expire_entitlements, timedelta(hours=1)),
    Duty("agreements", sweep_agreements, timedelta(hours=6)),
    Duty("majorities", sweep_majorities, timedelta(hours=6)),
    Duty("reviews", sweep_reviews, timedelta(hours=6)),
    Duty("rights_requests", sweep_rights_requests, timedelta(hours=1)),
    Duty("incidents", sweep_incidents, timedelta(minutes=15)),
    Duty("codes", forget_old_codes, timedelta(hours=6)),
    Duty("files", sweep_files, timedelta(hours=6)),
    Duty("copies", sweep_copies, timedelta(hours=6)),
    Duty("expiries", sweep_expiries, timedelta(hours=1)),
    Duty("erased_files", forget_erased_files, timedelta(hours=1)),
)
TALLIES_EVERY = timedelta(hours=1)
STATISTICS_EVERY = timedelta(minutes=15)


@dataclass
class Worker:
    """Does the duties for every association until it is stopped.

    What breaks in one association is told and holds up no other; it is tried again next time.
    """

    duties: tuple[Duty, ...] = DUTIES
    stopping: threading.Event = field(default_factory=threading.Event)
    _done_at: dict[tuple[str, str], datetime] = field(default_factory=dict)

    def stop(self) -> None:
        """Ask for the end: the duty in hand is finished first."""
        self.stopping.set()

    def work(self, *, pause: float) -> None:
        """Do round after round until `stop`, `pause` seconds apart, long duties in a thread of
        their own."""
        beside = threading.Thread(target=self._work_long, args=(pause,), name="long duties")
        beside.start()
        try:
            self._work_on(self._quick_round, pause)
        finally:
            self.stop()
            beside.join()

    def work_once(self) -> Round:
        """Do one round of all duties; raises only when not even the associations can be read."""
        done = self._round(self.duties)
        return Round(done.done | self._upkeep(), done.failures)

    def _work_on(self, once: Callable[[], object], pause: float) -> None:
        while not self.stopping.is_set():
            try:
                once()
            except Exception:
                log.exception("the round broke off")
            self.stopping.wait(pause)

    def _quick_round(self) -> None:
        self._round([duty for duty in self.duties if not duty.is_long])
        self._upkeep()

    def _work_long(self, pause: float) -> None:
        long = [duty for duty in self.duties if duty.is_long]
        try:
            if long:
                self._work_on(lambda: self._round(long), pause)
        finally:
            connections.close_all()

    def _round(self, duties: Sequence[Duty]) -> Round:
        close_old_connections()
        done: dict[str, int] = {duty.name: 0 for duty in duties}
        failures: list[Failure] = []
        for association in associations_listed(Actor.installation()):
            system = Actor.system(association.id)
            for duty in duties:
                if self.stopping.is_set():
                    return Round(done, tuple(failures))
                if not self._is_due(association.slug, duty.name, duty.every):
                    continue
                try:
                    done[duty.name] += duty.do(system)
                except Exception as trouble:
                    log.exception("%s broke in %s", duty.name, association.slug)
                    failures.append(Failure(association.slug, duty.name, type(trouble).__name__))
                    close_old_connections()
        return Round(done, tuple(failures))

    def _upkeep(self) -> dict[str, int]:
        done: dict[str, int] = {}
        if not self.stopping.is_set() and self._is_due("", "tallies", TALLIES_EVERY):
            done["tallies"] = sweep_tallies()
        if not self.stopping.is_set() and self._is_due("", "statistics", STATISTICS_EVERY):
            done["statistics"] = refresh_statistics()
        return done

    def _is_due(self, association: str, duty: str, every: timedelta) -> bool:
        now = timezone.now()
        last = self._done_at.get((association, duty))
        if last is not None and now - last < every:
            return False
        self._done_at[association, duty] = now
        return True
