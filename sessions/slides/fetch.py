"""Brings the PDF behind a link. The link may be anybody's: only a PDF of bounded size is taken; everything else is
refused with a reason in plain words."""

from contextlib import contextmanager
from tempfile import TemporaryFile

from django.conf import settings
from django.core.files import File

from papers.web import WebError, asked

PIECE = 64 * 1024  # bytes


@contextmanager
def fetched(url):
    """The PDF at this address as an open file; WebError says why there is none."""
    with TemporaryFile() as file:
        with asked(url, headers={"Accept": "application/pdf"}) as response:
            take(response, file)
        file.seek(0)
        yield File(file, name="slides.pdf")


def take(response, file):
    """Writes the body to the file, and gives up as soon as it is no PDF or too large."""
    if response.status != 200:
        raise WebError(f"the answer was {response.status}")
    start = b""
    while piece := response.read1(PIECE):
        start += piece[: 1024 - len(start)]
        file.write(piece)
        if len(start) >= 1024 and b"%PDF-" not in start:
            break
        if file.tell() > settings.MAX_UPLOAD_MEGABYTES * 1024 * 1024:
            raise WebError(f"it is larger than {settings.MAX_UPLOAD_MEGABYTES} MB")
    if b"%PDF-" not in start:
        raise WebError("it is not a PDF")
