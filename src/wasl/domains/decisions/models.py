"""Committees, sessions, votes and decisions."""

from django.db import models

from wasl.domains.decisions.lifecycle import AGENDA_ITEM, DECISION, SESSION
from wasl.foundation.fields import SealedTextField
from wasl.foundation.scoping import Scoped

CHOICES = ["accept", "reject", "partly", "defer"]


class Committee(Scoped):
    """A committee that decides, with the number of members who must take part."""

    name = models.JSONField()
    quorum = models.PositiveSmallIntegerField()
    members = models.JSONField(default=list)
    chair = models.UUIDField(null=True)
    is_active = models.BooleanField(default=True)


class Session(Scoped):
    """A meeting of a committee; its minutes are numbered without gaps when it closes.

    `present` holds the members who take part; it is known from the opening on.
    """

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    held_on = models.DateField()
    present = models.JSONField(default=list)
    stage = models.CharField(max_length=8, default=SESSION.initial)
    minutes_number = models.PositiveIntegerField(null=True)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            SESSION.constraint("session_stage_is_known"),
            models.UniqueConstraint(
                fields=["association", "minutes_number"], name="one_session_per_minutes_number"
            ),
        )


class AgendaItem(Scoped):
    """One case on the agenda of one session; decided in at most one.

    `barred` holds the staff who took, checked or studied the case: they do not decide it.
    """

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="+")
    application = models.ForeignKey(
        "applications.Application", on_delete=models.PROTECT, related_name="+"
    )
    position = models.PositiveSmallIntegerField()
    stage = models.CharField(max_length=8, default=AGENDA_ITEM.initial)
    barred = models.JSONField(default=list)
    deferred_why = SealedTextField(of="application_id")
    concluded_by = models.UUIDField(null=True)
    concluded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            AGENDA_ITEM.constraint("agenda_stage_is_known"),
            models.UniqueConstraint(
                fields=["application"],
                name="one_open_agenda_item_per_application",
                condition=models.Q(stage="waiting"),
            ),
            models.UniqueConstraint(fields=["session", "position"], name="one_case_per_position"),
        )


class Recusal(Scoped):
    """A member leaves a case: it disappears for him and the quorum is counted anew."""

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="+")
    member = models.UUIDField()
    reason = models.CharField(max_length=200)
    declared_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["item", "member"], name="one_recusal_per_member"),
        )


class Vote(Scoped):
    """A member's vote on a case; hidden from the others until all are in."""

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="+")
    member = models.UUIDField()
    choice = models.CharField(max_length=8)
    reason = SealedTextField(of="item.application_id")
    cast_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["item", "member"], name="one_vote_per_member"),
            models.CheckConstraint(
                condition=models.Q(choice__in=CHOICES), name="vote_choice_is_known"
            ),
        )


class Decision(Scoped):
    """A human's decision with its reasons (R59, R68); numbered without gaps when issued.

    A correction is a decision of its own, with its own number, that `corrects` the former.
    `promise_kept` tells whether the applicant was answered by the day he was promised.
    """

    application = models.ForeignKey(
        "applications.Application", on_delete=models.PROTECT, related_name="+"
    )
    item = models.ForeignKey(AgendaItem, null=True, on_delete=models.PROTECT, related_name="+")
    corrects = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    party = models.UUIDField(null=True)
    decided_by = models.CharField(max_length=10)
    stage = models.CharField(max_length=8, default=DECISION.initial)
    number = models.PositiveIntegerField(null=True)
    outcome = models.CharField(max_length=10)
    reason_key = models.CharField(max_length=60)
    reasons = SealedTextField(of="application_id")
    conditions = SealedTextField(of="application_id")
    amount = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    valid_until = models.DateField(null=True)
    clause = models.CharField(max_length=40)
    decider = models.UUIDField(null=True)
    reviewer = models.UUIDField(null=True)
    proposed_at = models.DateTimeField()
    returned_why = SealedTextField(of="application_id")
    issued_at = models.DateTimeField(null=True)
    promise_kept = models.BooleanField(null=True)
    token = models.CharField(max_length=43, blank=True)
    letter_digest = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = (
            DECISION.constraint("decision_stage_is_known"),
            models.CheckConstraint(
                condition=models.Q(outcome__in=["accept", "reject", "partly"]),
                name="decision_outcome_is_known",
            ),
            models.CheckConstraint(
                condition=models.Q(decided_by__in=["committee", "department"]),
                name="decider_kind_is_known",
            ),
            models.UniqueConstraint(
                fields=["association", "number"], name="one_decision_per_number"
            ),
            models.UniqueConstraint(
                fields=["application"],
                name="one_standing_decision_per_application",
                condition=models.Q(stage="issued"),
            ),
            models.UniqueConstraint(
                fields=["application"],
                name="one_proposal_per_application",
                condition=models.Q(stage="proposed"),
            ),
            models.UniqueConstraint(
                fields=["corrects"],
                name="one_correction_per_decision",
                condition=models.Q(stage__in=["proposed", "issued", "replaced"]),
            ),
            models.UniqueConstraint(
                fields=["token"],
                name="one_decision_per_token",
                condition=~models.Q(token=""),
            ),
            models.CheckConstraint(
                condition=models.Q(reviewer__isnull=True)
                | models.Q(decider__isnull=True)
                | ~models.Q(reviewer=models.F("decider")),
                name="reviewer_is_not_the_decider",
            ),
            models.CheckConstraint(
                condition=~models.Q(stage__in=["issued", "replaced"])
                | (
                    models.Q(number__isnull=False, issued_at__isnull=False, decider__isnull=False)
                    & ~models.Q(token="")
                ),
                name="issued_decision_has_number",
            ),
            models.CheckConstraint(
                condition=~models.Q(stage__in=["issued", "replaced"], decided_by="department")
                | models.Q(reviewer__isnull=False),
                name="department_decision_was_reviewed",
            ),
        )
        indexes = (
            models.Index(fields=["association", "party", "issued_at"], name="decisions_of_party"),
            models.Index(fields=["association", "stage", "proposed_at"], name="decisions_by_stage"),
        )
