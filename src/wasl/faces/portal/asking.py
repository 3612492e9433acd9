"""Between a page of the application and the draft: the form to show, and what to keep of it."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wasl.domains.applications.queries import DraftForm
from wasl.domains.catalogue.queries import UNKNOWN
from wasl.faces.portal.forms import (
    NOTHING,
    BirthForm,
    CityForm,
    ConsentForm,
    ForWhomForm,
    IdentityForm,
    LicenceForm,
    NameForm,
    OrganisationNameForm,
    QuestionForm,
    WhoForm,
    kept_date,
)
from wasl.faces.portal.steps import Step

if TYPE_CHECKING:
    from wasl.domains.catalogue.rules import Question

_TITLES: dict[str, Promise | str] = {
    "who": _("For whom is the request?"),
    "name": _("Your full name"),
    "identity": _("Your ID or residence permit"),
    "birth": _("Your date of birth"),
    "city": _("Where you live"),
    "licence": _("The organisation's licence and signatory"),
    "for-whom": _("The person for whom you ask"),
}


def title_of(step: Step, draft: DraftForm) -> object:
    """The page's title: the question itself where the service asks it."""
    if step.key.startswith("consent-"):
        return _("Before a question about your health or condition")
    if step.question is not None:
        return step.question.label
    if step.key == "name" and draft.applies_as == "organisation":
        return _("The organisation's name")
    return _TITLES[step.key]


def form_of(step: Step, draft: DraftForm, data: Any = None) -> forms.Form:
    """The form of one page, with what is known already."""
    if step.question is not None:
        if step.key.startswith("consent-"):
            return ConsentForm(data)
        kept = draft.answers.get(step.question.key, NOTHING)
        return QuestionForm(data, question=step.question, kept=kept)
    if step.key == "who":
        kinds = draft.definition.applies_as
        return WhoForm(data, kinds=kinds, initial={"applies_as": draft.applies_as})
    kept = dict(draft.applicant)
    if step.key == "identity":
        kept["has_other"] = kept.get("identity_kind") == "other"
        if kept["has_other"]:
            kept.pop("national_id", None)
    if step.key == "birth":
        kept["birth"] = kept_date(kept.get("birth"))
    if step.key == "for-whom":
        kept = dict(kept.get("on_behalf_of") or {})
    return _form_class(step, draft)(data, initial=kept)


def _form_class(step: Step, draft: DraftForm) -> type[forms.Form]:
    if step.key == "name":
        return OrganisationNameForm if draft.applies_as == "organisation" else NameForm
    return {
        "identity": IdentityForm,
        "birth": BirthForm,
        "city": CityForm,
        "licence": LicenceForm,
        "for-whom": ForWhomForm,
    }[step.key]


def kept_of(step: Step, form: forms.Form) -> dict[str, Any]:
    """What a valid page says, as `save_answers` takes it."""
    said = form.cleaned_data
    if step.question is not None:
        return _kept_answer(step.question, said["answer"])
    if step.key == "who":
        return {"applies_as": said["applies_as"]}
    if step.key == "identity":
        return {"applicant": _kept_identity(said)}
    if step.key == "birth":
        return {"applicant": {"birth": said["birth"].text}}
    if step.key == "for-whom":
        return {"applicant": {"on_behalf_of": dict(said)}}
    return {"applicant": dict(said)}


def _kept_answer(question: "Question", typed: Any) -> dict[str, Any]:
    text = typed.text if question.kind == "date" and typed else typed
    kept: dict[str, Any] = {"answers": {question.key: text or ""}}
    if question.kind == "city":
        # Asked once, used twice: the service's question is also where the applicant lives.
        kept["applicant"] = {"city": text or ""}
    return kept


def _kept_identity(said: dict[str, Any]) -> dict[str, Any]:
    if said.get("has_other"):
        reason = said["identity_reason"]
        return {"identity_kind": "other", "identity_reason": reason, "national_id": ""}
    number = said["national_id"]
    kind = "iqama" if number.startswith("2") else "national"
    return {"identity_kind": kind, "national_id": number, "identity_reason": ""}


def unanswered(question: "Question", *, is_unknown: bool) -> dict[str, Any]:
    """What to keep when somebody does not know, or goes on without an answer."""
    return {"answers": {question.key: UNKNOWN if is_unknown else ""}}
