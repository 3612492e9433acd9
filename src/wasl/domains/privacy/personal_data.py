"""What this room holds about people."""

from typing import Final

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wasl.domains.policies.queries import CHANNELS
from wasl.domains.privacy.lifecycle import OPEN_STAGES
from wasl.domains.privacy.queries import (
    ASKER_WORDS,
    CHECK_WORDS,
    HOLD_WORDS,
    RIGHT_WORDS,
    WAY_WORDS,
)
from wasl.foundation.personal_data import PersonalData

_GUARD: Final = _("the duty to guard personal data")
_PROVEN: Final = _(
    "that it was asked, when and how it ended is proven for five years, without the words"
)

HELD = (
    PersonalData(
        model="privacy.Consent",
        fields=(
            *("subject", "purpose", "wording", "channel", "given_by", "taken_by", "given_at"),
            *("withdrawn_at", "withdrawn_by", "withdrawn_how"),
        ),
        purpose=_("to prove to what a person agreed, and to what no longer"),
        basis=_("the duty to be able to show a consent"),
        kept_for=_("as long as the data that rests on the consent, and five years"),
        title=_("What you agreed to"),
        labels={
            "purpose": _("What for"),
            "wording": _("Words that you agreed to"),
            "channel": _("Channel"),
            "given_at": _("When"),
            "withdrawn_at": _("Withdrawn on"),
            "withdrawn_how": _("How it was withdrawn"),
        },
        values={"channel": CHANNELS, "withdrawn_how": CHANNELS},
        about=lambda people: Q(subject__in=people.owners),
        on_erasure="keep",
        kept_because=_(
            "the consent is proven for five years by the key of the record alone: the words are the "
            "association's own"
        ),
    ),
    PersonalData(
        model="privacy.RightsRequest",
        fields=(
            *("reference", "party", "kind", "way", "acts_as", "name", "phone", "phone_index"),
            *("email", "words", "identity_check", "identity_note", "extension_why", "answer"),
            *("received_by", "identity_checked_by", "taken_by", "extended_by", "settled_by"),
        ),
        purpose=_("to answer what a person asks about his data, and to prove that it was answered"),
        basis=_("the duty to answer requests of the person within the lawful days"),
        kept_for=_("five years after the answer"),
        title=_("What you asked about your data"),
        labels={
            "reference": _("Reference"),
            "kind": _("What was asked"),
            "way": _("Channel"),
            "acts_as": _("In whose name"),
            "identity_check": _("How identity was checked"),
            "identity_note": _("Note"),
            "extension_why": _("Why it took longer"),
            "name": _("Name"),
            "phone": _("Mobile"),
            "email": _("E-mail"),
            "words": _("In your own words"),
            "received_on": _("Received"),
            "due_on": _("Answer promised by"),
            "answer": _("What was answered"),
            "settled_at": _("Answered"),
        },
        values={
            "kind": RIGHT_WORDS,
            "way": WAY_WORDS,
            "acts_as": ASKER_WORDS,
            "identity_check": CHECK_WORDS,
        },
        about=lambda people: (
            Q(party__in=people.parties) | Q(party=None, phone_index__in=people.phones)
        ),
        blanked=(
            *("name", "phone", "phone_index", "email", "words", "identity_note"),
            *("extension_why", "answer"),
        ),
        kept_because=_PROVEN,
        # Erasing is itself the answer to whoever asks for it.
        open_while=lambda people: (
            Q(party__in=people.parties, stage__in=OPEN_STAGES) & ~Q(kind="erasure")
        ),
    ),
    PersonalData(
        model="privacy.Incident",
        fields=(
            *("title", "happened", "consequences", "measures", "advice", "late_why", "lessons"),
            *("opened_by", "authority_told_by", "people_told_by", "closed_by"),
        ),
        purpose=_("to follow what happened to personal data, and to prove who was told and when"),
        basis=_("the duty to tell the authority and the people of an incident"),
        kept_for=_("five years after the incident is closed"),
        apart=_("it tells what happened to the data of many, and names nobody of them"),
    ),
    PersonalData(
        model="privacy.Notice",
        fields=("published_by",),
        purpose=_("to know who published what people are told"),
        basis=_("the duty to tell people what their data is used for"),
        kept_for=_("as long as the association exists"),
        apart=_("it is about those who work here, not about those whom we serve"),
    ),
    PersonalData(
        model="privacy.FileOpening",
        fields=("staff", "subject", "reason", "reviewed_by"),
        purpose=_("to answer for every file opened by somebody whose case it was not"),
        basis=_GUARD,
        kept_for=_("as long as the trail"),
        title=_("Who opened your file out of turn"),
        labels={"opened_at": _("When"), "reason": _("Why"), "reviewed_at": _("Reviewed")},
        about=lambda people: Q(subject__in=people.owners),
        blanked=("reason",),
        kept_because=_("that a file was opened, by whom and when, is answered for with the trail"),
    ),
    PersonalData(
        model="privacy.Hold",
        fields=("party", "why", "lifted_why", "placed_by", "lifted_by"),
        purpose=_("to keep what a dispute, a court or an inquiry may need"),
        basis=_("the claims and duties that the data proves"),
        kept_for=_("five years after the hold is lifted"),
        title=_("Why your data had to stay"),
        labels={
            "ground": _("Ground"),
            "why": _("Why"),
            "placed_at": _("Since"),
            "until": _("Until"),
            "lifted_at": _("Lifted"),
            "lifted_why": _("Why it was lifted"),
        },
        values={"ground": HOLD_WORDS},
        about=lambda people: Q(party__in=people.parties),
        blanked=("why", "lifted_why"),
        kept_because=_PROVEN,
    ),
    PersonalData(
        model="privacy.Destruction",
        fields=("party", "why", "destroyed_by"),
        purpose=_("to prove that personal data was destroyed, and to destroy it again in a backup"),
        basis=_("the duty to record a destruction"),
        kept_for=_("as long as the association exists"),
        apart=_("the minutes name the person by the key of the empty record alone"),
    ),
)
