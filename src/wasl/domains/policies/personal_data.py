"""What this room holds about people: who sits on the board and signs, and who has read."""

from wasl.foundation.personal_data import PersonalData

HELD = (
    PersonalData(
        model="policies.PolicyDocument",
        fields=("reading",),
        purpose="to show what a policy was read from; the document names the board's members",
        basis="the association's duty to work under a policy that its board adopted (R10, R13)",
        kept_for="as long as the version that was read from it",
    ),
    PersonalData(
        model="policies.AdoptionSignature",
        fields=("name",),
        purpose="to prove who signed the adoption of a policy (R13, R16)",
        basis="the association's duty to work under a policy that its board adopted",
        kept_for="as long as the version that was signed",
    ),
    PersonalData(
        model="policies.BoardMember",
        fields=("name",),
        purpose="to know who may sign for the board (R13)",
        basis="membership of the board",
        kept_for="as long as an adoption of that time is kept",
    ),
    PersonalData(
        model="policies.Acknowledgement",
        fields=("staff",),
        purpose="to prove that everybody who works here has read the policy (R14)",
        basis="the employment or volunteering contract",
        kept_for="as long as the version that was acknowledged",
    ),
)
