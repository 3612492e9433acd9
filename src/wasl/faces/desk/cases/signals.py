"""What in a case is worth a second look, on the case page."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.translation import ngettext

from wasl.domains.applications.queries import Signal, misuse_signals
from wasl.domains.parties.queries import party_names
from wasl.faces.desk.frame import here
from wasl.faces.edge.routes import Request

if TYPE_CHECKING:
    from wasl.domains.applications.queries import ApplicationCase

_WATCHED = ("submitted", "incomplete", "complete", "assessed", "decided")


def signals_shown(request: Request, case: "ApplicationCase") -> list[dict[str, Any]]:
    """The signals of a case that goes on, each with whom or what to look at."""
    if case.stage not in _WATCHED or not request.actor.may("applications.misuse_signals"):
        return []
    found = misuse_signals(request.actor, application=case.id)
    names = party_names(
        request.actor.as_system(), parties=[p for one in found for p in one.parties]
    )
    return [_shown(request, one, names) for one in found]


def _shown(request: Request, signal: Signal, names: dict[UUID, str]) -> dict[str, Any]:
    if signal.kind == "likely_same":
        return {"words": _words(signal), "url": here(request, "desk:duplicates")}
    links = [
        (reference, here(request, "desk:case", application=key)) for key, reference in signal.cases
    ]
    links += [
        (names[key], here(request, "desk:party", party=key))
        for key in signal.parties
        if key in names
    ]
    return {"words": _words(signal), "links": links}


def _words(signal: Signal) -> str:
    number = signal.number
    said = {
        "same_service": ngettext(
            "The same people have another open request for this service.",
            "The same people have %(number)s other open requests for this service.",
            number,
        ),
        "account": ngettext(
            "Another file, not of this family, is paid to the same account.",
            "%(number)s other files, not of this family, are paid to the same account.",
            number,
        ),
        "phone": ngettext(
            "Somebody of another family uses the same mobile number.",
            "%(number)s people of other families use the same mobile number.",
            number,
        ),
        "household": ngettext(
            "Somebody of this household is counted in another household too.",
            "Members of this household are counted in %(number)s other households too.",
            number,
        ),
        "likely_same": ngettext(
            "A record that may be of the same person waits to be compared.",
            "%(number)s records that may be of the same person wait to be compared.",
            number,
        ),
    }
    return said[signal.kind] % {"number": number}
