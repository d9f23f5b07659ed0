from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from PIL import Image

from readinggroup import cards
from tests.factories import make_deck, make_group, make_pages, make_paper, make_session

pytestmark = [pytest.mark.django_db, pytest.mark.alike]

ACCENT = (0xA8, 0x34, 0x1B)
PAPER = (0xFA, 0xF7, 0xF0)


@pytest.fixture(autouse=True)
def forget():
    for kept in (cards.slide, cards.drawn):
        kept.cache_clear()


def picture(response):
    assert (response.status_code, response["Content-Type"]) == (200, "image/jpeg")
    image = Image.open(BytesIO(response.content))
    assert image.size == (1200, 630)
    return image.convert("RGB")


def near(one, other):
    return all(abs(a - b) < 24 for a, b in zip(one, other, strict=True))


def add_slide(session, colour="#00ff00", size=(1600, 900), content=None):
    """A deck with the picture of its first page."""
    deck = make_pages(make_deck(session), "First")
    if content is None:
        file = BytesIO()
        Image.new("RGB", size, colour).save(file, "WEBP")
        content = file.getvalue()
    default_storage.save(deck.pages.get().picture(1600), ContentFile(content))


def card_of(session):
    return reverse("session-card", args=[session.slug])


def test_card_shows_the_first_slide(client):
    make_group()
    session = make_session(number=1)
    add_slide(session)

    image = picture(client.get(card_of(session)))

    assert near(image.getpixel((600, 250)), (0, 255, 0))
    assert near(image.getpixel((20, 250)), PAPER)
    assert near(image.getpixel((600, 548)), ACCENT)


@pytest.mark.parametrize("size", [(1600, 1200), (1600, 100), (1, 1), (100, 3_000)])
def test_card_shows_a_slide_of_any_shape(client, size):
    session = make_session()
    add_slide(session, size=size)

    assert near(picture(client.get(card_of(session))).getpixel((600, 270)), (0, 255, 0))


@pytest.mark.parametrize("content", [b"", b"no picture", b"RIFF\x00\x00\x00\x00WEBPVP8 ", "gone", "too large", "other"])
def test_card_is_drawn_where_the_slide_cannot_be_read(client, content):
    make_group()
    session = make_session(make_paper(), title="A title")
    if content == "too large":
        add_slide(session, size=(5_000, 10))
    elif content == "other":
        file = BytesIO()
        Image.new("RGB", (1600, 900), "#00ff00").save(file, "PNG")
        add_slide(session, content=file.getvalue())
    elif content == "gone":
        make_pages(make_deck(session), "First")
    else:
        add_slide(session, content=content)

    assert near(picture(client.get(card_of(session))).getpixel((600, 4)), ACCENT)


def test_card_is_drawn_in_the_group_s_accent_with_the_strip(client):
    make_group(accent="#0000ff")
    covered, coming = make_paper(), make_paper()
    session = make_session(covered, start=-1, title="A title")

    image = picture(client.get(card_of(session)))

    first, second = [(cards.MARGIN + 10 + at * 84, 630 - cards.MARGIN - 40) for at in (0, 1)]
    assert near(image.getpixel(first), (0, 0, 255))
    assert not near(image.getpixel(second), (0, 0, 255))
    assert coming


@pytest.mark.parametrize("works", [0, 1, 5, 56, 500, 3_000])
def test_strip_keeps_to_its_room_with_any_number_of_works(works):
    cells = (("plain", True), ("noise-0-0", False), ("", False)) * (works // 3 + 1)
    image = Image.open(BytesIO(cards.drawn("a8341b", "Group", "Week 1", "A title", cells[:works])))

    edge = image.convert("RGB").crop((0, 630 - cards.MARGIN + 12, 1200, 630))
    assert all(low > 220 for low, _ in edge.getextrema())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Schrödinger, Łukasz & Nguyễn – “x² ≤ ∞”", True),
        ("Ελληνικά и кириллица", True),
        ("", True),
        ("拡散モデル", False),
        ("עברית", False),
        ("an octopus 🐙", False),
        ("a\u0000b", False),
    ],
)
def test_signs_that_the_font_lacks_are_known(text, expected):
    assert cards.drawable(text) is expected


def test_title_that_cannot_be_drawn_is_left_out():
    named = cards.drawn("a8341b", "Group", "Week 1", "拡散モデル", ())

    assert named == cards.drawn("a8341b", "Group", "", "Week 1", ())
    assert named != cards.drawn("a8341b", "Group", "Week 1", "", ())


@pytest.mark.parametrize("title", ["x" * 200, "word " * 40, "W" * 30, "a b", " ", "\n\t\n", "$x_1$ " * 30])
def test_title_of_any_length_is_drawn(client, title):
    picture(client.get(card_of(make_session(title=title))))


@pytest.mark.parametrize("accent", ["#ffffff", "#000000", "#nonsense"])
def test_card_of_a_group_with_any_accent_or_none(client, accent):
    picture(client.get("/card.jpg"))
    make_group(accent=accent[:7])
    cards.drawn.cache_clear()

    picture(client.get("/card.jpg"))


def test_card_is_asked_for_again_only_when_it_changed(client):
    make_group()
    session = make_session()
    first = client.get(card_of(session))

    same = client.get(card_of(session), headers={"if-none-match": first["ETag"]})
    session.title = "Another"
    session.save()
    changed = client.get(card_of(session), headers={"if-none-match": first["ETag"]})

    assert first["Cache-Control"] == "public, max-age=3600"
    assert (same.status_code, same.content, changed.status_code) == (304, b"", 200)


def test_card_of_a_draft_is_none_even_for_organizers(organizer_client):
    session = make_session(status="draft")
    add_slide(session)

    assert organizer_client.get(card_of(session)).status_code == 404


def test_former_address_of_a_card_leads_to_the_new_one(client):
    session = make_session(slug="former")
    session.slug = "new"
    session.save()

    response = client.get("/sessions/former/card.jpg")

    assert (response.status_code, response["Location"]) == (301, "/sessions/new/card.jpg")


def test_card_is_drawn_in_a_fraction_of_a_second_and_small():
    content = cards.drawn("a8341b", "Group", "Week 1", "A title of some words", (("noise-0-0", False),) * 1_500)

    assert len(content) < 300_000
