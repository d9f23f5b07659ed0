import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection

from tests import factories


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """What asks no database need not run beside each."""
    for item in items:
        if not item.get_closest_marker("django_db") and not {"db", "transactional_db"} & set(item.fixturenames):
            item.add_marker("once")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, tmp_path_factory):
    """SQLite in a file, as people have it: one in memory is one connection for all threads of the live server, which
    SQLite now and then takes for misuse."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "db.sqlite3")


@pytest.fixture(autouse=True)
def media_root(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media")
    return tmp_path / "media"


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    """The real hashes take a third of a second each, on purpose."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def seed(db):
    """The Diffusion Reading Group's data, whole."""
    call_command("loaddata", "diffusion_reading_group", verbosity=0)


@pytest.fixture
def organizer(db):
    return factories.make_organizer()


@pytest.fixture
def organizer_client(client, organizer):
    client.force_login(organizer)
    return client


@pytest.fixture
def staff_client(client, db):
    """Somebody who may log in to the admin and see nothing there."""
    client.force_login(User.objects.create_user("staff", password="correct horse", is_staff=True))
    return client
