"""Who presents, where a sentence says it: “Ada presents: Notes”, “Ada Lovelace nos habló sobre máquinas”."""

import re

from readinggroup.readme.reading.text import tree
from readinggroup.readme.reading.words import lines, people

VERBS = (
    # “Talk” and “lead” alone are nouns.
    r"(?:will|is\s+going\s+to)\s+(?:present|lead|talk|speak|give|discuss|introduce)|(?:(?:will\s+be|is|are)\s+)?(?:presenting|leading|giving|speaking|discussing|introducing)"
    r"|present(?:s|ed)?|leads|led|talks|talked|speaks|spoke|gives|gave|practi[cs]ed|discuss(?:es|ed)?|introduc(?:es|ed?)"
    r"|(?:nos\s+)?(?:present(?:a|an|ó|aron|ará|arán)|habl(?:a|an|ó|aron|ará|arán)|di[oó]|dieron|dará|expuso|expondrá|cont(?:ó|ará)|practicó|mostr(?:ó|ará)|explic(?:ó|ará)|apresent(?:a|ou|ará|aram)|fal(?:a|ou|ará))"
    r"|(?:nous\s+)?(?:a\s+|ont\s+)?(?:présent(?:e|ent|é|era|eront)|parl(?:e|é|era)|expos(?:e|é|era))"
    r"|(?:ci\s+)?(?:(?:ha|hanno)\s+)?(?:presentat?o|parlato|parlerà|presenterà)"
    r"|präsentiert(?:e|en)?|stellt(?:e|en)?|spricht|sprach|hält|hielt|berichtet(?:e)?"
)
SAYS = re.compile(
    rf"\W{{0,3}}(?P<who>[^:：!?\n\"“«]{{2,110}}?),?\s+(?P<verb>{VERBS})(?=[\s:(.,;!]|$)",
    re.IGNORECASE,
)
# Papers “introduce” and authors “present”, and nobody else “will present”.
SURE = re.compile(r"(?:will|is|are)\b", re.IGNORECASE)
# “Los alumnos de magíster Ada Loom y Bo Rod”: who they are stands before their names.
WHO = re.compile(r"^(?:[Tt]he|[Oo]ur|[Ll][oa]s|[Ee]l|[Ll][ae]s?|[Dd]ie|[Dd]er)\s+(?:[a-zà-ÿ]+\s+){1,4}(?=[A-ZÀ-Þ])")
# Capitalised words that present, and are nobody's name.
ANYBODY = re.compile(
    r"(?:authors?|autor\w*|students?|participants?|members?|speakers?|presenters?|attendees?|volunteers?|people|organi[sz]ers?|someone|"
    r"somebody|anyone|researchers?|they|we|he|she|it|you|this|these|that|each|both|team|teams|companies|alumn[oa]s?|nosotros|ellos|se)",
    re.IGNORECASE,
)
# What is presented stands right behind the verb, or behind a colon: the title.
COLON = re.compile(r"[^:：.!?]{0,80}[:：]\s*(?=\S.{3})", re.DOTALL)
TITLE = re.compile(r"(?:\s+(?:on|about|sobre))?\s+(?=[\"“«„(\[*_A-ZÀ-Þ\ufffd])|\s*$")
# “Ada presented.”, “Ada presented, for Bo was ill.”: it says nothing else.
END = re.compile(r"\s*[.,;!](?:\s+|$)")
# Within a log in sentences: “We met at noon. Ada Lovelace walked us through [Notes](…)”.
NAME = r"[A-ZÀ-Þ][\w’'-]+(?:\s+[A-ZÀ-Þ][\w’'-]*\.?){1,3}"
NAMES = rf"{NAME}(?:(?:\s*,\s*|\s*,?\s+(?:and|&)\s+){NAME}){{0,3}}"
TOLD = re.compile(
    rf"(?:^|[.!?]\s+|,\s+)\W{{0,3}}(?P<who>{NAMES})\s+"
    r"(?:(?:will\s+)?(?:present|walk|talk|take|lead|guide)(?:s|ed)?|took|led|presenting)\b(?:\s+us\b)?(?:\s+through\b)?(?=[\s.,;!:]|$)"
)
# “we discussed [Notes](…) with Ada Lovelace”
WITH = re.compile(
    rf"\b[Ww]e\s+(?:discussed|read|covered|talked\s+about)\b[^.!?]{{1,200}}?\swith\s+(?P<who>{NAMES})(?=[.,;!]|$)"
)
# Words of a sentence that are no title of what it leads to.
SENTENCE = re.compile(
    r"\b(?:[Ww]e|us)\s+(?:met|read|discussed|covered|talked|through|looked|had|started|began)\b|\bwill present\b"
)
# The end of a sentence: of one in Korean, its verb.
WHOLE = re.compile(r"(?:(?<=[가-힣])[다요]\s*[.。]|[.!?](?=\s|$)|[。！？])")

# That of a whole paragraph in Korean, as one speaks of what a group does.
ENDED = re.compile(r"[가-힣]니다\s*[.。!]\s*$")


def is_whole(text):
    """Whether a text is a sentence or more, and no names: “each week two of us choose what to read.”"""
    return (
        len(text) > 40
        and bool(WHOLE.search(text))
        and not people.is_person(text.strip(" ."))
        and not people.BY.search(text)
    )


def told(pieces):
    """The names of those who present, where a log in sentences says it anywhere in the line."""
    text = "".join("\ufffd" if piece.url else piece.text for piece in pieces)[:1_000].replace("\n", " ")
    for found in (*TOLD.finditer(text), *WITH.finditer(text)):
        names = people.split(found["who"])
        if names and all(map(people.is_alone, names)) and not any(map(is_nobody, names)):
            return names
    return []


def presenters(pieces):
    """(names, where the title begins) of a line that begins with who presents; ([], 0) of any other. A sentence that is
    no title beside has it at its own head."""
    text = "".join("\ufffd" * len(piece.text) if piece.url else piece.text for piece in pieces)[:400]
    text = text.replace("\n", " ")
    found = SAYS.match(text)
    if not found:
        return [], 0
    who = WHO.sub("", found["who"].strip())
    names = people.split(who) if "\ufffd" not in who else []
    if not names or not people.is_person(who) or any(map(is_nobody, names)):
        return [], 0
    title = COLON.match(text, found.end()) or TITLE.match(text, found.end()) or END.match(text, found.end())
    return names, title.end() if title else 0


def announced(pieces):
    """Who will present, or is presenting, as a sentence below a title says."""
    names, _ = presenters(pieces)
    return names if names and SURE.match(SAYS.match(lines.flat(pieces)[:400].replace("\n", " "))["verb"]) else []


def named(pieces):
    """The pieces of the names where a cell says who presents and nothing else: “Speaker: Ada”, “Discussion led by Ada”;
    nothing of any other."""
    _, role, rest = lines.label(pieces)
    if role not in ("people", "guest", "host"):
        by = people.BY.match(lines.flat(pieces))
        rest = lines.cut(pieces, [(0, by.end())]) if by else []
    # “Ada A. Lovelace”: the article is an initial here.
    return rest if people.is_person(re.sub(r"(?<=\w )A\. (?=[A-ZÀ-Þ])", "", tree.plain(rest))) else []


def is_nobody(name):
    return bool(ANYBODY.fullmatch(name) or people.PLACE.search(name))


def without(pieces):
    """(names, the pieces of the title) of a line that begins with who presents."""
    names, start = presenters(pieces)
    return names, lines.cut(pieces, [(0, start)]) if start else pieces
