"""The whole way from a README to what it says."""

from collections import Counter

from readinggroup.readme.found import Found, Remark
from readinggroup.readme.reading import about, account, decoding, finishing, listed, regular, same_day, weeks
from readinggroup.readme.reading.sections import gather
from readinggroup.readme.reading.text import addresses, blocks, markup
from readinggroup.readme.reading.when import days, years
from readinggroup.readme.reading.yaml import front_matter
from readinggroup.readme.writing.exact import exact

# Of a document that is read once more as one of a group: a schedule alone is shorter, and it takes as long again.
LONGEST = 50_000


def read(text, base_url="", day_first=None):
    """What a README says of a group: its sessions, its list of papers, and what was not understood.

    `text`: Markdown (with HTML in it), or YAML; bytes are decoded. `base_url`: where the document lies, to complete
    relative addresses. `day_first`: whether 3/4/2023 is the third of April, where the document does not tell.

    Found.links are all that lead out of the document, also bare addresses and relative ones. Links to its own headings
    and the sources of images are none; nor are addresses of programs (javascript:), which have a remark without one.

    Raises NotReadableError, in plain words, where the document is too long, and for nothing else.
    """
    text, is_guessed = decoding.decoded(text)
    text = decoding.readable(text)
    found = Found()
    if is_guessed:
        found.remarks.append(Remark(1, "Some signs of this document were not in UTF-8: look at letters with accents."))
    try:
        fill(found, text, addresses.Base(base_url), day_first)
    except RecursionError:
        raise decoding.NotReadableError("This document is nested too deeply to be read.") from None
    found.group.source_url = (
        base_url if account.OPENS.match(base_url or "") and not addresses.is_program(base_url) else ""
    )
    found.remarks.sort(key=lambda remark: remark.line)
    return exact(found, text)


def fill(found, text, base, day_first):
    matter, text = front_matter.split(text)
    programs = []
    root, too_deep = markup.parse(text)
    top = blocks.outline(root, base, programs)
    found.links = account.links(top)
    before = f"{matter.words}\n{base.words}"
    gathering = gather.Gathering(front_matter.headed(matter, top, before), before).run()
    if not gathering.doc.is_group and not gathering.held() and len(text) <= LONGEST:
        again = gather.Gathering(blocks.outline(root, base, []), before, is_group=True).run()
        gathering = again if regular.are_meetings(again.held()) else gathering
    front_matter.read(matter, gathering, found, base)
    found.remarks.extend(
        Remark(line, f"This address opens no page, and is left out: {href[:200]}") for line, href in programs
    )
    found.remarks.extend(Remark(line, "What stands here is nested too deeply to be read.") for line in too_deep[:20])

    drafts = weeks.joined(gathering)
    left = lists(found, gathering.left)
    if not found.papers and not found.sessions and all(draft.is_off for draft in drafts):
        found.papers, left = regular.read(left, gathering.doc)
    found.papers = listed.distinct(found.papers)
    found.ambiguous_dates, remarks = days.settle(drafts, day_first, years.around(gathering, matter))
    found.remarks.extend(remarks)
    finishing.finish(found, drafts)
    found.sessions = same_day.joined(found.sessions, drafts)
    finishing.match_list(found)
    found.remarks.extend(about.fill(found.group, left, top))
    if matter.title and not found.group.name:
        found.group.name = matter.title
    words = Counter(draft.number.word for draft in drafts if draft.number and draft.number.word)
    found.group.session_word = words.most_common(1)[0][0].capitalize() if words else ""
    account.usable(found)
    account.complete(found)


def lists(found, sections):
    """Adds the lists of papers; gives the (section, blocks) without them."""
    left, in_lines = [], listed.are_in_lines(sections)
    for section, rest in sections:
        entries, rest = listed.read(section, rest, in_lines)
        found.papers.extend(entries)
        left.append((section, rest))
    return left
