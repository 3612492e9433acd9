"""Consents, notices, requests about one's data, incidents, and files opened out of turn."""

from wasl.domains.privacy.actions.asking import (
    answer_rights_request,
    erase_as_requested,
    extend_rights_request,
    link_rights_request,
    receive_rights_request,
    record_identity_check,
    refuse_rights_request,
    sweep_rights_requests,
    take_rights_request,
    withdraw_rights_request,
)
from wasl.domains.privacy.actions.consenting import give_consent, withdraw_consent
from wasl.domains.privacy.actions.erasing import (
    destroy_due,
    erase_again,
    erase_person,
    forget_erased_files,
    lift_hold,
    note_files_gone,
    place_hold,
    tell_of_erased_files,
)
from wasl.domains.privacy.actions.incidents import (
    assess_incident,
    close_incident,
    open_incident,
    sweep_incidents,
    tell_authority,
    tell_people,
)
from wasl.domains.privacy.actions.noticing import (
    end_purpose,
    name_purpose,
    name_usual_purposes,
    publish_notice,
    revise_purpose,
)
from wasl.domains.privacy.actions.opening import open_file_out_of_turn, review_opening

__all__ = [
    "answer_rights_request",
    "assess_incident",
    "close_incident",
    "destroy_due",
    "end_purpose",
    "erase_again",
    "erase_as_requested",
    "erase_person",
    "extend_rights_request",
    "forget_erased_files",
    "give_consent",
    "lift_hold",
    "link_rights_request",
    "name_purpose",
    "name_usual_purposes",
    "note_files_gone",
    "open_file_out_of_turn",
    "open_incident",
    "place_hold",
    "publish_notice",
    "receive_rights_request",
    "record_identity_check",
    "refuse_rights_request",
    "review_opening",
    "revise_purpose",
    "sweep_incidents",
    "sweep_rights_requests",
    "take_rights_request",
    "tell_authority",
    "tell_of_erased_files",
    "tell_people",
    "withdraw_consent",
    "withdraw_rights_request",
]
