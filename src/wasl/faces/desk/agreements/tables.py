"""Agreements, duties and disputes as tables; on a phone each row is a card."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wasl.domains.agreements.queries import AgreementRow, DisputeRow, DutyRow
from wasl.domains.catalogue.queries import services_offered
from wasl.faces.desk.agreements import words
from wasl.faces.desk.frame import here
from wasl.faces.edge.routes import Request
from wasl.faces.ui.formats import digits
from wasl.faces.ui.formats import words as spoken
from wasl.faces.ui.shapes import Column


@dataclass(frozen=True, slots=True)
class Table:
    """What `data_table` draws."""

    columns: Sequence[Column]
    rows: Sequence[dict[str, Any]]


def agreement_table(request: Request, rows: Iterable[AgreementRow]) -> Table:
    """Agreements with whom they are, from when until when, and how they stand."""
    known = list(rows)
    titles = (
        {one.slug: spoken(one.title) for one in services_offered(request.actor)}
        if any(row.service for row in known)
        else {}
    )
    return Table(
        (
            Column("title", pgettext_lazy("agreement", "Agreement")),
            Column("number", _("Number"), kind="number"),
            Column("whom", pgettext_lazy("agreement", "With")),
            Column("kind", _("Kind")),
            Column("starts_on", _("From"), kind="date"),
            Column("ends_on", _("Until"), kind="date"),
            Column("stage", _("State"), kind="status", line=1),
        ),
        [
            {
                "title": row.title,
                "url": here(request, "desk:agreement", agreement=row.id),
                "number": row.number,
                "whom": row.party_name or titles.get(row.service, row.service),
                "kind": words.KINDS[row.kind],
                "starts_on": row.starts_on,
                "ends_on": row.ends_on,
                "stage": words.STAGES[row.stage][0],
                "stage_tone": words.STAGES[row.stage][1],
            }
            for row in known
        ],
    )


def duty_table(request: Request, rows: Iterable[DutyRow]) -> Table:
    """What is due, by whom, under which agreement."""
    return Table(
        (
            Column("wording", pgettext_lazy("duty", "Duty")),
            Column("agreement", pgettext_lazy("agreement", "Agreement")),
            Column("owed_by", _("Owed by")),
            Column("due_on", _("Due on"), kind="date"),
            Column("state", _("State"), kind="status", line=1),
        ),
        [
            {
                "wording": row.wording,
                "url": here(request, "desk:agreement", agreement=row.agreement),
                "agreement": row.agreement_title,
                "owed_by": words.SIDES[row.owed_by],
                "due_on": row.due_on,
                "state": words.STATES[row.state][0],
                "state_tone": words.STATES[row.state][1],
            }
            for row in rows
        ],
    )


def dispute_table(request: Request, rows: Iterable[DisputeRow]) -> Table:
    """Disputes with their next step."""
    return Table(
        (
            Column("name", pgettext_lazy("dispute", "Dispute")),
            Column("whom", pgettext_lazy("agreement", "With")),
            Column("raised_by", _("Raised by")),
            Column("next_step_on", _("Next step due on"), kind="date"),
            Column("stage", _("State"), kind="status", line=1),
        ),
        [
            {
                "name": _("Dispute %(number)s") % {"number": digits(row.number)},
                "url": here(request, "desk:dispute", dispute=row.id),
                "whom": row.party_name,
                "raised_by": words.SIDES[row.raised_by],
                "next_step_on": row.next_step_on,
                "stage": _("Next step is late")
                if row.is_late
                else words.DISPUTE_STAGES[row.stage][0],
                "stage_tone": "bad" if row.is_late else words.DISPUTE_STAGES[row.stage][1],
            }
            for row in rows
        ],
    )
