"""What opens as a meeting does and may be none: a day far into a line, a figure like “3.1.” in a list of one item,
and a “next meeting” that stands among the others, too."""

from readinggroup.readme.reading.sections import occasions


def settle(doubtful, left):
    """Gives back the blocks of a doubtful one that is alone in a document, and names nothing to read, no material, no
    person and no number. `doubtful`: (draft, section, blocks); `left`: the (section, blocks) that no meeting took."""
    alone = [found for found in doubtful if not is_settled(found[0])]
    if len(alone) != 1:
        return
    ((draft, section, blocks),) = alone
    draft.is_off, draft.words = True, ""
    rest = next((rest for at, rest in left if at is section), None)
    if rest is None:
        left.append((section, blocks))
    else:
        rest[:0] = blocks


def is_settled(draft):
    session = draft.session
    return bool(draft.is_off or draft.number or session.readings or session.materials or session.people)


def once(drafts):
    """Drops the next meeting of which no day is said, where another reads the same."""
    for draft in drafts:
        said = {work.url for work in draft.session.readings if work.url}
        others = {work.url for one in drafts if one is not draft and not one.is_off for work in one.session.readings}
        if said and said <= others and not draft.when and occasions.NEXT.fullmatch(draft.words):
            draft.is_off = True
