"""What this room holds about people."""

from wasl.foundation.personal_data import PersonalData

HELD = (
    PersonalData(
        model="agreements.Agreement",
        fields=(
            *("party", "subject", "default_consequence", "liability_limit", "settlement"),
            *("signed_by", "ended_why"),
        ),
        purpose="to keep what the association and a party owe each other",
        basis="the agreement that both signed",
        kept_for="ten years after the agreement ended",
    ),
    PersonalData(
        model="agreements.Duty",
        fields=("wording", "note"),
        purpose="to see that both sides do what they owe",
        basis="the agreement that both signed",
        kept_for="ten years after the agreement ended",
    ),
    PersonalData(
        model="agreements.Dispute",
        fields=("party", "subject", "outcome"),
        purpose="to follow a dispute to its end",
        basis="both sides' right to have a dispute settled",
        kept_for="ten years after the dispute ended",
    ),
    PersonalData(
        model="agreements.DisputeStep",
        fields=("words",),
        purpose="to follow a dispute to its end",
        basis="both sides' right to have a dispute settled",
        kept_for="ten years after the dispute ended",
    ),
)
