"""Why the room of spreadsheets says no."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from wasl.foundation.refusal import Refusal


class SpreadsheetEmpty(Refusal):
    """Nothing is written in it."""

    status = 422
    sentence = _("There is nothing in this file. Choose the file that holds the list.")


class SpreadsheetKindRefused(Refusal):
    """Neither a workbook nor a list in text."""

    status = 415
    sentence = _(
        "This is not a spreadsheet we can read. Open the list in Excel, choose “Save as”, and "
        "save it as an Excel workbook (.xlsx) or as CSV."
    )


class SpreadsheetOldKind(Refusal):
    """A workbook in another program's or an older form."""

    status = 415
    sentence = _(
        "This workbook is in an older form (.xls) or another program's. Open it in Excel, choose "
        "“Save as”, then “Excel Workbook (.xlsx)”, and upload the new file."
    )


class SpreadsheetHasMacros(Refusal):
    """A workbook that brings programs with it."""

    status = 415
    sentence = _(
        "This workbook holds macros, which are programs, and we take none. Open it in Excel, choose "
        "“Save as”, then “Excel Workbook (.xlsx)” without macros, and upload the new file."
    )


class SpreadsheetProtected(Refusal):
    """A workbook behind a password."""

    status = 422
    sentence = _(
        "This workbook is locked with a password. Open it in Excel, remove the password, save it "
        "and upload it again."
    )


class SpreadsheetBroken(Refusal):
    """A file that does not open."""

    status = 422
    sentence = _(
        "This file is damaged and does not open. Open it in Excel, save it under a new name and "
        "upload the new file."
    )


class SpreadsheetTooLarge(Refusal):
    """More than can be read safely."""

    status = 422
    sentence = _(
        "This file is larger than we can read safely. Keep only the sheet with the list, without "
        "pictures, or part the list into several files."
    )


class SpreadsheetTooLong(Refusal):
    """More rows than one file may have."""

    status = 422
    sentence = _("This list has more than 100,000 rows. Part it into several files.")


class SpreadsheetReadersBusy(Refusal):
    """Too many are read at once."""

    status = 503
    sentence = _("Other files are being read at this moment. Try again in a minute.")


class SpreadsheetNotKept(Refusal):
    """Nothing can be written now."""

    status = 503
    sentence = _("The file could not be kept, so nothing was kept. Try again later.")


class SheetUnknown(Refusal):
    """The workbook has no such sheet or row of headings."""

    status = 422
    sentence = _("Choose one of the sheets of this file and the row that holds the headings.")


class MappingLacksFields(Refusal):
    """Something without which no row can come in has no column. `fields` names it."""

    status = 422
    sentence = _("Say first which column holds what no row can do without.")

    def __init__(self, *, fields: tuple[str, ...]) -> None:
        super().__init__(fields=fields)
        self.fields = fields


class FieldMappedTwice(Refusal):
    """Two columns were given the same meaning."""

    status = 422
    sentence = _("Two columns have the same meaning. Give each meaning to one column only.")

    def __init__(self, *, field: str) -> None:
        super().__init__(field=field)
        self.field = field


class RowsStillStopped(Refusal):
    """Rows that cannot come in were neither mended nor left out. `count` is how many."""

    sentence = _("Some rows cannot come in as they are. Put them right or leave them out.")


class CellsNotMended(Refusal):
    """Values that cannot be read in their place either, or cells that a colleague mended since.

    `troubles` tells for each cell, by its row and column, what is wrong, by its code.
    """

    status = 422
    sentence = _("Nothing was saved yet: some cells still cannot be read. Each says what is wrong.")

    def __init__(self, *, troubles: Mapping[tuple[int, int], str]) -> None:
        super().__init__()
        self.troubles = troubles


class MendingsUntried(Refusal):
    """Cells were put right and the rows not tried since. `count` is how many."""

    sentence = _("Cells were put right since the rows were tried. Try the rows again first.")


class MatchesUnsettled(Refusal):
    """Of some rows nobody has said yet whether they are somebody known. `count` is how many."""

    sentence = _(
        "Some rows look like people who are in the registry already. Say of each whether it is the "
        "same person."
    )


class NothingToBring(Refusal):
    """No row is left that could come in."""

    sentence = _("No row is left that could come in. Upload a file that holds the list.")


class BroughtBefore(Refusal):
    """The very same file was brought in already and stands."""

    sentence = _(
        "This very file was brought in before. If that was a mistake, take it back first; "
        "otherwise upload the new list."
    )


class ExportReasonMissing(Refusal):
    """Nobody takes people's data out without saying why."""

    status = 422
    sentence = _("Write why the list is needed, at least ten letters. It stays in the trail.")


class NoSuchMatch(Refusal):
    """The row was never said to look like this party."""

    status = 422
    sentence = _("Choose one of the people shown beside this row.")
