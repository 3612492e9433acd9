"""What this room holds about people."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wasl.domains.applications.queries import OUTCOME_WORDS
from wasl.domains.assessments.models import Assessment, Recommendation
from wasl.domains.assessments.rules import DOCUMENTS
from wasl.domains.catalogue.queries import answers_told, edition_of
from wasl.foundation.actor import Actor
from wasl.foundation.personal_data import Part, People, PersonalData, Said, Words, titled

_BASIS: Final = _("The applicant's request, and the association's duty to serve those entitled.")
_KEPT: Final = _("As long as the application they belong to.")
_STAYS: Final = _("that a study was made, and when, belongs to the register of cases")


def _of_cases(people: People) -> Q:
    return Q(application__in=people.cases)


def _found_told(by: Actor, row: Assessment) -> Mapping[str, Sequence[Said]]:
    """What was found on each question, from what and when."""
    findings = dict(row.findings or {})
    papers = findings.pop(DOCUMENTS, None)
    edition = row.application.edition_id
    parts: list[Said] = [
        Part(part.label, (*part.said, finding["source"], date.fromisoformat(finding["on"])))
        for key, finding in findings.items()
        for part in answers_told(by, edition=edition, answers={key: finding["value"]})
    ]
    if papers is not None:
        told = (papers["value"], papers["source"], date.fromisoformat(papers["on"]))
        parts.append(Part(_("The documents are in order"), told))
    return {"findings": parts}


def _judged_told(by: Actor, row: Recommendation) -> Mapping[str, Sequence[Said]]:
    """Each criterion as it was judged; by what values is told with the answers and findings."""
    asked = edition_of(by, edition=row.application.edition_id)
    titles = {one["key"]: titled(one["title"]) for one in asked.criteria}
    return {
        "results": [
            Part(titles.get(one["key"], one["key"]), (_JUDGED[one["met"]],))
            for one in row.results["criteria"]
        ]
    }


_JUDGED: Final[Mapping[bool | None, Words]] = {
    True: _("Met"),
    False: _("Not met"),
    None: _("Unknown"),
}


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
        said=_found_told,
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
        said=_judged_told,
        about=_of_cases,
        kept_because=_STAYS,
    ),
)
