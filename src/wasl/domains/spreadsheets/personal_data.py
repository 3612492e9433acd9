"""What this room holds about people."""

from wasl.foundation.personal_data import PersonalData

_PURPOSE = "to bring people into the registry from the association's own spreadsheets"
_BASIS = "the person's own request for a service, for which the association kept a list before"

HELD = (
    PersonalData(
        model="spreadsheets.Spreadsheet",
        fields=("file", "file_name", "outline", "headers", "blocks", "uploaded_by", "asked_by"),
        purpose=_PURPOSE,
        basis=_BASIS,
        kept_for="until the file is brought in or discarded; its name and figures ten years",
    ),
    PersonalData(
        model="spreadsheets.SheetRow",
        fields=("identity", "alike", "family", "same_as", "shown"),
        purpose=_PURPOSE,
        basis=_BASIS,
        kept_for="until the file is brought in or discarded",
    ),
    PersonalData(
        model="spreadsheets.RowProblem",
        fields=("cell",),
        purpose="to tell what must be put right in a row before it comes in",
        basis=_BASIS,
        kept_for="until the file is brought in or discarded",
    ),
    PersonalData(
        model="spreadsheets.RowMatch",
        fields=("party", "reasons"),
        purpose="to bring nobody in twice",
        basis=_BASIS,
        kept_for="until the file is brought in or discarded",
    ),
    PersonalData(
        model="spreadsheets.Addition",
        fields=("party", "thing"),
        purpose="to take back what a file brought by mistake",
        basis=_BASIS,
        kept_for="ten years after the file was brought in",
    ),
    PersonalData(
        model="spreadsheets.Export",
        fields=("why", "asked_by"),
        purpose="to know who took people's data out, and why",
        basis="the association's duty to guard what it holds",
        kept_for="ten years",
    ),
)
