"""The line that opens a session."""

from readinggroup.readme.reading.drafts import titles
from readinggroup.readme.reading.text import tree
from readinggroup.readme.reading.when import scenes
from readinggroup.readme.reading.words import lines, works


def read(draft, head, is_list=False):
    """Adds what the opening line says: number, date, time, title and links, people; gives the role that its last words,
    as “Resources:”, set for a list below."""
    draft.number, draft.when = head.number, head.when
    if head.clock:
        draft.add_clock(head.clock)
    draft.words, draft.page, draft.opened = head.words, head.page, head.pieces
    for piece in head.clocks:
        draft.note_link(piece)
    draft.is_monthly = bool(head.month)
    if head.month:
        draft.scene = [*draft.scene, scenes.of_month(head.month)]
        draft.recap.append(head.words[head.month.start : head.month.end])
    first, *rest = tree.lines(head.pieces, soft=False) or [[]]
    parts = [first]
    # Lines of the source below the first are lines of the text, where they begin with a label or a link of their own.
    for line in tree.lines(first)[1:] if first else []:
        if lines.label(line)[1] or (line and line[0].url and works.is_label(line[0])[1]):
            parts = [first[: index_of(first, line[0])], first[index_of(first, line[0]) :]]
            break
    titles.line(draft, strip_lead(parts[0]), is_list)
    said = ""
    for line in [*(line for part in parts[1:] for line in tree.lines(part)), *rest]:
        role, _ = draft.line(line)
        said = role if tree.plain(line).endswith((":", "：")) else ""
    return said


def index_of(pieces, piece):
    return next(at for at, one in enumerate(pieces) if one is piece)


def strip_lead(pieces):
    """Without the dash or colon that stood between a date and the title."""
    if pieces and not pieces[0].url:
        pieces = [lines.copy(pieces[0], lines.ORNAMENT.sub(" ", pieces[0].text)), *pieces[1:]]
    while pieces and not pieces[0].url and not pieces[0].text.strip(lines.ENDS + ".()[]"):
        pieces = pieces[1:]
    if pieces and not pieces[0].url:
        pieces = [lines.copy(pieces[0], pieces[0].text.lstrip(lines.ENDS + ".)]")), *pieces[1:]]
    return pieces
