"""Spreadsheets brought, what was found in their rows, and what became of them."""

from django.db import models

from wasl.domains.spreadsheets.lifecycle import SPREADSHEET
from wasl.foundation.fields import SealedJSONField, SealedTextField
from wasl.foundation.scoping import Scoped, Versioned


class Spreadsheet(Versioned):
    """A file that somebody brought, and how far it is.

    `file` is the file as it came and `blocks` the rows of the chosen sheet, a thousand a block,
    both kept encrypted outside of the database until the file is brought in or discarded;
    `block_starts` are the numbers of the first row of each block. Neither is ever changed: what is
    mended in them is laid over them as they are read. `outline` is what was seen of each sheet at first. `mapping` says which column is what:
    {"3": "national_id"}; a column that is not named in it is left out.
    """

    key = models.UUIDField()
    kind = models.CharField(max_length=12)
    stage = models.CharField(max_length=10, default=SPREADSHEET.initial)
    file = models.UUIDField(null=True)
    file_name = models.CharField(max_length=120)
    file_size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    outline = SealedJSONField()
    sheet = models.PositiveSmallIntegerField(default=0)
    header_row = models.PositiveIntegerField(default=1)
    headers = SealedJSONField()
    mapping = models.JSONField(default=dict)
    day_first = models.BooleanField(default=True)
    layout = models.CharField(max_length=10, blank=True)
    blocks = models.JSONField(default=list)
    block_starts = models.JSONField(default=list)
    rows_total = models.PositiveIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)
    trouble = models.CharField(max_length=40, blank=True)
    uploaded_by = models.UUIDField()
    uploaded_at = models.DateTimeField()
    asked_by = models.UUIDField(null=True)
    brought_at = models.DateTimeField(null=True)
    undone_by = models.UUIDField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            SPREADSHEET.constraint("spreadsheet_stage_is_known"),
            models.CheckConstraint(
                condition=models.Q(kind__in=["people", "households", "assistance"]),
                name="spreadsheet_kind_is_known",
            ),
            models.UniqueConstraint(fields=["association", "key"], name="one_spreadsheet_per_key"),
        )
        indexes = (
            models.Index(fields=["association", "-uploaded_at", "id"], name="spreadsheets_by_day"),
            models.Index(fields=["association", "stage"], name="spreadsheets_by_stage"),
        )


class SheetRow(Scoped):
    """A row of a spreadsheet, by its number there, and what a person said of it.

    `identity`, `alike` and `family` are keyed fingerprints by which rows of one file meet.
    `choice` settles whether the row is one of those already known.
    """

    spreadsheet = models.ForeignKey(Spreadsheet, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=8)
    identity = models.CharField(max_length=32, blank=True)
    alike = models.CharField(max_length=32, blank=True)
    family = models.CharField(max_length=32, blank=True)
    file_number = models.PositiveIntegerField(null=True)
    is_head = models.BooleanField(default=False)
    is_left_out = models.BooleanField(default=False)
    has_match = models.BooleanField(default=False)
    choice = models.CharField(max_length=8, blank=True)
    same_as = models.UUIDField(null=True)
    shown = SealedJSONField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["spreadsheet", "number"], name="one_row_per_number"),
            models.CheckConstraint(
                condition=models.Q(state__in=["good", "warned", "stopped", "skipped"]),
                name="sheet_row_state_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(choice__in=["", "same", "another"]),
                name="sheet_row_choice_is_known",
            ),
        )
        indexes = (
            models.Index(fields=["spreadsheet", "state", "number"], name="sheet_rows_by_state"),
            models.Index(
                fields=["spreadsheet", "number"],
                name="sheet_rows_with_match",
                condition=models.Q(has_match=True),
            ),
            models.Index(
                fields=["spreadsheet", "identity"],
                name="sheet_rows_by_identity",
                condition=~models.Q(identity=""),
            ),
            models.Index(
                fields=["spreadsheet", "alike"],
                name="sheet_rows_by_likeness",
                condition=~models.Q(alike=""),
            ),
        )


class RowProblem(Scoped):
    """What is wrong in a row: in which column, what the cell says, and how grave it is.

    `told` holds row numbers and the like that the sentence names, never personal data. `likeness`
    is a keyed fingerprint by which the cells of a column that say the same meet.
    """

    spreadsheet = models.ForeignKey(Spreadsheet, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    column = models.PositiveSmallIntegerField(null=True)
    field = models.CharField(max_length=20, blank=True)
    code = models.CharField(max_length=40)
    severity = models.CharField(max_length=8)
    cell = SealedTextField()
    likeness = models.CharField(max_length=32, blank=True)
    told = models.JSONField(default=dict)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(severity__in=["stop", "warn", "note"]),
                name="row_problem_severity_is_known",
            ),
        )
        indexes = (
            models.Index(fields=["spreadsheet", "number", "id"], name="row_problems_by_row"),
            models.Index(
                fields=["spreadsheet", "severity", "number", "id"], name="row_problems_by_severity"
            ),
            models.Index(
                fields=["spreadsheet", "likeness", "column"],
                name="row_problems_by_likeness",
                condition=~models.Q(likeness=""),
            ),
        )


class Mending(Scoped):
    """Cells put right in the browser: what stood there, what is read instead, by whom and when.

    Without a `number` it holds wherever the column says the same; `rows` is in how many rows it
    did. A `style` says how all dates of a column are meant. What was withdrawn counts no longer.
    `party` is whom the row became, whose key seals the values from then on.
    """

    spreadsheet = models.ForeignKey(Spreadsheet, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField(null=True)
    column = models.PositiveSmallIntegerField()
    field = models.CharField(max_length=20)
    cell = SealedTextField(of="party")
    becomes = SealedTextField(of="party")
    style = models.CharField(max_length=16, blank=True)
    rows = models.PositiveIntegerField(default=0)
    party = models.UUIDField(null=True)
    is_tried = models.BooleanField(default=False)
    mended_by = models.UUIDField()
    mended_at = models.DateTimeField()
    withdrawn_by = models.UUIDField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(style__in=["", "short_hijri", "short_gregorian", "month_first"]),
                name="mending_style_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at=None, withdrawn_by=None)
                | models.Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="mending_is_withdrawn_by_somebody",
            ),
        )
        indexes = (models.Index(fields=["spreadsheet", "id"], name="mendings_of_spreadsheet"),)


class RowMatch(Scoped):
    """A party already known that a row may be, and why; a person says whether it is."""

    spreadsheet = models.ForeignKey(Spreadsheet, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    party = models.UUIDField()
    score = models.FloatField()
    reasons = models.JSONField(default=list)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["spreadsheet", "number", "party"], name="one_match_of_row_and_party"
            ),
        )


class ColumnMemory(Scoped):
    """What a column of that heading was the last time, for a kind of spreadsheet."""

    kind = models.CharField(max_length=12)
    header = models.CharField(max_length=120)
    field = models.CharField(max_length=20)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["association", "kind", "header"], name="one_memory_per_header"
            ),
        )


class Addition(Scoped):
    """What a spreadsheet added to a party that was known before, or whom its undo had to keep.

    `what` is "filled" (columns of a party), "member" (of a household) or "kept"; `thing` the
    member added; `version` that of the party afterwards.
    """

    spreadsheet = models.ForeignKey(Spreadsheet, on_delete=models.CASCADE, related_name="+")
    what = models.CharField(max_length=8)
    party = models.UUIDField()
    thing = models.UUIDField(null=True)
    fields = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=0)
    why = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(what__in=["filled", "member", "kept"]),
                name="addition_is_known",
            ),
        )
        indexes = (
            models.Index(fields=["spreadsheet", "what", "id"], name="additions_of_spreadsheet"),
        )


class Export(Scoped):
    """People taken out to a spreadsheet: who asked, why, with which filters, and how many."""

    kind = models.CharField(max_length=12)
    filters = models.JSONField(default=dict)
    why = SealedTextField()
    rows = models.PositiveIntegerField(default=0)
    asked_by = models.UUIDField()
    asked_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["association", "-asked_at", "id"], name="exports_by_day"),)
