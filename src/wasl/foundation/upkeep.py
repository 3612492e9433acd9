"""What a database must know of itself to answer in the same time however much it holds."""

from django.db import connection

_ROWS_LOOKED_AT = 400


def refresh_statistics() -> int:
    """Have SQLite look anew at how its indexes are filled; how many it knows after that.

    Every query is bound to an association, and without statistics SQLite takes an index on the
    association for a selective one: a read of ten keys would walk through all rows of the house.
    A few hundred rows of each index are looked at, so that it takes a moment at any size.
    PostgreSQL does this by itself.
    """
    if connection.vendor != "sqlite":
        return 0
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA analysis_limit={_ROWS_LOOKED_AT}")
        cursor.execute("ANALYZE")
        cursor.execute("SELECT count(*) FROM sqlite_stat1")
        return int(cursor.fetchone()[0])
