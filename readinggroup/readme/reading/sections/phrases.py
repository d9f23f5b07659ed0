"""What headings and lines say of what stands below or beside them: tables of words."""
# ruff: noqa: E501 -- tables of words

import re

from readinggroup.readme.reading.when import dates

GROUP = re.compile(
    r"reading[\s_-]*(?:and \w+ )?(?:lists?\b|group|club|circle|seminar|session|s\b)|journal[\s_-]*club|paper[\s_-]*(?:study|club|reading|discussion|session|party|s we love|seminar)|"
    r"study[\s_-]*group|discussion group|book[\s_-]*club|lab(?:oratory)?[\s_-]*(?:meeting|seminar)|group[\s_-]*meeting|seminar|meet[\s-]*ups?\b|weekly meeting|"
    r"we (?:will )?(?:meet|read|discuss|gather)|lesegruppe|lesekreis|lesezirkel|groupe de lecture|grupo de (?:lectura|leitura|estudos?)|gruppo di lettura|"
    r"arbeitsgruppe|colloquium|kolloquium|séminaire|seminario|seminário|[论論]文(?:分享|[阅閱][读讀]|研[读讀]|[讨討][论論])|[读讀][书書][会會]|[组組][会會]|[讨討][论論](?:班|[会會])|研[讨討]|輪読|輪講|勉強会|読書会|論文読み|스터디|세미나|논문|"
    r"leesgroep|læsegruppe|läsecirkel|leseklubb|schedule|(?:past|coming|upcoming|previous|future|next) (?:sessions|meetings|talks|speakers)|presenters?|семинар|расписание|читательск|ридинг|чтени|клуб|reading list for",
    re.IGNORECASE,
)
CLUB = re.compile(r"(?<![^\W_])(?:club|circle|lunch)(?![^\W_])|(?<![^\W_])group\W*$", re.IGNORECASE)
AWESOME = re.compile(
    r"\bawesome\b|curated list|paper[\s-]?list\b|list of papers|must[\s-]read|survey|bibliography", re.IGNORECASE
)
NEWS = re.compile(
    r"\W*(?:latest |recent )?(?:news|updates?|change[\s-]?log|ann?oun?cements?|what[’']?s new|releases?|release notes|important dates|deadlines?|"
    r"to[\s-]?do(?: list)?|milestones|(?:version|release|change|project|group|our) history|history of \w+|version(?:s| history)?|citations?|license|actualités|neuigkeiten|新闻|更新|お知らせ)\b[^:]{0,30}:?",
    re.IGNORECASE,
)
# What a group does besides its meetings.
BESIDES = re.compile(
    r"\W*(?:(?:other|further|additional|social|side)\s+(?:\w+\s+)?activities|extra[\s-]?curricular(?:\s+activities)?|activities\s+(?:outside|besides|beyond)\b[^:]{0,40}|"
    r"activités\s+annexes|otras\s+actividades|weitere\s+aktivitäten|(?:스터디|모임|세미나)\s*(?:이?외|밖)의?\s*(?:\S+\s*)?활동|부가\s*활동|(?:课外|其他|其它)活动|課外活動)\W*",
    re.IGNORECASE,
)
# Sections whose lists are of papers that may be read one day.
CANDIDATES = re.compile(
    r"\b(?:papers?|readings?|articles?|topics?|books?|texts?)\b.{0,25}\b(?:to (?:be )?(?:cover|read|discuss|present|consider|do|cho+se|pick|select)\w*|left|queue|for (?:the )?future|pool|backlog|wish ?list|ideas)"
    r"|\b(?:suggest\w*|candidates?|proposed|proposals?|potential|possible|future|recommended|backlog|wish[\s-]?list|queue|ideas?|unscheduled|nominat\w*|voting|"
    r"to[\s-]be[\s-]scheduled|upcoming)\b.{0,30}\b(?:papers?|readings?|articles?|topics?|books?|texts?|list)\b"
    r"|\b(?:papers?|readings?|articles?|topics?|books?)\b.{0,15}\b(?:we|you|one) (?:might|may|could|want to|would like to|plan to|should)\b"
    r"|^\W*(?:reading list|paper list|list of papers|papers list|to[\s-]read|backlog|wish[\s-]?list|suggestions?|candidates?|queue|ideas|nominations|paper ideas|"
    r"(?:pool of )?papers?(?: pool)?\W*(?:\[.{0,30}\])|paper pool|pool of papers|suggested|(?:待读|待讀|候选|候選|备选|候補|読みたい|推荐|推薦)(?:的|の)?(?:论文|論文|文献|文章)?(?:列表|リスト|清单)?|읽을 논문|vorschläge|suggestions? de lecture|propuestas)\W*$"
    r"|\bto-?do\W+(?:papers?|readings?|articles?)\b|\b(?:papers?|readings?|articles?)\b.{0,20}\b(?:asked for|requested|wished for|voted for)|list of .{0,20}papers|\bpapers?\b.{0,25}\b(?:in|under) consideration\b",
    re.IGNORECASE,
)
OTHER = re.compile(
    r"\W*(?:about(?: us)?|(?:other |useful |additional |external |related |more |learning |online |further |general |background )*(?:resources?|links?|references?|materials?|readings?|courses?|books?)"
    r"|contributing|contribut(?:e|ors?)|how to.*|rules?|guidelines?|code of conduct|members?|participants?|people|organi[sz]ers?|maintainers?|"
    r"contacts?(?: us)?|faqs?|license|table of contents|contents|index|join(?:ing)?.*|format|logistics|location|venue|mailing list|acknowledge?ments?|credits|"
    r"prerequisites|installation|setup|usage|tools|tips.*|communication|sign ?up.*|subscribe|calendar|etiquette|motivation|overview|introduction|goals?|"
    r"when(?: and where)?|meeting (?:times?|dates?)|where|who|what|why|ressourcen|liens|enlaces|recursos|参考.*|目录|目次|リンク)\W*",
    re.IGNORECASE,
)
# What documents of programs have, and examples of how to write here.
MANUAL = re.compile(
    r"\W*(?:usage|examples?|installation|installing|setup|getting started|quick[\s-]?start|features|development|deployment|configuration|"
    r"templates?|example (?:entry|session|usage)|api|commands?|how to (?:use|run|install|add|contribute).*)\W*",
    re.IGNORECASE,
)
# What is below is what the group has held.
HELD = re.compile(
    r"\W*(?:(?:past|previous|recent|our|upcoming|all|group|the|list of|invited)\W+)*(?:presentations?|talks|sessions|meetings|seminars|lectures)"
    r"(?:\W+(?:so far|given|held|archive|list))?\W*",
    re.IGNORECASE,
)
# Of a group, what it read; of anything else, what changed.
HISTORY = re.compile(r"\W*history\W*", re.IGNORECASE)
# What is below was read together, a row or an item each.
PAST = re.compile(
    r"\W*(?:past|previous|earlier|finished)\s+(?:\w+\s+)?(?:themes?|topics?|papers?|readings?|books?|articles?|texts?|discussions?|meetings?|sessions?|seminars?)\W*",
    re.IGNORECASE,
)
CONTENTS = re.compile(
    r"\W*(?:table of contents?|contents?|index|toc|目录|目次|inhalt(?:sverzeichnis)?|sommaire|índice|quick links|navigation)\W*",
    re.IGNORECASE,
)

# “Start date: April 20, 2026” and “3) Period: …” are of the whole row of meetings, “Last updated on 3 May 2024” of the
# document.
WHOLE = re.compile(
    r"\W*(?:\d{1,2}\W+)?(?:(?:[^\W\d_]+\s+)?[^\W\d_]{0,6}(?:기간|期[间間])|(?:(?:the|our|study|reading|meeting|course)\s+){0,2}period|"
    r"zeitraum|laufzeit|période|per[ií]odo)\s*[:：]"
    r"|\W*(?:start|starting|end|ending|begin|beginning|last|final)\W+(?:date|day)s?\s*\W*:"
    r"|\W*(?:(?:this|the|page|schedule|list|document|readme|website|was|is|has been|last|latest|most recent(?:ly)?|recently)\s+){0,4}"
    rf"(?:updated?|modified|edited|revised|revision|created|generated|as of)(?:\s+(?:on|at|in))?\W*(?=\d|(?:{dates.WEEKDAY_NAME}|{dates.NAME})\b)",
    re.IGNORECASE,
)
# “every Thursday”: when the group meets, and no one meeting.
REGULAR = re.compile(
    r"매주|격주|매월|每[周週月]|每星期|隔[周週]|[毎隔]週|毎月"
    rf"|\b(?:weekly|bi-?weekly|every (?:other |second |two )?(?:weeks?|{dates.WEEKDAY_NAME})|{dates.WEEKDAY_NAME}s|jeden|wöchentlich|chaque|tous les|todos|cada|ogni)\b",
    re.IGNORECASE,
)
# “News: on May 3 we move”, “Note: from Monday, May 3, …”: the date of a sentence.
SAID = re.compile(
    r"[:：]\W*(?:on|from|since|until|till|by|before|after|as of|starting|beginning|ab|am|seit|bis|dès|desde)\s+\W*(?:the\s+)?$",
    re.IGNORECASE,
)
MEETS = re.compile(
    r"\W*(?:next|upcoming|coming|first|last|latest|following)\b"
    r"|.*\b(?:dates?|when|time|meet(?:s|ings?)?|sessions?|talks?|seminars?|present(?:s|ed)?|discuss\w*|read(?:s|ings?)?)\b",
    re.IGNORECASE,
)
