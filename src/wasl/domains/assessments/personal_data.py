"""What this room holds about people."""

from wasl.foundation.personal_data import PersonalData

HELD = (
    PersonalData(
        model="assessments.Assessment",
        fields=("findings", "summary"),
        purpose="To find out whether the applicant is entitled to the service asked for.",
        basis="The applicant's request, and the association's duty to serve those entitled.",
        kept_for="As long as the application they belong to.",
    ),
    PersonalData(
        model="assessments.Recommendation",
        fields=("results", "reasons"),
        purpose="To give those who decide the facts and their reasons.",
        basis="The applicant's request, and the association's duty to serve those entitled.",
        kept_for="As long as the application they belong to.",
    ),
)
