"""The person strip of a party: what one must know before speaking with it."""

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from wasl.domains.applications.queries import promises_to_party
from wasl.domains.parties.queries import (
    NEED_WORDS,
    conflict_indexes_of,
    documents_lapsed,
)
from wasl.faces.desk import words as desk_words
from wasl.faces.desk.frame import here
from wasl.faces.desk.values import both
from wasl.faces.edge.routes import Request
from wasl.faces.ui import formats
from wasl.faces.ui.formats import words as spoken
from wasl.faces.ui.shapes import PersonStrip, Text

if TYPE_CHECKING:
    from wasl.domains.parties.queries import PartyStrip


def strip_shown(request: Request, known: "PartyStrip") -> PersonStrip:
    """The strip of a party, for every page about it."""
    return PersonStrip(
        name=known.name or spoken(_("The data were destroyed")),
        reference=known.masked_id,
        url=here(request, "desk:party", party=known.id),
        household=household_words(known),
        phone=known.phone,
        needs=needs_shown(known),
        promises=_promises(request, known),
        expired=expired_shown(request, known),
        signals=party_signals(known),
        conflict=_conflict(request, known),
    )


def household_words(known: "PartyStrip") -> str:
    """What kind of party it is, its file number, how many belong to it, and where it lives."""
    parts = [spoken(desk_words.PARTY_KINDS.get(known.kind, ""))]
    if known.file_number:
        file = spoken(_("File %(number)s"))
        parts.append(file % {"number": formats.digits(known.file_number)})
    if known.dependants:
        count = len(known.dependants)
        members = ngettext("%(count)s family member", "%(count)s family members", count)
        parts.append(members % {"count": count})
    if known.city:
        parts.append(known.city)
    return " · ".join(parts)


def needs_shown(known: "PartyStrip") -> list[Text]:
    """What the party needs from whoever speaks with it."""
    needs: list[Text] = [_("Speaks English")] if known.language == "en" else []
    needs += [NEED_WORDS.get(need, need) for need in known.needs]
    if known.is_protected:
        needs.append(_("Protected: address and phone are hidden"))
    return needs


def _promises(request: Request, known: "PartyStrip") -> list[Text]:
    if not request.actor.may("applications.promises_to_party"):
        return []
    return [
        _("Reply due %(day)s") % {"day": formats.gregorian(one.due_on)}
        for one in promises_to_party(request.actor, party=known.id)
    ]


def expired_shown(request: Request, known: "PartyStrip") -> list[Text]:
    """What has expired of a party's papers."""
    found: list[Text] = []
    if known.identity_expires_on and known.identity_expires_on < timezone.localdate():
        found.append(_("ID expired"))
    if known.has_expired_guardian:
        found.append(_("A guardian's deed has expired"))
    if request.actor.may("parties.documents_lapsed"):
        found += [
            spoken(_("Expired: %(document)s")) % {"document": spoken(title)}
            for title in documents_lapsed(request.actor, party=known.id)
        ]
    return found


def party_signals(known: "PartyStrip") -> list[Text]:
    """What changes everything about a party: that it died, or that its data were destroyed."""
    if known.is_erased:
        return [_("The data were destroyed: nothing is added here")]
    if known.died_on:
        return [_("Died on %(day)s") % {"day": both(known.died_on)}]
    return []


def _conflict(request: Request, known: "PartyStrip") -> Text:
    actor = request.actor
    if not actor.kin or not actor.may("parties.conflict_indexes_of"):
        return ""
    if not actor.kin & set(conflict_indexes_of(actor, party=known.id)):
        return ""
    return _("This touches you or a relative of yours: you may read, a colleague changes.")
