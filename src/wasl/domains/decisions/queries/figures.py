"""What was decided lately, in figures and without anybody's name."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Q

from wasl.domains.decisions.models import Decision, Recusal
from wasl.foundation.actor import Actor
from wasl.foundation.figures import Figure, figures_of
from wasl.foundation.query import query


@query
def figures(by: Actor, *, since: datetime) -> Mapping[str, Figure]:
    """Decisions issued since then: `issued`, `accepted`, and `promise_kept` of those for which a
    day was promised. `recusals` counts the members who left a case."""
    issued = Decision.objects.filter(issued_at__gte=since, stage__in=("issued", "replaced"))
    promised = issued.filter(promise_kept__isnull=False)
    return {
        **figures_of(
            issued, "issued_at", issued=Q(pk__isnull=False), accepted=~Q(outcome="reject")
        ),
        **figures_of(promised, "issued_at", promise_kept=Q(promise_kept=True)),
        **figures_of(
            Recusal.objects.filter(declared_at__gte=since),
            "declared_at",
            recusals=Q(pk__isnull=False),
        ),
    }
