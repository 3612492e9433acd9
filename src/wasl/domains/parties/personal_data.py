"""What this room holds about people."""

from wasl.foundation.personal_data import PersonalData

HELD = (
    PersonalData(
        model="parties.Party",
        fields=(
            *("name", "name_key", "identity_kind", "identity_reason", "national_id"),
            *("national_id_index", "phone", "phone_index", "email", "iban", "iban_index"),
            *("payee", "birth_on", "birth_entry", "city", "address", "is_protected"),
            *("language", "needs", "licence", "roles"),
        ),
        purpose="to know who asks for a service, to reach him and to pay him",
        basis="the person's own request for a service",
        kept_for="ten years after the last case of the party",
    ),
    PersonalData(
        model="parties.HouseholdMember",
        fields=("name", "relation", "birth_on", "joined_on", "left_on"),
        purpose="to measure the need of a household",
        basis="the request of the one who supports them",
        kept_for="ten years after the last case of the household",
    ),
    PersonalData(
        model="parties.Guardianship",
        fields=("relation", "deed_kind", "deed_number", "expires_on"),
        purpose="to let a guardian or delegate act for another, and nobody else",
        basis="the deed that the guardian showed",
        kept_for="ten years after the last case of the ward",
    ),
)
