"""Why an assessment is refused."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from wasl.foundation.refusal import Refusal

MECHANISMS: Mapping[str, Promise | str] = {
    "administrative_check": _("the administrative check"),
    "interview": _("the interview"),
    "field_visit": _("the field visit"),
}


class MechanismNotRequired(Refusal):
    """The service does not ask for this mechanism."""

    status = 422
    sentence = _("This service does not call for this way of finding out.")


class MechanismOutstanding(Refusal):
    """A recommendation waits for every mechanism; `mechanisms` are the kinds still to be done."""

    sentence = _("A recommendation cannot be given yet. Still to be done: %(outstanding)s.")

    def __init__(self, *, mechanisms: Sequence[str]) -> None:
        titles = [MECHANISMS[kind] for kind in mechanisms]
        outstanding = format_lazy(" · ".join("{}" for _kind in titles), *titles)
        super().__init__(outstanding=outstanding)
        self.mechanisms = tuple(mechanisms)


class NotUnderAssessment(Refusal):
    """The case is not complete yet, or its assessment is over."""

    sentence = _("This case is not under assessment now. Reload the page to see where it stands.")


class FindingUnknown(Refusal):
    """A finding about something that the service does not ask."""

    status = 422
    sentence = _("A finding belongs to a question of the form. Put all else into the summary.")


class FindingUnreadable(Refusal):
    """Findings that cannot be read; `errors` maps a question to its sentence."""

    status = 422
    sentence = _("Some findings cannot be read. Correct those that are marked.")

    def __init__(self, *, errors: Mapping[str, Any]) -> None:
        super().__init__()
        self.errors = errors


class SourceNeeded(Refusal):
    """A finding without its source proves nothing."""

    status = 422
    sentence = _("Say for each finding where it comes from: a document, the interview, the visit.")


class SummaryNeeded(Refusal):
    """An assessment is done only with a few words."""

    status = 422
    sentence = _("Write a few words on what you found before you close this part.")


class ReasonsNeeded(Refusal):
    """A recommendation without reasons helps nobody to decide."""

    status = 422
    sentence = _("Write the reasons for the recommendation.")


class OutcomeUnknown(Refusal):
    """A recommendation is to accept, to reject, or to accept in part."""

    status = 422
    sentence = _("Choose what you recommend: to accept, to accept in part, or not to accept.")
