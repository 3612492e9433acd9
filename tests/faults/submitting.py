"""A process that submits applications until somebody kills it.

`python -m tests.faults.submitting ASSOCIATION SEED`; for each application it prints the key it is
about to send, and after the commit the key with the reference that the applicant would be shown.
"""

import random
import sys
from uuid import UUID

import django


def key_of(seed: int, number: int) -> UUID:
    """The key of the application of that number, the same for the same seed."""
    return UUID(int=random.Random(f"{seed}-{number}").getrandbits(128), version=4)


def main() -> None:
    """Submit without end."""
    django.setup()
    from wasl.domains.applications.actions import submit_whole
    from wasl.domains.applications.tests.given import given_noura_visiting, whole_fields

    association, seed = UUID(sys.argv[1]), int(sys.argv[2])
    noura = given_noura_visiting(association)
    number = 0
    while True:
        key = key_of(seed, number)
        print("sending", number, flush=True)
        sent = submit_whole(noura, **whole_fields(key=key))
        print("acknowledged", number, sent.reference, flush=True)
        number += 1


if __name__ == "__main__":
    main()
