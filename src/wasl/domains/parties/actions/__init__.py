"""Parties known, and told what concerns them all."""

from wasl.domains.parties.actions.circulating import carry_circulation, sweep_circulations
from wasl.domains.parties.actions.correcting import (
    correct_party,
    end_role,
    give_file_number,
    give_role,
    lift_protection,
    protect_party,
)
from wasl.domains.parties.actions.documents import (
    ShownDocument,
    close_document_kind,
    forget_copy,
    keep_copy,
    may_copy,
    note_copy,
    open_document_kind,
    open_starting_kinds,
    reopen_document_kind,
    revise_document_kind,
    see_document,
    sweep_copies,
    sweep_expiries,
    take_documents,
)
from wasl.domains.parties.actions.facts import (
    FactInput,
    correct_fact,
    record_facts,
    take_checked,
    take_found,
    take_statement,
)
from wasl.domains.parties.actions.guardians import record_guardianship
from wasl.domains.parties.actions.households import record_dependants
from wasl.domains.parties.actions.knowing import know_party
from wasl.domains.parties.actions.merging import (
    merge_parties,
    point_out_pair,
    settle_as_different,
    undo_merge,
)
from wasl.domains.parties.actions.registering import register_party

__all__ = [
    "FactInput",
    "ShownDocument",
    "carry_circulation",
    "close_document_kind",
    "correct_fact",
    "correct_party",
    "end_role",
    "forget_copy",
    "give_file_number",
    "give_role",
    "keep_copy",
    "know_party",
    "lift_protection",
    "may_copy",
    "merge_parties",
    "note_copy",
    "open_document_kind",
    "open_starting_kinds",
    "point_out_pair",
    "protect_party",
    "record_dependants",
    "record_facts",
    "record_guardianship",
    "register_party",
    "reopen_document_kind",
    "revise_document_kind",
    "see_document",
    "settle_as_different",
    "sweep_circulations",
    "sweep_copies",
    "sweep_expiries",
    "take_checked",
    "take_documents",
    "take_found",
    "take_statement",
    "undo_merge",
]
