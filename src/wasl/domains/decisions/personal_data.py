"""What this room holds about people."""

from wasl.foundation.personal_data import PersonalData

HELD = (
    PersonalData(
        model="decisions.Decision",
        fields=("reasons", "conditions", "amount", "returned_why", "party"),
        purpose="To decide on what was asked for, and to tell the applicant why.",
        basis="The applicant's request, and the adopted policy's duty to answer with reasons.",
        kept_for="As long as the application; the number and the outcome stay for the register.",
    ),
    PersonalData(
        model="decisions.Vote",
        fields=("member", "choice", "reason"),
        purpose="To show that the committee decided as its rules ask.",
        basis="The association's duty to govern itself by its adopted policy.",
        kept_for="As long as the minutes of the session.",
    ),
    PersonalData(
        model="decisions.AgendaItem",
        fields=("deferred_why", "barred"),
        purpose="To keep those who handled a case from deciding it, and to say why it was deferred.",
        basis="The association's duty to govern itself by its adopted policy.",
        kept_for="As long as the minutes of the session.",
    ),
    PersonalData(
        model="decisions.Recusal",
        fields=("member", "reason"),
        purpose="To show that nobody decided on a case that touches him.",
        basis="The association's duty to govern itself by its adopted policy.",
        kept_for="As long as the minutes of the session.",
    ),
)
