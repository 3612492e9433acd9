"""What this room holds about people."""

from typing import Final

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wasl.domains.applications.queries import OUTCOME_WORDS
from wasl.foundation.personal_data import People, PersonalData

_BASIS: Final = _("The applicant's request, and the association's duty to serve those entitled.")
_KEPT: Final = _("As long as the application they belong to.")
_STAYS: Final = _("that a study was made, and when, belongs to the register of cases")


def _of_cases(people: People) -> Q:
    return Q(application__in=people.cases)


HELD = (
    PersonalData(
        model="assessments.Assessment",
        fields=("findings", "summary"),
        purpose=_("To find out whether the applicant is entitled to the service asked for."),
        basis=_BASIS,
        kept_for=_KEPT,
        title=_("What the study of your case found"),
        labels={
            "mechanism": _("How"),
            "planned_on": _("Planned on"),
            "done_at": _("When"),
            "findings": _("Findings"),
            "summary": _("Summary"),
        },
        values={
            "mechanism": {
                "administrative_check": _("Administrative check"),
                "interview": _("Interview"),
                "field_visit": _("Field visit"),
            }
        },
        about=_of_cases,
        kept_because=_STAYS,
    ),
    PersonalData(
        model="assessments.Recommendation",
        fields=("results", "reasons"),
        purpose=_("To give those who decide the facts and their reasons."),
        basis=_BASIS,
        kept_for=_KEPT,
        title=_("What was recommended in your case"),
        labels={
            "outcome": _("Outcome"),
            "results": _("Criteria"),
            "reasons": _("Reasons"),
            "given_at": _("When"),
        },
        values={"outcome": OUTCOME_WORDS},
        about=_of_cases,
        kept_because=_STAYS,
    ),
)
