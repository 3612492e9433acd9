"""What this room holds about people."""

from wasl.foundation.personal_data import PersonalData

HELD = (
    PersonalData(
        model="contacts.Contact",
        fields=("party", "summary", "answer"),
        purpose="to follow up what people asked and what they were answered",
        basis="the person's own contact with the association",
        kept_for="as long as the case that the contact is about, otherwise two years",
    ),
)
