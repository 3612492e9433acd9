"""What other parts of the desk show on the case page, below the officer's own sections."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from wasl.faces.edge.routes import Request

if TYPE_CHECKING:
    from wasl.domains.applications.queries import ApplicationCase


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the case page: its template, drawn with the page's context and `context`.

    `is_next` puts it above everything else: it is what is to be done now.
    """

    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    is_next: bool = False


MORE: Final[tuple[Callable[[Request, "ApplicationCase"], Section | None], ...]] = ()
"""Parts of the desk add their sections here; each says None when it has nothing to show."""
