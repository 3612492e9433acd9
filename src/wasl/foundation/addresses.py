"""Whole addresses, for paper and messages, where no request tells where we live."""

from django.conf import settings


def address(path: str) -> str:
    """The whole address of a path that begins with a slash."""
    return f"{settings.WASL_BASE_URL.rstrip('/')}{path}"
