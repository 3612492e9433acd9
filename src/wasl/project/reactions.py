"""Which room reacts to what happened in a room below: the only page not read straight down."""

from wasl.domains.access.events import CodeIssued, StaffInvited, StaffLeft
from wasl.domains.applications.events import (
    ApplicationCompleted,
    ApplicationWithdrawn,
    MissingItemsAsked,
)
from wasl.domains.applications.reactions import (
    forget_documents_of_erased,
    release_cases_of_leaver,
    renew_conflicts_of_corrected,
    renew_conflicts_of_merged,
    renew_conflicts_of_parted,
    renew_conflicts_of_ward,
)
from wasl.domains.assessments.reactions import (
    plan_required_assessments,
    take_back_what_was_recommended,
)
from wasl.domains.decisions.events import DecisionIssued
from wasl.domains.decisions.reactions import (
    set_aside_what_is_incomplete,
    set_aside_what_was_withdrawn,
)
from wasl.domains.delivery.events import ServiceDelivered
from wasl.domains.delivery.reactions import forget_papers_of_erased, open_what_was_accepted
from wasl.domains.notifications.reactions import send_invitation, send_issued_code
from wasl.domains.parties.events import (
    GuardianshipRecorded,
    MergeUndone,
    PartiesMerged,
    PartyCorrected,
)
from wasl.domains.parties.reactions import begin_telling, forget_copies_of_erased
from wasl.domains.policies.events import PolicyCirculated
from wasl.domains.privacy.events import PersonErased
from wasl.domains.satisfaction.reactions import ask_after_decision, ask_after_delivery
from wasl.foundation.events import pair


def pair_all() -> None:
    """Pair every event with the reactions of the rooms above."""
    pair(CodeIssued, send_issued_code)
    pair(StaffInvited, send_invitation)
    pair(StaffLeft, release_cases_of_leaver)
    pair(PolicyCirculated, begin_telling)
    pair(PersonErased, forget_copies_of_erased)
    pair(PersonErased, forget_documents_of_erased)
    pair(PersonErased, forget_papers_of_erased)
    pair(PartiesMerged, renew_conflicts_of_merged)
    pair(MergeUndone, renew_conflicts_of_parted)
    pair(PartyCorrected, renew_conflicts_of_corrected)
    pair(GuardianshipRecorded, renew_conflicts_of_ward)
    pair(ApplicationCompleted, plan_required_assessments)
    pair(MissingItemsAsked, take_back_what_was_recommended)
    pair(MissingItemsAsked, set_aside_what_is_incomplete)
    pair(ApplicationWithdrawn, set_aside_what_was_withdrawn)
    pair(DecisionIssued, open_what_was_accepted)
    pair(DecisionIssued, ask_after_decision)
    pair(ServiceDelivered, ask_after_delivery)
