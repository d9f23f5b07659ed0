"""Pasted links become papers and resources; fetched facts go in, and what an organizer typed stays."""

import datetime
import json
import threading

import pytest
from django.contrib import admin, messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection
from django.utils import timezone
from django_tasks import default_task_backend
from reversion.models import Version

from papers.admin.fetch import FetchAdmin, facts_words
from papers.history import recorded
from papers.metadata import arxiv, find
from papers.metadata.ask import BRIEF, LONG, AbsentError, NoAnswerError, OddAnswerError, Patience
from papers.metadata.facts import Facts
from papers.metadata.fetch import fetch, fetch_all
from papers.metadata.fill import MOST_TRIES, TRIES, ask_again, fail, fill
from papers.metadata.find import find_or_create
from papers.metadata.later import AGAIN, fetch_later
from papers.models import Paper, Resource
from tests.clock import EARLIER, LATER, stopped
from tests.factories import make_paper, make_resource
from tests.papers.services import CVPR, offline, services

__all__ = ["offline", "services"]

pytestmark = pytest.mark.django_db

FLOW = "2210.02747"
TITLE = "Flow Matching for Generative Modeling"
AUTHORS = "Yaron Lipman\nRicky T. Q. Chen\nHeli Ben-Hamu\nMaximilian Nickel\nMatt Le"
LINK = f"https://arxiv.org/abs/{FLOW}v2"
QUICK = Patience(seconds=1, turn=1, once=0.2, tries=1)


def record(row):
    """What a table of rows shows of it, before and after."""
    row.refresh_from_db()
    return row.title, row.fetch_state, row.fetch_message


def is_valid(row):
    row.full_clean()
    return True


class TestFound:
    def test_new_paper_is_filled_in_at_once(self, services):
        make_paper()
        found = find_or_create(LINK)

        paper = Paper.objects.get(arxiv_id=FLOW)
        assert (found.row, found.created, found.message) == (paper, True, f"Added “{TITLE}”.")
        assert (paper.title, paper.authors, paper.published) == (TITLE, AUTHORS, datetime.date(2022, 10, 6))
        assert (paper.arxiv_category, paper.venue, paper.doi, paper.place) == ("cs.LG", "", None, 2)
        assert paper.slug == "flow-matching-for-generative-modeling"
        assert (paper.fetch_state, paper.fetch_message) == ("done", "")
        assert paper.fetched["title"] == TITLE
        assert paper.fetched["published"] == "2022-10-06"
        assert paper.fetched_on
        assert is_valid(paper)

    @pytest.mark.parametrize("text", [LINK, FLOW, f"https://huggingface.co/papers/{FLOW}", f"10.48550/arXiv.{FLOW}"])
    def test_known_paper_is_found_and_nobody_asked(self, services, text):
        paper = make_paper(title="Ours", arxiv_id=FLOW)
        found = find_or_create(text)
        assert (found.row, found.created, found.message) == (
            paper,
            False,
            "“Ours” is on the list already, as number 1.",
        )
        assert services.asked == []

    def test_new_paper_of_a_doi(self, services):
        paper = find_or_create("https://ieeexplore.ieee.org/doi/10.1109/CVPR52688.2022.01042").row
        assert (paper.doi, paper.venue, paper.published, paper.author_list[0]) == (
            CVPR,
            "CVPR 2022",
            None,
            "Robin Rombach",
        )
        assert is_valid(paper)

    def test_video_and_page_and_code(self, services):
        services.pages["/code"] = b"<title>A repository</title>"
        video, page = find_or_create("https://youtu.be/gTYsWQPeg5s?t=3").row, find_or_create(services.url("/post")).row
        assert [(row.kind, row.title, row.author) for row in (video, page)] == [
            ("video", "Week 13: Latent Diffusion", "Tanishq Mathew Abraham"),
            ("blog", "Flow Matching: what > why — how", "Ada Lovelace"),
        ]
        assert video.url == "https://www.youtube.com/watch?v=gTYsWQPeg5s"
        assert find_or_create("https://www.youtube.com/live/gTYsWQPeg5s").row == video
        assert find_or_create(services.url("/post/?utm_source=x#part")).row == page
        assert services.asked == ["YouTube", "page"]
        assert all(map(is_valid, (video, page)))

    def test_paper_with_this_address_is_found(self, offline):
        paper = make_paper(url="https://github.com/CompVis/stable-diffusion")
        assert find_or_create("http://www.github.com/CompVis/stable-diffusion/").row == paper

    def test_code_of_a_paper_is_a_resource_about_it(self, offline):
        paper = make_paper(short_name="DDPM", code_url="https://github.com/hojonathanho/diffusion")
        found = find_or_create("github.com/hojonathanho/diffusion")
        assert (found.row.kind, found.row.paper, found.created) == ("code", paper, True)
        assert found.message.endswith("It is the code of “DDPM”.")

    def test_page_of_proceedings_is_a_paper(self, services, monkeypatch):
        found = find_or_create("https://openreview.net/pdf?id=abc", now=False)
        assert (type(found.row), found.row.url, found.row.fetch_state) == (
            Paper,
            "https://openreview.net/forum?id=abc",
            "waiting",
        )
        assert find_or_create("https://openreview.net/forum?id=abc", now=False).row == found.row
        assert is_valid(found.row)

    def test_name_of_a_markdown_link(self, services):
        paper = find_or_create(f"[The flow paper]({LINK})").row
        page = find_or_create(f"[A good post]({services.url('/post')})").row
        assert (paper.title, page.title, page.author) == (TITLE, "A good post", "Ada Lovelace")
        fetch(page)
        assert page.title == "A good post"

    def test_pdf_is_not_asked_for_its_title(self, services):
        found = find_or_create(services.url("/paper.pdf"))
        assert (found.row.title, found.row.kind, found.row.fetch_state) == (
            f"127.0.0.1:{services.port}/paper.pdf",
            "other",
            "",
        )
        assert services.asked == []

    @pytest.mark.parametrize("text", ["", "DDPM", "http://[", "\x00", "javascript:alert(1)", "a" * 10_000])
    def test_no_link(self, offline, text):
        found = find_or_create(text)
        assert (found.row, found.created, found.link) == (None, False, None)
        assert found.message
        assert (Paper.objects.count(), Resource.objects.count()) == (0, 0)

    @pytest.mark.parametrize(
        "text",
        [
            "https://a.example/%00",
            "https://a.example/?a=%00",
            "https://doi.org/10.1234/%00",
            "https://a.example/%ff%ed%a0%80",
        ],
    )
    def test_link_with_signs_that_are_none(self, offline, text):
        found = find_or_create(text)
        assert find_or_create(text).row == found.row
        assert is_valid(found.row)

    def test_waiting_paper_is_filled_in_when_it_is_pasted_once_more(self, services):
        find_or_create(LINK, now=False)
        found = find_or_create(LINK)
        assert (found.created, found.row.title) == (False, TITLE)


class TestTitleThatIsThere:
    def test_paper_typed_by_hand_gets_the_id_and_the_facts_it_lacks(self, services):
        paper = make_paper(title="Flow matching for generative modeling", authors="Lipman et al.")
        found = find_or_create(LINK)
        paper.refresh_from_db()
        assert (found.row, found.created) == (paper, False)
        assert found.message == (
            "“Flow matching for generative modeling” is on the list already, as number 1; "
            f"it has the arXiv id {FLOW} now."
        )
        assert (paper.arxiv_id, paper.title) == (FLOW, "Flow matching for generative modeling")
        assert (paper.authors, paper.published) == ("Lipman et al.", datetime.date(2022, 10, 6))

    def test_paper_known_by_its_arxiv_id_gets_the_doi(self, services):
        paper = make_paper(title="High-Resolution Image Synthesis with Latent Diffusion Models", arxiv_id="2112.10752")
        found = find_or_create(CVPR)
        paper.refresh_from_db()
        assert (found.row, paper.doi, paper.venue, Paper.objects.count()) == (paper, CVPR, "CVPR 2022", 1)

    def test_another_id_is_another_work_and_told(self, services):
        make_paper(title=TITLE, arxiv_id="2101.00001")
        found = find_or_create(LINK)
        assert (found.created, found.row.title, Paper.objects.count()) == (True, TITLE, 2)
        assert found.message.endswith("Number 1 on the list has the same title: is it the same?")

    def test_two_of_them_are_left_alone(self, services):
        make_paper(title=TITLE), make_paper(title=TITLE.upper())
        found = find_or_create(LINK)
        assert (found.created, found.row.title) == (True, f"arXiv:{FLOW}")
        assert found.row.fetch_message == (
            f"The title “{TITLE}” was left out. This title is on the list already, as number 1."
        )
        assert is_valid(found.row)

    def test_title_that_turns_up_later_is_left_out(self, services):
        paper = find_or_create(LINK, now=False).row
        make_paper(title=TITLE)
        fetch(paper)
        assert record(paper) == (
            f"arXiv:{FLOW}",
            "done",
            f"The title “{TITLE}” was left out. This title is on the list already, as number 2.",
        )
        assert paper.authors == AUTHORS


KEPT = (f"arXiv:{FLOW}", "waiting")


class TestTrouble:
    """Whatever happens, the link is kept, and the paper is filled in as soon as there is an answer."""

    @pytest.mark.parametrize(
        ("trouble", "state", "reason"),
        [
            ({"status": 500, "times": 9}, "waiting", "arXiv is out of order (its answer was 500)."),
            ({"status": 503, "times": 9, "retry_after": 900}, "waiting", "arXiv is out of order (its answer was 503)."),
            ({"status": 429, "times": 9}, "waiting", "arXiv asks to wait (its answer was 429)."),
            ({"seconds": 5, "times": 9}, "waiting", "arXiv could not be reached: it took too long."),
            ({"body": b"<feed"}, "waiting", "arXiv answered with something that makes no sense."),
            (
                {"body": b"<!DOCTYPE html><title>Log in"},
                "waiting",
                "arXiv answered with something that makes no sense.",
            ),
            ({"status": 403}, "waiting", "arXiv refused to answer (its answer was 403)."),
            ({"status": 404}, "failed", arxiv.UNKNOWN.format(FLOW)),
        ],
        ids=["500", "503", "429", "slow", "malformed", "captive portal", "refused", "absent"],
    )
    def test_of_arxiv(self, services, monkeypatch, trouble, state, reason):
        monkeypatch.setattr(find, "BRIEF", Patience(seconds=1, turn=1, once=0.2, tries=2))
        services.fail("arXiv", **trouble)

        found = find_or_create(LINK)
        assert (found.created, *record(found.row)) == (True, f"arXiv:{FLOW}", state, reason)
        assert (found.row.slug, found.row.authors, found.row.fetched_on) == ("arxiv221002747", "", None)
        expected = reason if state == "failed" else "Its title will be filled in when arXiv can be reached."
        assert found.message == f"Added “arXiv:{FLOW}”. {expected}"
        assert is_valid(found.row)

        services.troubles.clear()
        ask_again(found.row)
        assert fetch(found.row) is None
        assert record(found.row) == (TITLE, "done", "")
        assert (found.row.slug, found.row.authors) == ("flow-matching-for-generative-modeling", AUTHORS)
        assert Paper.objects.formerly("arxiv221002747") == found.row
        assert found.row.alternative_titles == ""  # the stand-in was no title

    @pytest.mark.parametrize(
        ("trouble", "state", "reason"),
        [
            ({"status": 500, "times": 9}, "waiting", "Crossref is out of order (its answer was 500)."),
            ({"body": b"<html>"}, "waiting", "Crossref answered with something that makes no sense."),
            (
                {"status": 404},
                "failed",
                f"Crossref knows no DOI {CVPR}. Check it; if it is right, type the title and the authors.",
            ),
        ],
        ids=["500", "malformed", "absent"],
    )
    def test_of_crossref(self, services, trouble, state, reason):
        services.fail("Crossref", **trouble)
        found = find_or_create(CVPR)
        assert record(found.row) == (f"doi:{CVPR}", state, reason)
        services.troubles.clear()
        fetch(found.row)
        assert record(found.row) == ("High-Resolution Image Synthesis with Latent Diffusion Models", "done", "")

    def test_of_a_page(self, services):
        found = find_or_create(services.url("/gone"))
        host = "127.0.0.1"
        assert record(found.row) == (f"{host}:{services.port}/gone", "failed", f"{host} says there is no such page.")
        assert is_valid(found.row)

    def test_no_network(self, offline):
        found = find_or_create(LINK)
        assert record(found.row) == (*KEPT, "arXiv could not be reached: the site cannot be reached.")
        assert found.message == f"Added “arXiv:{FLOW}”. Its title will be filled in when arXiv can be reached."

    def test_title_typed_while_it_waits_stays(self, services):
        paper = find_or_create(LINK, now=False).row
        paper.title = "Our own title"
        paper.save()
        fetch(paper)
        assert (paper.title, paper.authors, paper.slug) == ("Our own title", AUTHORS, "arxiv221002747")


@pytest.mark.django_db(transaction=True)
class TestMeanwhile:
    def test_the_same_is_added_by_another(self, services):
        def add():
            services.meanwhile = lambda: None
            make_paper(title="Theirs", arxiv_id=FLOW)
            connection.close()

        services.meanwhile = add
        found = find_or_create(LINK)
        assert (found.created, found.row.title, Paper.objects.count()) == (False, "Theirs", 1)

    @pytest.mark.parametrize("text", [LINK, CVPR, "https://youtu.be/gTYsWQPeg5s"])
    def test_two_at_once(self, services, monkeypatch, text):
        """Both find nothing, both ask, both add."""
        gate = threading.Barrier(2)
        real = find.added
        monkeypatch.setattr(find, "added", lambda *args: (gate.wait(5) and False) or real(*args))
        done = []

        def paste():
            done.append(find_or_create(text))
            connection.close()

        both = [threading.Thread(target=paste) for _ in range(2)]
        for one in both:
            one.start()
        for one in both:
            one.join()
        assert sorted(found.created for found in done) == [False, True]
        assert done[0].row == done[1].row
        assert Paper.objects.count() + Resource.objects.count() == 1

    def test_organizer_edits_while_the_answer_is_on_its_way(self, services):
        paper = find_or_create(LINK, now=False).row

        def edit():
            row = Paper.objects.get()
            row.title, row.note = "Typed", "A note"
            row.save()
            connection.close()

        services.meanwhile = edit
        fetch(paper)
        assert (paper.title, paper.note, paper.authors) == ("Typed", "A note", AUTHORS)

    def test_row_is_deleted_while_the_answer_is_on_its_way(self, services):
        paper = find_or_create(LINK, now=False).row

        def delete():
            Paper.objects.all().delete()
            connection.close()

        services.meanwhile = delete
        assert fetch(paper) is None
        services.fail("arXiv", 500, times=9)
        fetch(paper, QUICK)
        assert Paper.objects.count() == 0


def test_same_unique_id_past_the_check_is_found(services, monkeypatch):
    """What full_clean() has not seen yet, the database refuses."""
    make_paper(title="Theirs", arxiv_id=FLOW)
    real, calls = find.existing, []
    monkeypatch.setattr(find, "existing", lambda link: calls.append(1) or (real(link) if len(calls) > 1 else None))
    monkeypatch.setattr(Paper, "full_clean", lambda self: None)
    found = find_or_create(LINK)
    assert (found.created, found.row.title) == (False, "Theirs")


def test_database_that_always_refuses(services, monkeypatch):
    def refuse(self, **kwargs):
        raise IntegrityError

    monkeypatch.setattr(Paper, "save", refuse)
    found = find_or_create(LINK)
    assert (found.row, found.message) == (None, "Somebody else is adding the same just now. Paste the link once more.")


class TestFill:
    """The record before and after: what is typed stays, what was fetched follows, nothing is blanked."""

    @pytest.mark.parametrize(
        ("before", "fetched", "facts", "after"),
        [
            ({"venue": ""}, {}, {"venue": "ICLR 2023"}, {"venue": "ICLR 2023"}),
            ({"venue": "Typed"}, {}, {"venue": "ICLR 2023"}, {"venue": "Typed"}),
            ({"venue": "Old"}, {"venue": "Old"}, {"venue": "ICLR 2023"}, {"venue": "ICLR 2023"}),
            ({"venue": "Typed"}, {"venue": "Old"}, {"venue": "ICLR 2023"}, {"venue": "Typed"}),
            ({"venue": "Old"}, {"venue": "Old"}, {"venue": ""}, {"venue": "Old"}),
            ({"venue": ""}, {}, {"venue": "word " * 60}, {"venue": ("word " * 24).strip()[:-5] + "…"}),
            (
                {"published": None},
                {},
                {"published": datetime.date(2022, 1, 2)},
                {"published": datetime.date(2022, 1, 2)},
            ),
            (
                {"published": datetime.date(2020, 1, 1)},
                {"published": "2020-01-01"},
                {"published": datetime.date(2022, 1, 2)},
                {"published": datetime.date(2022, 1, 2)},
            ),
            (
                {"published": datetime.date(2020, 1, 1)},
                {},
                {"published": datetime.date(2022, 1, 2)},
                {"published": datetime.date(2020, 1, 1)},
            ),
            ({"authors": ""}, {}, {"authors": "A. One\nB.\tTwo"}, {"authors": "A. One\nB. Two"}),
            ({"authors": ""}, {}, {"authors": "One, Two and Three"}, {"authors": "One\nTwo\nThree"}),
            ({"authors": "A\r\nB"}, {"authors": "A\nB"}, {"authors": "A\nB\nC"}, {"authors": "A\nB\nC"}),
            ({"abstract": ""}, {}, {"abstract": "a\x00b " * 9_000}, None),
            ({"doi": None}, {}, {"doi": "https://doi.org/10.1/X"}, {"doi": None}),
            ({"doi": None}, {}, {"doi": "10.1234/X"}, {"doi": "10.1234/x"}),
            ({"doi": None}, {}, {"doi": f"10.48550/arXiv.{FLOW}"}, {"doi": None}),
            ({"arxiv_category": ""}, {}, {"arxiv_category": "c" * 30}, {"arxiv_category": "c" * 19 + "…"}),
        ],
    )
    def test_one_field(self, before, fetched, facts, after):
        paper = make_paper(**before, fetched=fetched, fetched_on=EARLIER)
        fill(paper, Facts("arXiv", facts))
        paper = Paper.objects.get()
        assert is_valid(paper)
        if after is not None:
            assert {name: getattr(paper, name) for name in after} == after
        assert paper.fetch_state == "done"

    def test_retitled(self):
        paper = make_paper(title="Old", alternative_titles="First", fetched={"title": "Old"}, fetched_on=EARLIER)
        slug = paper.slug
        assert fill(paper, Facts("arXiv", {"title": "New"})) is True
        assert (paper.title, paper.alternative_titles, paper.fetched) == ("New", "First\nOld", {"title": "New"})
        assert paper.slug == slug  # addresses last

    def test_retitled_in_its_case_alone(self):
        paper = make_paper(title="old", fetched={"title": "old"}, fetched_on=EARLIER)
        fill(paper, Facts("arXiv", {"title": "Old"}))
        assert (paper.title, paper.alternative_titles) == ("Old", "")

    def test_retitled_where_an_organizer_typed_the_title(self):
        paper = make_paper(title="Typed", fetched={"title": "Old"}, fetched_on=EARLIER)
        assert fill(paper, Facts("arXiv", {"title": "New"})) is False
        assert (paper.title, paper.alternative_titles) == ("Typed", "")

    def test_doi_of_another_paper_is_told_of(self):
        make_paper(title="Other", doi="10.1234/x")
        paper = make_paper(arxiv_id=FLOW)
        fill(paper, Facts("arXiv", {"doi": "10.1234/x", "venue": "ICLR 2023"}))
        assert (paper.doi, paper.venue, paper.fetch_state) == (None, "ICLR 2023", "done")
        assert paper.fetch_message == (
            "The DOI “10.1234/x” was left out. A paper with this one is on the list already."
        )
        assert paper.fetched == {"venue": "ICLR 2023"}

    def test_change_is_one_and_the_same_again_is_none(self, monkeypatch):
        clock = stopped(monkeypatch)
        paper = make_paper()
        clock(LATER)
        assert fill(paper, Facts("arXiv", {"venue": "ICLR 2023"})) is True
        assert paper.modified == LATER
        clock(LATER + datetime.timedelta(days=1))
        assert fill(paper, Facts("arXiv", {"venue": "ICLR 2023"})) is False
        assert (paper.modified, paper.fetched_on) == (LATER, LATER + datetime.timedelta(days=1))

    def test_resource(self):
        resource = make_resource(title="Typed", author="")
        fill(resource, Facts("a.example", {"title": "Page", "author": "A" * 250}))
        assert (resource.title, resource.author) == ("Typed", "A" * 199 + "…")
        assert is_valid(resource)

    def test_failure_takes_nothing_away(self):
        paper = make_paper(title="Old", venue="ICLR", fetched={"title": "Old"}, fetched_on=EARLIER, fetch_state="done")
        for problem in (NoAnswerError("No."), OddAnswerError("Odd.")):
            fail(paper, problem)
            assert (paper.title, paper.venue, paper.fetch_state, paper.fetch_message) == ("Old", "ICLR", "done", "")
        fail(paper, AbsentError("Gone."))
        assert (paper.title, paper.fetch_state, paper.fetch_message) == ("Old", "failed", "Gone.")

    def test_useless_answers_come_to_an_end_and_missing_ones_do_not(self):
        paper = make_paper(fetch_state="waiting")
        for _ in range(MOST_TRIES + 1):
            fail(paper, NoAnswerError("No network."))
        assert paper.fetch_state == "waiting"
        for _ in range(MOST_TRIES):
            assert paper.fetch_state == "waiting"
            fail(paper, OddAnswerError("Odd."))
        assert (paper.fetch_state, paper.fetch_message) == ("failed", "Odd.")
        ask_again(paper)
        assert (paper.fetch_state, paper.fetched.get(TRIES)) == ("waiting", None)

    def test_page_that_cannot_be_reached_is_given_up_in_the_end(self, offline):
        resource = make_resource(url="http://127.0.0.1:1/a", fetch_state="waiting")
        for _ in range(MOST_TRIES):
            fetch(resource, QUICK)
        assert resource.fetch_state == "failed"


class TestCommand:
    def test_fetches_what_waits(self, services, capsys):
        paper = make_paper(title="x", arxiv_id=FLOW, fetch_state="waiting", fetched={"title": "x"})
        typed = make_paper(title="Typed", doi=CVPR, fetch_state="waiting")
        resource = make_resource(url=services.url("/post"), fetch_state="waiting")
        make_paper(arxiv_id="2010.02502")  # nobody asked for it
        call_command("fetch_metadata")
        assert capsys.readouterr().out == (
            f"{typed}: fetched\n{resource}: fetched\n{TITLE}: fetched\n3 asked about, 3 with something new.\n"
        )
        assert [record(row)[1:] for row in (paper, typed, resource)] == [("done", "")] * 3
        call_command("fetch_metadata")
        assert capsys.readouterr().out == "0 asked about, 0 with something new.\n"
        assert services.asked == ["Crossref", "page", "arXiv"]

    def test_dry_run_asks_nobody(self, services, capsys):
        make_paper(title="A", arxiv_id=FLOW, fetch_state="waiting")
        call_command("fetch_metadata", "--dry-run")
        assert capsys.readouterr().out == "would ask arXiv about A\n"
        assert services.asked == []
        assert Paper.objects.get().fetch_state == "waiting"

    def test_again_asks_about_many_at_once(self, services, capsys):
        known = make_paper(title="A", arxiv_id=FLOW)
        other = make_paper(title="B", arxiv_id="2010.02502", venue="Typed", fetch_state="done")
        old = make_paper(title="C", arxiv_id="math.GT/0309136", fetch_state="failed")
        absent = make_paper(title="D", arxiv_id="2210.99999")
        make_paper(title="E")
        make_resource(title="typed", url=services.url("/post"))
        with pytest.raises(CommandError, match="3 asked about, 3 with something new; 1 not fetched"):
            call_command("fetch_metadata", "--again")
        assert services.asked == ["arXiv"]
        assert [record(row)[:2] for row in (known, other, old, absent)] == [
            ("A", "done"),
            ("B", "done"),
            ("C", "done"),
            ("D", "failed"),
        ]
        assert (known.authors, other.venue, old.doi) == (AUTHORS, "Typed", "10.1016/j.topol.2004.01.001")

    def test_one_id_that_cannot_be_read_does_not_keep_the_others_away(self, services):
        services.unreadable = {"2210.99999"}
        for key in (FLOW, "2210.99999", "2010.02502"):
            make_paper(arxiv_id=key, fetch_state="waiting")
        with pytest.raises(CommandError):
            call_command("fetch_metadata")
        assert sorted(Paper.objects.values_list("arxiv_id", "fetch_state")) == [
            ("2010.02502", "done"),
            (FLOW, "done"),
            ("2210.99999", "failed"),
        ]

    def test_limit_and_going_on(self, services):
        for key in (FLOW, "2010.02502"):
            make_paper(arxiv_id=key)
        call_command("fetch_metadata", "--again", "--limit", "1")
        call_command("fetch_metadata", "--again", "--limit", "1")
        assert set(Paper.objects.values_list("fetch_state", flat=True)) == {"done"}
        call_command("fetch_metadata", "--limit", "0")
        with pytest.raises(CommandError, match="--limit"):
            call_command("fetch_metadata", "--limit", "-1")

    def test_service_that_is_out_of_order_is_not_asked_about_each(self, services, capsys):
        services.fail("Crossref", 500, times=99)
        papers = [make_paper(doi=f"10.1234/{number}", fetch_state="waiting") for number in range(5)]
        good = make_paper(arxiv_id=FLOW, fetch_state="waiting")
        with pytest.raises(CommandError, match="1 asked about, 1 with something new; 5 not fetched"):
            call_command("fetch_metadata")
        assert services.asked == ["Crossref"] * 2 * LONG.tries + ["arXiv"]
        assert [record(paper)[1] for paper in papers] == ["waiting"] * 5
        assert record(papers[4])[2] == "Crossref could not be reached before; left for the next time."
        assert record(good)[1] == "done"


class TestLater:
    @pytest.fixture
    def worker(self, settings):
        settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
        return default_task_backend

    def test_without_a_worker_a_dead_network_is_not_waited_for_twice(
        self, services, django_capture_on_commit_callbacks
    ):
        services.fail("arXiv", 500, times=9)
        with django_capture_on_commit_callbacks(execute=True):
            find_or_create(LINK)
        assert services.asked == ["arXiv"] * BRIEF.tries

    def test_worker_is_told_and_comes_back(self, offline, worker, django_capture_on_commit_callbacks, monkeypatch):
        monkeypatch.setattr("papers.metadata.fetch.LONG", QUICK)
        worker.clear()
        with django_capture_on_commit_callbacks(execute=True):
            paper = find_or_create(LINK).row
        assert [result.args for result in worker.results] == [["papers.Paper", paper.pk, 0]]
        fetch_later.func("papers.Paper", paper.pk, 0)
        assert [result.args[2] for result in worker.results] == [0, 1]
        before = timezone.now()
        assert before < worker.results[1].task.run_after <= before + AGAIN[0]
        fetch_later.func("papers.Paper", paper.pk, len(AGAIN))
        assert len(worker.results) == 2

    def test_worker_fetches(self, services, worker):
        paper = find_or_create(LINK, now=False).row
        fetch_later.func("papers.Paper", paper.pk, 0)
        fetch_later.func("papers.Paper", paper.pk, 0)
        assert record(paper) == (TITLE, "done", "")
        assert services.asked == ["arXiv"]

    def test_row_that_is_gone(self, services, worker):
        fetch_later.func("papers.Paper", 7, 0)
        assert services.asked == []

    def test_arguments_are_json(self):
        assert json.dumps(["papers.Paper", make_paper().pk, 0])


class TestAdmin:
    @pytest.fixture
    def act(self, rf, organizer):
        """Runs the action on these rows; returns what the organizer is told."""

        def act(rows):
            request = rf.post("/")
            request.user = organizer
            request._messages = CookieStorage(request)
            FetchAdmin(rows.model, admin.site).fetch_again(request, rows)
            return [str(message) for message in messages.get_messages(request)]

        return act

    def test_fetches_now_where_there_is_no_worker(self, services, act, django_capture_on_commit_callbacks):
        for key in (FLOW, "2010.02502"):
            make_paper(arxiv_id=key, fetch_state="failed")
        make_paper()
        with django_capture_on_commit_callbacks(execute=True):
            said = act(Paper.objects.all())
        assert said == ["1 has neither an arXiv id nor a DOI nor an address."]
        assert sorted(Paper.objects.values_list("fetch_state", flat=True)) == ["", "done", "done"]
        assert services.asked == ["arXiv"]

    def test_says_what_came_of_it(self, services, act):
        services.fail("arXiv", 500, times=9)
        paper = make_paper(title="A", arxiv_id=FLOW)
        make_resource(url=services.url("/post"))
        admin_ = FetchAdmin(Paper, admin.site)
        said = []
        admin_.message_user = lambda request, words, level: said.append(words)
        admin_.fetch_now(None, [paper, *Resource.objects.all()])
        assert said == [
            "The facts of 1 row were fetched; 1 had something new.",
            "“A”: arXiv is out of order (its answer was 500).",
        ]

    @pytest.mark.parametrize(
        ("fields", "words"),
        [
            ({}, "Typed by hand."),
            ({"fetch_state": "waiting"}, "To be fetched."),
            (
                {"fetch_state": "waiting", "fetch_message": "arXiv could not be reached: it took too long."},
                "To be fetched. arXiv could not be reached: it took too long.",
            ),
            ({"fetch_state": "failed", "fetch_message": "No such paper."}, "Not fetched. No such paper."),
            ({"fetch_state": "done", "fetched_on": EARLIER}, "Fetched from arXiv on 1 January 2026."),
            ({"fetch_state": "done"}, "Fetched from arXiv."),
        ],
    )
    def test_how_it_stands(self, fields, words):
        assert facts_words(make_paper(arxiv_id=FLOW, **fields)) == words


def history(paper):
    revisions = [version.revision for version in Version.objects.get_for_object(paper)]
    return [(revision.user, revision.comment) for revision in revisions]


def test_history_tells_who_added_it_and_what_was_fetched(services, organizer):
    services.fail("arXiv", 500, times=9)
    paper = find_or_create(LINK, user=organizer).row
    fetch(paper)
    services.troubles.clear()
    fetch(paper)
    fetch(paper)  # nothing new
    services.fail("arXiv", 500, times=9)
    fetch(paper, QUICK)
    assert history(paper) == [(None, "Facts fetched from arXiv."), (organizer, "Added from a link.")]


def test_history_has_one_entry_where_somebody_else_has_begun_it(services, organizer):
    with recorded(organizer, "Pasted into week 16."):
        paper = find_or_create(LINK).row
        fetch(paper)
    assert history(paper) == [(organizer, "Pasted into week 16.")]


def test_time_that_is_over_leaves_the_rest_waiting(services):
    rows = [make_paper(doi=f"10.1234/{number}", fetch_state="waiting") for number in range(2)]
    outcomes = [str(outcome) for _, outcome in fetch_all(rows, QUICK, seconds=1e-9)]
    assert outcomes == ["There was no time for this one; left for the next time."] * 2
    assert services.asked == []
