"""The lines of a paragraph: which breaks of the source are meant, and which go on with the line."""

from readinggroup.readme.reading.text import tree
from readinggroup.readme.reading.when import dates
from readinggroup.readme.reading.words import columns, lines, people, works


def joined(pieces):
    """The lines of a paragraph: a break that only the source has goes on with the line, unless what follows begins
    anew with a label, a link or bold words."""
    found = []
    for hard in tree.lines(pieces, soft=False):
        for number, line in enumerate(tree.lines(hard)):
            if found and is_title(found[-1]) and is_labels(line):
                found[-1] = [*found[-1], tree.Piece(" ", line=line[0].line), *line]
                continue
            starts = line[0].url or line[0].bold or lines.label(line)[1] or dates.find(tree.plain(line)[:20])
            starts = starts or (found and ends_with_link(found[-1]) and people.is_alone(tree.plain(line)))
            if number and not starts and found:
                found[-1] = [*found[-1], tree.Piece(" ", line=line[0].line), *line]
            else:
                found.append(line)
    return found


def ends_with_link(line):
    """Whether nothing but signs stands behind the last link of a line, so that a name below begins anew."""
    at = max((at for at, piece in enumerate(line) if piece.url), default=None)
    return at is not None and not any(sign.isalnum() for sign in lines.flat(line[at + 1 :]))


def is_title(line):
    """Whether a line is bold words and no label, as a title is above a line of links."""
    words = [piece for piece in line if piece.text.strip()]
    return (
        bool(words)
        and all(piece.bold and not piece.url for piece in words)
        and not lines.label(line)[1]
        and not columns.role(tree.plain(line))
    )


def is_labels(line):
    """Whether a line has nothing but links that say what they are."""
    outside = "".join(piece.text for piece in line if not piece.url)
    return (
        bool(tree.links(line))
        and not any(sign.isalnum() for sign in outside)
        and all(works.is_label(piece)[1] for piece in tree.links(line))
    )
