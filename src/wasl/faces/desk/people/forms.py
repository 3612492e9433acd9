"""The forms of the registry. They check shape only; what may be kept is for the domain to say."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _

from wasl.domains.parties.queries import (
    ADDRESS_WORDS,
    CONTACT_WORDS,
    DEED_WORDS,
    ENDING_WORDS,
    GENDER_WORDS,
    LANGUAGE_WORDS,
    LEAVING_WORDS,
    NEED_WORDS,
    PHONE_OWNER_WORDS,
    RELATION_WORDS,
    RELATIONS,
    ROLE_WORDS,
)
from wasl.faces.desk.people import words
from wasl.faces.ui.forms import (
    ChoiceField,
    IbanField,
    LongTextField,
    ManyChoiceField,
    MobileField,
    TypedDay,
    WrittenDateField,
)
from wasl.foundation.identifiers import (
    Malformed,
    building_number,
    document_number,
    mail_address,
    national_id,
    postal_code,
    short_address,
)

if TYPE_CHECKING:
    from wasl.domains.parties.queries import MemberRow

ADDRESS: Final = tuple(f"address_{part}" for part in ADDRESS_WORDS)
_MARK_LENGTH: Final = 16


class ReadField(forms.CharField):
    """A line of text that the foundation reads; what it refuses is said in its own words."""

    def __init__(self, *, read: Callable[[str], str], **kwargs: Any) -> None:
        attrs = {"dir": "ltr", "autocomplete": "off"}
        super().__init__(widget=forms.TextInput(attrs=attrs), max_length=254, **kwargs)
        self.read = read

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        if not typed:
            return ""
        try:
            return self.read(typed)
        except Malformed as trouble:
            raise forms.ValidationError(str(trouble.sentence), code=trouble.code) from None


def _line(label: Any, *, most: int = 200, hint: Any = "", ltr: bool = False) -> forms.CharField:
    attrs = {"autocomplete": "off", **({"dir": "ltr"} if ltr else {"dir": "auto"})}
    return forms.CharField(
        label=label,
        max_length=most,
        required=False,
        help_text=hint,
        widget=forms.TextInput(attrs=attrs),
    )


def _choice(label: Any, pairs: Mapping[str, Any], *, empty: bool = False) -> forms.ChoiceField:
    choices = [("", "—")] if empty else []
    return forms.ChoiceField(label=label, choices=[*choices, *pairs.items()], required=not empty)


def identity_fields() -> dict[str, forms.Field]:
    """What stands for an identity; the ID or Iqama is the normal case."""
    return {
        "identity_kind": _choice(words.FIELDS["identity_kind"], words.IDENTITY_KINDS),
        "national_id": _line(words.FIELDS["national_id"], most=60, ltr=True),
        "identity_reason": _line(
            words.FIELDS["identity_reason"],
            hint=_("Only without an ID or Iqama: for example that it is being issued."),
        ),
        "identity_expires_on": TypedDay(label=words.FIELDS["identity_expires_on"], required=False),
    }


def address_fields() -> dict[str, forms.Field]:
    """The National Address: the short one says everything, the full one has its parts."""
    read: Mapping[str, Callable[[str], str]] = {
        "short": short_address,
        "building": building_number,
        "postal_code": postal_code,
        "secondary": building_number,
    }
    found: dict[str, forms.Field] = {}
    for part, label in ADDRESS_WORDS.items():
        if part in read:
            found[f"address_{part}"] = ReadField(read=read[part], label=label, required=False)
        else:
            found[f"address_{part}"] = _line(label, most=80)
    found["address_short"].help_text = _("Four letters and four digits, such as RRRD2929.")
    return found


def _fields_of(kind: str) -> dict[str, forms.Field]:
    label, hint = words.NAMES[kind]
    fields: dict[str, forms.Field] = {"name": _line(label, hint=hint)}
    fields["name"].required = True
    if kind == "organisation":
        fields |= {
            "licence": _line(words.FIELDS["licence"], most=10, ltr=True),
            "licence_expires_on": TypedDay(
                label=words.FIELDS["licence_expires_on"], required=False
            ),
        }
    else:
        fields |= {
            **identity_fields(),
            "birth": WrittenDateField(
                label=words.FIELDS["birth"], required=False, may_be_partial=True
            ),
            "gender": ChoiceField(
                label=words.FIELDS["gender"],
                choices=list(GENDER_WORDS.items()),
                required=False,
                widget=forms.RadioSelect(attrs={"data-row": "yes"}),
            ),
        }
    return fields | {
        "phone": MobileField(label=words.FIELDS["phone"], required=False),
        "phone_belongs_to": _choice(words.FIELDS["phone_belongs_to"], PHONE_OWNER_WORDS),
        "email": ReadField(read=mail_address, label=words.FIELDS["email"], required=False),
        "language": _choice(words.FIELDS["language"], LANGUAGE_WORDS),
        "needs": ManyChoiceField(
            label=words.FIELDS["needs"],
            choices=list(NEED_WORDS.items()),
            required=False,
            widget=forms.CheckboxSelectMultiple(attrs={"data-row": "yes"}),
        ),
        "city": _line(words.FIELDS["city"], most=60),
        **address_fields(),
    }


class _PartyForm(forms.Form):
    """What a party is known by, whichever its kind."""

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.fields |= _fields_of(kind)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        typed = given.get("national_id", "")
        kind = given.get("identity_kind", "national")
        if typed and kind != "none":
            try:
                given["national_id"] = (
                    national_id(typed).digits
                    if kind == "national"
                    else document_number(typed, kind=kind)
                )
            except Malformed as trouble:
                self.add_error("national_id", str(trouble.sentence))
        return given

    @property
    def national_address(self) -> dict[str, str]:
        """The parts of the National Address that were written."""
        parts = {part: self.cleaned_data.get(f"address_{part}", "") for part in ADDRESS_WORDS}
        return {part: value for part, value in parts.items() if value}


class RegisterForm(_PartyForm):
    """A person, a household or an organisation as somebody registers it."""

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, kind=kind, **kwargs)
        roles = {role: ROLE_WORDS[role] for role in words.GIVEN_ROLES}
        self.fields["role"] = _choice(_("Known to us as"), roles)

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        # A reason in the place of a number says by itself that there is no document.
        is_instead = bool(given.get("identity_reason")) and not self.data.get("national_id")
        if is_instead and given.get("identity_kind") == "national":
            given["identity_kind"] = "none"
        return given

    def known(self) -> dict[str, Any]:
        """What `register_party` takes."""
        known = {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in ADDRESS and value not in (None, "")
        }
        return known | {"national_address": self.national_address or None}


class CorrectForm(_PartyForm):
    """What is kept of a party, to be put right, and why.

    Only what differs from the page as it was opened is a change: each box carries a mark of what
    stood in it, so that a colleague's change to another field is never taken back.
    """

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, kind=kind, **kwargs)
        self.fields |= {
            "address": LongTextField(
                label=words.FIELDS["address"], required=False, rows=2, max_length=500
            ),
            "iban": IbanField(label=words.FIELDS["iban"], required=False),
            "payee": _line(words.FIELDS["payee"]),
            "why": forms.CharField(
                label=_("Why is it put right?"),
                max_length=200,
                help_text=_("For example: a slip of the keys; a new ID card seen."),
                widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
            ),
        }
        if kind == "organisation":
            self.fields["signatory_capacity"] = _line(words.FIELDS["signatory_capacity"], most=60)
        self.fields["phone_belongs_to"].required = False

    def marks(self) -> dict[str, str]:
        """A mark of what each box shows, to be sent along with the form."""
        return {name: _mark(name, value) for name, value in self._shown().items()}

    def _shown(self) -> dict[str, str]:
        shown: dict[str, str] = {}
        for name in self.fields:
            bound = self[name]
            initial = bound.initial
            if isinstance(bound.field, WrittenDateField):
                boxes = bound.field.widget.decompress(initial)
                for part, value in zip(("day", "month", "year"), boxes, strict=False):
                    shown[f"{name}_{part}"] = str(value or "")
            elif isinstance(initial, list | tuple):
                shown[name] = " ".join(sorted(map(str, initial)))
            else:
                shown[name] = str(bound.field.prepare_value(initial) or "")
        return shown

    def changed(self) -> set[str]:
        """The names of the fields in which something else stands than when the page was opened."""
        return {name for name in self.fields if name != "why" and self._is_changed(name)}

    def _is_changed(self, name: str) -> bool:
        if isinstance(self.fields[name], WrittenDateField):
            boxes = [f"{name}_{part}" for part in ("day", "month", "year")]
            return any(self._differs(box, self.data.get(box, "")) for box in boxes)
        if isinstance(self.fields[name], ManyChoiceField):
            chosen = self[name].data or []
            return self._differs(name, " ".join(sorted(map(str, chosen))))
        return self._differs(name, self.data.get(name, ""))

    def _differs(self, box: str, typed: str) -> bool:
        kept = self.data.get(f"was_{box}")
        if kept is None:  # nobody was shown this box, so nobody changed it
            return False
        return not constant_time_compare(kept, _mark(box, typed.strip().replace("\r\n", "\n")))

    def changes(self) -> dict[str, Any]:
        """What `correct_party` takes: only what was changed on this page."""
        changed = self.changed()
        found: dict[str, Any] = {
            name: self.cleaned_data.get(name)
            for name in changed
            if name not in ADDRESS and name in self.cleaned_data
        }
        if changed & set(ADDRESS):
            found["national_address"] = self.national_address
        return found


def _mark(box: str, value: str) -> str:
    return salted_hmac(f"desk.people.{box}", value).hexdigest()[:_MARK_LENGTH]


class WhyForm(forms.Form):
    """A reason that a colleague can read later."""

    why = forms.CharField(
        label=_("Why?"),
        max_length=200,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )


class WayForm(forms.Form):
    """A further way to reach somebody, and whose it is."""

    kind = forms.ChoiceField(label=_("What is it?"))
    value = forms.CharField(
        label=_("Number or address"),
        max_length=254,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )
    belongs_to = forms.ChoiceField(label=words.FIELDS["phone_belongs_to"])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"] = _choice(_("What is it?"), CONTACT_WORDS)
        self.fields["belongs_to"] = _choice(words.FIELDS["phone_belongs_to"], PHONE_OWNER_WORDS)


class RoleForm(forms.Form):
    """One more role of a party."""

    role = forms.ChoiceField(label=_("One more role"))

    def __init__(self, *args: Any, held: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        open_ones = {role: ROLE_WORDS[role] for role in words.GIVEN_ROLES if role not in held}
        self.fields["role"] = _choice(_("One more role"), open_ones)


class MemberForm(forms.Form):
    """Somebody who joins a household."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= {
            "name": _line(_("Full name")),
            "relation": _choice(
                _("Relation to the head"), {one: RELATION_WORDS[one] for one in RELATIONS}
            ),
            "national_id": _line(words.FIELDS["national_id"], most=60, ltr=True),
            "birth": WrittenDateField(
                label=words.FIELDS["birth"], required=False, may_be_partial=True
            ),
            "gender": ChoiceField(
                label=words.FIELDS["gender"],
                choices=list(GENDER_WORDS.items()),
                required=False,
                widget=forms.RadioSelect(attrs={"data-row": "yes"}),
            ),
            "joined_on": TypedDay(
                label=_("Belongs to it since"), required=False, help_text=_("Empty means today.")
            ),
        }
        self.fields["name"].required = True

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("national_id"):
            try:
                given["national_id"] = national_id(given["national_id"]).digits
            except Malformed as trouble:
                self.add_error("national_id", str(trouble.sentence))
        return given


class OwnRecordForm(forms.Form):
    """What a household does not say of a member who gets a record of his own."""

    def __init__(self, *args: Any, member: "MemberRow", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not member.masked_id:
            self.fields["identity_reason"] = identity_fields()["identity_reason"]
            self.fields["identity_reason"].required = True


class LeaveForm(forms.Form):
    """Since when somebody belongs to the household no more, and why."""

    why = forms.ChoiceField(label=_("Why?"))
    left_on = TypedDay(label=_("Since"), required=False, help_text=_("Empty means today."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reasons = {why: LEAVING_WORDS[why] for why in words.LEAVING_TOLD}
        self.fields["why"] = forms.ChoiceField(label=_("Why?"), choices=list(reasons.items()))


class EndForm(forms.Form):
    """Why a guardianship ends today."""

    why = forms.ChoiceField(label=_("Why?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reasons = {why: ENDING_WORDS[why] for why in words.ENDING_TOLD}
        self.fields["why"] = forms.ChoiceField(label=_("Why?"), choices=list(reasons.items()))


class DeedForm(forms.Form):
    """Who acts for the party, and the deed that allows it."""

    relation = _choice(
        _("Relation to the ward"), {one: RELATION_WORDS[one] for one in words.GUARDIANS}
    )
    deed_kind = _choice(_("The deed"), DEED_WORDS, empty=True)
    deed_number = _line(_("Number of the deed"), most=40, ltr=True)
    expires_on = TypedDay(label=_("Valid until"), required=False)


class SignatoryForm(forms.Form):
    """In which capacity somebody signs for the organisation, and why it is recorded."""

    capacity = forms.CharField(label=words.FIELDS["signatory_capacity"], max_length=60)
    why = forms.CharField(label=_("On what ground?"), max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["capacity"].help_text = _("For example: chair of the board.")
        self.fields["why"].help_text = _("For example: the letter of authorisation was shown.")


class DeathForm(forms.Form):
    """The day of a death, and how it is known."""

    died_on = TypedDay(label=words.FIELDS["died_on"])
    why = forms.CharField(label=_("How is it known?"), max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["why"].help_text = _("For example: the death certificate was shown.")
