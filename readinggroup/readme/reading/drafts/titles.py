"""The line that opens a session: its title, its works, and the people who are named before or after them."""

import re

from readinggroup.readme.found import Work
from readinggroup.readme.reading.drafts import cited, credited
from readinggroup.readme.reading.links import kinds
from readinggroup.readme.reading.text import tree
from readinggroup.readme.reading.words import citations, columns, lines, nothing, people, sentences, works

# “Ada Lovelace (University of London) on [Notes](…)”
WHO_ON = re.compile(r"(?P<who>[^()]{4,60}?)\s*(?:\([^()]{2,80}\)\s*)?\b(?:on|about|über|sur|sobre)", re.IGNORECASE)
LEAD = re.compile(
    r"^(?:the\s+)?(?:(?:week|month)(?:\s+(?:of|starting|beginning|ending))?"
    r"|(?:next|upcoming|last|previous|past|this)\s+(?:meeting|session|talk|week|seminar|time|event)|upcoming|meeting|when|date)\s*(?:[:,;–—-]\s*|$)",
    re.IGNORECASE,
)
PLACE = re.compile(r"(?:in\s+)?(?:room|building|online|zoom|hall|location|venue|at)\b[^:]{0,40}", re.IGNORECASE)
INITIAL = re.compile(r"(?:[^\W\d_]\.[\s-]?)+[^\W\d_]{2}")
NAMED = re.compile(r"\(([^()]{2,80})\)")
# Of a book: “Chapter 3: Looms” is a title.
CHAPTER = re.compile(r"(?:chapters?|ch\.?|part|section|kapitel|chapitre|cap[ií]tulo)\s*\d.*", re.IGNORECASE)
# “Ada Lovelace walked us through”: who and that alone, which is said by then.
MOST_WORDS = 6
# Beside it, what the meeting made of it.
SHOWN = ("slides", "recording", "notes", "notebook", "code")
LED = re.compile(r"\((?P<who>[^()]{4,80})\)\s*(?=[^\W\d_])")
# Where someone who is named before it works: “(University of Cambridge)”.
PLACED = re.compile(rf"\(?(?=[^()]*(?:{people.PLACE.pattern}))[^()]{{2,80}}\)\W*", re.IGNORECASE)

# “[Title](…) (Ada); see the”
FIRST = re.compile(r"\s*\((?P<who>[^()]{2,60})\)\s*[;.]\s*(?P<rest>\S.*)", re.DOTALL)
# “(University of Cambridge) and”, between two who present.
JOINED = re.compile(rf"\s*(?:\([^()]{{2,80}}\))?{works.NEXT.pattern[1:]}", re.IGNORECASE)
# “(University of Cambridge) on looms”
ON = re.compile(r"\s*(?P<place>\([^()]{2,80}\)\s*)?(?:on|about|über|sur|sobre)\s+(?=\S)", re.IGNORECASE)
# “[Ada Lovelace (London)](…)”
WORKS_AT = re.compile(r"(?<=\S)\s*\([^()]*\)\s*$")
# “Screening of [Coded Looms](…)”, “with the [Loom Collective](…)”: something that is called so.
OF = re.compile(r"\b(?:of|the|an?|this|our)$", re.IGNORECASE)
# “[Looms](…) - [Ada Lovelace](…)”
BEHIND = re.compile(r"\s*[-–—|]{1,2}\s*")


def line(draft, pieces, is_list):
    """Adds what such a line says. `is_list`: it stands in a list or text, where words before a link are a topic."""
    pieces = without_label(draft, pieces)
    if pieces is None:
        return
    draft.session.is_cancelled |= is_struck(pieces) and nothing.is_cancelled(draft.words)
    if credited.read(draft, pieces):
        return
    names, pieces = sentences.without(pieces)
    names = names or sentences.told(pieces)
    draft.session.people.extend(people.persons(names, line=draft.session.line))
    line = works.read(pieces)
    if line.works and names and sentences.SENTENCE.search(line.before):
        if len(line.before.split()) > MOST_WORDS:
            draft.recap.append(line.before)
        line.before = ""
    before = opening(draft, line.before)
    own = [work for work in line.works if work.is_linked or work.link or work.beside]
    if own and is_homepage(own[0]) and not OF.search(before):
        first = own.pop(0)
        while own and JOINED.match(first.tail) and is_homepage(own[0]):
            first.tail = ""
            speaker(draft, first, before)
            first = own.pop(0)
        before = speaker(draft, first, before)
    while len(own) > 1 and BEHIND.fullmatch(own[-2].tail) and is_homepage(own[-1]):
        last = own.pop()
        speaker(draft, last, "")
        own[-1].tail = last.tail
    if own:
        named(draft, own, before, pieces, is_list)
    elif citations.FORMAL.match(before := split_person(draft, cited.without_led(draft, before))):
        title, authors, venue, note = citations.split(before)
        draft.session.title = title
        draft.session.readings.append(Work(title, "", "paper", authors, venue, note, line=draft.session.line))
    else:
        draft.session.title = before
    place(draft, line.loose, "" if own else "title")


def without_label(draft, pieces):
    """What follows a label “Title:”; None where another label says all of the line, which is added then."""
    label, role, rest = lines.label(pieces)
    if CHAPTER.fullmatch(label) and all(works.is_label(piece)[0] in SHOWN for piece in tree.links(rest)):
        return pieces
    if role == "title" and (tree.plain(rest) or tree.links(rest)):
        return rest
    if role not in ("reading", "people", "host", "optional", "slides", "recording"):
        return pieces
    if not (tree.plain(rest) or tree.links(rest)) or (draft.session.title and role not in ("people", "host")):
        return pieces
    draft.line(pieces)
    return pieces if role == "reading" and not draft.session.readings else None


def is_struck(pieces):
    """Whether all words are struck out, and none of them a link."""
    words = [piece for piece in pieces if piece.text.strip() or piece.url]
    return bool(words) and not tree.links(pieces) and all(piece.struck for piece in words)


def opening(draft, words):
    """The words before the first work, without who presents it and what only leads to it."""
    words = words.strip(lines.ENDS)
    found, words = people.pull(words if NAMED.fullmatch(words) else lines.clean(words), draft.session.line)
    draft.session.people.extend(found)
    if (bracketed := NAMED.fullmatch(words)) and people.is_person(bracketed[1]):
        # "7/19 5pm (Mark):" above what Mark presents
        draft.session.people.extend(people.persons(people.split(bracketed[1]), line=draft.session.line))
        words = ""
    elif (led := LED.match(words)) and cited.are_people(led["who"]) and not columns.role(led["who"]):
        draft.session.people.extend(people.persons(people.split(led["who"]), line=draft.session.line))
        words = words[led.end() :]
    return without_lead(lines.clean(words), draft)


def speaker(draft, work, before):
    """“Invited talk: [Ada Lovelace](her homepage), “Notes””: adds her; gives the words that are the title."""
    name = WORKS_AT.sub("", work.title)
    draft.session.people.append(people.person(name, url=work.link.url, line=work.line))
    if PLACED.fullmatch(work.tail.strip()) or JOINED.match(work.tail):
        draft.recap.append(lines.clean(work.tail))
    else:
        on = ON.match(work.tail)
        before = lines.clean(work.tail[on.end() if on else 0 :]) or before
    place(draft, work.beside)
    return before


def place(draft, labelled, role=""):
    """Adds links that say only what they are. `role`: of those that do not even say that."""
    for kind, piece in labelled:
        is_bare = kind == "link"
        draft.add_link(piece, "" if is_bare else kind, None, False, label=True, role=role if is_bare else "")


def named(draft, own, before, pieces, is_list):
    """Adds the works of the line, and makes the title of them."""
    first = own[0]
    # "Alice: [Title](…)" names who presents.
    before = without_bracketed(draft, before)
    if (who := WHO_ON.fullmatch(before)) and cited.are_people(who["who"]):
        draft.session.people.extend(people.persons(people.split(who["who"]), line=first.line))
        before = ""
    authors = citations.names(before) if is_cited(first, before, pieces) else []
    before = "" if authors else before
    if before and people.is_person(before) and ": " not in before:
        names = people.split(before)
        is_said = {person.name for person in draft.session.people} >= set(names)
        draft.session.people.extend(people.persons([] if is_said else names, line=first.line))
        draft.lead, before = "" if is_said else before, ""
    draft.session.title = title_of(own, before, pieces, is_list)
    draft.is_linked_title = first.is_linked and not before
    for work in own:
        work.tail = names_after(draft, work.tail, work)
        if is_page(draft, work):
            draft.add_material("other", work.link, title=work.title)
            draft.session.title = split_person(draft, draft.session.title)
            place(draft, work.beside)
            draft.keep([tree.Piece(lines.clean(work.tail), line=work.line)])
            continue
        if not work.is_linked and not work.link and not any(is_read(*labelled) for labelled in work.beside):
            # The title of a meeting with slides, and no work to read.
            place(draft, work.beside)
            if tail := lines.clean(work.tail):
                draft.recap.append(tail)
            led, title = people.pull(draft.session.title, work.line)
            draft.session.people.extend(led)
            draft.session.title = split_person(draft, title)
            continue
        if not work.is_linked:
            work.title = split_person(draft, work.title, is_work=True)
            draft.session.title = draft.session.title if len(own) > 1 else work.title
        index = draft.add_work(work, "title", None, False, False)
        if work is first and index is not None:
            draft.session.readings[index].authors = draft.session.readings[index].authors or authors


def is_cited(work, before, pieces):
    """Whether names before a title are of those who wrote it: “A. Loom and B. Rod. [Notes](…) In Memoirs, 2020”."""
    if not work.is_linked or not pieces[0].text.rstrip().endswith(".") or not citations.YEAR.search(work.tail):
        return False
    return people.is_person(before) and (len(people.split(before)) > 1 or bool(INITIAL.match(before)))


def is_page(draft, work):
    """Whether a link that has the day of the meeting in its words leads to the page of it, and not to what was read."""
    kind = kinds.by_address(work.link.url) if work.link and work.link.url == draft.page else "paper"
    return kind in ("", "other") or (kind in ("code", "notebook", "blog", "notes") and work.link.own)


def is_read(kind, piece):
    """Whether a link beside a title leads to the work; “PDF” may be of slides."""
    return kind == "link" or (kind == "paper" and kinds.by_address(piece.url) != "slides")


def without_bracketed(draft, before):
    """“Looms (Ada Lovelace, Bo Rod)” before what they showed."""
    words, found, inside = before.rpartition("(")
    names = inside.rstrip(" .").removesuffix(")")
    is_said = found and names != inside.rstrip(" .") and people.is_person(names)
    if not is_said or not all(map(people.is_alone, people.split(names))):
        return before
    draft.session.people.extend(people.persons(people.split(names), line=draft.session.line))
    return lines.clean(words)


def title_of(own, before, pieces, is_list):
    if before and not is_list and not own[0].is_linked:
        return lines.clean(f"{before} {own[0].title}")
    if nothing.is_empty(before) or columns.role(before):
        return "; ".join(lines.clean(work.title) for work in own)
    if is_list:
        return f"{before}{'' if OF.search(before) else ':'} {'; '.join(work.title for work in own)}"
    return lines.clean(tree.plain(works.unlabelled(pieces)))


def without_lead(text, draft):
    """Without words that only say that it is a meeting, or where: “Next meeting: Room 2.15”."""
    text = lines.clean(LEAD.sub("", re.sub(r"(?:\s*,){2,}", ",", text)))
    if draft.when and PLACE.fullmatch(text):
        draft.recap.append(text)
        return ""
    return text


def names_after(draft, tail, work):
    """“[Title](…) (Alice)”, “[Title](…) — Alice Smith”: the names taken out of what stands after a title."""
    found, tail = people.pull(tail, work.line)
    draft.session.people.extend(found)
    if (first := FIRST.match(tail)) and people.is_person(first["who"]):
        draft.session.people.extend(people.persons(people.split(first["who"]), line=work.line))
        return first["rest"]
    text = lines.clean(nothing.without_cancelled(tail))
    label, role, _ = lines.label([tree.Piece(text)]) if text else ("", "", [])
    if role in ("people", "host"):
        draft.add_people([tree.Piece(text[len(label) :].lstrip(" :–—-"), line=work.line)], role)
        return ""
    if len(names := people.split(text)) > 2 and all(map(INITIAL.match, names)):
        return tail  # “[Notes](…) A. Loom, B. Rod, C. Gear” wrote it
    if text and people.is_person(text) and not any(p.name == text for p in draft.session.people):
        draft.session.people.extend(people.persons(people.split(text), line=work.line))
        return ""
    return tail


def is_homepage(work):
    """Whether a link leads to a person, and not to what that person wrote."""
    if not work.is_linked or not people.is_person(work.title) or not all(map(people.is_full, people.split(work.title))):
        return False  # “Verification and Testing” are no two people
    return kinds.by_address(work.link.url) in ("", "other") or bool(
        re.fullmatch(r"https?://github\.com/[\w-]+/?", work.link.url)
    )


def split_person(draft, text, is_work=False):
    """The title without the name in brackets or after a dash at its end, which is added to the people."""
    names, rest, more = people.around(text, is_work)
    draft.session.people.extend(people.persons(names, line=draft.session.line))
    if more:
        draft.recap.append(more)
    return rest
