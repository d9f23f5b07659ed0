"""What bringing in a README does to what is there: Found trees are made by hand here."""

import datetime
from threading import Barrier, Thread

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from reversion.models import Revision, Version

from papers.history import recorded
from papers.merge import merge
from papers.models import Paper, Resource
from readinggroup.models import Imported, ReadmeSource, SearchEntry
from readinggroup.readme import found as say
from readinggroup.readme.plan import Action, ChangedMeanwhileError, apply, plan
from sessions.models import Group, Material, Presentation, Presenter, Reading, Session
from tests.factories import make_group, make_material, make_paper, make_presenter, make_session

pytestmark = pytest.mark.django_db

DDPM = "https://arxiv.org/abs/2006.11239"
DDIM = "https://arxiv.org/abs/2010.02502"


def paper(title, url="", **fields):
    return say.Work(title, url, **fields)


def listed(*titles, struck=()):
    return [say.Listed(paper(title), title in struck) for title in titles]


def session(number, title="", *readings, **fields):
    fields.setdefault("line", 10 * (number or 1))
    return say.Session(title or f"Topic {number}", number, readings=list(readings), **fields)


def readme(*sessions, papers=(), **fields):
    group = fields.pop("group", say.Group(name="Readers"))
    return say.Found(group=group, sessions=list(sessions), papers=list(papers), **fields)


def bring_in(found, prune=False):
    return apply(plan(found, prune))


def everything():
    """Every row there is, with the marks of when it changed, and the history."""
    models = [Group, Paper, Resource, Presenter, Session, Reading, Presentation, Material]
    models += [Imported, ReadmeSource, Version, Revision, SearchEntry]
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}


def actions(made, model):
    return [(entry.label, str(entry.action)) for entry in made.entries if entry.model is model]


def kept(made):
    return [(entry.label, one.name, one.before, one.after, one.why) for entry in made.entries for one in entry.kept]


def whole():
    """A document with one of each."""
    first = session(
        1,
        "DDPM",
        paper("Denoising Diffusion Probabilistic Models", DDPM, authors=["Jonathan Ho", "Ajay Jain"]),
        say.Work("Official code", "https://github.com/hojonathanho/diffusion", "code", under=0),
        date=datetime.date(2023, 4, 5),
        materials=[
            say.Material("recording", "https://youtu.be/B5gfJF8mOPo"),
            say.Material("slides", "https://slides.example/1.pdf", "Part one", about=DDPM),
        ],
        people=[say.Person("Ada Lovelace", about=DDPM, handle="@ada"), say.Person("Alan Turing", "guest")],
        recap="What was said.",
    )
    second = session(2, "DDIM", paper("Denoising Diffusion Implicit Models", DDIM), note_of_two(), is_cancelled=True)
    third = session(3, "Review", refers_to_all=True, readings_note="All prior readings", minutes=90)
    return readme(
        first,
        second,
        third,
        papers=listed(
            "Denoising Diffusion Probabilistic Models",
            "Flow Matching",
            struck=["Denoising Diffusion Probabilistic Models"],
        ),
        group=say.Group("Readers", "We read.", "Week", "https://discord.gg/x", "Join", time_zone="Europe/Paris"),
    )


def note_of_two():
    return say.Work("A post", "https://blog.example/1", "blog", is_optional=True, note="the first half")


def test_empty_database_gets_all_of_it():
    made = bring_in(whole())
    assert [entry for entry in made.entries if entry.action != Action.NEW] == []
    assert made.remarks == []
    group = Group.objects.get()
    assert (group.name, group.introduction, group.time_zone, group.join_label) == (
        "Readers", "We read.", "Europe/Paris", "Join",
    )  # fmt: skip
    one, two, three = Session.objects.order_by("number")
    assert (one.slug, str(one), one.status) == ("week-1-ddpm", "Week 1: DDPM", "scheduled")
    # Midnight in the group's zone: only the day is known.
    assert (one.start, one.has_time) == (datetime.datetime(2023, 4, 4, 22, tzinfo=datetime.UTC), False)
    assert (one.recap, two.status, three.length, three.has_time) == (
        "What was said.", "cancelled", datetime.timedelta(minutes=90), True,
    )  # fmt: skip
    assert [(str(row), row.position, row.is_optional, row.note) for row in two.readings.all()] == [
        ("Denoising Diffusion Implicit Models", 1, False, ""),
        ("A post", 2, True, "the first half"),
    ]
    ddpm, ddim = (Paper.objects.get(arxiv_id=key) for key in ("2006.11239", "2010.02502"))
    assert (ddpm.authors, ddpm.fetch_state) == ("Jonathan Ho\nAjay Jain", "")
    assert (ddim.authors, ddim.fetch_state, ddim.fetched) == ("", "waiting", {})
    assert Resource.objects.get(kind="code").paper == ddpm
    assert [(row.kind, row.title, row.paper) for row in one.materials.all()] == [
        ("recording", "", None),
        ("slides", "Part one", ddpm),
    ]
    assert {(row.presenter.name, row.presenter.handle, row.role, row.paper) for row in one.presentations.all()} == {
        ("Ada Lovelace", "@ada", "presenter", ddpm),
        ("Alan Turing", "", "guest", None),
    }
    assert set(three.readings_from.all()) == {one, two}
    assert three.readings_note == "All prior readings"
    # The list first, in its order, then what only the sessions read.
    assert list(Paper.objects.values_list("title", "position")) == [
        ("Denoising Diffusion Probabilistic Models", 1),
        ("Flow Matching", 2),
        ("Denoising Diffusion Implicit Models", 3),
    ]


def test_again_changes_nothing_at_all():
    bring_in(whole())
    before = everything()
    made = bring_in(whole())
    assert made.changes_nothing
    assert {str(entry.action) for entry in made.entries} == {"same"}
    assert everything() == before


def test_history_and_search_know_what_came():
    bring_in(whole())
    assert set(Revision.objects.values_list("comment", flat=True)) == {"Imported from README"}
    assert Version.objects.get_for_model(Session).count() == 3
    assert Version.objects.get_for_model(Reading).count() == 4
    assert SearchEntry.objects.filter(kind="sessions", words__contains="denoising").count() == 2
    assert SearchEntry.objects.filter(kind="papers").count() == 3


def test_later_version_adds_and_updates():
    bring_in(whole())
    uids = dict(Session.objects.values_list("number", "uid"))
    later = whole()
    later.sessions[0].title = "DDPM at last"
    later.sessions[0].time = datetime.time(19)
    later.sessions[0].materials[1].url = "https://slides.example/1-mended.pdf"
    later.sessions[1].is_cancelled = False
    later.sessions[1].recap = "It took place."
    later.sessions.append(session(4, "Flow", paper("Flow matching", "https://arxiv.org/pdf/2210.02747v2")))
    made = bring_in(later)
    assert [label for label, action in actions(made, Session) if action == "new"] == ["Week 4: Flow"]
    assert dict(Session.objects.exclude(number=4).values_list("number", "uid")) == uids
    one, two = Session.objects.filter(number__in=[1, 2]).order_by("number")
    assert (one.title, one.start.isoformat(), one.has_time) == ("DDPM at last", "2023-04-05T17:00:00+00:00", True)
    assert (two.status, two.recap) == ("scheduled", "It took place.")
    assert list(one.materials.values_list("url", flat=True)) == [
        "https://youtu.be/B5gfJF8mOPo", "https://slides.example/1-mended.pdf",
    ]  # fmt: skip
    # The paper of the list got its id, and its title is as the link has it.
    flow = Paper.objects.get(arxiv_id="2210.02747")
    assert (flow.position, flow.fetch_state, Paper.objects.count()) == (2, "waiting", 3)


def test_what_was_edited_here_stays_and_is_said():
    bring_in(whole())
    with recorded():
        edited = Session.objects.get(number=1)
        edited.title = "Denoising"
        edited.save()
        slides = Material.objects.get(kind="slides")
        slides.url = "https://slides.example/right.pdf"
        slides.save()
    later = whole()
    later.sessions[0].title = "DDPM at last"
    later.sessions[0].recap = "What was said, and more."
    made = bring_in(later)
    assert kept(made) == [
        ("Week 1: Denoising", "title", "Denoising", "DDPM at last", "edited here since"),
        ("Slides: Part one", "url", slides.url, "https://slides.example/1.pdf", "edited here since"),
    ]
    edited.refresh_from_db()
    assert (edited.title, edited.recap) == ("Denoising", "What was said, and more.")
    assert Material.objects.get(kind="slides").url == slides.url
    assert Session.objects.count() == 3
    assert bring_in(later).changes_nothing


def test_what_was_deleted_here_does_not_come_back():
    bring_in(whole())
    Session.objects.get(number=2).delete()
    Material.objects.get(kind="slides").delete()
    Presentation.objects.get(role="guest").delete()
    Resource.objects.get(kind="code").readings.all().delete()
    Paper.objects.get(title="Flow Matching").delete()
    before = everything()
    made = bring_in(whole())
    assert [(entry.model.__name__, entry.label) for entry in made.of(Action.GONE)] == [
        ("Paper", "Flow Matching"),
        ("Session", "Week 2: DDIM"),
        ("Reading", "Official code"),
        ("Presentation", "Alan Turing (Guest)"),
        ("Material", "Slides: Part one"),
    ]
    assert made.changes_nothing
    after = everything()
    # That the third session goes back to one less is noted, and was so already.
    assert {name for name, rows in after.items() if rows != before[name]} == {"Imported"}
    bring_in(whole())
    assert everything() == after


def test_rows_that_no_import_made_are_kept_as_they_are():
    make_group(name="Our group", introduction="")
    there = make_paper(title="Denoising diffusion probabilistic models", arxiv_id="2006.11239", venue="NeurIPS")
    mine = make_session(there, number=1, title="Our first", recap="Ours.")
    make_material(mine, url="https://www.youtube.com/watch?v=B5gfJF8mOPo")
    found = whole()
    found.sessions[0].readings[0].venue = "arXiv"
    made = bring_in(found)
    assert sorted(kept(made)) == [
        (str(there), "venue", "NeurIPS", "arXiv", "it is otherwise here"),
        ("Our group", "join_label", "Join us", "Join", "it is otherwise here"),
        ("Our group", "name", "Our group", "Readers", "it is otherwise here"),
        ("Our group", "time_zone", "UTC", "Europe/Paris", "it is otherwise here"),
        ("Week 1: Our first", "recap", "Ours.", "What was said.", "it is otherwise here"),
        ("Week 1: Our first", "title", "Our first", "DDPM", "it is otherwise here"),
    ]  # fmt: skip
    mine.refresh_from_db()
    # What was empty is filled, what is new is added.
    assert (mine.title, mine.start.date(), mine.has_time) == ("Our first", datetime.date(2023, 4, 5), False)
    assert Group.objects.get().introduction == "We read."
    assert mine.readings.count() == 2
    assert mine.materials.count() == 2
    there.refresh_from_db()
    assert (there.title, there.authors) == ("Denoising diffusion probabilistic models", "Jonathan Ho\nAjay Jain")
    assert bring_in(found).changes_nothing


# Which row is which


def test_session_that_moved_to_another_number_is_the_same():
    bring_in(readme(session(1, "Intro"), session(2, "DDPM"), session(3, "Score models")))
    uids = dict(Session.objects.values_list("title", "uid"))
    made = bring_in(readme(session(1, "Intro"), session(2, "VAEs"), session(3, "DDPM"), session(4, "Score models")))
    assert list(Session.objects.order_by("number").values_list("number", "title")) == [
        (1, "Intro"), (2, "VAEs"), (3, "DDPM"), (4, "Score models"),
    ]  # fmt: skip
    assert {title: uid for title, uid in Session.objects.values_list("title", "uid") if title != "VAEs"} == uids
    assert [str(entry.action) for entry in made.entries if entry.model is Session] == [
        "same",
        "new",
        "changed",
        "changed",
    ]
    # One change each, and the history has what was before.
    assert set(Session.objects.values_list("sequence", flat=True)) == {0, 1}
    moved = Version.objects.get_for_object(Session.objects.get(number=3))
    assert [version.field_dict["number"] for version in moved] == [3, 2]


def test_sessions_that_change_places():
    bring_in(readme(session(1, "One"), session(2, "Two")))
    bring_in(readme(session(1, "Two"), session(2, "One")))
    assert dict(Session.objects.values_list("number", "title")) == {1: "Two", 2: "One"}
    assert list(Session.objects.order_by("pk").values_list("title", flat=True)) == ["One", "Two"]


def test_session_that_an_organizer_renamed_and_renumbered_is_found_again():
    bring_in(readme(session(1, "Intro"), session(2, "DDPM")))
    mine = Session.objects.get(number=2)
    mine.number, mine.title = 7, "Ours"
    mine.save()
    made = bring_in(readme(session(1, "Intro"), session(2, "DDPM")))
    assert made.changes_nothing
    assert [(name, before, after) for _, name, before, after, _ in kept(made)] == [
        ("number", "7", "2"),
        ("title", "Ours", "DDPM"),
    ]


def test_number_that_another_session_has_here_is_not_taken():
    bring_in(readme(session(1, "Intro"), session(2, "DDPM")))
    make_session(number=3, title="Ours", last_number=4)
    made = bring_in(readme(session(1, "Intro"), session(4, "DDPM"), session(5, "Flow")))
    assert [(remark.line, remark.text) for remark in made.remarks] == [
        (40, "Number 4 is that of “Week 3 & 4: Ours” here. “DDPM” keeps its own."),
    ]
    assert list(Session.objects.order_by("number").values_list("number", "title")) == [
        (1, "Intro"), (2, "DDPM"), (3, "Ours"), (5, "Flow"),
    ]  # fmt: skip
    assert bring_in(readme(session(1, "Intro"), session(4, "DDPM"), session(5, "Flow"))).changes_nothing


def test_two_sessions_of_one_number():
    found = readme(session(5, "One"), session(5, "Two"), session(6, "Span", last_number=7), session(7, "In the span"))
    made = bring_in(found)
    assert [remark.text for remark in made.remarks] == [
        "Number 5 is that of “One” already; “Two” goes without.",
        "Number 7 is that of “Span” already; “In the span” goes without.",
    ]
    assert set(Session.objects.values_list("number", "last_number", "title")) == {
        (5, None, "One"), (None, None, "Two"), (6, 7, "Span"), (None, None, "In the span"),
    }  # fmt: skip
    assert bring_in(found).changes_nothing


def test_sessions_without_numbers_are_told_by_day_and_title():
    def dated(day, title):
        return session(None, title, date=datetime.date(2023, 5, day), time=datetime.time(18), line=day)

    bring_in(readme(dated(1, "A"), dated(8, "B"), dated(15, "C"), dated(15, "D")))
    uids = list(Session.objects.order_by("pk").values_list("uid", flat=True))
    made = bring_in(readme(dated(1, "A, retitled"), dated(9, "B"), dated(15, "C"), dated(15, "D"), dated(22, "E")))
    assert [str(entry.action) for entry in made.entries if entry.model is Session] == [
        "changed", "changed", "same", "same", "new",
    ]  # fmt: skip
    assert list(Session.objects.order_by("pk").values_list("uid", flat=True))[:4] == uids


def test_papers_are_told_by_id_address_and_title():
    there = make_paper(title="Flow Matching for Generative Modelling", alternative_titles="Flow matching, again")
    by_address = make_paper(title="Report", url="https://openreview.net/forum?id=abc")
    found = readme(
        session(
            1,
            "",
            paper("Flow Matching Again", "https://arxiv.org/pdf/2210.02747v2.pdf"),
            paper("A report", "http://www.openreview.net/forum?id=abc"),
            paper("DDIM", DDIM),
            paper("DDIM", f"{DDIM}v4"),
        ),
        papers=[say.Listed(paper("Denoising Diffusion Implicit Models", "https://doi.org/10.48550/arXiv.2010.02502"))],
    )
    made = bring_in(found)
    assert {str(entry.row): str(entry.action) for entry in made.entries if entry.model is Paper} == {
        str(there): "changed",
        "Report": "same",
        "Denoising Diffusion Implicit Models": "new",
    }
    there.refresh_from_db()
    assert (there.arxiv_id, Paper.objects.count()) == ("2210.02747", 3)
    assert set(Reading.objects.values_list("paper", flat=True)) == {
        there.pk, by_address.pk, Paper.objects.get(arxiv_id="2010.02502").pk,
    }  # fmt: skip
    assert Paper.objects.get(arxiv_id="2010.02502").alternative_titles == "DDIM"
    assert [remark.text for remark in made.remarks if "twice" in remark.text] == [
        "“DDIM” stands twice in “Topic 1”; once is kept."
    ]


def test_two_papers_that_claim_one_id_are_reported_and_not_merged():
    found = readme(
        session(1, "", paper("Denoising Diffusion Probabilistic Models", DDPM, line=3)),
        session(2, "", paper("Attention Is All You Need For Translation", DDPM, line=7)),
    )
    made = bring_in(found)
    assert [(remark.line, remark.url) for remark in made.remarks] == [(7, DDPM)]
    assert "both have the arXiv id 2006.11239" in made.remarks[0].text
    assert set(Paper.objects.values_list("title", "arxiv_id", "url")) == {
        ("Denoising Diffusion Probabilistic Models", "2006.11239", ""),
        ("Attention Is All You Need For Translation", None, DDPM),
    }
    assert bring_in(found).changes_nothing


def test_title_that_differs_by_a_slip_is_asked_about():
    make_paper(title="Denoising Diffusion Probabilistic Models", arxiv_id=None)
    made = bring_in(readme(papers=listed("Denoising Difusion Probabilistic Models")))
    assert [remark.text for remark in made.remarks] == [
        "“Denoising Difusion Probabilistic Models” may be the same as “Denoising Diffusion Probabilistic Models”; they "
        "are kept as two."
    ]
    assert Paper.objects.count() == 2


def test_repository_that_stands_on_the_list_is_a_paper():
    code = say.Work("Stable Diffusion", "https://github.com/Stability-AI/stablediffusion", "code")
    bring_in(readme(session(13, "", code), papers=listed("Stable Diffusion")))
    there = Paper.objects.get()
    assert (there.url, Resource.objects.count(), Reading.objects.get().paper) == (code.url, 0, there)


def test_people_are_told_by_handle_and_name():
    ada = make_presenter(name="Ada Lovelace")
    people = [say.Person("ada lovelace", handle="@ada"), say.Person("marii"), say.Person("Marii", "guest")]
    bring_in(readme(session(1, people=people), session(2, people=[say.Person("Somebody else", handle="ADA")])))
    ada.refresh_from_db()
    assert (ada.name, ada.handle) == ("Ada Lovelace", "@ada")
    assert set(Presentation.objects.values_list("session__number", "presenter__name", "role")) == {
        (1, "Ada Lovelace", "presenter"), (1, "marii", "presenter"), (1, "marii", "guest"),
        (2, "Ada Lovelace", "presenter"),
    }  # fmt: skip


def test_person_who_was_merged_into_another_is_the_other():
    found = readme(session(1, people=[say.Person("marii")]))
    bring_in(found)
    molly = make_presenter(name="Molly Beavers")
    merge(molly, Presenter.objects.get(name="marii"))
    made = bring_in(found)
    assert made.changes_nothing
    assert Presenter.objects.count() == Presentation.objects.count() == 1


def test_role_that_an_organizer_changed_stays():
    found = readme(session(1, people=[say.Person("Ada")]))
    bring_in(found)
    shown = Presentation.objects.get()
    shown.role = "host"
    shown.save()
    made = bring_in(found)
    assert made.changes_nothing
    assert [entry.label for entry in made.of(Action.GONE)] == ["Ada (Presenter)"]
    found.sessions[0].people[0].role = "guest"
    bring_in(found)
    assert list(Presentation.objects.values_list("role", flat=True)) == ["host"]


# The list


def titles():
    return list(Paper.objects.values_list("title", flat=True))


def test_new_paper_goes_where_the_list_has_it():
    bring_in(readme(session(1, "", paper("Read only")), papers=listed("A", "B", "C")))
    bring_in(readme(session(1, "", paper("Read only")), papers=listed("Zero", "A", "A and a half", "B", "C", "D")))
    assert titles() == ["Zero", "A", "A and a half", "B", "C", "D", "Read only"]


def test_order_that_changed_there_changes_here_and_only_what_moved():
    bring_in(readme(papers=listed("A", "B", "C", "D")))
    made = bring_in(readme(papers=listed("D", "A", "B", "C")))
    assert titles() == ["D", "A", "B", "C"]
    assert [entry.label for entry in made.of(Action.CHANGED)] == ["D"]
    assert bring_in(readme(papers=listed("D", "A", "B", "C"))).changes_nothing


def test_order_that_an_organizer_changed_stays():
    bring_in(readme(papers=listed("A", "B", "C", "D")))
    Paper.objects.get(title="D").move_to(1)
    made = bring_in(readme(papers=listed("A", "B", "C", "D", "E")))
    assert titles() == ["D", "A", "B", "C", "E"]
    assert kept(made) == [("D", "position", "elsewhere", "after “C”", "edited here since")]


def test_dropped_and_put_back():
    found = readme(papers=[say.Listed(paper("A"), dropped_reason="Too long.")])
    bring_in(found)
    assert Paper.objects.dropped().get().dropped_reason == "Too long."
    assert bring_in(found).changes_nothing
    bring_in(readme(papers=listed("A")))
    assert Paper.objects.to_cover().get().dropped_reason == ""


def test_what_is_struck_and_not_read_is_said():
    recorded = [say.Material("recording", "https://youtu.be/B5gfJF8mOPo")]
    found = readme(
        session(1, "", paper("Read"), paper("Read, not struck"), materials=recorded),
        session(2, "", paper("To come"), date=datetime.date(2150, 1, 1)),
        papers=listed("Read", "Read, not struck", "To come", "Never", struck=["Read", "To come", "Never"]),
    )
    made = plan(found)
    assert [remark.text for remark in made.remarks] == [
        "“Read, not struck” is not struck through, but a session has read it: it counts as covered.",
        "“To come” is struck through, but no session that took place reads it: it stays to cover.",
        "“Never” is struck through, but no session that took place reads it: it stays to cover.",
    ]
    apply(made)
    assert list(Paper.objects.covered().values_list("title", flat=True)) == ["Read", "Read, not struck"]


# Prune


def test_what_the_readme_no_longer_has_is_said_and_stays():
    bring_in(whole())
    before = Session.objects.count(), Paper.objects.count(), Material.objects.count()
    made = bring_in(readme(session(3, "Review")))
    assert (Session.objects.count(), Paper.objects.count(), Material.objects.count()) == before
    assert [entry.label for entry in made.of(Action.UNLISTED) if entry.model is Session] == [
        "Week 1: DDPM",
        "Week 2: DDIM",
    ]


def test_prune_deletes_what_an_import_made_and_nobody_touched():
    bring_in(whole())
    mine = make_session(Paper.objects.get(arxiv_id="2010.02502"), number=9, title="Ours")
    first = Session.objects.get(number=1)
    make_material(first, kind="notes", url="https://notes.example/ours")
    made = bring_in(readme(session(3, "Review")), prune=True)
    # The first has something of an organizer's, and its own lines went; the other's paper is read in theirs.
    assert set(Session.objects.values_list("number", flat=True)) == {1, 3, 9}
    assert [str(row) for row in first.materials.all()] == ["Notes"]
    assert list(Paper.objects.values_list("title", flat=True)) == ["Denoising Diffusion Implicit Models"]
    assert mine.readings.count() == 1
    assert Presenter.objects.count() == Resource.objects.count() == 0
    assert {entry.model for entry in made.of(Action.DELETED)} == {
        Reading, Presentation, Material, Session, Resource, Paper, Presenter,
    }  # fmt: skip
    # It is no organizer's deletion: what comes back to the README comes back here.
    bring_in(whole())
    assert Session.objects.count() == 4


def test_prune_deletes_a_paper_that_a_line_refers_to_until_now():
    def week(about):
        return session(1, "Review", materials=[say.Material("slides", "https://slides.example/1.pdf", about=about)])

    papers = listed("Denoising Diffusion Probabilistic Models", "Score Matching")
    bring_in(readme(week("Score Matching"), papers=papers))
    assert Material.objects.get().paper.title == "Score Matching"
    bring_in(readme(week(""), papers=papers[:1]), prune=True)
    assert Material.objects.get().paper is None
    assert list(Paper.objects.values_list("title", flat=True)) == ["Denoising Diffusion Probabilistic Models"]
    assert plan(readme(week(""), papers=papers[:1]), prune=True).changes_nothing


@pytest.mark.parametrize(
    "about", ["Denoising diffusion probabilistic models", DDPM, "https://arxiv.org/pdf/2006.11239v2"]
)
def test_people_and_materials_may_be_about_a_paper_of_the_list_alone(about):
    line = session(
        1,
        "Review",
        materials=[say.Material("slides", "https://slides.example/1.pdf", about=about)],
        people=[say.Person("Ada Lovelace", about=about), say.Person("Alan Turing", about="Nothing of the kind")],
    )
    bring_in(readme(line, papers=[say.Listed(paper("Denoising Diffusion Probabilistic Models", DDPM))]))
    one = Paper.objects.get()
    assert Material.objects.get().paper == one
    assert [shown.paper for shown in Presentation.objects.order_by("pk")] == [one, None]


def test_prune_with_an_empty_document_deletes_nothing():
    bring_in(whole())
    made = bring_in(readme(), prune=True)
    assert [remark.text for remark in made.remarks] == ["No session and no paper was found in it."]
    assert (Session.objects.count(), Paper.objects.count()) == (3, 3)


def test_paper_is_not_renamed_to_the_title_of_another():
    bring_in(readme(session(1, "First", paper("Diffusion", DDPM))))
    make_paper(title="Denoising Diffusion")
    later = readme(session(1, "First", paper("Denoising diffusion", DDPM, line=7)))

    made = bring_in(later)

    assert sorted(Paper.objects.values_list("title", flat=True)) == ["Denoising Diffusion", "Diffusion"]
    words = "“Denoising diffusion” is another paper here, so “Diffusion” keeps its title."
    assert [(remark.line, remark.text) for remark in made.remarks if "keeps" in remark.text] == [(7, words)]
    assert plan(later).changes_nothing


# What the model refuses


def test_what_does_not_fit_is_said_and_not_cut_in_silence():
    found = readme(
        session(
            40_000,
            "T" * 250,
            say.Work("Post", "slides.pdf", "blog", line=5),
            say.Work("No address", kind="video", line=6),
            paper("P" * 400),
            date=datetime.date(1, 1, 1),
            materials=[
                say.Material("slides", "javascript:alert(1)", line=8),
                say.Material("recording", "https://www.youtube.com/@channel", line=9),
                say.Material("recording", "https://youtu.be/B5gfJF8mOPo", chapters="what?", line=10),
                say.Material("notes", "https://youtu.be/B5gfJF8mOPo?t=3", line=11),
                say.Material("recording", "https://youtu.be/B5gfJF8mOPq", chapters="0:00 Intro\nwhat?", line=13),
            ],
            people=[say.Person("N" * 200, url="nowhere", line=12)],
            line=4,
        )
    )
    made = bring_in(found)
    assert {remark.line for remark in made.remarks} == {4, 5, 6, 8, 9, 10, 11, 12, 13, 0}
    assert {remark.url for remark in made.remarks if remark.url} == {
        "slides.pdf", "javascript:alert(1)", "https://www.youtube.com/@channel", "https://youtu.be/B5gfJF8mOPo?t=3",
        "nowhere",
    }  # fmt: skip
    there = Session.objects.get()
    assert (there.number, there.start, there.title) == (None, None, f"{'T' * 199}…")
    assert Paper.objects.get().title == f"{'P' * 299}…"
    assert any("P" * 400 in remark.text for remark in made.remarks)
    assert sorted(Material.objects.values_list("chapters", flat=True)) == ["", "0:00 Intro"]
    assert Presenter.objects.count() == 1
    assert bring_in(found).changes_nothing


def test_link_that_stands_twice_in_a_session_is_kept_once():
    deck = "https://slides.example/11b.pdf"
    materials = [say.Material("slides", deck, "A", line=3), say.Material("slides", deck, "B", line=4)]
    made = bring_in(readme(session(11, "Distillation", materials=materials)))
    assert [(one.line, one.text, one.url) for one in made.remarks] == [
        (4, "“B” has the same link as “A” in “Distillation”; it is left out.", deck)
    ]
    assert Material.objects.get().title == "A"


# At the same time


def test_what_was_shown_must_be_what_is_done():
    shown = plan(whole())
    make_session(number=1, title="Ours")
    with pytest.raises(ChangedMeanwhileError) as error:
        apply(shown)
    assert Session.objects.count() == 1
    assert error.value.plan.fingerprint == plan(whole()).fingerprint
    apply(error.value.plan)
    assert Session.objects.count() == 3


def test_plan_reads_in_the_same_number_of_queries_whatever_there_is(django_assert_num_queries):
    bring_in(whole())
    with CaptureQueriesContext(connection) as few:
        plan(whole())
    many = whole()
    many.sessions += [session(number, "", paper(f"Paper of {number}")) for number in range(4, 14)]
    bring_in(many)
    with django_assert_num_queries(len(few)):
        plan(many)


def test_group_usual_time_is_that_of_a_day_without_one():
    make_group(time=datetime.time(18), time_zone="Europe/Paris")
    found = readme(session(1, date=datetime.date(2023, 7, 5)), session(2, date=datetime.date(2023, 7, 12)))
    bring_in(found)
    assert [(one.start.isoformat(), one.has_time) for one in Session.objects.order_by("number")] == [
        ("2023-07-05T16:00:00+00:00", True),
        ("2023-07-12T16:00:00+00:00", True),
    ]
    # Another usual time from now on does not move what was.
    Group.objects.update(time=datetime.time(20))
    assert bring_in(found).changes_nothing


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
@pytest.mark.django_db(transaction=True)
def test_two_imports_at_once_double_nothing():
    barrier, outcomes = Barrier(2), []

    def import_it():
        try:
            made = plan(whole())
            barrier.wait(timeout=20)
            apply(made)
            outcomes.append("done")
        except ChangedMeanwhileError as error:
            outcomes.append("changed" if error.plan.changes_nothing else "wrong")
        finally:
            connections.close_all()

    threads = [Thread(target=import_it) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(outcomes) == ["changed", "done"]
    assert (Session.objects.count(), Paper.objects.count(), Material.objects.count()) == (3, 3, 2)
