"""What this room holds about people."""

from wasl.foundation.personal_data import PersonalData

HELD = (
    PersonalData(
        model="parties.Party",
        fields=(
            *("name", "name_key", "name_1", "name_2", "name_3", "name_4", "gender"),
            *("identity_kind", "identity_reason", "identity_expires_on", "national_id"),
            *("national_id_index", "phone", "phone_index", "phone_belongs_to", "email"),
            *("iban", "iban_index", "payee", "birth_on", "birth_entry", "died_on", "city"),
            *("address", "national_address", "is_protected", "protected_why", "language", "needs"),
            *("licence", "licence_expires_on", "signatory_capacity", "roles", "file_number"),
        ),
        purpose="to know who asks for a service, to reach him and to pay him",
        basis="the person's own request for a service",
        kept_for="ten years after the last case of the party",
    ),
    PersonalData(
        model="parties.ContactWay",
        fields=("kind", "value", "value_index", "belongs_to"),
        purpose="to reach a person in the way he prefers",
        basis="the person's own request for a service",
        kept_for="ten years after the last case of the party",
    ),
    PersonalData(
        model="parties.HouseholdMember",
        fields=(
            *("name", "relation", "gender", "national_id", "national_id_index", "birth_on"),
            *("birth_entry", "joined_on", "left_on", "left_why"),
        ),
        purpose="to measure the need of a household",
        basis="the request of the one who supports them",
        kept_for="ten years after the last case of the household",
    ),
    PersonalData(
        model="parties.Guardianship",
        fields=("relation", "deed_kind", "deed_number", "expires_on", "ended_on", "ended_why"),
        purpose="to let a guardian or delegate act for another, and nobody else",
        basis="the deed that the guardian showed",
        kept_for="ten years after the last case of the ward",
    ),
    PersonalData(
        model="parties.Fact",
        fields=("key", "value", "source", "source_note", "holds_on", "why"),
        purpose="to measure the need of a person or household, with where each thing is known from",
        basis="the person's own request for a service",
        kept_for="ten years after the last case of the party",
    ),
    PersonalData(
        model="parties.Correction",
        fields=("field", "before", "after", "why"),
        purpose="to tell what was put right in a record, when and why",
        basis="the duty to keep personal data correct",
        kept_for="ten years after the last case of the party",
    ),
    PersonalData(
        model="parties.PartyDocument",
        fields=(
            *("number", "last_four", "issued_on", "valid_until", "file_name", "file_digest"),
            *("copy_basis", "copy_why"),
        ),
        purpose="to tell which original was seen, by whom and until when it is good",
        basis="the person's own request for a service; a copy only on the basis recorded with it",
        kept_for="ten years after the last case of the party",
    ),
    PersonalData(
        model="parties.PastAssistance",
        fields=("service_name", "given_on", "amount", "note"),
        purpose="to know what a person received before the association kept its cases here",
        basis="the person's own request for a service",
        kept_for="ten years after the last case of the party",
    ),
    PersonalData(
        model="parties.DuplicatePair",
        fields=("score", "reasons", "why"),
        purpose="to keep one record for one person",
        basis="the duty to keep personal data correct",
        kept_for="as long as both records",
    ),
    PersonalData(
        model="parties.Merge",
        fields=("chosen", "before"),
        purpose="to undo a merge of two records that were two people",
        basis="the duty to keep personal data correct",
        kept_for="ten years after the last case of the party",
    ),
)
