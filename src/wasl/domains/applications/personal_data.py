"""What this room holds about people."""

from wasl.foundation.personal_data import PersonalData

_PURPOSE = "to judge and serve an application for a service"
_BASIS = "the applicant's own request, and his explicit consent for health"
_KEPT = "as long as the case is kept; a discarded draft is emptied at once"

HELD = (
    PersonalData(
        model="applications.Application",
        fields=("phone", "phone_index", "answers", "applicant", "conflict_indexes"),
        purpose=_PURPOSE,
        basis=_BASIS,
        kept_for=_KEPT,
    ),
    PersonalData(
        model="applications.ApplicationDocument",
        fields=("file", "file_name", "file_digest"),
        purpose="to prove what the application says",
        basis=_BASIS,
        kept_for=_KEPT,
    ),
    PersonalData(
        model="applications.Check",
        fields=("note", "valid_until"),
        purpose="to show what was compared with what, and by whom",
        basis="the adopted policy's step of matching",
        kept_for=_KEPT,
    ),
    PersonalData(
        model="applications.Declaration",
        fields=("frozen", "signed_name", "witness"),
        purpose="to prove what the applicant signed",
        basis="the applicant's own signature",
        kept_for=_KEPT,
    ),
    PersonalData(
        model="applications.Referral",
        fields=("question", "answer"),
        purpose="to clear up what is unclear in a case",
        basis="the adopted policy's step of referral",
        kept_for=_KEPT,
    ),
    PersonalData(
        model="applications.CompletenessRequest",
        fields=("note",),
        purpose="to tell the applicant what is missing",
        basis="the adopted policy's step of completion",
        kept_for=_KEPT,
    ),
)
