"""A pytest plugin (`-p tests.environment`) that runs before the settings are read: a laptop's settings, and the
database that TEST_DATABASE names: "sqlite" (the default) or "postgresql", a server that is started for this run."""

import os
from contextlib import ExitStack

from tests import postgres

os.environ["DEBUG"] = "true"
# Playwright keeps an event loop in the test's thread; the tests themselves are synchronous.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
os.environ.pop("DATABASE_URL", None)

DATABASE = os.environ.get("TEST_DATABASE", "sqlite")
_stack = ExitStack()
if DATABASE == "postgresql":
    new_database = _stack.enter_context(postgres.server())
    os.environ["DATABASE_URL"] = new_database("reading_group")


def pytest_report_header():
    return f"database: {DATABASE}"


def pytest_unconfigure():
    _stack.close()
