"""Where a link belongs whose words only say what it is: to the readings of a session, or to what it produced."""

import re

from papers.identifiers import arxiv_id, url_key
from readinggroup.readme.found import Link, Material, Work
from readinggroup.readme.reading.links import kinds, sites
from readinggroup.readme.reading.words import lines, works

SHEETS = re.compile(r"slide|deck|ppt|folie|diapo", re.IGNORECASE)
SECOND = re.compile(r"\W*papers?\W*[2-9]\W*", re.IGNORECASE)
MATERIALS = {"slides", "recording", "notes", "notebook", "code", "other"}


class Placing:
    """The part of a draft that places links."""

    def add_link(self, piece, kind, under, in_readings, label=False, role=""):
        """A link whose words are only a label; gives the index of the reading that it is or belongs to."""
        address = kinds.by_address(piece.url)
        words = works.is_label(piece)[0] if label or piece.url else ""
        kind = kind or (words if words != "link" else "")
        if address == "slides" and not piece.own and kinds.LECTURES.search(piece.url):
            address = "paper" if kind == "paper" else address
        if kind == "paper" and address in ("slides", "video", "code", "notebook") and "paper" not in piece.text.lower():
            kind = address
        if kind == "slides" and address == "video" and not SHEETS.search(piece.text):
            kind = "recording"  # “presentation”, and one sees it held
        if kind in ("blog", "notes", "other") and address == "paper" and role != "notes" and sites.is_paper(piece.url):
            kind = "paper"  # "tutorial", "survey": what it is like, and a paper
        if (
            kind in ("code", "notebook")
            and piece.own
            and (under is None or role in ("notes", "links", "slides", "code", "notebook"))
        ):
            self.add_material(kind, piece)
            return under
        if role in ("slides", "recording", "notes"):
            kind = (
                kind
                if kind in ("slides", "recording", "notes", "code", "notebook")
                and kind != role
                and by_own_words(piece, kind)
                else role
            )
        elif role in ("code", "notebook", "blog") and not kind:
            kind = role
        elif role in ("reading", "optional", "title") and not kind:
            kind = (
                address if address in ("slides", "video", "notebook", "code", "blog", "playlist", "notes") else "paper"
            )
            if kind == "notes" or (role == "title" and address in ("other", "join")):
                kind = "other"
        kind = kind or address or ""
        readings = self.session.readings
        target = under if under is not None and under < len(readings) else None
        if target is None and kind == "paper":
            paper = arxiv_id(piece.url)
            target = next(
                (at for at, one in enumerate(readings) if paper and one.url and arxiv_id(one.url) == paper), None
            )
        if target is None and role == "links" and kind in ("paper", "code", "blog"):
            row = [at for at, one in enumerate(readings) if at >= self.row_start and one.under is None]
            row = [at for at in row if kind != "paper" or readings[at].kind == "paper"]
            target = row[0] if len(row) == 1 else None
        if kind == "video":
            kind = "recording" if not (in_readings and role in ("reading", "optional")) else "video"
        if kind in ("slides", "recording", "notes", "playlist"):
            if kind == "slides" and in_readings and role in ("reading",) and target is None and not words:
                return self.new_reading(piece, "slides", None)
            self.add_material(
                {"playlist": "recording"}.get(kind, kind),
                piece,
                about=self.title_of(target) if target is not None and len(readings) > 1 else "",
            )
            return under
        if kind == "join":
            if not self.session.join_url and not piece.url.endswith((".ics",)):
                self.session.join_url = piece.url
            else:
                self.add_material("other", piece)
            return under
        if kind == "paper" or (kind == "" and target is None and role in ("", "reading")):
            if target is not None and readings[target].kind in ("blog", "code") and sites.is_paper(piece.url):
                return self.new_reading(piece, "paper", None)  # “[news](…), [article](…)” are two
            if target is not None and (are_two(readings[target].url, piece.url) or SECOND.fullmatch(piece.text)):
                return self.new_reading(piece, "paper", None)
            if target is not None:
                work = readings[target]
                if not work.url:
                    work.url = piece.url
                elif work.url != piece.url:
                    work.also.append(Link(piece.text, piece.url, piece.line))
                return target
            return self.new_reading(piece, "paper" if kind else "other", None)
        if kind in ("code", "notebook", "blog"):
            if target is None and [one.kind for one in readings if one.under is None] in (["paper"], ["blog"]):
                target = 0
            if (target is not None and kind != "notebook") or (target is not None and in_readings):
                return self.new_reading(piece, kind, target, keep=under)
            if kind == "blog":
                return self.new_reading(piece, kind, None)
            if in_readings and role in ("reading", "optional"):
                self.new_reading(piece, kind, None)
                return under
            self.add_material(kind, piece)
            return under
        if target is not None and role not in ("links",):
            if (
                role in ("reading", "optional", "title") and kind in ("", "other") and piece.text in ("", piece.url)
            ) or kind == "video":
                return self.new_reading(piece, "video" if kind == "video" else "other", target, keep=under)
            if in_readings or label:
                return self.new_reading(piece, "other", target, keep=under)
        if kind == "video":
            return self.new_reading(piece, "video", None)
        if in_readings and role in ("reading", "optional") and target is None and kind == "other":
            self.new_reading(piece, "other", None)
            return under
        self.add_material("other", piece)
        return under

    def new_reading(self, piece, kind, under, keep=None):
        text = lines.clean(piece.text) if not piece.image else ""
        waiting = [i for i, one in enumerate(self.session.readings) if not one.url and one.kind == "paper"]
        if kind == "paper" and under is None and len(waiting) == 1 and works.is_label(piece)[1]:
            self.session.readings[waiting[0]].url = piece.url
            return waiting[0]
        if kind in ("paper", "other", "blog", "video") and under is None and works.is_label(piece)[1]:
            title = ""  # the session's, when it is known
        else:
            title = text
        work = Work(title, piece.url, kind, under=under, line=piece.line)
        same = [at for at, one in enumerate(self.session.readings) if is_same(one.url, piece.url, kind)]
        if same:
            one = self.session.readings[same[0]]
            if piece.url not in (one.url, *(link.url for link in one.also)):
                one.also.append(Link(piece.text, piece.url, piece.line))
            return keep if keep is not None else same[0]
        self.session.readings.append(work)
        if not title:
            work.note = ""
        return keep if keep is not None else len(self.session.readings) - 1

    def add_material(self, kind, piece, title="", about=""):
        if any(
            one.url == piece.url and one.kind == kind and material_title(title) == one.title
            for one in self.session.materials
        ):
            return
        title = material_title(title or (piece.text if not piece.image else ""))
        if kind == "other" and not title:
            title = lines.clean(piece.text)[:200] if piece.text != piece.url and not piece.image else ""
        self.session.materials.append(Material(kind, piece.url, title[:200], about=about, line=piece.line))

    def note_link(self, piece):
        self.recap.append(lines.markdown([piece]))

    def keep(self, pieces, words=""):
        text = lines.markdown(pieces)
        if text:
            self.recap.append(f"{words}: {text}" if words else text)


def is_same(url, other, kind):
    """Whether two addresses are one, or two of one video: “youtu.be/…”."""
    return url == other or (kind == "video" and bool(url) and url_key(url) == url_key(other))


def are_two(url, other):
    """Whether two addresses are those of two papers."""
    return bool(arxiv_id(url) and arxiv_id(other)) and arxiv_id(url) != arxiv_id(other)


def by_own_words(piece, kind):
    said, _ = kinds.by_words(piece.text)
    return said == kind


def material_title(words):
    """What a material's link says beyond its kind: “EDM paper” of “Slides - EDM paper”."""
    words = lines.clean(words)
    if re.match(r"https?://|www\.", words):
        return ""
    if kinds.by_words(words)[1]:
        return ""
    match = re.match(
        r"(?:slides?|recordings?|video|notebook|deck|presentation|notes)\s*(?:[-–—:|]+|for|of|from|on)\s+(?P<rest>.+)",
        words,
        re.IGNORECASE,
    )
    if match:
        return lines.clean(match["rest"])
    return lines.clean(re.sub(r"\s*\b(?:slides?|recording|notebook|deck)$", "", words, flags=re.IGNORECASE)) or words
