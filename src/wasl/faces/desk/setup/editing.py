"""The form of a service: what a director may change, and the definition that follows from it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from wasl.domains.applications.queries import APPLIES_AS_WORDS
from wasl.domains.catalogue.queries import (
    limits_in,
    limits_set,
    plain_document,
    service_troubles,
)
from wasl.domains.eligibility.queries import questions_lacking
from wasl.faces.desk.setup import words
from wasl.faces.desk.setup.forms import text_field
from wasl.faces.desk.words import MECHANISMS
from wasl.faces.ui.formats import words as spoken
from wasl.faces.ui.forms import (
    ChoiceField,
    LongTextField,
    ManyChoiceField,
    MoneyField,
    NumberField,
)
from wasl.faces.ui.shapes import Choice

if TYPE_CHECKING:
    from wasl.domains.catalogue.rules import Limit, PolicyShape, ServiceDefinition
    from wasl.domains.policies.rules import Policy
    from wasl.foundation.actor import Actor

NEW_DOCUMENTS: Final = 2
_WHY: Final = {"ar": "لدراسة الطلب.", "en": "Needed to study the request."}
_EXAMPLE: Final = {"ar": "صورة واضحة أو ملف.", "en": "A clear photograph or a file."}


@dataclass(frozen=True, slots=True)
class Criterion:
    """A condition in the form: its field that keeps it, and the fields of its figures."""

    key: str
    field: str
    title: Mapping[str, str]
    clause: str
    limits: tuple[str, ...]


class ServiceForm(forms.Form):
    """A service as a director changes it. What stands in no field stays as it is."""

    title_ar = text_field(_("Title in Arabic"), most=100)
    title_en = text_field(_("Title in English"), most=100, ltr=True)
    summary_ar = LongTextField(label=_("In a sentence, in Arabic"), rows=2, max_length=400)
    summary_en = LongTextField(label=_("In a sentence, in English"), rows=2, max_length=400)

    def __init__(
        self,
        *args: Any,
        base: "ServiceDefinition",
        policy: "Policy",
        shape: "PolicyShape",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.base, self.policy, self.shape = base, policy, shape
        self.criteria: list[Criterion] = []
        for name, field in self._fields():
            self.fields[name] = field
        self.initial = {**self._initial(), **self.initial}

    def _fields(self) -> Iterator[tuple[str, forms.Field]]:
        yield "decided_by", self._decided_by()
        yield "mechanisms", self._mechanisms()
        yield "applies_as", self._applies_as()
        yield "questions", self._questions()
        for document in self.base.documents:
            yield f"document_{document.key}", _need(spoken(document.title), spoken(document.why))
        yield from _new_documents()
        yield from self._criteria()
        for number, item in enumerate(self.base.delivery):
            label = spoken(item.item)
            if item.amount is not None:
                yield f"amount_{number}", MoneyField(label=label, help_text=_("Amount in riyals."))
            else:
                yield (
                    f"quantity_{number}",
                    NumberField(
                        label=f"{label} ({spoken(item.unit or {})})",
                        min_value=1,
                        max_value=100_000,
                    ),
                )
        yield (
            "capacity",
            _count(_("Places"), _("Left empty, as many as apply may be accepted."), 100_000),
        )
        yield (
            "target_days",
            _count(
                _("Days until the reply"),
                _("Left empty, the policy's own target holds."),
                365,
            ),
        )

    def _decided_by(self) -> forms.Field:
        named = {one.kind: one.title for one in self.policy.deciders}
        return ChoiceField(label=_("Who decides"), choices=list(named.items()))

    def _mechanisms(self) -> forms.Field:
        named = {one.kind: one.title for one in self.policy.mechanisms}
        usable = self.shape.usable_mechanisms
        return ManyChoiceField(
            label=_("How a request is checked"),
            choices=[(one, named.get(one, MECHANISMS[one][0])) for one in usable],
            error_messages={"required": _("Choose at least one way of checking.")},
        )

    def _applies_as(self) -> forms.Field:
        kinds = {"self": "person", "household": "household", "organisation": "organisation"}
        served = set(self.shape.beneficiary_kinds)
        offered = [
            one
            for one in APPLIES_AS_WORDS
            if one in self.base.applies_as and (one not in kinds or kinds[one] in served)
        ]
        return ManyChoiceField(
            label=_("Who may apply"),
            choices=[(one, APPLIES_AS_WORDS[one]) for one in offered],
            error_messages={"required": _("Choose at least one kind of people who may apply.")},
        )

    def _questions(self) -> forms.Field:
        return ManyChoiceField(
            label=_("Questions of the form"),
            help_text=_("Untick what you do not need: whoever applies answers every question."),
            choices=[Choice(one.key, one.label, one.why) for one in self.base.questions],
            error_messages={
                "required": _("Keep at least one question, so that the request says something.")
            },
        )

    def _criteria(self) -> Iterator[tuple[str, forms.Field]]:
        for one in self.base.criteria:
            key = str(one["key"])
            limits = {_limit_field(limit): limit for limit in limits_in(one)}
            self.criteria.append(
                Criterion(key, f"criterion_{key}", one["title"], str(one["clause"]), tuple(limits))
            )
            yield (
                f"criterion_{key}",
                forms.BooleanField(label=spoken(one["title"]), required=False),
            )
            for name, limit in limits.items():
                yield name, self._limit(limit)

    def _limit(self, limit: "Limit") -> forms.Field:
        question = self.base.question(limit.fact)
        about = spoken(question.label if question else words.FACTS.get(limit.fact, limit.fact))
        label = f"{about} — {spoken(words.OPERATORS[limit.operator])}"
        return MoneyField(label=label) if _is_money(self.base, limit) else _figure(label)

    def _initial(self) -> dict[str, Any]:
        base = self.base
        initial: dict[str, Any] = {
            "title_ar": base.title["ar"],
            "title_en": base.title["en"],
            "summary_ar": base.summary["ar"],
            "summary_en": base.summary["en"],
            "decided_by": base.decided_by,
            "mechanisms": list(base.mechanisms),
            "applies_as": list(base.applies_as),
            "questions": [one.key for one in base.questions],
            "capacity": base.capacity,
            "target_days": base.target_days,
        }
        for document in base.documents:
            initial[f"document_{document.key}"] = "required" if document.required else "optional"
        for number in range(NEW_DOCUMENTS):
            initial[f"new_{number}_need"] = "required"
        for one in base.criteria:
            initial[f"criterion_{one['key']}"] = True
            for limit in limits_in(one):
                initial[_limit_field(limit)] = f"{limit.value.normalize():f}"
        for number, item in enumerate(base.delivery):
            initial[f"amount_{number}"] = item.amount
            initial[f"quantity_{number}"] = item.quantity
        return initial

    def clean(self) -> dict[str, Any]:
        """A new document has its title in both languages."""
        typed = self.cleaned_data
        for number in range(NEW_DOCUMENTS):
            both = [typed.get(f"new_{number}_title_{language}", "") for language in ("ar", "en")]
            if any(both) and not all(both):
                lacking = "en" if both[0] else "ar"
                self.add_error(
                    f"new_{number}_title_{lacking}", _("Write it in Arabic and in English.")
                )
        return typed

    def definition(self, slug: str) -> "ServiceDefinition":
        """The service that the form describes; call it once the form is valid."""
        typed, base = self.cleaned_data, self.base
        kept = set(typed["questions"])
        applies_as = tuple(one for one in base.applies_as if one in typed["applies_as"])
        kinds = {"self": "person", "household": "household", "organisation": "organisation"}
        served = tuple(
            one
            for one in self.shape.beneficiary_kinds
            if one in {kinds[way] for way in applies_as if way in kinds}
        )
        return replace(
            base,
            slug=slug,
            title={"ar": typed["title_ar"], "en": typed["title_en"]},
            summary={"ar": typed["summary_ar"], "en": typed["summary_en"]},
            decided_by=typed["decided_by"],
            mechanisms=tuple(
                one for one in self.shape.usable_mechanisms if one in typed["mechanisms"]
            ),
            applies_as=applies_as,
            beneficiary_kinds=served or base.beneficiary_kinds,
            questions=tuple(
                one
                for one in base.questions
                if one.key in kept and set(one.applies_as) & set(applies_as)
            ),
            documents=self._documents(applies_as),
            criteria=tuple(self._criteria_kept()),
            delivery=tuple(
                replace(item, amount=typed[f"amount_{number}"])
                if item.amount is not None
                else replace(item, quantity=typed[f"quantity_{number}"])
                for number, item in enumerate(base.delivery)
            ),
            capacity=typed["capacity"],
            target_days=typed["target_days"],
        )

    def _documents(self, applies_as: tuple[str, ...]) -> Any:
        typed, base = self.cleaned_data, self.base
        kept = [
            replace(one, required=typed[f"document_{one.key}"] == "required")
            for one in base.documents
            if typed[f"document_{one.key}"] != "dropped" and set(one.applies_as) & set(applies_as)
        ]
        taken = {one.key for one in base.documents}
        for number in range(NEW_DOCUMENTS):
            title = {language: typed[f"new_{number}_title_{language}"] for language in ("ar", "en")}
            if not any(title.values()):
                continue
            key = _free_key(taken)
            taken.add(key)
            kept.append(
                plain_document(
                    key=key,
                    title=title,
                    why=_WHY,
                    example=_EXAMPLE,
                    required=typed[f"new_{number}_need"] != "optional",
                )
            )
        return tuple(kept)

    def _criteria_kept(self) -> Iterator[Mapping[str, Any]]:
        typed = self.cleaned_data
        for one in self.base.criteria:
            if typed[f"criterion_{one['key']}"]:
                values = {
                    limit.place: Decimal(typed[_limit_field(limit)]) for limit in limits_in(one)
                }
                yield limits_set(one, values)

    def mark_troubles(self, by: "Actor", definition: "ServiceDefinition") -> None:
        """Put what the domain says against the definition at the fields that it is about."""
        for trouble in service_troubles(by, definition=definition):
            name = _FIELD_OF.get(trouble.path.partition("[")[0])
            self.add_error(name if name in self.fields else None, trouble.sentence)
        asked = {one.key: one.label for one in self.base.questions}
        titles = {str(one["key"]): one["title"] for one in self.base.criteria}
        for criterion, lacking in questions_lacking(by, definition=definition).items():
            self.add_error(
                "questions",
                _("The condition “%(condition)s” needs the question “%(question)s”. Keep both.")
                % {
                    "condition": spoken(titles[criterion]),
                    "question": " · ".join(spoken(asked.get(key, key)) for key in lacking),
                },
            )


_FIELD_OF: Final = {
    "title": "title_ar",
    "summary": "summary_ar",
    "decided_by": "decided_by",
    "mechanisms": "mechanisms",
    "applies_as": "applies_as",
    "questions": "questions",
    "documents": "new_0_title_ar",
}


def _free_key(taken: set[str]) -> str:
    number = 1
    while f"added_{number}" in taken:
        number += 1
    return f"added_{number}"


def _limit_field(limit: "Limit") -> str:
    return f"limit_{limit.criterion}_{limit.place}"


def _is_money(base: "ServiceDefinition", limit: "Limit") -> bool:
    question = base.question(limit.fact)
    return limit.fact == "income_per_head" or (question is not None and question.kind == "money")


def _figure(label: str) -> forms.Field:
    return NumberField(label=label, min_value=0, max_value=1_000_000)


def _count(label: Any, help_text: Any, most: int) -> forms.Field:
    return NumberField(
        label=label, help_text=help_text, required=False, min_value=1, max_value=most
    )


def _need(label: str, why: str) -> forms.Field:
    return ChoiceField(
        label=label,
        help_text=why,
        choices=list(words.NEEDS.items()),
        widget=forms.RadioSelect(attrs={"data-row": "yes"}),
    )


def _new_documents() -> Iterator[tuple[str, forms.Field]]:
    for number in range(NEW_DOCUMENTS):
        yield (
            f"new_{number}_title_ar",
            text_field(_("Another document, in Arabic"), most=100, required=False),
        )
        yield (
            f"new_{number}_title_en",
            text_field(_("The same document, in English"), most=100, required=False, ltr=True),
        )
        yield (
            f"new_{number}_need",
            ChoiceField(
                label=_("Is it needed?"),
                choices=[(key, words.NEEDS[key]) for key in ("required", "optional")],
                required=False,
                widget=forms.RadioSelect(attrs={"data-row": "yes"}),
            ),
        )
