"""Rows and lines that say that nothing is there, or that nothing takes place."""
# ruff: noqa: E501 -- tables of words

import re

EMPTY = re.compile(
    r"(?:t\.?\s?b\.?\s?[adcn]\.?|n\.\s?n\.?|to be (?:announced|determined|confirmed|decided|defined|added|scheduled|updated)(?: soon)?|n\.?/?a\.?|none|nil|null|"
    r"coming soon|soon|pending|vot(?:e|ing)(?: is)? (?:open|pending|ongoing)|unknown|open|free|vacant|available|empty|no (?:slides|recording|video|notes|link)s?|not (?:recorded|available|yet)|"
    r"(?:(?:a|we need a)\s+)?(?:volunteers?|presenters?|speakers?|leads?|discussants?)(?:\s+(?:is|are))?\s+(?:needed|wanted|sought|required|missing)|"
    r"paper tb[ad]|topic tb[ad]|tb[ad] \w+|待定|未定|미정|暂无|なし|없음|à définir|à déterminer|à venir|noch offen|offen|por definir|a definir|"
    r"[-–—_.…?*·~/xX✗✘❌✓✔✅☑️\s]+|\(\s*\)|\[\s*\])",
    re.IGNORECASE,
)
CONFERENCE = (
    r"(?:neurips|nips|icml|iclr|aaai|ijcai|cvpr|iccv|eccv|n?aacl|e?acl|emnlp|kdd|chi|sigmod|vldb|sosp|osdi|aistats|uai|colt|corl|icra|iros|agu|egu|"
    r"popl|pldi|icfp|splash|oopsla|asplos|isca|hpca|usenix|nsdi|sigcomm|siggraph|sigir|icassp|interspeech|miccai|wacv|coling|focs|stoc|soda)"
)
# The group does not meet: only as the head or the whole of what is said, for papers have such words in their titles too.
OFF = re.compile(
    r"\W*(?:no|without)\s+(?:\w+\s+){0,2}(?:meeting|session|class|seminar|reading group|group|club|talk|lecture|presentation|journal club|rg|jc)s?\b.*"
    r"|\W*no (?:lunch|tea|coffee|colloquium|meet-?up)(?:\s*[(:,;–—-].*|\W*)"
    r"|\W*(?:we (?:will |do |are )?not meet\w*|not meeting|no one)\b.*|\W*(?:skip(?:ped)?|off|off week|week off|nothing)(?:\s*[(:–—,].{0,60})?\W*"
    r"|\W*(?:\w+[’']?s?\s+){0,3}(?:holidays?|break|vacations?|recess|bank holiday|thanksgiving|christmas|easter|new year'?s?|memorial day|"
    r"labou?r day|independence day|halloween|hanukkah|ferien|pause|feiertag|weihnachtspause|vacances|férié|vacaciones|feriado|festivo|ferie|"
    r"winterpause|sommerpause|semesterferien|holi|diwali|eid|golden week|reading week|finals week|exam week|final exams|exams)\W*"
    r"|\W*(?:spring|summer|fall|autumn|winter|mid-?term|thanksgiving|christmas|easter|holiday|semester|term|lunar|chinese|xmas|new year)\W+(?:\w+\W+){0,2}"
    r"(?:break|holidays?|vacations?|recess|pause|week|eve|day)\b.{0,60}"
    r"|\W*(?:chuseok|seollal|추석|설날|설|春节|国庆|中秋|端午|清明|元旦|五一|お盆|正月)(?:节|節|연휴|假期|放假|快乐)?\W*|\W*(?:休み|休会|放假|休息|暂停|휴강|휴식|каникулы|праздник)\W*"
    rf"|\W*(?:{CONFERENCE}|conference|deadline|exams?)\W*(?:20)?(?:\d\d)?(?:\s*[/&+,]\s*{CONFERENCE}\W*(?:20)?(?:\d\d)?){{0,3}}"
    r"\W*(?:(?:attendance|submission|travel)\s+)?(?:week|break|deadline|conference|time)?s?(?:\s*\(.{0,60}\))?\W*"
    r"|\W*(?:snow|rain|reading|wellness|mental health|dead|election|family) day\W*|\W*(?:break|holiday|conference break|summer)\s*(?:week|\(.{0,60}\)|[,:–—-].{0,60})?\W*",
    re.IGNORECASE,
)
# Words that leave no doubt, wherever they stand in a row that names nothing to read.
REST = re.compile(
    r"\b(?:no|kein\w*|pas de|sin|sem|nessun\w?|geen|ingen)\s+(?:\w+\s+){0,2}(?:meetings?|sessions?|class|seminars?|séances?|reading|group|club|talks?|lectures?|"
    r"treffen|sitzung|termin|réunion|sesión|reunión|sessão|reunião|rg|jc)\b|\bnot held\b|\b(?:holidays?|vacations?|feiertag\w*|férié|feriado|festivo|recess)\W*$"
    r"|\w*ferien\b|\bvacances\b|\bvacaciones\b|\bbreak\W*(?:\(.*\)\W*)?$|\beaster monday\b|\b(?:president|memorial|veteran|columbus|mlk|martin luther king|independence|republic|national|labou?r|may|women|bank)\S{0,3}(?: jr\.?)? day\W*$|\b(?:good|holy) friday\b|^\W*(?:entfällt\b|off\W*$)|お?休み|休会|放假|停一次|"
    r"暂停|停会|考试周?$|期[中末]考试|휴강|휴무|휴식|방학|(?:중간|기말)\s?고사|каникул|휴가|쉽니다|쉬어\s?갑니다|\bday off\b|\b(?:building|campus|university|library|office|room)\s+(?:is\s+)?closed\b|\bno hay\b|\bwe (?:will )?(?:skip|not meet|don[’']t meet)\b|\bout of (?:office|town)\b"
    r"|\b(?:proposals?|reports?|projects?|homeworks?|hw\s?\d*|assignments?\s?\d*|essays?|reviews?|drafts?)\s+(?:are\s+|is\s+)?due\b",
    re.IGNORECASE,
)
DUE = re.compile(r"\W*(?:due|deadline|\w+ due|\w+ deadline|submission|registration)\b", re.IGNORECASE)
CANCELLED = re.compile(
    r"\b(?:cancell?ed|postponed|rescheduled|called off|moved to (?:the )?(?:next|spring|summer|fall|autumn|winter|later)|abgesagt|verschoben|entfällt|fällt aus|ausgefallen|annulé\w*|reporté\w*|cancelad\w|aplazad\w|suspendid\w|"
    r"annullat\w|cancelado|adiado|отменен\w*|отменён\w*)\b|取消|中止|延期|취소",
    re.IGNORECASE,
)
# They meet without a paper: “No reading for now”, “None (logistics)”, and not “No reading group”.
NO_READING = re.compile(
    r"\W*(?:no|without|pas de|sans|keine?|ohne|sin|sem|nessuna?|senza)\s+(?:\w+\s+)?"
    r"(?:readings?|papers?|articles?|texts?|lecture|lektüre|lectura|leitura|lettura)\b"
    r"(?!\s+(?:groups?|club|circle|session|week|today|this)\b).*"
    r"|\W*none\s*\(.*\)\W*",
    re.IGNORECASE,
)
LONGEST = 160


def is_empty(text):
    """Nothing, “TBD”, a dash."""
    text = text.strip().strip("*_`~()[]").strip()
    return not text or (len(text) <= 40 and bool(EMPTY.fullmatch(text)))


def is_off(text):
    """“No meeting”, a holiday: not a session.

    >>> is_off("No meeting (Thanksgiving)"), is_off("Spring break"), is_off("Breaking the Softmax Bottleneck")
    (True, True, False)
    """
    text = text.strip().strip("*_~")
    return len(text) <= LONGEST and bool(OFF.fullmatch(text))


def is_rest(text):
    """As is_off(), or so of words beside which nothing to read and no one who presents is named.

    >>> is_rest("Inter-semestrial holiday"), is_rest("A seminar on rest")
    (True, False)
    """
    words = text.strip().strip("*_~.")
    if len(words) > 80:
        return is_off(text)
    cancelled = CANCELLED.match(words.lstrip("([*_ "))
    return is_off(words) or bool(REST.search(words)) or bool(cancelled) or bool(DUE.match(words))


def has_no_reading(text):
    """Whether words say that there is nothing to read, and not that nobody meets."""
    return len(text) <= LONGEST and bool(NO_READING.fullmatch(text))


def is_cancelled(text):
    return bool(CANCELLED.search(text[:300]))


def without_cancelled(text):
    """The title without the word that says it was cancelled."""
    text = re.sub(rf"[(\[]?\s*(?:{CANCELLED.pattern})\s*[)\]]?", " ", text, flags=re.IGNORECASE)
    return " ".join(text.split()).strip(" -–—:,.!")
