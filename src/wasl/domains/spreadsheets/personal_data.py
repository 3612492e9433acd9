"""What this room holds about people."""

from typing import Final

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wasl.foundation.personal_data import PersonalData

_PURPOSE: Final = _("to bring people into the registry from the association's own spreadsheets")
_BASIS: Final = _(
    "the person's own request for a service, for which the association kept a list before"
)
_WAITING: Final = _("until the file is brought in or discarded")
_FILE: Final = _(
    "a file that waits holds many people and goes when it is brought in or discarded; nobody whom "
    "it names is erased before"
)

HELD = (
    PersonalData(
        model="spreadsheets.Spreadsheet",
        fields=("file", "file_name", "outline", "headers", "blocks", "uploaded_by", "asked_by"),
        purpose=_PURPOSE,
        basis=_BASIS,
        kept_for=_("until the file is brought in or discarded; its name and figures ten years"),
        apart=_FILE,
    ),
    PersonalData(
        model="spreadsheets.SheetRow",
        fields=("identity", "alike", "family", "same_as", "shown"),
        purpose=_PURPOSE,
        basis=_BASIS,
        kept_for=_WAITING,
        title=_("A spreadsheet that names you and waits"),
        about=lambda people: Q(same_as__in=people.parties),
        on_erasure="delete",
        open_while=lambda people: Q(same_as__in=people.parties),
    ),
    PersonalData(
        model="spreadsheets.RowProblem",
        fields=("cell",),
        purpose=_("to tell what must be put right in a row before it comes in"),
        basis=_BASIS,
        kept_for=_WAITING,
        apart=_FILE,
    ),
    PersonalData(
        model="spreadsheets.Mending",
        fields=("cell", "becomes", "party", "mended_by", "withdrawn_by"),
        purpose=_("to tell what was put right in a list before it came in, and by whom"),
        basis=_BASIS,
        kept_for=_("ten years after the file was brought in; otherwise until it is discarded"),
        title=_("What was put right in the list that brought you"),
        labels={
            "cell": _("What the list said"),
            "becomes": _("What was read instead"),
            "mended_at": _("When it was put right"),
        },
        about=lambda people: Q(party__in=people.parties),
        on_erasure="delete",
    ),
    PersonalData(
        model="spreadsheets.RowMatch",
        fields=("party", "reasons"),
        purpose=_("to bring nobody in twice"),
        basis=_BASIS,
        kept_for=_WAITING,
        title=_("A spreadsheet that may name you and waits"),
        about=lambda people: Q(party__in=people.parties),
        on_erasure="delete",
        open_while=lambda people: Q(party__in=people.parties),
    ),
    PersonalData(
        model="spreadsheets.Addition",
        fields=("party", "thing"),
        purpose=_("to take back what a file brought by mistake"),
        basis=_BASIS,
        kept_for=_("ten years after the file was brought in"),
        title=_("What a spreadsheet brought of you"),
        labels={"what": _("What it brought"), "fields": _("Columns")},
        values={
            "what": {
                "filled": _("Your data"),
                "member": _("A member of the household"),
                "kept": _("Help from former times"),
            }
        },
        about=lambda people: Q(party__in=people.parties),
        on_erasure="delete",
    ),
    PersonalData(
        model="spreadsheets.Export",
        fields=("why", "asked_by"),
        purpose=_("to know who took people's data out, and why"),
        basis=_("the association's duty to guard what it holds"),
        kept_for=_("ten years"),
        apart=_("it is about those who work here, not about those whom we serve"),
    ),
)
