"""Numbers without gaps, per association: files, decisions, minutes."""

from django.db import connection, models

from wasl.foundation.scoping import Scoped, current_association


class Counter(Scoped):
    """The last number given out under a name."""

    name = models.CharField(max_length=60)
    value = models.PositiveBigIntegerField(default=0)

    class Meta:
        app_label = "foundation"
        constraints = (
            models.UniqueConstraint(fields=["association", "name"], name="one_counter_per_name"),
        )


def next_number(name: str) -> int:
    """The next number under `name`, starting from 1; given back if the action is undone."""
    counter = Counter(name=name)
    association = Counter._meta.get_field("association")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO foundation_counter (id, association_id, name, value)"
            " VALUES (%s, %s, %s, 1) ON CONFLICT (association_id, name)"
            " DO UPDATE SET value = foundation_counter.value + 1 RETURNING value",
            [
                Counter._meta.pk.get_db_prep_value(counter.pk, connection),
                association.get_db_prep_value(current_association(), connection),
                name,
            ],
        )
        row = cursor.fetchone()
    return int(row[0])


def number_not_below(name: str, value: int) -> None:
    """Let the next number under `name` be greater than `value`, which was given out elsewhere."""
    if value <= 0:
        return
    counter, _is_new = Counter.objects.get_or_create(name=name, defaults={"value": value})
    Counter.objects.filter(pk=counter.pk, value__lt=value).update(value=value)
