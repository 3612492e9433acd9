"""What may be asked about spreadsheets."""

from wasl.domains.spreadsheets.queries.exporting import export_of, rows_exported
from wasl.domains.spreadsheets.queries.listing import (
    COLUMN_FIELDS,
    ColumnSample,
    ExportRow,
    KnownAlike,
    MatchedRow,
    ProblemRow,
    SpreadsheetPreview,
    SpreadsheetRow,
    exports_listed,
    parties_kept,
    row_problems,
    rows_matched,
    spreadsheet_of,
    spreadsheet_preview,
    spreadsheets_listed,
)
from wasl.domains.spreadsheets.queries.reading import spreadsheet_at, spreadsheet_outline
from wasl.domains.spreadsheets.queries.working import (
    additions_of,
    rows_kept,
    spreadsheets_at_work,
    spreadsheets_to_forget,
)

__all__ = [
    "COLUMN_FIELDS",
    "ColumnSample",
    "ExportRow",
    "KnownAlike",
    "MatchedRow",
    "ProblemRow",
    "SpreadsheetPreview",
    "SpreadsheetRow",
    "additions_of",
    "export_of",
    "exports_listed",
    "parties_kept",
    "row_problems",
    "rows_exported",
    "rows_kept",
    "rows_matched",
    "spreadsheet_at",
    "spreadsheet_of",
    "spreadsheet_outline",
    "spreadsheet_preview",
    "spreadsheets_at_work",
    "spreadsheets_listed",
    "spreadsheets_to_forget",
]
