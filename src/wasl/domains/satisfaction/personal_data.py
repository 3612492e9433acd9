"""What satisfaction holds about people: words without a name, and the wish to be called."""

from wasl.foundation.personal_data import PersonalData

HELD = (
    PersonalData(
        model="satisfaction.SurveyInvitation",
        fields=("recipient_index",),
        purpose="to ask nobody more than once a month",
        basis="the person's right to evaluate the service",
        kept_for="one year",
    ),
    PersonalData(
        model="satisfaction.SurveyAnswer",
        fields=("words",),
        purpose="to improve the service",
        basis="the person's right to evaluate the service",
        kept_for="three years",
    ),
    PersonalData(
        model="satisfaction.CallRequest",
        fields=("phone", "words"),
        purpose="to call back whoever asked for it",
        basis="the person's own wish",
        kept_for="one year after the call",
    ),
)
