"""Who gets which uploaded file, and as what."""

from email.message import EmailMessage
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from sessions.models import Material, Session
from tests.factories import PDF, make_deck, make_material, make_pages, make_session

pytestmark = [pytest.mark.django_db, pytest.mark.alike]


def disposition(response):
    """What a browser makes of the header: whether to show or to save the file, and under which name."""
    message = EmailMessage()
    message["Content-Disposition"] = response.headers["Content-Disposition"]
    return message.get_content_disposition(), message.get_filename()


def download(client, address, **headers):
    response = client.get(address, headers=headers)
    # Reading a file to its end closes it.
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return response, body


def test_upload_is_shown_to_visitors(client):
    deck = make_deck(make_session(slug="one"), "talk.pdf")

    response, body = download(client, deck.file.url)

    assert deck.file.url == "/media/sessions/one/talk.pdf"
    assert (response.status_code, body) == (200, PDF)
    assert (response.headers["Content-Type"], response.headers["Content-Length"]) == ("application/pdf", str(len(PDF)))
    assert disposition(response) == ("inline", "talk.pdf")
    assert response.headers["Cache-Control"] == "private, no-cache"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize("query", ["?download", "?download=", "?download=1", "?a=b&download"])
def test_upload_is_saved_on_demand(client, query):
    deck = make_deck(make_session(), "talk.pdf")

    response, body = download(client, deck.file.url + query)

    assert (*disposition(response), body) == ("attachment", "talk.pdf", PDF)


@pytest.mark.parametrize("name", ["Übersicht.pdf", "扩散.pdf", "a’b.pdf"])
def test_upload_with_a_foreign_name_is_saved_under_it(client, name):
    deck = make_deck(make_session(), name)
    kept = Path(deck.file.name).name

    response, body = download(client, f"{deck.file.url}?download")

    assert (*disposition(response), body) == ("attachment", kept, PDF)
    assert response.headers["Content-Disposition"].isascii()


def test_upload_of_a_cancelled_session_stays(client):
    response, _ = download(client, make_deck(make_session(status="cancelled")).file.url)

    assert response.status_code == 200


def test_upload_of_a_draft_is_not_found_by_visitors(client):
    assert client.get(make_deck(make_session(status="draft")).file.url).status_code == 404


def test_upload_of_a_draft_is_not_found_by_staff_without_permission(staff_client):
    assert staff_client.get(make_deck(make_session(status="draft")).file.url).status_code == 404


def test_upload_of_a_draft_is_shown_to_organizers_and_kept_by_no_proxy(organizer_client):
    response, body = download(organizer_client, make_deck(make_session(status="draft")).file.url)

    assert (response.status_code, body) == (200, PDF)
    assert "Cookie" in response.headers["Vary"]


def test_upload_missing_on_disk_is_not_found(client):
    deck = make_deck(make_session())
    Path(deck.file.path).unlink()

    assert client.get(deck.file.url).status_code == 404


def test_upload_that_no_material_names_is_not_found(client, media_root):
    deck = make_deck(make_session(slug="one"))
    (media_root / "sessions/one/other.pdf").write_bytes(PDF)
    (media_root / "secret.txt").write_text("secret")
    deck.delete()

    addresses = ["/media/secret.txt", "/media/sessions/one/other.pdf", deck.file.url if deck.file else "/media/x"]
    assert [client.get(address).status_code for address in addresses] == [404, 404, 404]


@pytest.mark.parametrize(
    "name",
    [
        "%00",
        "a%00.pdf",
        "sessions/one/deck.pdf%00",
        "..",
        "../manage.py",
        "../../../../etc/passwd",
        "..%2f..%2fmanage.py",
        "..%5c..%5cmanage.py",
        "sessions/../sessions/one/deck.pdf",
        "sessions//one/deck.pdf",
        "/etc/passwd",
        "//etc/passwd",
        "sessions/one",
        "sessions/one/",
        "%ff%fe",
        "%F0%9F%90%99.pdf",
        "x" * 10_000,
        "C:\\windows",
        "sessions/one/DECK.pdf",
        "sessions/one/deck.pdf ",
    ],
)
def test_upload_of_another_name_is_not_found(client, name):
    deck = make_deck(make_session(slug="one"))
    assert deck.file.url == "/media/sessions/one/deck.pdf"

    assert client.get(f"/media/{name}").status_code == 404


def test_upload_whose_row_names_a_file_outside_is_refused(client, media_root):
    """loaddata takes any name; the storage does not leave its folder."""
    (media_root.parent / "outside.pdf").write_bytes(PDF)
    Material.objects.create(session=make_session(), kind="slides", file="../outside.pdf")

    assert client.get("/media/../outside.pdf").status_code in (400, 404)


def test_upload_of_two_sessions_is_shown(client):
    """One deck for two evenings: a fixture or an import may name a file twice."""
    deck = make_deck(make_session())
    make_material(make_session(), kind="slides", file=deck.file.name)

    response, body = download(client, deck.file.url)

    assert (response.status_code, body) == (200, PDF)


def test_upload_of_a_draft_and_a_public_session_is_shown(client):
    deck = make_deck(make_session(status="draft"))
    make_material(make_session(), kind="slides", file=deck.file.name)

    response, body = download(client, deck.file.url)

    assert (response.status_code, body) == (200, PDF)


def test_upload_by_the_front_server_is_only_permitted(client, settings):
    settings.MEDIA_BY_FRONT_SERVER = True
    deck = make_deck(make_session(slug="one"), "talk.pdf")

    response, body = download(client, f"{deck.file.url}?download")

    assert (response.status_code, body) == (200, b"")
    assert response.headers["X-Accel-Redirect"].endswith("/sessions/one/talk.pdf")
    assert response.headers["Content-Type"] == "application/pdf"
    assert disposition(response) == ("attachment", "talk.pdf")


def test_upload_of_a_draft_is_not_permitted_by_the_front_server(client, settings):
    settings.MEDIA_BY_FRONT_SERVER = True
    response = client.get(make_deck(make_session(status="draft")).file.url)

    assert (response.status_code, response.headers.get("X-Accel-Redirect")) == (404, None)


def test_upload_head_has_no_body(client):
    deck = make_deck(make_session())

    response = client.head(deck.file.url)

    assert (response.status_code, b"".join(response.streaming_content)) == (200, b"")
    assert response.headers["Content-Length"] == str(len(PDF))


def test_upload_follows_the_file_after_a_changed_slug(client):
    """The file stays where it is; its address does not change with the session's."""
    deck = make_deck(make_session(slug="one"))
    deck.session.slug = "two"
    deck.session.save()

    response, body = download(client, "/media/sessions/one/deck.pdf")

    assert (response.status_code, body) == (200, PDF)


def test_upload_that_has_not_changed_is_not_sent_again(client):
    deck = make_deck(make_session())
    first, _ = download(client, deck.file.url)
    again = client.get(deck.file.url, headers={"If-Modified-Since": first.headers["Last-Modified"]})
    assert (again.status_code, again.content, again.headers["Cache-Control"]) == (304, b"", "private, no-cache")


def test_upload_is_not_compressed_again(client):
    response, body = download(client, make_deck(make_session()).file.url, accept_encoding="gzip")
    assert (response.headers.get("Content-Encoding"), body) == (None, PDF)


def test_upload_with_a_name_that_no_disk_takes_is_cut(client):
    deck = make_deck(make_session(), "拡散モデル" * 20 + ".pdf")
    assert Path(deck.file.name).name == "拡散モデル" * 10 + ".pdf"
    assert download(client, deck.file.url)[1] == PDF


# Web pages and notebooks


def make_file(name, content, **fields):
    return make_material(make_session(**fields), kind="notes", file=SimpleUploadedFile(name, content))


@pytest.mark.parametrize("name", ["deck.html", "deck.HTM"])
def test_upload_of_a_web_page_is_saved_and_shown_on_demand_in_a_world_of_its_own(client, name):
    material = make_file(name, b"<script>alert(1)</script>")

    saved, body = download(client, material.file.url)
    shown, _ = download(client, f"{material.file.url}?show")
    both, _ = download(client, f"{material.file.url}?show&download")

    assert [disposition(response)[0] for response in (saved, shown, both)] == ["attachment", "inline", "attachment"]
    assert body == b"<script>alert(1)</script>"
    for response in (saved, shown, both):
        policy = dict(part.split(" ", 1) for part in response.headers["Content-Security-Policy"].split("; "))
        # No "allow-same-origin": it is of no site, so that it has none of this one's cookies.
        assert policy["sandbox"] == "allow-scripts"
        assert policy["default-src"] == policy["form-action"] == policy["frame-ancestors"] == "'none'"
        assert "http" not in str(policy)
        assert "'self'" not in str(policy)
        assert response.headers["Content-Type"] == "text/html"
        assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_upload_of_a_notebook_is_never_shown(client):
    material = make_file("code.ipynb", b"{}")

    for query in ("", "?show"):
        response, body = download(client, material.file.url + query)
        assert (disposition(response), body) == (("attachment", "code.ipynb"), b"{}")
        assert response.headers["Content-Type"] == "application/x-ipynb+json"


def test_upload_of_a_kind_that_is_not_ours_is_only_saved(client):
    """Nobody can upload one; data from elsewhere may name one."""
    material = make_file("x.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>")

    response, _ = download(client, f"{material.file.url}?show")

    assert disposition(response)[0] == "attachment"
    assert response.headers["Content-Type"] == "application/octet-stream"
    assert response.headers["Content-Security-Policy"].startswith("sandbox ")


# Copies of linked PDFs, and pictures of pages


def make_picture(session):
    deck = make_pages(make_deck(session), "One")
    deck.folder = f"{deck.pk:032x}"
    deck.save()
    name = deck.pages.get().picture(480)
    default_storage.save(name, ContentFile(b"picture"))
    return f"/media/{name}"


def test_picture_of_a_page_is_shown_and_kept_by_this_browser_alone(client):
    response, body = download(client, make_picture(make_session()))

    assert (response.headers["Content-Type"], body) == ("image/webp", b"picture")
    assert response.headers["Cache-Control"] == "private, max-age=604800, immutable"


def test_picture_of_a_draft_is_nobodys_but_the_organizers(client, organizer):
    address = make_picture(make_session(status="draft"))
    assert client.get(address).status_code == 404
    client.force_login(organizer)
    assert download(client, address)[1] == b"picture"
    Session.objects.update(status="scheduled")
    client.logout()
    assert download(client, address)[1] == b"picture"


def test_picture_of_a_deck_that_has_another_file_is_not_found(client):
    session = make_session()
    address = make_picture(session)
    material = session.materials.get()
    material.file = SimpleUploadedFile("new.pdf", PDF)
    material.save()
    assert client.get(address).status_code == 404


def test_picture_of_no_deck_is_not_found(client, media_root):
    make_picture(make_session())
    (media_root / "slides" / ("a" * 32)).mkdir()
    (media_root / "slides" / ("a" * 32) / "1-480.webp").write_bytes(b"x")
    for name in ("a" * 32 + "/1-480.webp", "a" * 32 + "/1.json", "../1-480.webp"):
        assert client.get(f"/media/slides/{name}").status_code == 404


def test_copy_of_a_linked_pdf_is_shown_to_visitors_and_not_of_a_draft(client):
    material = make_material(make_session(), kind="slides", url="https://x.example/a.pdf")
    material.copy.save("slides.pdf", ContentFile(PDF))
    assert material.copy.name == f"copies/{material.uid}/slides.pdf"
    assert download(client, material.copy.url)[1] == PDF
    Session.objects.update(status="draft")
    assert client.get(material.copy.url).status_code == 404
