"""Words of a message in both languages, with places to be filled."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one kind of message; places are written {name}. An SMS carries the body only.

    A wording `by_mail_only` is for colleagues: it may call them by name, and never becomes an SMS.
    """

    title: Mapping[str, str]
    body: Mapping[str, str]
    by_mail_only: bool = False

    def filled(self, language: str, fields: Mapping[str, str]) -> tuple[str, str]:
        """Title and body in `language`, Arabic where that language is unknown."""
        chosen = language if language in self.body else "ar"
        return (
            self.title[chosen].format_map(dict(fields)),
            self.body[chosen].format_map(dict(fields)),
        )
