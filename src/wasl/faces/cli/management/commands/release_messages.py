"""`wasl release_messages`: after a restore, let go what was held back."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from wasl.domains.associations.queries import associations_listed
from wasl.domains.notifications.actions import release_messages
from wasl.foundation.actor import Actor


class Command(BaseCommand):
    """Confirm that messages which waited when the backup was made may leave now."""

    help = "Let the messages go that a restore held back."

    def handle(self, *args: Any, **options: Any) -> None:
        """Says how many there were in all associations."""
        count = sum(
            release_messages(Actor.system(association.id))
            for association in associations_listed(Actor.installation())
        )
        self.stdout.write(_("Released: %(count)s.") % {"count": count})
