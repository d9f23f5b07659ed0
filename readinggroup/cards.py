"""The picture that a link to this site brings along where it is shared: the session's first slide, else one drawn from
the list of works, clear where covered and noise where not yet.

Pixels throughout.
"""

import re
import unicodedata
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from django.core.files.storage import default_storage
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import conditional_page, require_safe
from PIL import Image, ImageDraw, ImageFont

from papers import strip
from papers.formulas import plain
from papers.models import Paper
from papers.slugs import named
from readinggroup import colour
from sessions.models import Session, SlidePage
from sessions.slides import LARGE

SIZE = WIDTH, HEIGHT = 1200, 630
MARGIN = 72
PAPER, INK, QUIET, RULE, NOISE = "#faf7f0", "#1c1a17", "#4f4a41", "#d8cfbc", "#8f8672"  # static/css/tokens.css
# Source Serif, whose licence (beside it) lets us pass it on; Pillow's own font has not even an ö.
FONT = Path(__file__).parent / "fonts" / "SourceSerifPro-Semibold.otf"
# What the strip may take, and how many works it shows at most.
STRIP_HEIGHT, MOST_WORKS = 140, 1_500
LARGEST_SLIDE = 4_000
LEADING = 1.16


@require_safe
@conditional_page
def card(request):
    """The picture of every page that is no session's."""
    group = request.group
    return answer(drawn(group.accent_hex, "", "", group.name or "Paper reading group", works()))


@require_safe
@conditional_page
def session_card(request, slug):
    session = named(Session.objects.public(), slug)
    if session.slug != slug:
        return redirect("session-card", slug=session.slug, permanent=True)
    group, page = request.group, SlidePage.objects.public().select_related("deck").first_of(session)
    try:
        content = page and slide(page.picture(LARGE), group.accent_hex, group.name, session.label)
    except Exception:  # it is gone or broken, and Pillow has many words for that
        content = None
    if content is None:
        content = drawn(group.accent_hex, group.name, session.label, plain(session.title), works())
    return answer(content)


def answer(content):
    return HttpResponse(content, content_type="image/jpeg", headers={"Cache-Control": "public, max-age=3600"})


def works():
    """How each work on the list is drawn, in order: pairs of its tile and whether it is read or will be."""
    rows = Paper.objects.with_status().values_list("pk", "status", named=True)[:MOST_WORKS]
    read = (Paper.Status.COVERED, Paper.Status.SCHEDULED)
    return tuple((cell.drawing, cell.paper.status in read) for cell in strip.cells(list(rows)))


@lru_cache(maxsize=64)
def slide(name, accent, group, label):
    """A slide as large as it can be, whole, above the group's name."""
    with default_storage.open(name) as file, Image.open(file, formats=["WEBP"]) as picture:
        if max(picture.size) > LARGEST_SLIDE:
            raise ValueError(name)
        picture = picture.convert("RGB")
    bar = 84
    scale = min(WIDTH / picture.width, (HEIGHT - bar) / picture.height)
    picture = picture.resize((round(picture.width * scale), round(picture.height * scale)), Image.Resampling.LANCZOS)
    image = Image.new("RGB", SIZE, PAPER)
    image.paste(picture, ((WIDTH - picture.width) // 2, (HEIGHT - bar - picture.height) // 2))
    draw = ImageDraw.Draw(image)
    draw.rectangle([0, HEIGHT - bar, WIDTH, HEIGHT - bar + 5], fill=ink(accent))
    write(draw, (40, HEIGHT - 27), [(label, ink(accent)), (group, INK)], 34, WIDTH - 80)
    return saved(image)


@lru_cache(maxsize=64)
def drawn(accent, group, label, title, cells):
    """The title, or what there is of it in signs that the font has, between the group's name and the strip."""
    image = Image.new("RGB", SIZE, PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle([0, 0, WIDTH, 11], fill=ink(accent))
    head = [(label, ink(accent)), (group, QUIET)]
    if not drawable(title):
        title = next((text for text, _ in head if text and drawable(text)), "")
        head = [(text, fill) for text, fill in head if text != title]
    write(draw, (MARGIN, 104), head, 36, WIDTH - 2 * MARGIN)
    top, bottom = 140, draw_strip(draw, cells, ink(accent)) - 48
    size, lines = fitted(composed(title), WIDTH - 2 * MARGIN, bottom - top)
    for number, line in enumerate(lines, start=1):
        draw.text((MARGIN, top + number * size * LEADING), line, INK, font(size), anchor="ls")
    return saved(image)


def draw_strip(draw, cells, accent):
    """The strip along the bottom, its cells as large as there is room for; returns where it begins."""
    room = WIDTH - 2 * MARGIN
    for pixel in range(12, 0, -1):
        wide, high = strip.WIDTH * pixel + pixel, strip.HEIGHT * pixel + pixel
        columns = room // wide
        rows = -(-len(cells) // columns)
        if rows * high <= STRIP_HEIGHT:
            break
    rows = min(rows, STRIP_HEIGHT // high)
    top = HEIGHT - MARGIN - rows * high + pixel
    # The cells fill the line from edge to edge.
    step = (room - strip.WIDTH * pixel) / (columns - 1) if len(cells) >= columns else wide
    for number, (tile, read) in enumerate(cells[: rows * columns]):
        left, upper = MARGIN + round(number % columns * step), top + number // columns * high
        fill = accent if read else NOISE
        for column, row, run in rectangles(tile):
            at = left + column * pixel, upper + row * pixel
            draw.rectangle([*at, at[0] + run[0] * pixel - 1, at[1] + run[1] * pixel - 1], fill=fill)
        if not tile:
            draw.rectangle([left, upper, left + 6 * pixel - 1, upper + 10 * pixel - 1], outline=RULE, width=pixel)
    return top


TILES = {tile["id"]: tile["path"] for tile in strip.TILES}


def rectangles(tile):
    """Column, row and size of the parts of a tile, in its own pixels."""
    if tile == "plain":
        return [(0, 0, (strip.WIDTH, strip.HEIGHT))]
    return [(int(x), int(y), (int(run), 1)) for x, y, run in re.findall(r"M(\d+) (\d+)h(\d+)", TILES.get(tile, ""))]


def ink(accent):
    return f"#{colour.readable_on(colour.PAPER, accent)}"


@lru_cache(maxsize=40)
def font(size):
    return ImageFont.truetype(FONT, size, layout_engine=ImageFont.Layout.BASIC)


def drawable(text):
    """Whether the font has every sign of it: one that it lacks would be a box."""
    lacking = bytes(font(20).getmask("\U0010ffff"))
    return all(letter == " " or bytes(font(20).getmask(letter)) != lacking for letter in set(composed(text)))


def composed(text):
    return unicodedata.normalize("NFC", " ".join(text.split()))


def write(draw, at, parts, size, room):
    """Texts and their colours side by side in one line, as far as the font has their signs and there is room."""
    left, base = at
    for text, fill in parts:
        if drawable(text):
            line = cut(composed(text), size, at[0] + room - left)
            draw.text((left, base), line, fill, font(size), anchor="ls")
            left += font(size).getlength(f"{line}  ") if line else 0


def cut(text, size, room):
    if font(size).getlength(text) <= room:
        return text
    while text and font(size).getlength(f"{text}…") > room:
        text = text[:-1]
    return f"{text.rstrip()}…"


def fitted(text, room, height):
    """The largest size in which the text stands in the room, and its lines; cut where no size is small enough."""
    for size in (88, 80, 72, 64, 56, 48):
        lines = wrapped(text, size, room)
        if len(lines) * size * LEADING <= height and all(font(size).getlength(line) <= room for line in lines):
            # Lines of about one length look better than a last one of one word.
            while len(wrapped(text, size, room - 20)) == len(lines) and room > 40:
                room -= 20
            return size, wrapped(text, size, room)
    most = int(height // (size * LEADING))
    kept = lines[:most]
    if len(lines) > most:
        kept[-1] += "…"
    return size, [cut(line, size, room) for line in kept]


def wrapped(text, size, room):
    lines = [""]
    for word in text.split():
        line = f"{lines[-1]} {word}".strip()
        if font(size).getlength(line) <= room:
            lines[-1] = line
        else:
            lines.append(word)
    return [line for line in lines if line]


def saved(image):
    content = BytesIO()
    image.save(content, "JPEG", quality=88, subsampling=0, optimize=True)
    return content.getvalue()
