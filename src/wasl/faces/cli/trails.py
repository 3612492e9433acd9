"""The trail as an operator reads it: is it whole, and what are its last entries."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wasl.domains.associations.queries import association_called, associations_listed
from wasl.foundation import trail
from wasl.foundation.actor import Actor
from wasl.foundation.scoping import entered_scope

INSTALLATION = "installation"
REASONS: dict[str, str | Promise] = {
    "missing": _("an entry is missing here"),
    "unchained": _("it does not follow from the entry before it"),
    "altered": _("it is not as it was written"),
    "cut": _("the trail was cut off here"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of the trail."""

    sequence: int
    at: datetime
    actor: str
    verb: str
    subject: str
    details: str


def chains(slug: str = "") -> Iterator[tuple[str, Actor]]:
    """The chain of one association, or of all and of the installation itself.

    Refuses with `NotFound` an association that does not exist.
    """
    installation = Actor.installation()
    if slug and slug != INSTALLATION:
        yield slug, Actor.system(association_called(installation, slug=slug).id)
        return
    yield INSTALLATION, installation
    if not slug:
        for association in associations_listed(installation):
            yield association.slug, Actor.system(association.id)


def verdict(by: Actor) -> trail.Verdict:
    """Whether the chain of this actor's association is whole."""
    with entered_scope(by, writing=False):
        return trail.verify(by.association)


def last_lines(by: Actor, *, most: int) -> list[Line]:
    """The last entries of a chain, the latest first."""
    with entered_scope(by, writing=False):
        entries = trail.TrailEntry.objects.filter(association=by.association)
        return [
            Line(
                sequence=entry.sequence,
                at=entry.at,
                actor=f"{entry.actor_kind}:{entry.actor}",
                verb=entry.verb,
                subject=f"{entry.subject_kind}:{entry.subject}".strip(":"),
                details=entry.details,
            )
            for entry in entries.order_by("-sequence")[:most]
        ]
