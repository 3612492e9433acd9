"""What the database itself refuses, whoever asks: raised after every migration.

On PostgreSQL every table with an association gets row-level security, forced on its owner too.
On both engines the trail only grows, and only at its end.
"""

from django.apps import apps
from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper

from wasl.foundation.scoping import SETTING

ENTRY, HEAD = "foundation_trailentry", "foundation_trailhead"
# All names in these statements are constants of this module; nothing typed by anybody reaches them.
_CHAINED = (
    f"EXISTS (SELECT 1 FROM {HEAD} h WHERE h.chain = NEW.chain"  # noqa: S608  no value from outside
    " AND h.sequence = NEW.sequence - 1 AND h.hash = NEW.previous)"
)

_SQLITE = (
    f"""CREATE TRIGGER trail_refuses_update BEFORE UPDATE ON {ENTRY}
        BEGIN SELECT RAISE(ABORT, 'the trail only grows'); END""",
    f"""CREATE TRIGGER trail_refuses_delete BEFORE DELETE ON {ENTRY}
        BEGIN SELECT RAISE(ABORT, 'the trail only grows'); END""",
    # INSERT OR REPLACE would delete silently, so a taken key is refused before it is replaced.
    f"""CREATE TRIGGER trail_grows_at_its_end BEFORE INSERT ON {ENTRY}
        WHEN NOT {_CHAINED} OR EXISTS (SELECT 1 FROM {ENTRY} e WHERE e.id = NEW.id)
        BEGIN SELECT RAISE(ABORT, 'the trail only grows at its end'); END""",  # noqa: S608  no value from outside
    f"""CREATE TRIGGER trail_moves_its_head AFTER INSERT ON {ENTRY}
        BEGIN UPDATE {HEAD} SET sequence = NEW.sequence, hash = NEW.hash
        WHERE chain = NEW.chain; END""",  # noqa: S608  no value from outside
)
_SQLITE_NAMES = (
    "trail_refuses_update",
    "trail_refuses_delete",
    "trail_grows_at_its_end",
    "trail_moves_its_head",
)

_POSTGRESQL = (
    """CREATE OR REPLACE FUNCTION trail_refuses() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN RAISE EXCEPTION 'the trail only grows'; END $$""",
    f"""CREATE OR REPLACE FUNCTION trail_grows_at_its_end() RETURNS trigger
        LANGUAGE plpgsql AS $$
        BEGIN
            UPDATE {HEAD} SET sequence = NEW.sequence, hash = NEW.hash
            WHERE chain = NEW.chain AND sequence = NEW.sequence - 1 AND hash = NEW.previous;
            IF NOT FOUND THEN RAISE EXCEPTION 'the trail only grows at its end'; END IF;
            RETURN NULL;
        END $$""",  # noqa: S608  no value from outside
    f"""CREATE TRIGGER trail_refuses_change BEFORE UPDATE OR DELETE ON {ENTRY}
        FOR EACH ROW EXECUTE FUNCTION trail_refuses()""",
    f"""CREATE TRIGGER trail_refuses_truncate BEFORE TRUNCATE ON {ENTRY}
        FOR EACH STATEMENT EXECUTE FUNCTION trail_refuses()""",
    f"""CREATE TRIGGER trail_grows_at_its_end AFTER INSERT ON {ENTRY}
        FOR EACH ROW EXECUTE FUNCTION trail_grows_at_its_end()""",
)
_POSTGRESQL_NAMES = ("trail_refuses_change", "trail_refuses_truncate", "trail_grows_at_its_end")


def fenced_models() -> list[type[models.Model]]:
    """Every model whose rows belong to an association."""
    return [
        model
        for model in apps.get_models()
        if any(
            isinstance(field, models.ForeignKey) and field.name == "association"
            for field in model._meta.local_fields
        )
    ]


def raise_fences(using: str) -> None:
    """Raise all fences of this engine anew; safe to repeat."""
    connection = connections[using]
    raise_trail_fence(using)
    if connection.vendor == "postgresql":
        tables = set(connection.introspection.table_names())
        for model in fenced_models():
            if model._meta.db_table in tables:
                _secure_rows(connection, model)


def raise_trail_fence(using: str) -> None:
    """Let the trail only grow; safe to repeat."""
    connection = connections[using]
    lower_fences(using)
    if ENTRY not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        for statement in _SQLITE if connection.vendor == "sqlite" else _POSTGRESQL:
            cursor.execute(statement)


def lower_fences(using: str) -> None:
    """Take the trail's triggers away. Only tests do this, to empty their tables."""
    connection = connections[using]
    if ENTRY not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for name in _SQLITE_NAMES:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
        else:
            for name in _POSTGRESQL_NAMES:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {ENTRY}")


def _secure_rows(connection: BaseDatabaseWrapper, model: type[models.Model]) -> None:
    table = connection.ops.quote_name(model._meta.db_table)
    own = f"nullif(current_setting('{SETTING}', true), '')::uuid"
    # A chain of the installation itself has no association; equality alone would hide it.
    nullable = model._meta.get_field("association").null
    condition = f"association_id {'IS NOT DISTINCT FROM' if nullable else '='} {own}"
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        cursor.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        cursor.execute(f"DROP POLICY IF EXISTS own_association ON {table}")
        cursor.execute(
            f"CREATE POLICY own_association ON {table} USING ({condition}) WITH CHECK ({condition})"
        )
