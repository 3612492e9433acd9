"""Whether the door can send mail at all."""

from django.conf import settings


def can_mail() -> bool:
    """Whether this installation can send a link to an e-mail address."""
    return bool(settings.EMAIL_HOST) or not settings.EMAIL_BACKEND.endswith("smtp.EmailBackend")
