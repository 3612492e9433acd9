"""A process that erases people until somebody kills it: `python -m tests.erasure.erasing HOUSE`."""

import sys
from uuid import UUID

import django


def main() -> None:
    """Erase everybody, telling whom before and after."""
    django.setup()
    from wasl.domains.parties.models import Party
    from wasl.domains.privacy.actions import erase_person
    from wasl.foundation.actor import Actor
    from wasl.foundation.scoping import entered_scope

    by = Actor.system(UUID(sys.argv[1]))
    with entered_scope(by, writing=False):
        people = list(
            Party.objects.filter(erased_at=None).order_by("pk").values_list("pk", flat=True)
        )
    for party in people:
        print("erasing", party, flush=True)
        erase_person(by, party=party, why="killed in the middle of this")
        print("erased", party, flush=True)


if __name__ == "__main__":
    main()
