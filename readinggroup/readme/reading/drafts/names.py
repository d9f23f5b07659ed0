"""Who presents, where only all titles of a list together tell a name from a topic."""

import re
from collections import Counter

from readinggroup.readme.reading.words import lines, nothing, people

PREFIX = re.compile(r"(?P<who>[^:：–—|]{2,60}?)\s*(?:[:：]|\s[-–—|])\s+(?P<title>\S.*)")
SUFFIX = re.compile(
    r"(?P<title>.{3,}?)\s*(?:\s[-–—|/]\s|,\s|\s--\s|\(|(?P<colon>:\s))\s*(?P<who>(?:(?!\s-\s)[^()–—|,:]){2,60}"
    r"(?:,\s[^()–—|,:]{2,40}){0,4})\)?$"
)
# "Ada Lovelace, notes on the engine": who presents, and perhaps what.
WHO = re.compile(r"(?P<who>[^,:–—|()\[\]]{3,60}?)(?:\s*,\s+(?P<title>.+)|\s*(?:\([^()]*\))?\W*)")
# “Ada Lovelace on weighted looms”
ON = re.compile(r"(?P<who>[^:：–—|,()]{4,60}?)\s+(?:on|about)\s+(?P<title>[^A-ZÀ-Þ\W][^A-ZÀ-Þ]{4,200})")


def split_names(drafts):
    """Takes the names out of titles where the sessions of a list have them all at the same place: “Ada: Notes”,
    “Notes - Ada”. One title alone would not tell a name from a topic."""
    for form in (PREFIX, SUFFIX):
        found = []
        for draft in drafts:
            match = form.fullmatch(draft.session.title[:300])
            if form is PREFIX and draft.is_linked_title and ":" in draft.session.title:
                continue  # "Mamba: Linear-Time …" is what the work is called
            if (
                match
                and form is SUFFIX
                and match["colon"]
                and not all(map(people.is_alone, people.split(match["who"])))
            ):
                continue  # “Engines: Notes”
            if match and people.is_person(match["who"]) and not draft.session.people:
                found.append((draft, match))
        titled = [draft for draft in drafts if draft.session.title]
        beside = sum(map(ends_with_name, drafts)) if form is SUFFIX else 0
        sure = form is PREFIX and (len(found) == len(titled) or all(people.is_full(match["who"]) for _, match in found))
        need = 2 if sure else 3
        if len(found) < need or (
            len(found) + beside < len(titled) * 0.6 and not (form is PREFIX and are_known(found, titled, drafts))
        ):
            continue
        for draft, match in found:
            draft.session.people.extend(people.persons(people.split(match["who"]), line=draft.session.line))
            old, draft.session.title = draft.session.title, lines.clean(match["title"])
            if nothing.is_empty(draft.session.title):
                draft.session.title = ""
            for work in draft.session.readings:
                work.title = draft.session.title if work.title == old else work.title


def ends_with_name(draft):
    """Whether who presents was found behind a dash in the line that opens a session."""
    names = [re.escape(person.name) for person in draft.session.people]
    return bool(names) and bool(re.search(rf"(?:\s[-–—|/]\s|,\s|\()(?:{'|'.join(names)})(?!\w)", draft.words[:400]))


def are_known(found, titled, drafts):
    """Whether the words before the dashes of a list come again as names do, and one is known to present elsewhere."""
    known = {person.name.casefold() for draft in drafts for person in draft.session.people}
    names = [name.casefold() for _, match in found for name in people.split(match["who"])]
    parted = sum(bool(PREFIX.fullmatch(draft.session.title[:300])) for draft in titled)
    return (
        len(found) > 4
        and len(found) * 5 >= parted * 4
        and bool(known & set(names))
        and sum(names.count(name) > 1 for name in set(names)) > 1
    )


def split_known(drafts):
    """Takes the people of other sessions out of titles, whatever the other titles are: “Ada Lovelace, Bo Loom: Notes”,
    “Practice talks: Ada Lovelace”, and “Ada: Looms: what they are” where Ada presents at several."""
    known = Counter(person.name.casefold() for draft in drafts for person in draft.session.people)
    for draft in drafts:
        session = draft.session
        if session.people or draft.is_linked_title:
            continue
        for form in (PREFIX, SUFFIX):
            match = form.fullmatch(session.title[:300])
            names = people.split(match["who"]) if match and people.is_person(match["who"]) else []
            if names and all(known[name.casefold()] > (0 if people.is_full(name) else 1) for name in names):
                session.people.extend(people.persons(names, line=session.line))
                old, session.title = session.title, lines.clean(match["title"])
                for work in session.readings:
                    work.title = session.title if work.title == old else work.title
                break


def doubt_leads(drafts):
    """Gives back the words before a link to the titles where they are single words, and hardly any other title of the
    list begins so: “Curiosity: [Exploration by …](…)” is no paper that Curiosity presents."""
    led = [draft for draft in drafts if draft.lead]
    is_rare = len(led) * 4 < len(drafts)
    for draft in led:
        names = people.split(draft.lead)
        # “Who: Ada” below says that nobody of that name does.
        if not is_rare and all(person.name in names for person in draft.session.people):
            continue
        if not all(map(people.is_full, names)):
            draft.session.people = [person for person in draft.session.people if person.name not in names]
            draft.session.title = f"{draft.lead}: {draft.session.title}"


def split_lone_names(drafts):
    """Takes for people what are names alone, or before a comma, in nearly all titles of a list."""
    titled = [draft for draft in drafts if draft.session.title and not nothing.is_empty(draft.session.title)]
    found = []
    for draft in titled:
        match = WHO.fullmatch(draft.session.title[:300])
        who = match["who"].strip() if match else ""
        are_names = bool(who) and all(people.is_name(name, words=2) for name in people.split(who) or [who])
        if match and not draft.is_linked_title and not draft.session.people and are_names:
            found.append((draft, match, who))
    topics = sum(not all(map(people.is_alone, people.split(who))) for _, _, who in found)
    plural = sum(who.endswith("s") for _, _, who in found)
    if len(found) < 3 or len(found) < len(titled) * 0.8 or topics * 5 >= len(found) or plural * 3 > len(found):
        return
    for draft, match, who in found:
        draft.session.people.extend(people.persons(people.split(who), line=draft.session.line))
        title = lines.clean(match["title"] or "")
        draft.session.title = "" if nothing.is_empty(title) else title


def split_speakers(drafts):
    """“Ada Lovelace on weighted looms”: the names before topics in small letters, where several titles have them.
    “Gradient Flow on the Simplex” is all title."""
    found = []
    for draft in drafts:
        match = ON.fullmatch(draft.session.title[:300])
        if match and not draft.session.people and not draft.is_linked_title and people.is_alone(match["who"]):
            found.append((draft, match))
    plural = sum(match["who"].endswith("s") for _, match in found)
    if len(found) < 3 or plural * 3 > len(found):
        return
    for draft, match in found:
        draft.session.people.append(people.person(match["who"], line=draft.session.line))
        draft.session.title = lines.clean(match["title"])


def known_names(drafts):
    """Takes for people the titles of a list that are nothing but names of people of the document."""
    known = {person.name.casefold() for draft in drafts for person in draft.session.people}
    titled = [draft for draft in drafts if draft.session.title and not draft.is_off and not draft.session.people]
    found = [
        draft
        for draft in titled
        if not draft.is_linked_title
        and people.is_person(draft.session.title)
        and all(name.casefold() in known for name in people.split(draft.session.title))
    ]
    for draft in found if len(found) > 1 else []:
        names = people.split(draft.session.title)
        draft.session.people.extend(people.persons(names, line=draft.session.line))
        draft.session.title = ""
