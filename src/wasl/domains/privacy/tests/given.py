"""A file opened out of turn."""

from wasl.domains.privacy.actions import open_file_out_of_turn

REASON = "المستفيدة على الهاتف والزميلة المسؤولة في إجازة"


def given_opening(by, subject):
    """A colleague opens a file that is not his, with a reason."""
    return open_file_out_of_turn(by, subject=subject, reason=REASON)
