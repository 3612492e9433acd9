"""What delivery holds about people."""

from wasl.foundation.personal_data import PersonalData

HELD = (
    PersonalData(
        model="delivery.Handover",
        fields=("received_by", "paper", "paper_digest"),
        purpose="to prove that the service reached the one it was meant for",
        basis="the association's duty to account for what it gives",
        kept_for="ten years after the handover",
    ),
)
