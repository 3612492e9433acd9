"""The tables of the demonstration, in a moment where every migration would take most of a start."""

from contextlib import nullcontext

from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder


def prepare_tables() -> None:
    """Bring the database to the newest migration; an empty one straight from the models.

    What is there stays as it is, and the tables are those that the migrations leave.
    """
    recorder = MigrationRecorder(connection)
    is_empty = not recorder.applied_migrations()
    if is_empty:
        known = connection.introspection.table_names()
        with connection.schema_editor() as editor:
            for model in apps.get_models():
                if model._meta.can_migrate(connection) and model._meta.db_table not in known:
                    editor.create_model(model)
        recorder.ensure_schema()
    # All marks or none: a start that was stopped in between finds the tables and goes on.
    with transaction.atomic() if is_empty else nullcontext():
        call_command("migrate", verbosity=0, skip_checks=True, fake=is_empty)
