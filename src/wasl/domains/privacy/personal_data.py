"""What this room holds about people."""

from wasl.foundation.personal_data import PersonalData

HELD = (
    PersonalData(
        model="privacy.Consent",
        fields=("subject", "purpose", "wording", "channel", "taken_by", "given_at", "withdrawn_at"),
        purpose="to prove to what a person agreed, and to what no longer",
        basis="the duty to be able to show a consent",
        kept_for="as long as the data that rests on the consent, and five years",
    ),
    PersonalData(
        model="privacy.FileOpening",
        fields=("staff", "subject", "reason", "reviewed_by"),
        purpose="to answer for every file opened by somebody whose case it was not",
        basis="the duty to guard personal data",
        kept_for="as long as the trail",
    ),
)
