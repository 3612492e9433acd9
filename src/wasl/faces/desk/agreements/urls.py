"""The addresses of agreements, disputes, and rights and duties."""

from django.urls import path

from wasl.faces.desk.agreements import disputes, listing, rights

_PARTY = "people/<uuid:party>/"
_AGREEMENT = "agreements/<uuid:agreement>/"
_DUTY = f"{_AGREEMENT}duties/<uuid:duty>/"
_DISPUTE = "disputes/<uuid:dispute>/"

urlpatterns = [
    path("agreements/", listing.agreements, name="agreements"),
    path("agreements/new/", listing.draft_terms, name="draft_terms"),
    path(_AGREEMENT, listing.agreement, name="agreement"),
    path(f"{_AGREEMENT}edit/", listing.edit, name="edit_agreement"),
    path(f"{_AGREEMENT}sign/", listing.sign, name="sign_agreement"),
    path(f"{_AGREEMENT}terminate/", listing.terminate, name="terminate_agreement"),
    path(f"{_AGREEMENT}discard/", listing.discard, name="discard_agreement"),
    path(f"{_DUTY}performed/", listing.performed, name="perform_duty"),
    path(f"{_DUTY}default/", listing.defaulted, name="report_default"),
    path(f"{_DUTY}release/", listing.released, name="release_duty"),
    path(f"{_PARTY}agreements/", listing.party_agreements, name="party_agreements"),
    path(f"{_PARTY}agreements/new/", listing.draft, name="draft_agreement"),
    path(f"{_PARTY}disputes/new/", disputes.raise_one, name="raise_dispute"),
    path(f"{_PARTY}rights/", rights.rights, name="party_rights"),
    path(_DISPUTE, disputes.dispute, name="dispute"),
    path(f"{_DISPUTE}step/", disputes.step, name="dispute_step"),
    path(f"{_DISPUTE}end/", disputes.end, name="end_dispute"),
]
