"""What requests about one's data and holds are called, in words."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wasl.foundation.personal_data import Words

RIGHT_WORDS: Final[Mapping[str, Words]] = {
    "access": _("To see his or her data"),
    "copy": _("A copy of the data"),
    "correction": _("Correction of the data"),
    "erasure": _("Erasure of the data"),
    "withdrawal": _("Withdrawal of a consent"),
    "objection": _("An end to a use of the data"),
}

WAY_WORDS: Final[Mapping[str, Words]] = {
    "oral": _("By word of mouth"),
    "desk": pgettext_lazy("request", "In writing, at the office"),
    "portal": _("At the portal"),
    "letter": _("By letter"),
    "email": _("By e-mail"),
}

ASKER_WORDS: Final[Mapping[str, Words]] = {
    "self": _("For himself or herself"),
    "guardian": _("As guardian"),
    "agent": _("As agent"),
}

CHECK_WORDS: Final[Mapping[str, Words]] = {
    "original_seen": _("Original document seen"),
    "deed_seen": _("Deed of the guardian or agent seen"),
    "known": _("Known in person to a colleague"),
    "phone_code": _("Code to the phone"),
}

STAGE_WORDS: Final[Mapping[str, Words]] = {
    "received": _("Received"),
    "answering": _("Being answered"),
    "answered": _("Answered"),
    "refused": pgettext_lazy("request", "Refused"),
    "withdrawn": _("Withdrawn"),
}

OUTCOME_WORDS: Final[Mapping[str, Words]] = {
    "shown": _("The person read it here"),
    "printed": _("A printed copy was handed over"),
    "file": _("A file was handed over"),
    "corrected": _("The data was corrected"),
    "already_right": _("The data was right already"),
    "erased": _("The data was erased"),
    "use_ended": _("The use was ended"),
    "nothing_given": _("There was no consent to withdraw"),
    "nothing_held": _("We hold nothing about this person"),
}

GROUND_WORDS: Final[Mapping[str, Words]] = {
    "identity": _("We could not make sure who asks"),
    "repeated": _("Asked again and again without need"),
    "unfounded": _("Plainly unfounded"),
    "disproportionate": _("Out of all proportion"),
    "others": _("It would reveal or harm somebody else"),
    "law": _("A law demands that we keep it"),
    "claim": _("It is needed for a claim before a court"),
}
"""Why a request is refused."""

HOLD_WORDS: Final[Mapping[str, Words]] = {
    "dispute": _("A dispute with the person"),
    "court": _("A case before a court"),
    "inquiry": _("An inquiry by an authority"),
    "audit": _("An audit"),
    "other": pgettext_lazy("hold", "Another ground"),
}
