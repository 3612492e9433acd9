"""People brought in from spreadsheets, taken back, and taken out."""

from wasl.domains.spreadsheets.actions.bringing import (
    ask_to_bring,
    ask_to_undo,
    bring_rows,
    finish_undoing,
    forget_brought_file,
    note_progress,
    sweep_spreadsheets,
    undo_additions,
    undo_rows,
)
from wasl.domains.spreadsheets.actions.exporting import ask_for_export
from wasl.domains.spreadsheets.actions.mending import (
    CellMended,
    mend_dates,
    mend_rows,
    mend_values,
    withdraw_mending,
)
from wasl.domains.spreadsheets.actions.settling import (
    leave_rows_out,
    settle_match,
    settle_matches,
    take_rows_in,
)
from wasl.domains.spreadsheets.actions.taking import (
    choose_sheet,
    discard_spreadsheet,
    map_columns,
    take_spreadsheet,
)
from wasl.domains.spreadsheets.actions.trying import (
    fail_spreadsheet,
    finish_trying,
    keep_blocks,
    record_rows,
    try_again,
    try_rows,
)

__all__ = [
    "CellMended",
    "ask_for_export",
    "ask_to_bring",
    "ask_to_undo",
    "bring_rows",
    "choose_sheet",
    "discard_spreadsheet",
    "fail_spreadsheet",
    "finish_trying",
    "finish_undoing",
    "forget_brought_file",
    "keep_blocks",
    "leave_rows_out",
    "map_columns",
    "mend_dates",
    "mend_rows",
    "mend_values",
    "note_progress",
    "record_rows",
    "settle_match",
    "settle_matches",
    "sweep_spreadsheets",
    "take_rows_in",
    "take_spreadsheet",
    "try_again",
    "try_rows",
    "undo_additions",
    "undo_rows",
    "withdraw_mending",
]
