"""The addresses of spreadsheets brought and taken out."""

from django.urls import path

from wasl.faces.desk.spreadsheets import (
    bringing,
    columns,
    exporting,
    files,
    found,
    mending,
)

urlpatterns = [
    path("spreadsheets/", files.listed, name="spreadsheets"),
    path("spreadsheets/new/", files.upload, name="bring_spreadsheet"),
    path("spreadsheets/export/", exporting.ask, name="export_people"),
    path("spreadsheets/export/<uuid:export>/", exporting.ready, name="export_ready"),
    path("spreadsheets/export/<uuid:export>/<slug:kind>/", exporting.fetch, name="fetch_export"),
    path("spreadsheets/<uuid:spreadsheet>/", files.one, name="spreadsheet"),
    path("spreadsheets/<uuid:spreadsheet>/columns/", columns.columns, name="spreadsheet_columns"),
    path("spreadsheets/<uuid:spreadsheet>/sheet/", columns.sheet, name="spreadsheet_sheet"),
    path("spreadsheets/<uuid:spreadsheet>/problems/", mending.problems, name="row_problems"),
    path("spreadsheets/<uuid:spreadsheet>/problems/dates/", mending.dates, name="mend_dates"),
    path("spreadsheets/<uuid:spreadsheet>/problems/file/", found.download, name="problems_file"),
    path("spreadsheets/<uuid:spreadsheet>/again/", mending.again, name="try_again"),
    path(
        "spreadsheets/<uuid:spreadsheet>/values/<int:column>/", mending.values, name="column_values"
    ),
    path("spreadsheets/<uuid:spreadsheet>/mended/", mending.mended, name="cells_mended"),
    path(
        "spreadsheets/<uuid:spreadsheet>/mended/withdraw/",
        mending.withdraw,
        name="withdraw_mending",
    ),
    path("spreadsheets/<uuid:spreadsheet>/leave-out/", found.leave_out, name="leave_rows_out"),
    path("spreadsheets/<uuid:spreadsheet>/known/", found.known, name="rows_known"),
    path("spreadsheets/<uuid:spreadsheet>/known/settle/", found.settle, name="settle_row"),
    path("spreadsheets/<uuid:spreadsheet>/known/all/", found.settle_all, name="settle_rows"),
    path("spreadsheets/<uuid:spreadsheet>/bring/", bringing.bring, name="bring_rows"),
    path("spreadsheets/<uuid:spreadsheet>/undo/", bringing.undo, name="undo_spreadsheet"),
    path("spreadsheets/<uuid:spreadsheet>/discard/", bringing.discard, name="discard_spreadsheet"),
]
