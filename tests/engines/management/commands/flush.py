"""Empty the tables between tests that commit."""

from typing import Any

from django.core.management.commands.flush import Command as Flush

from wasl.foundation.fences import lower_fences, raise_trail_fence


class Command(Flush):
    """Django's flush, for a database whose trail refuses to be emptied."""

    def handle(self, **options: Any) -> None:
        """Lower the fences, empty the tables, raise them; row security was never lowered."""
        lower_fences(options["database"])
        # Django would write its own permissions anew after every test, and nothing here reads them.
        super().handle(**options | {"inhibit_post_migrate": True})
        raise_trail_fence(options["database"])
