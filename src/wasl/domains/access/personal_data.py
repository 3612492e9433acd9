"""What this room holds about people."""

from wasl.foundation.personal_data import PersonalData

HELD = (
    PersonalData(
        model="access.Staff",
        fields=("email", "name", "password"),
        purpose="to sign in members of staff and to name who did what",
        basis="the employment or volunteering contract",
        kept_for="as long as the trail that names the account",
    ),
    PersonalData(
        model="access.Membership",
        fields=("roles", "kin"),
        purpose="to give a role its permissions and to keep relatives' cases away",
        basis="the association's duty to prevent conflicts of interest (R63)",
        kept_for="as long as the trail that names the account",
    ),
    PersonalData(
        model="access.Invitation",
        fields=("staff", "fingerprint"),
        purpose="to let somebody who was hired set a password and take his place",
        basis="the employment or volunteering contract",
        kept_for="as long as the trail that names the account",
    ),
    PersonalData(
        model="access.OneTimeCode",
        fields=("phone_index",),
        purpose="to confirm that a phone is in its owner's hand",
        basis="the applicant's request",
        kept_for="two days",
    ),
)
