"""What this room holds about people."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wasl.domains.applications.lifecycle import OPEN
from wasl.domains.applications.models import (
    Application,
    ApplicationDocument,
    Check,
    CompletenessRequest,
    Declaration,
)
from wasl.domains.applications.queries import (
    APPLICANT_WORDS,
    APPLIES_AS_WORDS,
    OUTCOME_WORDS,
    STAGE_WORDS,
)
from wasl.domains.catalogue.queries import answers_told, edition_of
from wasl.domains.parties.queries import IDENTITY_WORDS, RELATION_WORDS
from wasl.domains.policies.queries import CHANNELS
from wasl.foundation.actor import Actor
from wasl.foundation.personal_data import (
    Part,
    People,
    PersonalData,
    Retention,
    Said,
    Words,
    titled,
)

if TYPE_CHECKING:
    from wasl.domains.catalogue.rules import ServiceDefinition

_PURPOSE: Final = _("to judge and serve an application for a service")
_BASIS: Final = _("the applicant's own request, and his explicit consent for health")
_KEPT: Final = _("as long as the case is kept; a discarded draft is emptied at once")
_REGISTER: Final = _("the register of cases keeps its number, stages and days, without the person")
_CASE_YEARS: Final = _("ten years after the case was closed")


def _his_cases(people: People) -> People:
    """His own cases: those for his benefit, and drafts under a phone of his own. A case in which
    he applied for somebody else is that one's."""
    of_parties = Q(beneficiary__in=people.parties) | Q(
        party__in=people.parties, beneficiary__isnull=True
    )
    drafts = Q(stage="draft", party__isnull=True, phone_index__in=people.phones)
    cases = Application.objects.filter(of_parties | drafts).values_list("pk", flat=True)
    helped = Application.objects.filter(party__in=people.parties, beneficiary__isnull=False)
    helped = helped.exclude(beneficiary__in=people.parties)
    return people.with_more(cases=sorted(cases), helped=sorted(helped.values_list("pk", flat=True)))


def _without_helper(row: Application, people: People) -> Mapping[str, Any]:
    """The case of somebody else without the one who applied for him: his part of the applicant's
    data, his phone and his numbers. What is said of the beneficiary stays."""
    stays = {"on_behalf_of": row.applicant["on_behalf_of"]} if row.applicant else {}
    return {
        "applicant": stays,
        "phone": "",
        "phone_index": "",
        "conflict_indexes": [one for one in row.conflict_indexes if one not in people.indexes],
    }


def _of_cases(people: People) -> Q:
    return Q(application__in=people.cases)


def _application_told(by: Actor, row: Application) -> Mapping[str, Sequence[Said]]:
    answers = answers_told(by, edition=row.edition_id, answers=row.answers or {})
    return {"applicant": _applicant(row.applicant or {}), "answers": answers}


def _signed(by: Actor, row: Declaration) -> Mapping[str, Sequence[Said]]:
    """What lay before the one who signed, but for the wording, which is told by itself."""
    edition = UUID(row.frozen["edition"])
    asked = edition_of(by, edition=edition)
    papers = tuple(_asked_told(asked, key) for key in row.frozen["documents"])
    return {
        "frozen": (
            *_applicant(row.frozen["applicant"]),
            *answers_told(by, edition=edition, answers=row.frozen["answers"]),
            *((Part(_("Documents"), papers),) if papers else ()),
        )
    }


def _paper_told(by: Actor, row: ApplicationDocument) -> Mapping[str, Sequence[Said]]:
    asked = edition_of(by, edition=row.application.edition_id)
    return {"key": (_asked_told(asked, row.key),)}


def _check_told(by: Actor, row: Check) -> Mapping[str, Sequence[Said]]:
    asked = edition_of(by, edition=row.application.edition_id)
    return {"subject": (_asked_told(asked, row.subject),)}


def _items_told(by: Actor, row: CompletenessRequest) -> Mapping[str, Sequence[Said]]:
    asked = edition_of(by, edition=row.application.edition_id)
    return {"items": [_asked_told(asked, key) for key in row.items]}


def _asked_told(asked: "ServiceDefinition", key: str) -> Words:
    """What a key of a document, of a question or of the applicant's own data stands for."""
    document, question = asked.document(key), asked.question(key)
    if document is not None:
        return titled(document.title)
    if question is not None:
        return titled(question.label)
    if key == "identity":
        return _("Identity")
    return APPLICANT_WORDS.get(key.removeprefix("applicant."), key)


def _applicant(given: Mapping[str, Any]) -> tuple[Part, ...]:
    """The applicant's own data, those for whom he applied, and his family, each by its name."""
    other = given.get("on_behalf_of") or {}
    members = given.get("dependants") or []
    return (
        *(
            Part(words, (_of_person(name, given[name]),))
            for name, words in APPLICANT_WORDS.items()
            if name not in ("on_behalf_of", "dependants") and given.get(name) not in (None, "")
        ),
        *((Part(APPLICANT_WORDS["on_behalf_of"], _person(other)),) if other else ()),
        *(Part(APPLICANT_WORDS["dependants"], _person(one)) for one in members),
    )


def _person(given: Mapping[str, Any]) -> tuple[Said, ...]:
    named = ("name", "relation", "birth", "national_id")
    return tuple(_of_person(name, given[name]) for name in named if given.get(name))


def _of_person(name: str, value: Any) -> Said:
    if name == "identity_kind":
        return IDENTITY_WORDS.get(value, str(value))
    if name == "relation":
        return RELATION_WORDS.get(value, str(value))
    if isinstance(value, Mapping):
        in_full = value.get("precision", "day") == "day"
        return date.fromisoformat(value["on"]) if in_full else str(value["text"])
    return str(value)


HELD = (
    PersonalData(
        model="applications.Application",
        fields=(
            *("phone", "phone_index", "answers", "applicant", "conflict_indexes"),
            *("submission_digest", "secret_fingerprint"),
        ),
        purpose=_PURPOSE,
        basis=_BASIS,
        kept_for=_KEPT,
        title=_("Your applications"),
        labels={
            "reference": _("Reference"),
            "service.title": _("Service"),
            "stage": _("Stage"),
            "channel": _("Channel"),
            "submitted_at": _("Sent"),
            "applies_as": _("Applies as"),
            "phone": _("Mobile"),
            "applicant": _("About the applicant"),
            "answers": _("Answers"),
            "reply_expected_on": _("Answer promised by"),
            "answered_at": _("Answered"),
            "outcome": _("Outcome"),
            "closed_at": _("Closed on"),
        },
        values={
            "channel": CHANNELS,
            "outcome": OUTCOME_WORDS,
            "applies_as": APPLIES_AS_WORDS,
            "stage": STAGE_WORDS,
        },
        said=_application_told,
        about=lambda people: Q(pk__in=people.cases),
        kept_because=_REGISTER,
        widens=_his_cases,
        open_while=lambda people: Q(pk__in=people.cases, stage__in=OPEN),
        retention=Retention(10, "closed_at", _CASE_YEARS, "beneficiary_id"),
    ),
    PersonalData(
        model="applications.Application",
        fields=("phone", "phone_index", "applicant", "conflict_indexes"),
        purpose=_("to know who applied for somebody else"),
        basis=_("the request of whoever applied for somebody else"),
        kept_for=_KEPT,
        title=_("Applications that you made for somebody else"),
        labels={
            "reference": _("Reference"),
            "service.title": _("Service"),
            "stage": _("Stage"),
            "submitted_at": _("Sent"),
            "phone": _("Mobile"),
        },
        values={"stage": STAGE_WORDS},
        about=lambda people: Q(pk__in=people.helped),
        redacted=_without_helper,
        kept_because=_(
            "the case is the beneficiary's own; who applied for him is taken out of it, and what "
            "was signed stays sealed with that case until it goes itself"
        ),
        open_while=lambda people: Q(pk__in=people.helped, stage__in=OPEN),
    ),
    PersonalData(
        model="applications.ApplicationDocument",
        fields=("file", "file_name", "file_digest", "scan", "upload_scan"),
        purpose=_("to prove what the application says"),
        basis=_BASIS,
        kept_for=_KEPT,
        title=_("Documents of your applications"),
        labels={
            "key": _("Document"),
            "stage": _("State"),
            "file_name": _("Name of the file"),
            "file_size": _("Size in bytes"),
            "added_at": _("Added on"),
        },
        values={
            "stage": {
                "missing": _("Not handed in"),
                "later": _("To be handed in later"),
                "uploaded": _("A copy was handed in"),
                "seen": _("The original was seen"),
            }
        },
        said=_paper_told,
        about=_of_cases,
        kept_because=_REGISTER,
        files=("file",),
    ),
    PersonalData(
        model="applications.Check",
        fields=("note", "valid_until"),
        purpose=_("to show what was compared with what, and by whom"),
        basis=_("the adopted policy's step of matching"),
        kept_for=_KEPT,
        title=_("What was checked in your applications"),
        labels={
            "subject": _("What was checked"),
            "compared_with": _("Compared with"),
            "matches": _("It agrees"),
            "valid_until": _("Valid until"),
            "note": _("Note"),
            "checked_at": _("When"),
        },
        values={
            "compared_with": {
                "original": _("The original"),
                "copy": _("The copy that was sent"),
                "official_app": _("Tawakkalna, Absher or another official app"),
                "other": _("Something else, see the note"),
            },
        },
        said=_check_told,
        about=_of_cases,
        kept_because=_REGISTER,
    ),
    PersonalData(
        model="applications.Declaration",
        fields=("frozen", "signed_name", "witness", "digest"),
        purpose=_("to prove what the applicant signed"),
        basis=_("the applicant's own signature"),
        kept_for=_KEPT,
        title=_("What you declared and signed"),
        labels={
            "signed_name": _("Signed by"),
            "signed_at": _("Signed on"),
            "method": _("How it was signed"),
            "witness": _("Witness"),
            "wording": _("Words of the declaration"),
            "frozen": _("What was declared"),
        },
        values={
            "method": {
                "code": _("With a code to the phone"),
                "name": _("By writing the name"),
                "paper": _("On paper"),
            }
        },
        said=_signed,
        about=_of_cases,
        kept_because=_REGISTER,
    ),
    PersonalData(
        model="applications.Declaration",
        fields=("signed_name",),
        purpose=_("to prove what the applicant signed"),
        basis=_("the applicant's own signature"),
        kept_for=_KEPT,
        title=_("What you signed for somebody else"),
        labels={"signed_name": _("Signed by"), "signed_at": _("Signed on")},
        about=lambda people: Q(application__in=people.helped),
        kept_because=_("the declaration is the beneficiary's proof and stays under his seal"),
    ),
    PersonalData(
        model="applications.Referral",
        fields=("question", "answer"),
        purpose=_("to clear up what is unclear in a case"),
        basis=_("the adopted policy's step of referral"),
        kept_for=_KEPT,
        title=_("Questions about your applications"),
        labels={"question": _("Question"), "answer": _("What was answered"), "asked_at": _("When")},
        about=_of_cases,
        kept_because=_REGISTER,
    ),
    PersonalData(
        model="applications.CompletenessRequest",
        fields=("note",),
        purpose=_("to tell the applicant what is missing"),
        basis=_("the adopted policy's step of completion"),
        kept_for=_KEPT,
        title=_("What you were asked to complete"),
        labels={"items": _("What was missing"), "note": _("Note"), "asked_at": _("When")},
        said=_items_told,
        about=_of_cases,
        kept_because=_REGISTER,
    ),
)
