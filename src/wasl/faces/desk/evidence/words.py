"""How a clause stands, in words, and where its proof is seen."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wasl.faces.desk.words import Words

STATES: Final[Mapping[str, tuple[Words, str, str]]] = {
    "proved": (pgettext_lazy("clause", "Proved"), "good", "check"),
    "no_proof": (pgettext_lazy("clause", "No proof yet"), "warn", "circle-alert"),
    "not_measurable": (pgettext_lazy("clause", "Not measured"), "neutral", "circle-question-mark"),
}

PAGES: Final[Mapping[str, tuple[str, Words, str]]] = {
    "acknowledgements": (
        "desk:acknowledgements",
        _("Acknowledgements"),
        "policies.acknowledgements_owed",
    ),
    "agreements": ("desk:agreements", _("Agreements"), "agreements.agreements_listed"),
    "assessments": ("desk:assessments", _("My assessments"), "assessments.assessments_mine"),
    "board": ("desk:board", _("The board"), "policies.board_listed"),
    "channels": ("desk:channels", _("Channels"), "contacts.channel_use"),
    "circulations": ("desk:circulations", _("Circulation"), "policies.circulations_listed"),
    "deliveries": ("desk:deliveries", _("Delivery"), "delivery.deliveries_waiting"),
    "duplicates": ("desk:duplicates", _("Records that look alike"), "parties.pairs_waiting"),
    "knowledge": ("desk:knowledge", _("Guides and articles"), "knowledge.tools_listed"),
    "policies": ("desk:policies", _("Policy"), "policies.policy_in_force"),
    "privacy": ("desk:privacy", _("Personal data"), "privacy.rights_counts"),
    "publications": ("desk:publications", _("Publication"), "policies.publications_listed"),
    "queue": ("desk:queue", _("Queue"), "applications.applications_in_queue"),
    "results": ("desk:results", _("Results"), "satisfaction.survey_results"),
    "reviews": ("desk:reviews", _("Review"), "policies.reviews_listed"),
    "search": (
        "desk:search",
        _("Search by name, ID, phone or reference"),
        "parties.find_parties",
    ),
    "services": ("desk:services", _("Services"), "catalogue.publish_service"),
    "sessions": ("desk:sessions", _("Committee"), "decisions.committees_listed"),
    "trail": ("desk:trail", _("Trail"), "governance.trail_read"),
}
"""The page on which a proof is seen: its URL name, what it is called, and who may open it."""
