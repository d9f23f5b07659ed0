"""The site's own pages for what goes wrong; each real error is made by a view of this module's URLconf."""

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.test import Client
from django.urls import include, path

from tests.factories import make_group

pytestmark = pytest.mark.django_db


class BrokenError(Exception):
    """Not an error that Django knows what to do with."""


def failing(error):
    def view(request):
        raise error

    return view


urlpatterns = [
    path("bad-request/", failing(BadRequest("unreadable"))),
    path("suspicious/", failing(SuspiciousOperation("odd"))),
    path("denied/", failing(PermissionDenied("secret words"))),
    path("gone/", failing(Http404("secret words"))),
    path("broken/", failing(BrokenError("secret words"))),
    path("form/", lambda request: HttpResponse("taken")),
    path("", include("readinggroup.urls")),
]

PAGES = {
    "/bad-request/": (400, "This request cannot be answered"),
    "/suspicious/": (400, "This request cannot be answered"),
    "/denied/": (403, "You may not open this"),
    "/gone/": (404, "There is no such page"),
    "/broken/": (500, "Something broke on our side"),
}


@pytest.fixture
def own_urls(settings):
    settings.ROOT_URLCONF = __name__


def answer(client, address, method="get", **data):
    client.raise_request_exception = False
    response = getattr(client, method)(address, **data)
    return response, BeautifulSoup(response.content, "html.parser")


@pytest.mark.parametrize(("address", "status", "heading"), [(url, *expected) for url, expected in PAGES.items()])
def test_error_page_is_the_site_s_own(client, own_urls, address, status, heading):
    make_group(name="The Tuesday group")

    response, page = answer(client, address)

    assert (response.status_code, response.headers["Content-Type"]) == (status, "text/html; charset=utf-8")
    assert page.select_one("main h1").get_text() == heading
    assert page.select_one(".eyebrow").get_text() == f"Error {status}"
    assert [link["href"] for link in page.select("main a")] == ["/", "/sessions/", "/papers/"]
    assert "secret words" not in response.content.decode()
    assert [link["href"] for link in page.select("link[rel=stylesheet]")][:3] == [
        f"/static/css/{name}.css" for name in ("tokens", "base", "parts")
    ]
    # Django's own texts are written for whoever programs the site.
    assert "DEBUG" not in response.content.decode()


@pytest.mark.parametrize(("address", "brand"), [("/denied/", "The Tuesday group"), ("/gone/", "The Tuesday group")])
def test_error_page_names_the_group_where_it_is_known(client, own_urls, address, brand):
    make_group(name="The Tuesday group", accent="#0b5fff")

    _, page = answer(client, address)

    assert page.select_one(".brand").get_text() == brand
    assert page.select("link[href='/accent-0b5fff.css']") != []


def test_error_500_asks_the_database_nothing(client, own_urls, django_assert_num_queries):
    """What broke may be the database: the page of the error needs nothing of it."""
    with django_assert_num_queries(1):  # the group's, before the view is called
        _, page = answer(client, "/broken/")

    assert page.select_one(".brand").get_text() == "Reading group"


def test_error_500_before_the_group_is_known(client, monkeypatch):
    def broken(*args):
        raise BrokenError

    monkeypatch.setattr("sessions.models.group.GroupManager.current", broken)

    response, page = answer(client, "/")

    assert (response.status_code, page.select_one("main h1").get_text()) == (500, "Something broke on our side")


def test_error_404_unknown_address_keeps_the_group_s_own_header(client):
    make_group(name="The Tuesday group", join_url="https://chat.example/")

    response, page = answer(client, "/no/such/page/")

    assert response.status_code == 404
    assert (page.select_one(".brand").get_text(), page.select_one(".top .button")["href"]) == (
        "The Tuesday group",
        "https://chat.example/",
    )


def test_error_403_csrf_failure_is_the_site_s_own():
    client = Client(enforce_csrf_checks=True)

    response, page = answer(client, "/admin/login/", "post", data={"username": "a", "password": "b"})

    assert response.status_code == 403
    assert page.select_one("h1").get_text() == "You may not open this"


def test_error_400_too_many_parameters(client):
    response, page = answer(client, "/sessions/?" + "&".join(f"a{number}=1" for number in range(1_001)))

    assert (response.status_code, page.select_one("h1").get_text()) == (400, "This request cannot be answered")


def test_error_400_wrong_host():
    response, page = answer(Client(headers={"host": "elsewhere.example"}), "/")

    assert (response.status_code, page.select_one("h1").get_text()) == (400, "This request cannot be answered")


@pytest.mark.parametrize("status", [400, 403, 404, 500])
def test_error_template_without_a_request(status):
    page = BeautifulSoup(render_to_string(f"{status}.html"), "html.parser")

    assert page.select_one(".eyebrow").get_text() == f"Error {status}"
    assert page.select_one(".brand").get_text() == "Reading group"
    assert page.select("[aria-current]") == []


def test_base_template_without_a_request():
    page = BeautifulSoup(render_to_string("base.html"), "html.parser")

    assert [link.get_text() for link in page.select(".top nav a")] == ["Schedule", "Papers", "People", "Resources"]
    assert page.select("link[href*=accent]") == []


def test_error_page_for_head_has_no_body(client, own_urls):
    response, _ = answer(client, "/gone/", "head")

    assert (response.status_code, response.content) == (404, b"")
