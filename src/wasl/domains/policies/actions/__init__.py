"""Policies changed: drafted, adopted, brought into force, published, acknowledged, reviewed."""

from wasl.domains.policies.actions.acknowledging import (
    acknowledge_policy,
    set_acknowledgement_grace,
)
from wasl.domains.policies.actions.documents import draft_from_document, settle_question
from wasl.domains.policies.actions.publicity import (
    advance_circulation,
    circulate_policy,
    publish_policy,
    take_circulation,
    withdraw_publication,
)
from wasl.domains.policies.actions.reminding import remind_acknowledgements
from wasl.domains.policies.actions.reviewing import (
    name_board_member,
    record_review,
    retire_board_member,
    sweep_reviews,
)
from wasl.domains.policies.actions.versions import (
    BoardSignature,
    adopt_policy,
    bring_into_force,
    discard_draft,
    draft_policy,
    revise_draft,
    submit_to_board,
    withdraw_from_board,
)

__all__ = [
    "BoardSignature",
    "acknowledge_policy",
    "adopt_policy",
    "advance_circulation",
    "bring_into_force",
    "circulate_policy",
    "discard_draft",
    "draft_from_document",
    "draft_policy",
    "name_board_member",
    "publish_policy",
    "record_review",
    "remind_acknowledgements",
    "retire_board_member",
    "revise_draft",
    "set_acknowledgement_grace",
    "settle_question",
    "submit_to_board",
    "sweep_reviews",
    "take_circulation",
    "withdraw_from_board",
    "withdraw_publication",
]
