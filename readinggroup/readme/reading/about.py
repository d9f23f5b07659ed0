"""What the document says of the group: its name, its introduction, where to join it."""

import re

from readinggroup.readme.found import Remark
from readinggroup.readme.reading.links import kinds
from readinggroup.readme.reading.sections import evidence
from readinggroup.readme.reading.text import tree
from readinggroup.readme.reading.words import lines, render, works

JOIN = re.compile(
    r"\b(?:join|sign[\s-]?up|subscribe|mailing list|discord|slack|register|invite|zoom|google group|newsletter|"
    r"beitreten|rejoindre|inscri\w+)\b",
    re.IGNORECASE,
)
PLAYLIST = re.compile(r"playlist|recordings?|youtube|channel", re.IGNORECASE)
KEPT = re.compile(
    r"about|introduc|welcome|overview|what|who|why|when|where|how|join|contact|format|logistics|rules?|goal|motivation|guideline|organi[sz]|"
    r"meeting|time|location|venue|communication|mailing|zoom|faq|code of conduct|info|details|general",
    re.IGNORECASE,
)
# Longer ones are documents of their own.
LONGEST = 12_000


def fill(group, left, top):
    """Fills in the group from the blocks that no session took; gives a remark for each section that is left out."""
    remarks, texts = [], []
    group.name, group.line = name_of(top)
    first = top.sections[0] if top.sections else None
    for section, blocks in left:
        if not blocks:
            continue
        links_of(group, blocks)
        if section is None:
            remarks.append(left_out(blocks, ""))
            continue
        words = evidence.words(section)
        if evidence.is_contents(section) or is_contents(blocks):
            continue
        text = render.markdown([block for block in blocks if not is_contents([block])])
        opening = section is top or section is first
        if not text.strip():
            continue
        if opening or (KEPT.search(words) and section.line):
            texts.append(text if opening else f"### {lines.markdown(section.heading.pieces)}\n\n{text}")
        else:
            remarks.append(left_out(blocks, words))
    kept = ""
    for text in texts:
        if len(kept) + len(text) > LONGEST:
            remarks.append(Remark(group.line, f"Too long for an introduction, and left out: “{text[:80]}…”"))
            continue
        kept = f"{kept}\n\n{text}".strip()
    group.introduction = kept
    return remarks


def name_of(top):
    for section in top.walk():
        if section.heading and section.level <= 2:
            words = lines.clean(tree.plain(section.heading.pieces))
            if words and not evidence.is_contents(section):
                return words[:200], section.line
    return "", 0


def left_out(blocks, words):
    line = next((block.line for block in blocks if block.line), 0)
    text = " ".join(render.markdown(blocks).split())
    where = f"“{words}”" if words else "This"
    return Remark(
        line, f"{where} is no session and no part of the introduction: “{text[:160]}{'…' if len(text) > 160 else ''}”"
    )


def is_contents(blocks):
    """A list of nothing but words that were links within the document is a table of contents."""
    return bool(blocks) and all(isinstance(block, tree.Bullets) and block.is_contents for block in blocks)


def links_of(group, blocks):
    for piece, around in pieces_of(blocks):
        if not piece.url.startswith(("http://", "https://")):
            continue
        kind = kinds.by_address(piece.url)
        if (
            kind == "playlist"
            and not group.playlist_url
            and ("list=" in piece.url or PLAYLIST.search(f"{piece.text} {around}"))
        ):
            group.playlist_url = piece.url
        elif (
            not group.join_url
            and (kind == "join" or JOIN.search(piece.text))
            and kind not in ("paper", "playlist", "recording")
        ):
            group.join_url = piece.url
            group.join_label = "" if works.is_label(piece)[1] else lines.clean(piece.text)[:80]


def pieces_of(blocks):
    """Each link with the words of its line."""
    for block in blocks:
        if isinstance(block, tree.Text):
            around = tree.plain(block.pieces)[:500]
            yield from ((piece, around) for piece in tree.links(block.pieces))
        elif isinstance(block, tree.Bullets):
            for item in block.items:
                yield from pieces_of(item.blocks)
        else:
            for row in block.rows:
                for cell in row.cells:
                    yield from ((piece, "") for piece in tree.links(cell.pieces))
