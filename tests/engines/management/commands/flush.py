"""Empty the tables between tests that commit."""

from typing import Any

from django.core.management.commands.flush import Command as Flush
from django.db import connections, transaction

from wasl.foundation.fences import lower_fences, raise_trail_fence


class Command(Flush):
    """Django's flush, for a database whose trail refuses to be emptied."""

    def handle(self, **options: Any) -> None:
        """Lower the fences, empty the tables, raise the fences."""
        using = options["database"]
        lower_fences(using)
        if connections[using].vendor == "postgresql":
            _delete_all_rows(using)
        else:
            # Django would write its own permissions anew after every test; nothing reads them.
            super().handle(**options | {"inhibit_post_migrate": True})
        raise_trail_fence(using)


def _delete_all_rows(using: str) -> None:
    # TRUNCATE makes every table and index anew, and every plan after it: far dearer than deleting
    # the few rows that a test leaves. Tables that never held a row have no page yet.
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT quote_ident(relname), relforcerowsecurity FROM pg_class"
            " WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace"
            " AND relname <> 'django_migrations' AND pg_relation_size(oid) > 0"
        )
        tables = cursor.fetchall()
        forced = [table for table, is_forced in tables if is_forced]
        try:
            for table in forced:
                cursor.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
            with transaction.atomic(using=using):
                for table, _ in tables:
                    cursor.execute(f"DELETE FROM {table}")
        finally:
            for table in forced:
                cursor.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
