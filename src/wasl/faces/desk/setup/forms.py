"""The forms of setting up: somebody invited, his roles and relatives, a committee."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from wasl.domains.access.queries import ROLE_WORDS
from wasl.faces.desk.setup import words
from wasl.faces.ui.formats import words as spoken
from wasl.faces.ui.forms import ChoiceField, LongTextField, ManyChoiceField, NumberField
from wasl.faces.ui.shapes import Choice
from wasl.foundation.identifiers import Malformed, ascii_digits, mobile, national_id

if TYPE_CHECKING:
    from wasl.domains.access.queries import StaffRow
    from wasl.domains.associations.queries import BranchRow

_LTR = {"dir": "ltr", "autocomplete": "off"}
_MOST_RELATIVES = 60


def text_field(
    label: Any, *, most: int = 120, required: bool = True, ltr: bool = False, help_text: Any = ""
) -> forms.CharField:
    """One line of text, in the direction of its language."""
    attributes = _LTR if ltr else {"dir": "auto", "autocomplete": "off"}
    return forms.CharField(
        label=label,
        max_length=most,
        required=required,
        help_text=help_text,
        widget=forms.TextInput(attrs=attributes),
    )


def _roles() -> ManyChoiceField:
    return ManyChoiceField(
        label=_("Roles"),
        help_text=_("Registrar, researcher and those who decide are best different people."),
        choices=[Choice(key, name, words.ROLE_HINTS[key]) for key, name in ROLE_WORDS.items()],
        error_messages={"required": _("Choose at least one role.")},
    )


def _relatives() -> LongTextField:
    return LongTextField(
        label=_("Numbers of the colleague and of relatives"),
        help_text=_(
            "National IDs and mobile numbers, one a line. Whoever shares one is never served by "
            "this colleague. They are kept unreadable: nobody sees them again."
        ),
        required=False,
        rows=3,
    )


def read_relatives(typed: str) -> list[dict[str, str]]:
    """The numbers typed one a line, told apart by their shape.

    Raises a form's error that names the first line which is neither an ID nor a mobile.
    """
    found: list[dict[str, str]] = []
    lines = [line.strip() for line in typed.splitlines() if line.strip()]
    if len(lines) > _MOST_RELATIVES:
        raise forms.ValidationError(_("These are too many numbers at once."))
    for number, line in enumerate(lines, start=1):
        digits = ascii_digits(line, without_marks=True).replace(" ", "").replace("-", "")
        kind = "phone" if digits.startswith(("05", "+966", "00966", "5")) else "national_id"
        try:
            (mobile if kind == "phone" else national_id)(line)
        except Malformed as trouble:
            raise forms.ValidationError(
                _("Line %(number)s: %(trouble)s"),
                params={"number": number, "trouble": trouble.sentence},
            ) from None
        found.append({kind: line})
    return found


class InviteForm(forms.Form):
    """Somebody who is to work here."""

    name = text_field(_("Name"))
    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("The invitation goes there: a link that serves once, within seven days."),
        max_length=254,
        widget=forms.EmailInput(attrs=_LTR),
    )
    roles = _roles()
    branch = forms.ChoiceField(label=_("Branch"), required=False)
    relatives = _relatives()

    def __init__(self, *args: Any, branches: "Sequence[BranchRow]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if branches:
            self.fields["branch"] = _branch(branches)
        else:
            del self.fields["branch"]

    def clean_branch(self) -> UUID | None:
        """The branch's key; None for the head office."""
        chosen = self.cleaned_data["branch"]
        return UUID(chosen) if chosen else None

    def clean_relatives(self) -> list[dict[str, str]]:
        """The numbers by kind."""
        return read_relatives(self.cleaned_data["relatives"])


class RolesForm(forms.Form):
    """A colleague's roles."""

    roles = _roles()


class RelativesForm(forms.Form):
    """More numbers of a colleague and of relatives."""

    relatives = _relatives()

    def clean_relatives(self) -> list[dict[str, str]]:
        """The numbers by kind; none at all is nothing to keep."""
        found = read_relatives(self.cleaned_data["relatives"])
        if not found:
            raise forms.ValidationError(_("Write at least one number."))
        return found


class BranchForm(forms.Form):
    """Where a colleague works."""

    branch = forms.ChoiceField(label=_("Branch"), required=False)

    def __init__(self, *args: Any, branches: "Sequence[BranchRow]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["branch"] = _branch(branches)

    def clean_branch(self) -> UUID | None:
        """The branch's key; None for the head office."""
        chosen = self.cleaned_data["branch"]
        return UUID(chosen) if chosen else None


def _branch(branches: "Sequence[BranchRow]") -> forms.ChoiceField:
    listed = [(str(one.id), spoken(one.name)) for one in branches]
    return forms.ChoiceField(
        label=_("Branch"), required=False, choices=[("", _("Head office")), *listed]
    )


class CommitteeForm(forms.Form):
    """A committee of colleagues who hold its roles."""

    name_ar = text_field(_("Name in Arabic"))
    name_en = text_field(_("Name in English"), ltr=True)
    members = ManyChoiceField(
        label=_("Members"), error_messages={"required": _("Choose at least one member.")}
    )
    chair = ChoiceField(label=_("Chair"))
    quorum = NumberField(
        label=_("Quorum"),
        help_text=_("How many members must be present so that a session may decide."),
        min_value=1,
        max_value=99,
    )

    def __init__(self, *args: Any, staff: "Sequence[StaffRow]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = [(str(row.id), row.name) for row in staff]
        chairs = [(str(row.id), row.name) for row in staff if "committee_chair" in row.roles]
        self.fields["members"] = ManyChoiceField(
            label=_("Members"),
            choices=listed,
            error_messages={"required": _("Choose at least one member.")},
        )
        self.fields["chair"] = ChoiceField(
            label=_("Chair"),
            choices=chairs,
            help_text=_("Opens and closes sessions; is a member as well."),
        )

    def clean(self) -> dict[str, Any]:
        """The chair is a member, and the quorum can be reached."""
        typed = self.cleaned_data
        members = typed.get("members") or []
        if typed.get("chair") and members and typed["chair"] not in members:
            typed["members"] = [*members, typed["chair"]]
        quorum = typed.get("quorum")
        if quorum and members and quorum > len(typed["members"]):
            count = len(typed["members"])
            self.add_error(
                "quorum",
                ngettext(
                    "The committee has %(count)s member, so the quorum cannot be higher.",
                    "The committee has %(count)s members, so the quorum cannot be higher.",
                    count,
                )
                % {"count": count},
            )
        return typed
