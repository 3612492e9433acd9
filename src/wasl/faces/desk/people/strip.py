"""The person strip of a party: what one must know before speaking with it."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from wasl.domains.parties.queries import conflict_indexes_of
from wasl.faces.desk import words
from wasl.faces.desk.frame import here
from wasl.faces.edge.routes import Request
from wasl.faces.ui.formats import words as spoken
from wasl.faces.ui.shapes import PersonStrip

if TYPE_CHECKING:
    from wasl.domains.parties.queries import PartyStrip


def strip_shown(request: Request, known: "PartyStrip") -> PersonStrip:
    """The strip of a party, for every page about it."""
    return PersonStrip(
        name=known.name,
        reference=known.masked_id,
        url=here(request, "desk:party", party=known.id),
        household=household_words(known),
        phone=known.phone,
        needs=needs_shown(known),
        conflict=_conflict(request, known),
    )


def household_words(known: "PartyStrip") -> str:
    """What kind of party it is, how many belong to it, and where it lives."""
    parts = [spoken(words.PARTY_KINDS.get(known.kind, ""))]
    if known.dependants:
        count = len(known.dependants)
        members = ngettext("%(count)s family member", "%(count)s family members", count)
        parts.append(members % {"count": count})
    if known.city:
        parts.append(known.city)
    return " · ".join(parts)


def needs_shown(known: "PartyStrip") -> list[object]:
    """What the party needs from whoever speaks with it."""
    needs: list[object] = [_("Speaks English")] if known.language == "en" else []
    needs += list(known.needs)
    if known.is_protected:
        needs.append(_("Protected: address and phone are hidden"))
    return needs


def _conflict(request: Request, known: "PartyStrip") -> object:
    actor = request.actor
    if not actor.kin or not actor.may("parties.conflict_indexes_of"):
        return ""
    if not actor.kin & set(conflict_indexes_of(actor, party=known.id)):
        return ""
    return _("This touches you or a relative of yours: you may read, a colleague changes.")
