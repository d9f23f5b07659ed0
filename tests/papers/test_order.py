import json
import math
import random
from threading import Barrier, Thread

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.core.management import call_command
from django.db import IntegrityError, connection, connections, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from papers import order
from papers.models import Paper
from tests.factories import make_organizer, make_paper, make_session

pytestmark = pytest.mark.django_db

LIST = "/admin/papers/paper/"
JSON = {"HTTP_ACCEPT": "application/json"}


def make_papers(letters):
    return {letter: make_paper(title=letter) for letter in letters}


def titles():
    return "".join(Paper.objects.values_list("title", flat=True))


def positions():
    return dict(Paper.objects.values_list("title", "position"))


def changed(before):
    return {title for title, position in positions().items() if before[title] != position}


def fields(paper, **more):
    """What the form of a paper sends, with what it held when it was opened."""
    sent = {"title": paper.title, "slug": paper.slug, "initial-place": paper.place, "place": paper.place}
    return {**sent, "resources-TOTAL_FORMS": 0, "resources-INITIAL_FORMS": 0, **more}


class TestBetween:
    @pytest.mark.parametrize(
        ("before", "after", "number"),
        [
            (None, None, 1), (None, 1, 0), (None, 0.5, 0), (None, -3, -4), (56, None, 57), (56.5, None, 57),
            (1, 2, 1.5), (1, 3, 2), (1, 9, 2), (1.5, 2, 1.75), (-1, 0, -0.5), (0.25, 7.5, 1),
            (1, 1, None), (1.0, math.nextafter(1, 2), None), (1e9, None, 1e9 + 1), (None, -1e9, -1e9 - 1),
        ],
    )  # fmt: skip
    def test_simplest_number(self, before, after, number):
        assert order.between(before, after) == number

    def test_gap_takes_fifty_moves(self):
        after = 2.0
        for _ in range(50):
            after = order.between(1.0, after)
        assert 1 < after < 1 + 1e-14


class TestMove:
    def test_new_paper_goes_to_the_end(self):
        assert [make_paper().place for _ in range(3)] == [1, 2, 3]

    @pytest.mark.parametrize(
        ("target", "after"),
        [
            (1, "cabde"), (2, "acbde"), (3, "abcde"), (4, "abdce"), (5, "abdec"),
            (0, "cabde"), (-1, "cabde"), (-(10**30), "cabde"), (99, "abdec"), (10**30, "abdec"),
        ],
    )  # fmt: skip
    def test_changes_the_moved_row_alone(self, target, after):
        papers = make_papers("abcde")
        before = positions()
        assert papers["c"].move_to(target) == (3, after.index("c") + 1)
        assert titles() == after
        assert changed(before) == ({"c"} if after != "abcde" else set())
        assert papers["c"].place == after.index("c") + 1

    def test_back_has_its_old_number(self):
        papers = make_papers("abcde")
        before = positions()
        for target in (1, 5, 2, 3):
            papers["c"].move_to(target)
        assert positions() == before

    @pytest.mark.parametrize(
        ("letter", "side", "other", "after"),
        [
            ("a", "after", "c", "bcad"), ("a", "before", "c", "bacd"), ("d", "after", "a", "adbc"),
            ("d", "before", "a", "dabc"), ("b", "after", "a", "abcd"), ("b", "after", "b", "abcd"),
        ],
    )  # fmt: skip
    def test_beside_another(self, letter, side, other, after):
        papers = make_papers("abcd")
        getattr(papers[letter], f"move_{side}")(papers[other])
        assert titles() == after

    def test_is_no_change_of_content(self):
        papers = make_papers("ab")
        before = papers["b"].modified
        papers["b"].move_to(1)
        assert Paper.objects.get(title="b").modified == before

    @pytest.mark.parametrize("gone", ["a", "b"])
    def test_paper_that_is_gone(self, gone):
        papers = make_papers("abc")
        Paper.objects.filter(title=gone).delete()
        with pytest.raises(Paper.DoesNotExist):
            papers["a"].move_after(papers["b"])

    def test_list_without_a_gap_is_numbered_anew(self):
        papers = make_papers("abc")
        for _ in range(40):
            for letter in "cb":
                papers[letter].move_after(papers["a"])
        assert titles() == "abc"
        Paper.objects.filter(title="c").update(position=math.nextafter(papers["b"].position, 9))
        make_paper(title="d").move_after(papers["b"])
        assert positions() == {"a": 1, "b": 2, "d": 3, "c": 4}

    def test_ties_are_mended(self):
        for title in "abc":
            make_paper(title=title, position=7)
        Paper.objects.get(title="c").move_to(2)
        assert positions() == {"a": 1, "c": 2, "b": 3}

    @pytest.mark.parametrize("position", [1e300, -2e9, math.inf, math.nan])
    def test_number_that_leaves_no_room_is_refused(self, position):
        with pytest.raises(IntegrityError), transaction.atomic():
            make_paper(position=position)

    def test_any_moves_agree_with_a_list(self):
        chance = random.Random(4)
        papers, expected = make_papers("abcdefgh"), list("abcdefgh")
        for _ in range(150):
            letter, place = chance.choice(expected), chance.randint(1, 8)
            papers[letter].move_to(place)
            expected.remove(letter)
            expected.insert(place - 1, letter)
            assert titles() == "".join(expected)
        assert [paper.title for paper in Paper.objects.with_place().order_by("place")] == expected
        assert [paper.place for paper in Paper.objects.with_place()] == list(range(1, 9))

    @pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
    @pytest.mark.django_db(transaction=True)
    def test_two_at_once(self):
        papers, start = make_papers("abcdefgh"), Barrier(2)
        failures = []

        def move(letters):
            try:
                start.wait(timeout=10)
                for letter in letters * 5:
                    papers[letter].move_after(papers["a"])
            except Exception as error:
                failures.append(error)
            finally:
                connections.close_all()

        threads = [Thread(target=move, args=[letters]) for letters in ("fgh", "hbc")]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failures == []
        assert sorted(titles()) == list("abcdefgh")
        assert titles()[0] == "a"
        # Neither took the place that the other had just given.
        assert len(set(positions().values())) == 8


class TestPlace:
    def test_is_that_on_the_whole_list(self):
        papers = make_papers("abcde")
        papers["e"].move_to(2)
        found = Paper.objects.with_place().filter(title__in="cde").order_by("title")
        assert [(paper.title, paper.place) for paper in found] == [("c", 4), ("d", 5), ("e", 2)]
        assert Paper.objects.get(title="d").place == 5

    def test_with_ties(self):
        for title in "abc":
            make_paper(title=title, position=1)
        assert [paper.place for paper in Paper.objects.with_place()] == [1, 2, 3]

    def test_is_shown_to_visitors(self, client):
        papers = make_papers("abc")
        papers["c"].move_to(1)
        numbers = client.get("/papers/?q=b").text
        assert '<span class="work-number" aria-hidden="true">3</span>' in numbers
        assert "Number 3 · " in client.get("/papers/b/").text
        assert "number 3 on the list" in client.get("/search/?q=b").text
        home = client.get("/").text
        assert [home.index(f'aria-hidden="true">{number}<') for number in (1, 2, 3)] == sorted(
            home.index(f'aria-hidden="true">{number}<') for number in (1, 2, 3)
        )

    def test_fixture_has_whole_numbers_and_a_dump_keeps_others(self, seed, tmp_path):
        assert list(Paper.objects.values_list("position", flat=True)) == list(range(1, 57))
        Paper.objects.get(position=43).move_to(2)
        before = positions()
        assert before["Magic3D: High-Resolution Text-to-3D Content Creation"] == 1.5
        dump = tmp_path / "papers.json"
        call_command("dumpdata", "papers", natural_primary=True, natural_foreign=True, output=str(dump), verbosity=0)
        for _ in range(2):
            call_command("loaddata", str(dump), verbosity=0)
            assert positions() == before
        assert 1.5 in [row["fields"].get("position") for row in json.loads(dump.read_text())]
        call_command("loaddata", "diffusion_reading_group", verbosity=0)
        assert list(Paper.objects.values_list("position", flat=True)) == list(range(1, 57))


# In the admin


@pytest.fixture
def viewer(client):
    """Logged in, may look at papers and no more."""
    user = User.objects.create_user("viewer", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_paper"))
    client.force_login(user)
    return client


def told(response):
    return [str(message) for message in response.context["messages"]]


@pytest.mark.parametrize(
    ("letter", "where", "after"),
    [("c", "top", "cab"), ("c", "up", "acb"), ("a", "down", "bac"), ("a", "up", "abc"), ("a", "end", "bca")],
)
def test_move_buttons(organizer_client, letter, where, after):
    papers = make_papers("abc")
    assert organizer_client.post(f"{LIST}{papers[letter].pk}/move/{where}/").status_code == 302
    assert titles() == after
    assert LogEntry.objects.count() == (after != "abc")


def test_move_button_comes_back_to_the_list_as_it_was(organizer_client):
    address = f"{LIST}{make_paper().pk}/move/top/"
    for referer, target in [
        (f"http://testserver{LIST}?q=x", f"http://testserver{LIST}?q=x"),
        ("https://elsewhere.example/", LIST),
        ("", LIST),
    ]:
        assert organizer_client.post(address, HTTP_REFERER=referer).url == target


def test_move_by_the_script(organizer_client):
    papers = make_papers("abcd")
    address = f"{LIST}{papers['d'].pk}/move/"
    answer = organizer_client.post(address + "after/", {"other": papers["a"].pk}, **JSON)
    assert answer.json() == {
        "message": "d is now number 2 of 4.",
        "places": {str(papers[letter].pk): place for place, letter in enumerate("adbc", start=1)},
    }
    answer = organizer_client.post(address + "before/", {"other": papers["a"].pk}, **JSON)
    assert (answer.json()["message"], titles()) == ("d is now number 1 of 4.", "dabc")
    messages = [entry.get_change_message() for entry in LogEntry.objects.order_by("pk")]
    assert messages == ["Moved from place 4 to 2 of the list.", "Moved from place 2 to 1 of the list."]


@pytest.mark.parametrize("other", ["", "abc", "-1", "999999", str(10**30), "9" * 5000, "1.5", "\0", None])
def test_move_beside_what_is_no_paper(organizer_client, other):
    make_papers("ab")
    address = f"{LIST}{Paper.objects.last().pk}/move/before/"
    sent = {} if other is None else {"other": other}
    answer = organizer_client.post(address, sent, **JSON)
    assert (answer.status_code, answer.json()) == (
        404,
        {"message": "This paper, or the one beside it, is no longer there. Load the page again."},
    )
    assert organizer_client.post(address, sent).status_code == 404
    assert titles() == "ab"


@pytest.mark.parametrize("pk", ["999999", str(10**30)])
def test_move_of_a_paper_that_is_gone(organizer_client, pk):
    for where in ("top/", "up/", ""):
        assert organizer_client.post(f"{LIST}{pk}/move/{where}").status_code == 404
    assert organizer_client.post(f"{LIST}{pk}/move/top/", **JSON).status_code == 404
    assert organizer_client.post(f"{LIST}{'9' * 5000}/move/top/").status_code in (302, 404)


def test_move_refuses_reading_requests_and_strangers(client, organizer_client):
    paper = make_paper()
    assert organizer_client.get(f"{LIST}{paper.pk}/move/top/").status_code == 404
    assert organizer_client.post(f"{LIST}{paper.pk}/move/away/").status_code == 404
    client.logout()
    for where in ("top/", ""):
        assert "/login/" in client.post(f"{LIST}{paper.pk}/move/{where}").url
    guarded = Client(enforce_csrf_checks=True)
    guarded.force_login(make_organizer("second"))
    assert guarded.post(f"{LIST}{paper.pk}/move/top/").status_code == 403


def test_move_is_for_those_who_may_change(viewer):
    papers = make_papers("ab")
    address = f"{LIST}{papers['b'].pk}/move/"
    assert viewer.post(address + "top/").status_code == 403
    assert viewer.post(address).status_code == 403
    answer = viewer.post(address + "top/", **JSON)
    assert (answer.status_code, answer.json()) == (
        403,
        {"message": "You may look at the list, but not change its order."},
    )
    assert titles() == "ab"
    assert viewer.get(f"{LIST}{papers['b'].pk}/change/").status_code == 200


def test_page_to_move_after_another(organizer_client):
    papers = make_papers("abcd")
    address = f"{LIST}{papers['d'].pk}/move/"
    page = organizer_client.get(address, HTTP_REFERER=f"http://testserver{LIST}?q=d")
    assert f'<option value="{papers["c"].pk}" selected>3. c</option>' in page.text
    assert page.text.count("<option") == 4
    sent = {"after": papers["a"].pk, "back": page.context["back"]}
    response = organizer_client.post(address, sent)
    assert (response.url, titles()) == (f"http://testserver{LIST}?q=d", "adbc")
    response = organizer_client.post(address, {"after": "", "back": "//elsewhere.example"}, follow=True)
    assert (response.request["PATH_INFO"], titles()) == (LIST, "dabc")
    assert told(response)[-1] == f'<a href="{LIST}{papers["d"].pk}/change/">d</a> is now number 1.'


@pytest.mark.parametrize("after", ["abc", "-1", "999999", str(10**30), "\0"])
def test_page_to_move_after_what_is_no_paper(organizer_client, after):
    papers = make_papers("ab")
    response = organizer_client.post(f"{LIST}{papers['b'].pk}/move/", {"after": after})
    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["after"]
    assert titles() == "ab"


@pytest.mark.parametrize(("action", "after"), [("move_to_top", "bdac"), ("move_to_end", "acbd")])
def test_move_actions_keep_the_chosen_in_order(organizer_client, action, after):
    papers = make_papers("abcd")
    chosen = {"action": action, "_selected_action": [papers["d"].pk, papers["b"].pk]}
    response = organizer_client.post(LIST, chosen, follow=True)
    assert titles() == after
    assert told(response) == [f"2 papers are at the {action.split('_')[-1]} of the list now."]
    assert LogEntry.objects.first().get_change_message().startswith("Moved from place ")


class TestTypedPlace:
    def test_others_follow(self, organizer_client):
        papers = make_papers("abcd")
        before = positions()
        sent = fields(papers["d"], place=2)
        assert organizer_client.post(f"{LIST}{papers['d'].pk}/change/", sent).status_code == 302
        assert (titles(), changed(before)) == ("adbc", {"d"})
        organizer_client.post(LIST + "add/", {**sent, "title": "e", "slug": "", "initial-place": "", "place": 1})
        assert titles() == "eadbc"
        assert LogEntry.objects.order_by("pk").first().get_change_message() == "Changed Place in the list."

    def test_emptied_is_the_end(self, organizer_client):
        papers = make_papers("abc")
        organizer_client.post(f"{LIST}{papers['a'].pk}/change/", fields(papers["a"], place=""))
        assert titles() == "bca"

    def test_not_typed_stays_where_others_moved_it(self, organizer_client):
        papers = make_papers("abc")
        sent = fields(papers["b"], note="x")
        papers["c"].move_to(1)
        organizer_client.post(f"{LIST}{papers['b'].pk}/change/", sent)
        assert (titles(), Paper.objects.get(title="b").note) == ("cab", "x")

    @pytest.mark.parametrize("place", ["-1", "0", "abc", "1.5", "9" * 5000, "nan", "\0"])
    def test_no_place(self, organizer_client, place):
        paper = make_papers("ab")["b"]
        response = organizer_client.post(f"{LIST}{paper.pk}/change/", fields(paper, place=place))
        assert list(response.context["adminform"].form.errors) == ["place"]

    def test_beyond_the_end_is_the_end(self, organizer_client):
        papers = make_papers("abc")
        organizer_client.post(f"{LIST}{papers['a'].pk}/change/", fields(papers["a"], place=10**30))
        assert titles() == "bca"


def test_list_shows_the_place_on_the_whole_list(organizer_client):
    papers = make_papers("abc")
    papers["c"].move_to(1)
    make_session(papers["b"], start=-1)
    for query in ("q=b", "status=covered", "o=-2&q=b"):
        assert f'data-paper="{papers["b"].pk}" data-name="b">3<' in organizer_client.get(f"{LIST}?{query}").text


@pytest.mark.parametrize("rows", [1, 3])
def test_list_asks_as_often_for_many(organizer_client, rows):
    for _ in range(rows):
        make_session(make_paper(), start=-1)
    for query in ("", "?q=paper", "?status=covered"):
        organizer_client.get(LIST)
        with CaptureQueriesContext(connection) as queries:
            response = organizer_client.get(LIST + query)
        assert len(response.context["cl"].result_list) == rows
        # Who asks and what they may, four; the rows and how many; the years to filter by.
        assert len(queries) == 9
