import pytest
from django.core.management import call_command

from papers.models import Paper
from sessions.models import Session
from tests.factories import make_group, make_paper, make_session


@pytest.mark.django_db
def test_empty_database_gets_the_seed(capsys):
    call_command("load_seed")
    assert (Session.objects.count(), Paper.objects.count()) == (15, 56)
    assert capsys.readouterr().out == "Installed 165 object(s) from 1 fixture(s)\n"


@pytest.mark.django_db
@pytest.mark.parametrize("make", [make_group, make_paper, make_session])
def test_content_of_any_kind_is_left_alone(make, capsys):
    make()
    call_command("load_seed")
    assert Session.objects.count() + Paper.objects.count() <= 1
    assert capsys.readouterr().out == "There is content already; the seed is left out.\n"
