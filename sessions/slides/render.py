"""`python -m sessions.slides.render PDF FOLDER MOST_PAGES`: draws each page of a PDF and takes its text off it.

A process of its own, without Django: a PDF comes from anywhere, and one that makes the reader crash, hang or eat the
memory ends here and nowhere else. It prints a line of JSON for the number of pages, one a page that is done, and one
for a problem. Page 12 becomes 12-1600.webp, 12-480.webp and, last, 12.json with width and height in pixels and the
text; what is there already is left, so that a run goes on where the one before was stopped.
"""

import json
import re
import resource
import sys
from contextlib import suppress
from pathlib import Path

import pypdfium2
from pypdfium2.raw import FPDF_ERR_PASSWORD, FPDF_ERR_SUCCESS

from sessions.slides import LARGE, SMALL

QUALITY = 80
MOST_TEXT = 20_000  # characters of one page
MEMORY = 2 * 1024**3  # bytes
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
# A word broken at the end of a line, as PDFium marks it.
BROKEN_WORD = re.compile("[\x02\ufffe]\r?\n?|\u00ad\r?\n")
PART = ".part-"
# The root of a tree of pages with nothing below it, and a page.
EMPTY = re.compile(rb"<<(?=[^<>]*/Type\s*/Pages\b)(?=[^<>]*/Count\s+0\b)[^<>]*>>")
PAGE = re.compile(rb"/Type\s*/Page\b")
LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})


def say(**line):
    print(json.dumps(line), flush=True)  # noqa: T201


def text_of(page):
    text = page.get_textpage().get_text_bounded()[: 2 * MOST_TEXT]
    text = UNPRINTABLE.sub("", BROKEN_WORD.sub("", text)).translate(LIGATURES)
    return "\n".join(" ".join(line.split()) for line in text.splitlines() if line.strip())[:MOST_TEXT]


def write(path, save):
    """Under a name of its own first: whoever finds the file finds all of it."""
    part = path.with_name(f"{PART}{path.name}")
    save(part)
    part.replace(path)


def draw(page, number, folder):
    width, height = page.get_size()
    picture = page.render(scale=LARGE / max(width, height), may_draw_forms=False).to_pil().convert("RGB")
    picture.thumbnail((LARGE, LARGE))  # PDFium rounds up
    small = picture.copy()
    small.thumbnail((SMALL, SMALL))
    for side, drawn in ((LARGE, picture), (SMALL, small)):
        write(
            folder / f"{number}-{side}.webp",
            lambda part, drawn=drawn: drawn.save(part, format="WEBP", quality=QUALITY, method=4),
        )
    facts = {"width": picture.width, "height": picture.height, "text": text_of(page)}
    write(folder / f"{number}.json", lambda part: part.write_text(json.dumps(facts)))


def has_no_pages(pdf):
    """Whether a file that PDFium does not open says of itself that it has none."""
    content = pdf.read_bytes()
    return bool(EMPTY.search(content)) and not PAGE.search(content)


def limit_memory():
    # A machine may allow less already, and some know no such limit.
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    limit = MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def main(pdf, folder, most_pages):
    limit_memory()
    for part in folder.glob(f"{PART}*"):  # of a run that was killed
        part.unlink()
    try:
        document = pypdfium2.PdfDocument(pdf)
        pages = len(document)
    except pypdfium2.PdfiumError as error:
        # A document without a single page is none that PDFium opens, though it may find no error in it.
        known = {FPDF_ERR_PASSWORD: "password", FPDF_ERR_SUCCESS: "empty"}
        return say(problem=known.get(error.err_code, "empty" if has_no_pages(Path(pdf)) else "broken"))
    say(pages=pages)
    if pages > most_pages:
        return say(problem="long")
    for number in range(1, pages + 1):
        if not (folder / f"{number}.json").exists():
            try:
                draw(document[number - 1], number, folder)
            except (pypdfium2.PdfiumError, MemoryError, ValueError, OSError) as error:
                print(repr(error), file=sys.stderr)  # noqa: T201
                return say(problem="page", page=number)
        say(done=number)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
