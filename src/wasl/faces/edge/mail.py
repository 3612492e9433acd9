"""Whether the door can send mail at all."""

from django.conf import settings


def can_mail() -> bool:
    """Whether this installation can send a link to an e-mail address."""
    return bool(settings.EMAIL_HOST) or not settings.EMAIL_BACKEND.endswith("smtp.EmailBackend")


def may_reach_by_mail() -> bool:
    """Whether messages to e-mail addresses are carried: by a mail server, or by the simulator."""
    return bool(settings.EMAIL_HOST) or bool(settings.WASL_SIMULATORS)
