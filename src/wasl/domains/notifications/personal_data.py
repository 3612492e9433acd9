"""What this room holds about people."""

from wasl.foundation.personal_data import PersonalData

HELD = (
    PersonalData(
        model="notifications.Message",
        fields=("recipient", "recipient_index", "title", "body"),
        purpose="to tell people what they asked for and to prove that they were told",
        basis="the person's own request for a service",
        kept_for="as long as the case that the message is about",
    ),
)
