"""People: who a line says presents, joins or hosts, and whether some words can be a name at all."""
# ruff: noqa: E501 -- tables of words

import re

from readinggroup.readme.found import Person
from readinggroup.readme.reading.text import tree
from readinggroup.readme.reading.words import citations, lines

# "(presented by X)", "- Presented by X", "led by X", "walk-thru by X", "with guest X".
BY = re.compile(
    r"(?P<by>\b(?:discussion\s+)?(?:presented|presenting|led|lead|given|introduced|discussed|hosted|moderated|facilitated|chaired|organized|organised|"
    r"explained|delivered|présenté|presentado|presentato|apresentado|vorgestellt|gehalten)\s+(?:by|von|par|por|da)"
    r"|\b(?:code\s+)?(?:walk[- ]?th(?:ru|rough))\s+by|\b(?:talk|presentation|lecture|slides|discussion|session)\s+by)(?![a-z])\s*:?\s*"
    r"|(?P<eastern>발표자|主[讲講]人|[报報]告人|分享人|発表者|担当者?|[领領]读人|[领領导導]讀人)(?:\s*[:：]\s*|\s+)(?=[\u3040-\u9fff\uac00-\ud7af])",
    re.IGNORECASE,
)
# “由 Looms 的张三、@bo 分享…”: a sentence of Chinese with who presents.
SHARED = re.compile(
    r"(?:^|[。；;\n])\s*由\s*(?:[^。，,；;\n]{1,40}?\s*的\s*)?(?!浅|我们|大家|各位|此|于)(?P<who>[^。；;\n的]{2,60}?)\s*(?:来|为大家)?\s*(?:分享|主讲|讲解|领读|报告)"
)
# “[Notes](…) (Ada presents)”
PRESENTS = re.compile(
    r"\s*\((?P<who>[^()]{2,60}?)\s+(?:(?:is|are|will be)\s+)?(?:presents?|presenting|leads?|leading|will\s+(?:present|lead))\)",
    re.IGNORECASE,
)
ROLES = {"walk": "walk-through", "hosted": "host", "moder": "host", "facil": "host", "chair": "host", "organ": "host"}
# “As discussed by the guides”: what a text speaks of.
SOMETHING = re.compile(r"(?:the|a|an|this|these|his|her|their|most|some)\s+[a-z]")
NOBODY = re.compile(
    r"(?:t\.?b\.?[adc]\.?|to be (?:announced|determined|confirmed|decided)|n\.?\s?n\.?|n/?a|none|nobody|no one|open|free|vacant|available|unassigned|"
    r"everyone|everybody|all|group|whole group|various|multiple|self|volunteers?(?: needed)?|you\??|your name(?: here)?|maybe you\??|"
    r"\?+|-+|–|—|x+|\.+|discussion|group discussion|open discussion|canceled|cancelled|holiday|(?:\w+ )?break|kick-?off(?: meeting)?|no (?:meeting|session).*|"
    r"arxiv|papers?|journal club|(?:neurips|nips|icml|iclr|cvpr|iccv|eccv|emnlp|naacl|aaai)(?:\W*(?:20)?\d\d)?|workshop|conference|tutorial|looking for.*|sign up.*|待定|未定|미정|無|无|нет|tbd .*)",
    re.IGNORECASE,
)
SPLIT = re.compile(r"\s*(?:[,;/|+、，；・]|\s&\s|(?<=\w)&(?=\w)|(?<=\s)(?:and|und|et|y|e|og|och|en|with|и)(?=\s))\s*")
TITLES = r"(?:(?:prof|dr|professor|mr|ms|mrs|sir|assoc|asst)\.?\s+)"
TITLE = re.compile(TITLES, re.IGNORECASE)
PLACE = re.compile(
    r"\b(?:universit\w*|univ|institut\w*|college|school|lab|labs|laborator\w*|inc|ltd|corp|gmbh|department|dept|faculty|center|centre|"
    r"google|deepmind|openai|microsoft|facebook|meta|nvidia|amazon|apple|ibm|mit|stanford|berkeley|cmu|oxford|cambridge|harvard|eth|epfl|"
    r"mila|inria|cnrs|anthropic|tencent|alibaba|baidu|bytedance|huawei|deepseek|zhipu|salesforce|adobe|samsung|uc|ucla|ucsd|nyu|kaist|"
    r"princeton|yale|caltech|cornell|columbia|tsinghua|peking|phd|postdoc|student|ph\.?\s?d\.?|m\.?sc|b\.?sc|prof|researcher|research|room|hospital|ai|llc)\b",
    re.IGNORECASE,
)
# "Thanks to Ada for volunteering!", "Ada will present": the words around a name.
POLITE = re.compile(
    r"^\W*(?:(?:(?:many|big|special|huge|our)\s+)?(?:thank\s+you|(?:thanks|kudos|merci|danke|gracias)\s+(?:to|à|an|a)\b)[\s,:]+|courtesy\s+of\s+)"
    r"|\s+(?:for\s+(?:volunteering|presenting|leading|hosting|organi[sz]ing|signing\s+up|offering|giving|taking)\b.*"
    r"|(?:will\s+be\s+|is\s+|are\s+)?(?:presenting|leading|hosting)(?:\s+(?:this|the|it|on|for)\b.*)?|(?:氏|さん|様|先生|老师|님|씨)"
    r"|will\s+(?:present|lead|host|talk|speak)\b.*|volunteered\b.*)$",
    re.IGNORECASE,
)
DEGREE = re.compile(
    r"(?:m\.?s|m\.?d|m\.?a|b\.?s|b\.?a|m\.?eng|mph|mba|d\.?phil|sc\.?d|jr|sr|rn|pharmd|dvm)\.?", re.IGNORECASE
)
# More signs than a name of the East has: where someone works.
EASTERN = re.compile(r"[\u3040-\u9fff\uac00-\ud7af]{6,}")
# “LOVELACE, Ada; HOPPER, Grace”: the family name first, in capitals.
FAMILY = r"[A-ZÀ-Þ][A-ZÀ-Þ’'-]+,\s+[A-ZÀ-Þ][a-zß-ÿ’'.-]+(?:\s+[A-ZÀ-Þ][a-zß-ÿ’'.-]*)?"
LOUD = re.compile(rf"{FAMILY}(?:\s*[;/&]\s*{FAMILY})*")
PART = r"(?:[^\W\d_][\w’'`.-]*)"
# “[Ada Lovelace]”, which was to be a link.
BRACKETED = re.compile(r"^\s*\[([^\[\]]*)\]\s*$")
NAME = re.compile(rf"@?{PART}(?:\s+{PART}){{0,4}}")
SMALL_WORDS = """
van von de der den del della di da dos du la le el al bin ibn ter ten y e zu st
"""
SMALL = set(SMALL_WORDS.split())
# Capitalised words that stand alone or at the end of titles, and are nobody.
NOT_NAMES_WORDS = """
introduction intro overview review reviews survey kickoff kick-off welcome organization planning tutorial
workshop learning deep machine neural network networks model models modeling language vision graph graphs
attention transformer transformers diffusion reinforcement bayesian inference statistics theory algorithm
algorithms systems system data science computing quantum physics biology optional part session week paper papers
reading readings discussion meeting chapter slides video recording notes code pdf arxiv blog the a an on in of
for and with to from by cancelled canceled postponed rescheduled holiday break tbd tba zoom online room building
hall january february march april may june july august september october november december monday tuesday
wednesday thursday friday saturday sunday spring summer fall autumn winter nature cell neurips nips icml iclr
cvpr iccv eccv acl emnlp naacl aaai ijcai kdd sigir chi popl pldi icfp osdi sosp nsdi sigmod vldb biorxiv pnas
jmlr tmlr neuron elife plos ieee acm siggraph eurocrypt crypto ccs usenix wacv miccai interspeech icassp colm
corl icra iros rss uai aistats colt tacl coling conll optimization generation generative representation
representations classification analysis design methods method applications application processing recognition
detection segmentation causal causality fairness robustness interpretability alignment safety agents agent
translation retrieval embeddings prompting reasoning scaling laws training pre-training pretraining foundations
foundation principles summary logic types programming languages compiler compilers philosophy mind consciousness
ethics genomics evolution ecology neuroscience cognition memory english french german discord slack github
youtube past upcoming future previous schedule resources join about contributing rules main final presentation
presentations talk talks seminar lecture event group club journal exam project projects q&a qa social party
wrap-up wrapup recap brainstorming general new old no yes not open poster special guest edition how why what
when where who is are do does can gaussian variational markov monte carlo bandits games game-theory convex
stochastic linear algebra calculus topology geometry form quiz homework assignment link here due map plan lead food snacks
 easter christmas thanksgiving holidays
"""
NOT_NAMES = set(NOT_NAMES_WORDS.split())
# The ends of words that names hardly ever have.
TOPIC = re.compile(
    r"(?:[tsx]ion|ment|ity|ics|ology|graphy|ness|ism|ance|ence|[zg]ing|[eo]ring|ssing|ive|ous|[ai]ble|i[sz]ed|ical|onal|iers?|ysis)s?$",
    re.IGNORECASE,
)
GIVEN = re.compile(r"^(?:by:?|guest(?: speaker)?:|speaker:|presenter:)\s+", re.IGNORECASE)
LONGEST = 300
# “Ada (Augusta) Lovelace”: what she is called stands in brackets, and not where she works.
CALLED = re.compile(rf"((?:^|[,;/&]\s?|\band\s){PART}) \((?P<short>{PART})\)(?= [^\W\d_])")
CITED = re.compile(r"\b(?:19|20)\d\d\b|\bet\.?\s+al\b", re.IGNORECASE)
HANDLES = re.compile(
    r"(?P<who>@[\w-]{1,40}(?:(?:,| &| and| und| et| y)\s+@[\w-]{1,40}){0,5})\s*[:：–—-]\s+(?P<title>\S.*)"
)
READ = re.compile(r"\bwe\s+(?:\w+\s+)?(?:read|watch(?:ed)?|review(?:ed)?|cover(?:ed)?|discuss(?:ed)?)\b", re.IGNORECASE)
# “Ada Lovelace (University of London) - Notes”
AFFILIATED = re.compile(
    r"^(?P<who>[^()\[\]:–—|]{3,60})\((?P<place>[^()]{2,60})\)\s*(?:[:：]|\s[-–—|])\s+(?P<title>\S.{4,})$"
)
# “Ada Lovelace on "Notes"”, "Ada Lovelace presents …".
ON = re.compile(
    r"^(?P<who>[^\"“«:]{3,60}?)\s+(?:on|presents|presenting|discusses|introduces|about|über|sur|sobre)\s*:?\s+(?P<title>[\"“«„‘'].{4,}|[A-Z*_].{8,})$"
)


def is_nobody(text):
    text = text.strip(" *_()[]{}.:!~\n")
    return not text or bool(NOBODY.fullmatch(text))


def is_name(text, words=1, most=4):
    """Whether this can well be a person's name: a few capitalised words, none of them one of titles and topics.

    >>> is_name("Griffin Floto"), is_name("Ludwig van der Berg"), is_name("Deep Learning"), is_name("NeurIPS 2020")
    (True, True, False, False)
    """
    text = CALLED.sub(r"\1 \2", TITLE.sub("", text.strip()))
    parts = text.split()
    if not words <= len(parts) <= most or not NAME.fullmatch(text) or len(text) > 60 or is_nobody(text):
        return False
    if any(part != "A." and part.casefold().strip(".,0123456789") in NOT_NAMES for part in parts) or re.fullmatch(
        r"[\u3040-\u9fff\uac00-\ud7af]{6,}|[\u3040-\u9fff\uac00-\ud7af]+(?:\s+[\u3040-\u9fff\uac00-\ud7af]+){2,}", text
    ):
        return False
    big = [part for part in parts if part.casefold() not in SMALL]
    if not big or not all(part[0].isupper() or part[0] == "@" or not part[0].isascii() for part in big):
        return False
    if any(re.fullmatch(r"[A-Z]{2,}s|AI|NLP|LLM", part) for part in big):
        return False
    # "DDPM", "RNNs" and "GPT-4" are no names; "J. R. Smith" and "JD" within a name are.
    return any(any(sign.islower() or not sign.isascii() for sign in part[1:]) for part in big)


def is_person(text):
    """Whether a text is names and nothing else; “Frankle & Carbin, 2019” are authors."""
    names = split(text)
    return (
        bool(names)
        and not CITED.search(text)
        and len(text) <= 120
        and all(is_name(name) for name in names)
        and (len(names) > 1 or len(names[0].split()) <= 4)
    )


def is_alone(text):
    """Whether a line of its own is a person, and no topic in two words: “Daniel McVicker”, not “Optimal Estimation”."""
    return is_name(text, words=2) and not any(map(TOPIC.search, text.split()))


def is_full(name):
    """Whether a name can stand at the end of a title without being a word of it: in two words, or of Eastern signs."""
    return (
        len(name.split()) > 1 or name.startswith("@") or bool(re.fullmatch(r"[\u3040-\u9fff\uac00-\ud7af]{2,4}", name))
    )


def around(text, is_work=False):
    """(names, the title without them, what else was taken off) of a title with names before or after it."""
    if (on := ON.match(text)) and is_person(on["who"]) and is_full(on["who"]):
        return split(on["who"]), lines.clean(citations.split(lines.clean(on["title"]))[0]), ""
    if handle := HANDLES.match(text):
        return split(handle["who"]), lines.clean(handle["title"]), ""
    if (
        (at := AFFILIATED.match(text))
        and PLACE.search(at["place"])
        and is_person(at["who"])
        and is_full(at["who"].strip())
    ):
        return split(at["who"]), lines.clean(at["title"]), ""
    # "Title, Ada Lovelace, Ph.D., room 3"
    parts = text.split(", ")
    for at in range(len(parts) - 2, 0, -1):
        if is_alone(parts[at]) and PLACE.search(parts[at + 1]) and not PLACE.search(parts[at]):
            return split(parts[at]), lines.clean(", ".join(parts[:at])), ", ".join(parts[at + 1 :])
    for opening, closing in ("()", "[]", "（）"):
        if text.endswith(closing) and opening in text:
            at = text.rindex(opening)
            inside = text[at + 1 : -1]
            # "By" names who wrote a work, and who gives a talk.
            inside = inside if is_work else GIVEN.sub("", inside)
            if is_person(inside) and not PLACE.search(inside.split(",")[0]):
                return split(inside), lines.clean(text[:at]), ""
    for dash in (" - ", " – ", " — ", " -- ", " | ", *(() if is_work else (" by ",))):
        before, found, after = text.rpartition(dash)
        if dash == " by " and (before.endswith("ed") or READ.search(before)):
            continue  # “with food provided by …”, “we read Notes by …”
        if is_person(before):  # "Lee - Segment Anything": which of the two it is, the list tells
            continue
        if found and is_person(after) and all(map(is_full, split(after))) and not any(map(TOPIC.search, after.split())):
            return split(after), lines.clean(before), ""
    return [], text, ""


def role_of(words):
    words = words.lower()
    return next((role for start, role in ROLES.items() if start in words), "presenter")


def named(pieces, role="presenter", about=""):
    """The people of a cell or of what follows “Presenter:”."""
    found = []
    for line in tree.lines(pieces):
        text, urls = "", {}
        for piece in line:
            if piece.url and piece.text.strip():
                urls[piece.text.strip()] = piece.url
            text += piece.text
        for name in split(text):
            url = next((url for words, url in urls.items() if words and words in name), "")
            found.extend(persons([name], role, url, about, line[0].line))
    return found


def split(text):
    """The names in a text: without what stands in brackets, and without where the people work."""
    text = text[:LONGEST]
    if (inside := BRACKETED.match(text)) and is_name(inside[1], words=2):
        return [inside[1].strip()]
    text = CALLED.sub(lambda one: one[0] if PLACE.search(one["short"]) else f"{one[1]} ⟨{one[2]}⟩", text)
    text = re.sub(r"\([^()]{0,200}\)|\[[^\[\]]{0,200}\]", " ", text).translate({ord("⟨"): "(", ord("⟩"): ")"})
    text = POLITE.sub("", POLITE.sub("", text.strip(" .!")))
    names = []
    if LOUD.fullmatch(text):
        return [" ".join(part.split()) for part in re.split(r"\s*[;/&]\s*", text)]
    if PLACE.search(text) and not re.search(r"[,;/&，、；]", text) and len(text.split()) <= 6:
        return [text.strip()] if text.strip() and not is_nobody(text) and not PLACE.fullmatch(text.strip(" .")) else []
    for part in SPLIT.split(text):
        part = re.split(r"\s[-–—@]\s|\s@(?=\w)|:\s|\sfrom\s|\sat\s", part.strip())[0].strip(" .*_-–—:()[]!?\"“”'’")
        if not part or is_nobody(part) or not any(sign.isalpha() for sign in part):
            continue
        if PLACE.fullmatch(part) or (names and (PLACE.search(part) or DEGREE.fullmatch(part) or EASTERN.match(part))):
            continue
        names.append(part)
    return names


def person(name, role="presenter", url="", about="", line=0):
    name = " ".join(name.split())
    if len(name) > 100 or is_nobody(name):
        return None
    handle, name = (name.lstrip("@") if name.startswith("@") else ""), name.lstrip("@")
    return Person(name, role, url, handle, about, line) if name else None


def persons(names, role="presenter", url="", about="", line=0):
    """The people of these names, without those that say that it is nobody."""
    return [one for name in names if (one := person(name, role, url, about, line))]


def pull(text, line=0, about=""):
    """The people whom a text names with “presented by” and the like, and the text without them."""
    found = []
    if (shared := SHARED.search(text[:2_000])) and is_person(shared["who"]):
        return persons(split(shared["who"]), line=line, about=about), text
    if (presents := PRESENTS.search(text[:2_000])) and is_person(presents["who"]):
        text = text.replace(presents[0], "", 1).strip()
        return persons(split(presents["who"]), line=line, about=about), text
    for match in BY.finditer(text[:2_000]):
        rest = text[match.end() : match.end() + 120]
        who = re.split(
            r"[()（）\[\]\n;|]|(?<![A-Z])(?<!\bDr)(?<!\bMr)(?<!\bMs)(?<!\bSt)(?<!\bMrs)(?<!\bProf)\.\s(?=[A-Z])|\s[-–—]\s|,\s*(?=[a-z])(?!and\b|und\b|et\b|y\b)|\s(?:on|at|in|from|about)\s",
            rest,
        )[0].strip(" .,*_")
        if match["eastern"]:
            who = re.split(r"\s(?=[!-~])", who)[0]  # “발표자 이름 A3C”
        names = [name for name in split(who) if name]
        if names and all(len(name.split()) <= 5 and not is_something(name) for name in names):
            found = persons(names, role_of(match["by"] or ""), "", about, line)
            taken = text.index(who, match.end()) + len(who) if who else match.end()
            before = text[: match.start()].rstrip(" -–—,:")
            after = text[taken:]
            if before.endswith(("(", "（")) and after.lstrip(" .").startswith((")", "）")):
                before, after = before[:-1].rstrip(), after.lstrip(" .")[1:]
            text = f"{before} {after}".strip()
            break
    return found, text


def is_something(name):
    """“Explained by moving looms” names nobody; “by marii” does."""
    first, *rest = name.split()
    is_small = bool(rest) and first[0].islower() and first not in SMALL
    return is_small or bool(SOMETHING.match(name))
