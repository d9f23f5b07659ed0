"""check_links against sites on this machine; where each link stands."""

import datetime
import os
import signal
import socket
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from papers import web
from papers.models import Resource
from readinggroup.links import check
from readinggroup.links.collect import gather, places
from readinggroup.models import Link
from sessions.models import Group, Session
from sessions.slides.make import alone
from tests.factories import make_group, make_material, make_paper, make_presenter, make_resource, make_session
from tests.readinggroup.elsewhere import running

pytestmark = [pytest.mark.django_db, pytest.mark.alike]

DAY = datetime.timedelta(days=1)
real_look_up = socket.getaddrinfo


def look_up(name, *args, **kwargs):
    """A name service that knows this machine alone."""
    errors = {"gone.example": socket.EAI_NONAME, "later.example": socket.EAI_AGAIN}
    if name in errors:
        raise socket.gaierror(errors[name], "no")
    return real_look_up("127.0.0.1" if name.endswith(".example") else name, *args, **kwargs)


@pytest.fixture(autouse=True)
def quick(monkeypatch, settings):
    settings.ALLOW_PRIVATE_ADDRESSES = True
    monkeypatch.setattr(check, "PAUSE", 0)
    monkeypatch.setattr(check, "LINK_SECONDS", 1)
    monkeypatch.setattr(web, "READ_SECONDS", 0.5)
    monkeypatch.setattr(socket, "getaddrinfo", look_up)


@pytest.fixture
def elsewhere(monkeypatch):
    with running() as server:
        monkeypatch.setattr(check, "OEMBED", server.url("/oembed"))
        monkeypatch.setattr(check, "VIDEO_PICTURE", server.url("/picture/{}"))
        yield server


def refused():
    """An address where nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}/"


def link_to(url):
    make_resource(url=url)
    return url


def run(*arguments):
    call_command("check_links", *arguments)


def states():
    return {link.url: (link.state, link.status, link.message) for link in Link.objects.all()}


# How an address answers


@pytest.mark.parametrize(
    ("path", "state", "status", "message"),
    [
        ("/good", "good", 200, ""),
        ("/status/204", "good", 204, ""),
        ("/status/304", "good", 304, ""),
        ("/moved/good", "good", 200, ""),
        ("/no-head/405", "good", 200, ""),
        ("/no-head/501", "good", 200, ""),
        ("/no-head/403", "good", 200, ""),
        ("/no-head/404", "good", 200, ""),
        ("/no-head/cut", "good", 200, ""),
        ("/endless", "good", 200, ""),
        ("/status/404", "broken", 404, "The answer was 404: there is no such page."),
        ("/status/410", "broken", 410, "The answer was 410: the page is gone for good."),
        ("/moved/status/404", "broken", 404, "The answer was 404: there is no such page."),
        ("/status/401", "unclear", 401, "The answer was 401: it asks to log in."),
        ("/status/403", "unclear", 403, "The answer was 403: it refuses programs, or asks to log in."),
        ("/status/418", "unclear", 418, "The answer was 418: it refuses to answer."),
        ("/status/999", "unclear", 999, "The answer was 999: it refuses to answer."),
        ("/busy", "unclear", 429, "The answer was 429: it wants to be asked less often."),
        ("/status/500", "unclear", 500, "The answer was 500: the site has a problem."),
        ("/maintenance", "unclear", 503, "The answer was 503: the site has a problem."),
        ("/circle", "unclear", None, "It leads from one address to the next without end."),
        ("/odd", "unclear", None, "It leads to an address that is no web address."),
        ("/silent", "unclear", None, "The site did not answer in time."),
        ("/dripping", "unclear", None, "It took too long."),
        ("/cut", "unclear", None, "The connection broke off."),
    ],
)
def test_answers(elsewhere, path, state, status, message):
    url, other = link_to(elsewhere.url(path)), link_to(elsewhere.url("/good", "127.0.0.2"))
    run()
    assert states() == {url: (state, status, message), other: ("good", 200, "")}
    link = Link.objects.get(url=url)
    assert (link.last_good_at == link.checked_at, link.failures > 0) == (
        state == "good",
        state == "broken" or status in (500, 503, None),
    )


def test_asks_little_and_says_who_asks(elsewhere, settings):
    settings.CONTACT_EMAIL = "desk@example.org"
    for path in ("/good?a=b&c#part", "/endless", "/status/404"):
        link_to(elsewhere.url(path))
    make_paper(url=elsewhere.url("/good?a=b&c#other"), code_url=elsewhere.url("/status/404"))
    run()
    assert Counter(elsewhere.asked) == {
        ("HEAD", "/good?a=b&c"): 1,
        **{(method, path): 1 for method in ("HEAD", "GET") for path in ("/endless", "/status/404")},
    }
    assert elsewhere.agents == {"readinggroup/0.1 (the site of a paper reading group; mailto:desk@example.org)"}
    # What the two machines keep between them on its way; the rest is never sent.
    assert elsewhere.sent < 16_000_000


@pytest.mark.parametrize(
    ("address", "state", "status", "message"),
    [
        ("https://youtu.be/abcdefgh200", "good", 200, ""),
        ("https://youtu.be/abcdefgh404", "broken", 404, "YouTube has no such video any more."),
        ("https://www.youtube.com/watch?v=abcdefgh400", "broken", 400, "YouTube has no such video any more."),
        ("https://www.youtube.com/watch?v=private_403", "broken", 403, "The video is private."),
        ("https://www.youtube.com/watch?v=private_401", "broken", 401, "The video is private."),
        ("https://youtu.be/abcdefgh401", "unclear", 401, "The video may not be shown on other sites."),
        ("https://youtu.be/abcdefgh429", "unclear", 429, "The answer was 429: it wants to be asked less often."),
        ("https://www.youtube.com/playlist?list=PL404", "broken", 404, "YouTube has no such playlist any more."),
    ],
)
def test_youtube(elsewhere, address, state, status, message):
    make_material(make_session(), url=address)
    run()
    assert states() == {address: (state, status, message)}


def test_youtube_is_asked_one_question_at_a_time(elsewhere):
    for name in ("youtu.be/abcdefgh2", "www.youtube.com/watch?v=bbcdefgh2", "youtu.be/cbcdefgh2"):
        link_to(f"https://{name}00")
    run()
    assert (len(elsewhere.asked), elsewhere.most_open) == (3, 1)


def test_certificate_that_is_not_valid(elsewhere, tmp_path):
    with running(tmp_path) as secure:
        url = link_to(secure.url("/good"))
        link_to(elsewhere.url("/good"))
        run()
    assert states()[url] == ("broken", None, "The site's certificate is not valid.")


def test_private_network_is_not_asked(elsewhere, settings, monkeypatch):
    settings.ALLOW_PRIVATE_ADDRESSES = False
    real = web.is_public
    monkeypatch.setattr(web, "is_public", lambda address: address == "127.0.0.1" or real(address))
    inside, beyond = link_to("http://192.168.1.5/"), link_to(elsewhere.url("/inside"))
    for _ in range(4):
        run("--again")
    told = ("unclear", None, "Not asked: it lies in a private network.")
    assert states() == {inside: told, beyond: told}


def test_odd_addresses_end_the_run_for_nobody(elsewhere):
    good, odd = elsewhere.url("/good"), ["http://x.example:99999/", "http://[::1", f"http://{'a' * 70}.example/"]
    for url in [*odd, "ftp://x.example/", elsewhere.url("/good", "exämple.example"), good]:
        link_to(url)
    run()
    found = {url: state for url, (state, *_) in states().items()}
    assert found[good] == found[elsewhere.url("/good", "exämple.example")] == "good"
    assert odd[1] not in found
    assert set(found.values()) <= {"good", "broken", "unclear"}


def test_what_is_our_own_fault_is_unclear_and_logged(elsewhere, monkeypatch, caplog):
    monkeypatch.setattr(check, "in_ascii", lambda url: 1 / 0 if "odd" in url else url)
    odd, good = link_to("https://odd.example/"), link_to(elsewhere.url("/good"))
    run()
    assert (states()[odd][0], states()[good][0]) == ("unclear", "good")
    assert [record.message for record in caplog.records] == ["https://odd.example/ could not be asked"]


# In a row


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://gone.example/", ["broken", "broken", "broken"]),
        ("http://later.example/", ["unclear", "unclear", "broken"]),
        ("refused", ["unclear", "broken", "broken"]),
        ("/status/500", ["unclear", "unclear", "broken"]),
        ("/status/403", ["unclear", "unclear", "unclear"]),
    ],
)
def test_failures_in_a_row(elsewhere, url, expected):
    link_to(elsewhere.url("/good"))
    full = {"refused": refused(), "/": elsewhere.url(url)}.get(url if url == "refused" else url[0], url)
    link_to(full)
    found = []
    for _ in expected:
        run("--again")
        found.append(states()[full][0])
    assert found == expected


def test_a_good_answer_begins_anew_and_a_broken_link_stays_so(elsewhere):
    url = link_to(elsewhere.url("/changing"))
    found = []
    for status in (500, 500, 200, 500, 404, 500, 403, 404, 200):
        elsewhere.RequestHandlerClass.changing = lambda handler, rest, status=status: handler.answer(status)
        run("--again")
        found.append((Link.objects.get().state, Link.objects.get().failures))
    del elsewhere.RequestHandlerClass.changing
    assert found == [
        ("unclear", 1), ("unclear", 2), ("good", 0), ("unclear", 1), ("broken", 2), ("broken", 3), ("unclear", 0),
        ("broken", 1), ("good", 0),
    ]  # fmt: skip
    assert Link.objects.get(url=url).last_good_at is not None


# Which are asked, and when


def test_within_a_day_it_goes_on_where_it_was(elsewhere):
    first, second, third = (link_to(elsewhere.url(f"/good/{number}")) for number in (1, 2, 3))
    run("--limit", "2")
    assert [path for _, path in elsewhere.asked] == ["/good/1", "/good/2"]
    run()
    assert [path for _, path in elsewhere.asked] == ["/good/1", "/good/2", "/good/3"]
    run()
    assert len(elsewhere.asked) == 3
    Link.objects.filter(url=second).update(checked_at=timezone.now() - 2 * DAY)
    Link.objects.filter(url=third).update(checked_at=timezone.now() - 3 * DAY)
    run()
    assert [path for _, path in elsewhere.asked[3:]] == ["/good/3", "/good/2"]
    run("--again", "--limit", "1")
    assert elsewhere.asked[5:] == [("HEAD", "/good/1")]
    assert Link.objects.get(url=first).state == "good"


def test_one_host(elsewhere):
    for name in ("127.0.0.1", "127.0.0.2"):
        link_to(elsewhere.url(f"/good/{name}", name))
    run("--host", "127.0.0.2")
    assert elsewhere.asked == [("HEAD", "/good/127.0.0.2")]


def test_a_site_is_asked_one_question_at_a_time_with_a_pause(elsewhere, monkeypatch):
    monkeypatch.setattr(check, "PAUSE", 0.15)
    for path in ("/hold/1", "/no-head/405", "/hold/2"):
        link_to(elsewhere.url(path))
    run()
    gaps = [after - before for before, after in zip(elsewhere.times, elsewhere.times[1:], strict=False)]
    assert (len(gaps), min(gaps) >= 0.15) == (3, True)


def test_a_few_sites_at_once(elsewhere):
    for at in range(1, 13):
        link_to(elsewhere.url(f"/hold/{at}", f"127.0.0.{at % 6 + 1}"))
    run()
    assert (len(elsewhere.asked), elsewhere.most_of_one, 1 < elsewhere.most_open <= 4) == (12, 1, True)


@pytest.mark.parametrize("path", ["/busy", "/maintenance"])
def test_site_that_asks_to_be_left_alone_is_left_for_the_next_run(elsewhere, capsys, path):
    for each in (path, "/other/1", "/other/2"):
        link_to(elsewhere.url(each))
    link_to(elsewhere.url("/other/3", "127.0.0.2"))
    run()
    assert Counter(elsewhere.asked) == {("HEAD", path): 1, ("HEAD", "/other/3"): 1}
    assert "2 links asked: 1 good, 1 unclear. 2 are left for the next run." in capsys.readouterr().out


def test_ends_when_the_time_is_over(elsewhere, capsys):
    link_to(elsewhere.url("/good"))
    run("--minutes", "0")
    assert elsewhere.asked == []
    assert "0 links asked. 1 are left for the next run." in capsys.readouterr().out


# No network


def test_without_a_network_nothing_is_recorded():
    urls = [link_to(url) for url in ("http://gone.example/", "http://later.example/", refused())]
    with pytest.raises(CommandError, match=r"^0 links asked\. 3 could not be reached.*Nothing is recorded"):
        run()
    assert states() == dict.fromkeys(urls, ("unknown", None, ""))
    assert Link.objects.filter(checked_at=None).count() == 3


def test_network_that_goes_away_on_the_way(elsewhere, monkeypatch):
    good, lost = link_to(elsewhere.url("/meanwhile")), link_to(elsewhere.url("/good", "lost.example"))

    def cut():
        def nothing(*args, **kwargs):
            raise socket.gaierror(socket.EAI_NONAME, "no")

        monkeypatch.setattr(socket, "getaddrinfo", nothing)

    elsewhere.meanwhile = cut
    monkeypatch.setattr(check, "SITES_AT_ONCE", 1)
    with pytest.raises(CommandError, match=r"^1 links asked: 1 good\. 1 could not be reached"):
        run()
    assert {url: state for url, (state, *_) in states().items()} == {good: "good", lost: "unknown"}


def test_a_site_that_was_good_tells_that_the_network_is_there(elsewhere):
    link_to(elsewhere.url("/good"))
    run()
    gone = link_to("http://gone.example/")
    run()
    assert states()[gone][0] == "broken"
    assert elsewhere.asked == [("HEAD", "/good")] * 2


# Killed, and two at once


FROM_NOTHING = """
from django.core.management import call_command
from papers.models import Resource
call_command("migrate", verbosity=0)
for number, url in enumerate(URLS):
    Resource.objects.create(title=f"Post {number}", url=url)
call_command("check_links")
"""


@pytest.mark.once
def test_killed_it_goes_on_where_it_was(elsewhere, tmp_path):
    database = tmp_path / "db.sqlite3"
    environment = {**os.environ, "DEBUG": "true", "DATABASE_URL": f"sqlite:///{database}"}
    environment |= {"MEDIA_ROOT": str(tmp_path), "ALLOW_PRIVATE_ADDRESSES": "true"}

    def start(*arguments):
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)

    def answers():
        with closing(sqlite3.connect(database)) as rows:
            return dict(rows.execute("SELECT url, state FROM readinggroup_link"))

    # Each on a site of its own, so that no pause holds up the test; four at a time.
    good = [elsewhere.url(f"/good/{at}", f"127.0.0.{at}") for at in (1, 2, 3)]
    held = elsewhere.url("/wait", "127.0.0.9")
    process = start("shell", "-v0", "-c", f"URLS = {[*good, held]}\n{FROM_NOTHING}")
    assert elsewhere.arrived.wait(30)
    while list(answers().values()).count("good") < 3:
        elsewhere.patience.wait(0.02)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    assert answers() == {**dict.fromkeys(good, "good"), held: "unknown"}

    elsewhere.patience.set()
    assert start("check_links").communicate()[0] == "1 links asked: 1 good.\n"
    assert set(answers().values()) == {"good"}
    assert Counter(path for _, path in elsewhere.asked) == {"/good/1": 1, "/good/2": 1, "/good/3": 1, "/wait": 2}


def test_another_one_at_work(elsewhere, settings, capsys):
    link_to(elsewhere.url("/good"))
    with alone(Path(settings.MEDIA_ROOT) / "links"):
        run()
    assert elsewhere.asked == []
    assert capsys.readouterr().out == "Another check_links is at work; it asks all there is to ask.\n"


@pytest.mark.django_db(transaction=True)
def test_a_link_that_goes_meanwhile(elsewhere):
    link_to(elsewhere.url("/meanwhile"))

    def meanwhile():
        Resource.objects.all().delete()
        gather()
        connection.close()

    elsewhere.meanwhile = meanwhile
    run()
    assert Link.objects.count() == 0


# Where they stand


def everywhere():
    """One link in each place that can hold one; the labels of the places by the link's name."""
    make_group(
        name="Ours", join_url="https://x.example/1", playlist_url="https://x.example/2",
        repository_url="https://x.example/3", introduction="See [here](https://x.example/4#part).",
    )  # fmt: skip
    make_paper(title="P", url="https://x.example/5", code_url="https://x.example/6")
    make_resource(title="R", url="https://x.example/7")
    make_presenter(name="Z", homepage="https://x.example/8", biography="<https://x.example/9>")
    session = make_session(number=1, title="S", start=1, join_url="https://x.example/10", status="draft")
    session.recap = "\n".join(
        ["[a]: https://x.example/11", "", "* [a] and **[b](https://x.example/12 'title')**", "`https://x.example/no`"]
    )
    session.save()
    make_material(session, url="https://x.example/13#t=5", title="M")
    return {
        1: "Ours: join link", 2: "Ours: playlist of the recordings", 3: "Ours: source repository",
        4: "Ours: introduction", 5: "P: web address", 6: "P: official code", 7: "R (x.example): web address",
        8: "Z: homepage", 9: "Z: biography", 10: "Week 1: S: join link", 11: "Week 1: S: recap",
        12: "Week 1: S: recap", 13: "Recording: M, Week 1: S: link",
    }  # fmt: skip


def test_every_place_is_found():
    labels = everywhere()
    assert gather() == (13, 0)
    found = places(Link.objects.all())
    assert found.keys() == {f"https://x.example/{number}" for number in labels}
    for number, label in labels.items():
        [place] = found[f"https://x.example/{number}"]
        assert place.label == label
    session = Session.objects.get()
    material = session.materials.get()
    [place] = found["https://x.example/13"]
    assert (place.row, place.url) == (
        material,
        f"/admin/reading_sessions/material/{material.pk}/change/#id_url",
    )
    [place] = found["https://x.example/11"]
    assert (place.row, place.url) == (session, f"/admin/reading_sessions/session/{session.pk}/change/#id_recap")


def test_rows_follow_the_content():
    resource = make_resource(url="https://x.example/1")
    make_paper(url="https://x.example/1#part")
    assert (gather(), Link.objects.count()) == ((1, 0), 1)
    assert len(places(Link.objects.all())["https://x.example/1"]) == 2
    Link.objects.update(state="broken")
    assert gather() == (0, 0)
    resource.url = "https://x.example/2"
    resource.save()
    assert gather() == (1, 0)
    assert [link.url for link in Link.objects.broken()] == ["https://x.example/1"]
    Resource.objects.all().delete()
    assert gather() == (0, 1)


def test_a_link_that_was_mended_has_no_place():
    link = Link.objects.create(url="https://x.example/gone", state="broken")
    make_resource(url="https://x.example/gone-too")
    assert places([link]) == {"https://x.example/gone": []}
    assert places([]) == {}


def test_join_link_of_a_session_that_is_over_is_not_asked():
    make_session(start=-1, join_url="https://x.example/1")
    assert gather() == (0, 0)


def test_names_not_in_latin_letters_are_found_in_a_text():
    make_session(recap="[a](https://exämple.example/ü)")
    assert gather() == (1, 0)
    [found] = places(Link.objects.all()).values()
    assert len(found) == 1


@pytest.mark.parametrize("number", [1, 3])
def test_queries_of_places(django_assert_num_queries, number):
    make_group()
    for at in range(number):
        make_material(make_session(number=at, recap=f"[a](https://x.example/{at})"), url=f"https://x.example/{at}")
    gather()
    links = list(Link.objects.all())
    with Group.objects.active(), django_assert_num_queries(6):
        found = places(links)
    assert [len(each) for each in found.values()] == [2] * number


# What organizers see


def test_organizers_see_the_list_and_change_nothing(organizer_client, django_assert_max_num_queries):
    labels = everywhere()
    gather()
    Link.objects.filter(url="https://x.example/7").update(state="broken", message="The answer was 404.")
    with django_assert_max_num_queries(16):
        page = organizer_client.get("/admin/readinggroup/link/").content.decode()
    assert all(label in page for label in labels.values())
    assert page.index("https://x.example/7<") < page.index("https://x.example/1<")
    link = Link.objects.broken().get()
    url = f"/admin/readinggroup/link/{link.pk}/"
    resource = Resource.objects.get()
    assert (
        f'href="/admin/papers/resource/{resource.pk}/change/#id_url"'
        in organizer_client.get(f"{url}change/").content.decode()
    )
    for path in ("/admin/readinggroup/link/add/", f"{url}change/", f"{url}delete/"):
        assert organizer_client.post(path, {"post": "yes", "url": "https://y.example"}).status_code == 403, path


def test_staff_without_permission_and_visitors_do_not(staff_client, client):
    assert staff_client.get("/admin/readinggroup/link/").status_code == 403
    client.logout()
    assert client.get("/admin/readinggroup/link/").status_code == 302


def test_seed_is_gathered_whole(seed):
    new, _ = gather()
    assert (new, len([url for url, found in places(Link.objects.all()).items() if found])) == (76, 76)
