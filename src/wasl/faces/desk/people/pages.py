"""The pages of one party, drawn the same way for reading and after a form needs another look."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wasl.domains.access.queries import staff_names
from wasl.domains.parties.queries import (
    ADDRESS_WORDS,
    CONTACT_WORDS,
    DEED_WORDS,
    ENDING_WORDS,
    GENDER_WORDS,
    IDENTITY_WORDS,
    LANGUAGE_WORDS,
    LEAVING_WORDS,
    NEED_WORDS,
    PHONE_OWNER_WORDS,
    RELATION_WORDS,
    RELATIONS,
    ROLE_WORDS,
    PartySheet,
    party_sheet,
)
from wasl.faces.desk.frame import here
from wasl.faces.desk.people import words
from wasl.faces.desk.people.forms import EndForm, LeaveForm, MemberForm, RoleForm, WayForm, WhyForm
from wasl.faces.desk.people.frame import party_page
from wasl.faces.desk.values import both
from wasl.faces.edge.routes import Request
from wasl.faces.ui import formats
from wasl.faces.ui.shapes import SummaryRow
from wasl.foundation.calendar import Calendar, DateEntry, Precision, age_on

if TYPE_CHECKING:
    from wasl.domains.parties.queries import GuardianshipRow, MemberRow

_DASH = "—"


def who_page(
    request: Request,
    party: UUID,
    *,
    way_form: forms.Form | None = None,
    protect_form: forms.Form | None = None,
) -> HttpResponse:
    """Who it is: identity, ways of contact, address, needs, roles and protection."""
    sheet = party_sheet(request.actor, party=party)
    actor = request.actor
    context = {
        "sheet": sheet,
        "form": way_form or protect_form,
        "identity": _identity_rows(sheet),
        "reach": _reach_rows(sheet),
        "address": _address_rows(sheet),
        "helps": _help_rows(sheet),
        "money": _money_rows(sheet),
        "ways": [_way(one) for one in sheet.ways],
        "roles": [_role(role) for role in sheet.roles],
        "registered": _registered(request, sheet),
        "way_form": way_form or WayForm(),
        "protect_form": protect_form or WhyForm(),
        "role_form": RoleForm(held=sheet.roles),
        "may_correct": actor.may("parties.correct_party"),
        "may_add_way": actor.may("parties.add_contact_way"),
        "may_protect": actor.may("parties.protect_party"),
        "may_lift": actor.may("parties.lift_protection"),
        "may_give_role": actor.may("parties.give_role"),
        "may_number": actor.may("parties.give_file_number") and sheet.file_number is None,
        "may_record_death": actor.may("parties.record_death")
        and sheet.kind == "person"
        and sheet.died_on is None,
        "start_url": _start_url(request, sheet),
    }
    is_wrong = way_form is not None or protect_form is not None
    return party_page(
        request,
        "desk/people/party.html",
        context,
        party=sheet.id,
        tab="desk:party",
        strip=sheet.strip,
        status=422 if is_wrong else 200,
    )


def household_page(
    request: Request,
    party: UUID,
    *,
    member_form: forms.Form | None = None,
    leave_form: forms.Form | None = None,
    wrong: UUID | None = None,
    confirm: str = "",
    status: int = 200,
) -> HttpResponse:
    """The members of a household, or the households of a person.

    `wrong` is the member whose `leave_form` needs another look; `confirm` is why adding somebody
    must be confirmed.
    """
    sheet = party_sheet(request.actor, party=party)
    today = timezone.localdate()
    actor = request.actor
    context = {
        "sheet": sheet,
        "form": member_form if member_form is not None else leave_form,
        "members": [
            _member(
                one,
                today,
                sheet,
                form=leave_form if leave_form is not None and one.id == wrong else None,
            )
            for one in sorted(sheet.members, key=_rank)
        ],
        "former": [_member(one, today, sheet) for one in reversed(sheet.former_members)],
        "memberships": [
            {
                "row": one,
                "relation": RELATION_WORDS.get(one.relation, one.relation),
                "why": LEAVING_WORDS.get(one.left_why, one.left_why),
                "url": here(request, "desk:party_household", party=one.household),
            }
            for one in sheet.memberships
        ],
        "member_form": member_form or MemberForm(initial={"relation": _next_relation(sheet)}),
        "confirm": confirm,
        "former_relations": [(one, RELATION_WORDS[one]) for one in RELATIONS if one != "head"],
        "may_add": actor.may("parties.add_member") and sheet.kind == "household",
        "may_end": actor.may("parties.end_membership"),
        "may_become": actor.may("parties.make_member_party"),
    }
    return party_page(
        request,
        "desk/people/household.html",
        context,
        party=sheet.id,
        tab="desk:party_household",
        strip=sheet.strip,
        status=status,
    )


def guardians_page(
    request: Request,
    party: UUID,
    *,
    end_form: forms.Form | None = None,
    wrong: UUID | None = None,
    sentence: str = "",
    status: int = 200,
) -> HttpResponse:
    """Who acts for the party and for whom it acts, with the deeds."""
    sheet = party_sheet(request.actor, party=party)
    actor = request.actor
    everybody = (*sheet.guardians, *sheet.wards)
    names = staff_names(actor, ids={one.verified_by for one in everybody if one.verified_by})
    today = timezone.localdate()
    context = {
        "sheet": sheet,
        "form": end_form,
        "sentence": sentence,
        "guardians": [
            _guardianship(request, one, names, today, end_form if one.id == wrong else None)
            for one in sheet.guardians
        ],
        "wards": [_guardianship(request, one, names, today, None) for one in sheet.wards],
        "may_record": actor.may("parties.record_guardianship"),
        "may_verify": actor.may("parties.verify_guardianship"),
        "may_end": actor.may("parties.end_guardianship"),
    }
    return party_page(
        request,
        "desk/people/guardians.html",
        context,
        party=sheet.id,
        tab="desk:party_guardians",
        strip=sheet.strip,
        status=status,
    )


def _start_url(request: Request, sheet: PartySheet) -> str:
    may_start = request.actor.may("applications.start_application")
    is_over = sheet.died_on is not None or sheet.erased_at is not None
    return f"{here(request, 'desk:intake')}?party={sheet.id}" if may_start and not is_over else ""


def _identity_rows(sheet: PartySheet) -> list[SummaryRow]:
    if sheet.kind == "organisation":
        rows = [
            SummaryRow(words.FIELDS["licence"], sheet.licence or _DASH, kind="code"),
            SummaryRow(words.FIELDS["licence_expires_on"], _day(sheet.licence_expires_on)),
            SummaryRow(
                words.FIELDS["signatory"],
                sheet.signatory.name if sheet.signatory else _("Nobody named yet"),
            ),
        ]
        if sheet.signatory_capacity:
            rows.append(SummaryRow(words.FIELDS["signatory_capacity"], sheet.signatory_capacity))
        return rows
    kind = IDENTITY_WORDS.get(sheet.identity_kind, _DASH)
    rows = [SummaryRow(kind, sheet.masked_id or _DASH, kind="code" if sheet.masked_id else "text")]
    if sheet.identity_reason:
        rows.append(SummaryRow(words.FIELDS["identity_reason"], sheet.identity_reason))
    rows += [
        SummaryRow(words.FIELDS["identity_expires_on"], _day(sheet.identity_expires_on)),
        SummaryRow(words.FIELDS["birth"], birth_words(sheet.birth) or _DASH),
        SummaryRow(words.FIELDS["gender"], GENDER_WORDS.get(sheet.gender, _DASH)),
    ]
    if sheet.died_on:
        rows.append(SummaryRow(words.FIELDS["died_on"], both(sheet.died_on)))
    return rows


def _reach_rows(sheet: PartySheet) -> list[SummaryRow]:
    hidden = _("Hidden: protected")
    if sheet.is_protected:
        return [SummaryRow(words.FIELDS[name], hidden) for name in ("phone", "email")]
    owner = PHONE_OWNER_WORDS.get(sheet.phone_belongs_to, "")
    rows = [SummaryRow(words.FIELDS["phone"], sheet.phone or _DASH, kind=_kind(sheet.phone))]
    if sheet.phone:
        rows.append(SummaryRow(words.FIELDS["phone_belongs_to"], owner or _("Nobody asked yet")))
    kind = "code" if sheet.email else "text"
    rows.append(SummaryRow(words.FIELDS["email"], sheet.email or _DASH, kind=kind))
    return rows


def _kind(phone: str) -> str:
    return "phone" if phone else "text"


def _address_rows(sheet: PartySheet) -> list[SummaryRow]:
    if sheet.is_protected:
        return [SummaryRow(words.FIELDS["national_address"], _("Hidden: protected"))]
    rows = [SummaryRow(words.FIELDS["city"], sheet.city or _DASH)]
    rows += [
        SummaryRow(
            ADDRESS_WORDS[part],
            value,
            kind="code" if part in ("short", "building", "postal_code", "secondary") else "text",
        )
        for part, value in sheet.national_address.items()
    ]
    if sheet.address:
        rows.append(SummaryRow(words.FIELDS["address"], sheet.address))
    return rows


def _help_rows(sheet: PartySheet) -> list[SummaryRow]:
    needs = formats.listed(NEED_WORDS.get(need, need) for need in sheet.needs)
    return [
        SummaryRow(words.FIELDS["language"], LANGUAGE_WORDS.get(sheet.language, sheet.language)),
        SummaryRow(words.FIELDS["needs"], needs or _("Nothing noted")),
    ]


def _money_rows(sheet: PartySheet) -> list[SummaryRow]:
    rows = []
    if sheet.iban:
        rows.append(SummaryRow(words.FIELDS["iban"], sheet.masked_iban, kind="code"))
    if sheet.payee:
        rows.append(SummaryRow(words.FIELDS["payee"], sheet.payee))
    return rows


def _day(day: date | None) -> object:
    return both(day) if day else _DASH


def birth_words(birth: DateEntry | None) -> str:
    """A birth as far as it is known: the day in both calendars, or only its month or year."""
    if birth is None:
        return ""
    if birth.precision is Precision.DAY:
        return str(both(birth.gregorian_on))
    in_year = _("%(written)s AH") if birth.calendar is Calendar.HIJRI else _("%(written)s AD")
    return str(in_year) % {"written": formats.digits(birth.text)}


def _way(one: Any) -> dict[str, Any]:
    return {
        "row": one,
        "kind": CONTACT_WORDS.get(one.kind, one.kind),
        "icon": words.CONTACT_ICONS.get(one.kind, "phone"),
        "shown": formats.phone(one.value) if one.kind != "email" else one.value,
        "belongs_to": PHONE_OWNER_WORDS.get(one.belongs_to, ""),
    }


def _role(role: str) -> dict[str, Any]:
    return {
        "key": role,
        "text": ROLE_WORDS.get(role, role),
        "is_given": role in words.GIVEN_ROLES,
    }


def _registered(request: Request, sheet: PartySheet) -> dict[str, Any]:
    names = staff_names(request.actor, ids={sheet.registered_by}) if sheet.registered_by else {}
    return {
        "at": sheet.created_at,
        "by": names.get(sheet.registered_by, "") if sheet.registered_by else "",
        "is_brought": sheet.brought_by is not None,
    }


def _rank(one: "MemberRow") -> int:
    """The head first, then the spouse, then the others as they were."""
    return {"head": 0, "spouse": 1}.get(one.relation, 2)


def _next_relation(sheet: PartySheet) -> str:
    return "son" if sheet.head else "head"


def _member(
    one: "MemberRow", today: date, sheet: PartySheet, *, form: forms.Form | None = None
) -> dict[str, Any]:
    age = age_on(one.birth_on, today, Calendar.GREGORIAN) if one.birth_on else None
    return {
        "row": one,
        "relation": RELATION_WORDS.get(one.relation, one.relation),
        "birth": birth_words(one.birth),
        "age": age if one.left_on is None else None,
        "why": LEAVING_WORDS.get(one.left_why, one.left_why),
        "is_head": one.relation == "head",
        "may_head": one.relation != "head" and (age is None or age >= _LEAST_AGE_OF_HEAD),
        "head": sheet.head,
        "form": form or LeaveForm(prefix=str(one.id)),
        "is_wrong": form is not None,
    }


_LEAST_AGE_OF_HEAD = 15
"""Somebody younger heads no household: the button would only mislead."""


def _guardianship(
    request: Request,
    one: "GuardianshipRow",
    names: Mapping[UUID, str],
    today: date,
    form: forms.Form | None,
) -> dict[str, Any]:
    text, tone = _standing(one, today)
    return {
        "row": one,
        "url": here(request, "desk:party", party=one.other),
        "relation": RELATION_WORDS.get(one.relation, one.relation),
        "deed": DEED_WORDS.get(one.deed_kind, ""),
        "state": text,
        "tone": tone,
        "why": ENDING_WORDS.get(one.ended_why, one.ended_why),
        "verified_by": names.get(one.verified_by, "") if one.verified_by else "",
        "form": form or EndForm(prefix=str(one.id)),
        "is_wrong": form is not None,
        "is_over": tone in ("bad", "neutral"),
    }


_SOON_DAYS = 60


def _standing(one: "GuardianshipRow", today: date) -> tuple[object, str]:
    """How a guardianship stands today, and its tone."""
    if one.ended_on is not None:
        return _("Ended"), "neutral"
    if one.expires_on is not None and one.expires_on < today:
        return _("The deed has expired"), "bad"
    if one.ends_on is not None and one.ends_on <= today:
        return _("The ward has come of age"), "bad"
    ends = [day for day in (one.expires_on, one.ends_on) if day is not None]
    if ends and (min(ends) - today).days <= _SOON_DAYS:
        return _("Ends soon"), "warn"
    if one.verified_at is None:
        return _("Deed not seen yet"), "wait"
    return _("In force"), "good"


def shown_differences(
    differences: Mapping[str, tuple[Any, Any]], *, is_protected: bool
) -> list[dict[str, object]]:
    """Each field that differs: what stands there now, and what was typed here."""
    return [
        {
            "name": name,
            "label": words.FIELDS.get(name, name),
            "is_code": name in CODES,
            "theirs": _("Hidden: protected")
            if is_protected and name in _HIDDEN
            else value_words(name, theirs),
            "yours": value_words(name, yours),
        }
        for name, (theirs, yours) in differences.items()
    ]


_HIDDEN = frozenset({"phone", "email", "address", "national_address", "city"})
_CHOICES: Mapping[str, Mapping[str, Any]] = {
    "gender": GENDER_WORDS,
    "identity_kind": IDENTITY_WORDS,
    "phone_belongs_to": PHONE_OWNER_WORDS,
    "language": LANGUAGE_WORDS,
    "needs": NEED_WORDS,
    "roles": ROLE_WORDS,
}


def correction_words(field: str, kept: Mapping[str, Any]) -> object:
    """A value as a correction keeps it, in the reader's words."""
    if kept.get("hidden"):
        return _("Hidden: protected")
    value = kept.get("is")
    if field == "birth" and value:
        entry = DateEntry(
            Calendar(kept["calendar"]),
            Precision(kept["precision"]),
            kept["text"],
            date.fromisoformat(value),
        )
        return birth_words(entry)
    if field in _DAYS and value:
        return both(date.fromisoformat(value))
    if field == "is_protected":
        return _("Protected") if value else _("Not protected")
    if field == "signatory" and value:
        return _("Somebody named")
    return value_words(field, value)


CODES = frozenset({"phone", "national_id", "iban", "email", "licence"})
"""Fields that are read from left to right whatever the language."""
_DAYS = frozenset({"died_on", "identity_expires_on", "licence_expires_on"})


def value_words(field: str, value: Any) -> object:
    """A value of a party's field in the reader's words."""
    if value in (None, "", {}, [], ()):
        return _DASH
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, DateEntry):
        return birth_words(value)
    if isinstance(value, date):
        return both(value)
    if isinstance(value, Mapping):
        parts = [str(value[part]) for part in ADDRESS_WORDS if value.get(part)]
        return " · ".join(parts)
    if field == "phone":
        return formats.phone(str(value))
    known = _CHOICES.get(field, {})
    if isinstance(value, Sequence) and not isinstance(value, str):
        return formats.listed(known.get(one, one) for one in value)
    return known.get(value, value)
