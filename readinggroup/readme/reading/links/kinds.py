"""What a link leads to: by its own words first, by its address after that."""
# ruff: noqa: E501 -- tables of words

import re
from urllib.parse import unquote

from papers.identifiers import host
from readinggroup.readme.reading.links import sites
from readinggroup.readme.reading.text import signs

# Words that a link may have besides the one that says what it is.
FILLERS_WORDS = """
the a an his her their this here link links to of for on in and url click our my from is see its part 1 2 3 4 i ii iii pdf
html zip mp4 full official original version open public file download online web main talk reading group session
week meeting view unofficial new old v1 v2 en fr de cn also available free go drive google zoom board
"""
FILLERS = set(FILLERS_WORDS.split())
KIND_WORDS = {
    "slides": "slides slide sides deck decks slidedeck slidedecks slide-deck ppt pptx presentation presentations folien diapositives diapositivas diapos transparents スライド 幻灯片 投影片 簡報 课件 슬라이드 слайды slideshow präsentation présentation presentación apresentação presentazione keynote powerpoint slideshare 演示 資料 发表资料 資料リンク 발표자료 자료 报告 презентация slajdy prezentacja",
    "recording": "recording recordings recorded audio video videos youtube replay vod stream livestream aufzeichnung enregistrement grabación vidéo gravação registrazione 録画 動画 录像 錄影 视频 回放 录屏 bilibili b站 녹화 영상 유튜브 запись видео watch vimeo vid yt panopto nagranie nagrania",
    "notes": "notes note minutes hackmd write-up writeup notizen protokoll mitschrift notas miro 笔记 メモ 노트 заметки scribe summary transcript whiteboard handout handouts jamboard gdoc doc docs document 文档 文稿 资料 정리 요약 notatki",
    "notebook": "notebook notebooks colab jupyter ipynb",
    "code": "latex tex code codes kod kode código github gitlab repo repos repository implementation implementations 代码 コード 코드 код codebase codebases source sources gh pytorch tensorflow jax",
    "blog": "blog blogs blogpost post posts medium article-blog tutorial",
    "paper": "huggingface paper papers arxiv preprint publication abs abstract openreview doi article articles pdf pdfs 論文 论文 논문 статья artículo artigo articolo artikel aufsatz papier journal manuscript pubmed biorxiv acm ieee nature acl pmlr neurips springer sciencedirect jstor chapter text reading readings 原文 ar5iv alphaxiv semantic scholar supplementary supplement supplemental supp si appendix artykuł artykuły",
    "other": "website webpage homepage page project site demo demos dataset datasets data poster indico podcast twitter tweet thread review reviews discussion wiki comments app info event more details issue announcement references reference ref refs bibtex bib abstract-page book rsvp meetup calendar map maps room location directions survey form forms sheet signup sign-up quiz homework assignment",
    "link": "link here url click this read web open source-link href 链接 連結 リンク 링크 여기 这里 ссылка enlace lien aquí ici hier 的 地址 下载 网址 網址",
}  # fmt: skip
KIND = {word: kind for kind, words in reversed(KIND_WORDS.items()) for word in signs.both(words)}
SIGNS = {
    "slides": "🖥💻🎞📊📽📈🗂🎴🪧", "recording": "🎥📹📺▶🎬📼🔴⏯🎦📷", "paper": "📄📃📑📜📰🗞📖📕📗📘📙📚🧾", "notes": "📝✏🖊🗒📓📔📒✍",
    "code": "👩‍💻🧑‍💻👨‍💻🐙🔧⌨", "blog": "🖋", "link": "🔗🌐🌍",
}  # fmt: skip
SIGN = {sign: kind for kind, signs in SIGNS.items() for sign in signs if ord(sign) > 0x2000 and sign != "\u200d"}
WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*")
# In the East, words stand side by side without a space: “论文链接”, “代码地址”.
EASTERN = "|".join(sorted((word for word in KIND if "\u3040" <= word[0] <= "\ud7af"), key=len, reverse=True))
COMPOUND = re.compile(rf"(?:{EASTERN}){{2,6}}")
PART = re.compile(rf"{EASTERN}")

FILES = {
    "pdf": "paper", "ps": "paper", "djvu": "paper", "epub": "paper", "ppt": "slides", "pptx": "slides", "odp": "slides", "key": "slides",
    "pps": "slides", "ppsx": "slides", "ipynb": "notebook", "mp4": "video", "mov": "video", "webm": "video", "mkv": "video", "m4v": "video",
    "py": "code", "r": "code", "jl": "code", "hs": "code", "m": "code", "mp3": "other", "docx": "notes", "doc": "notes", "md": "notes",
    "txt": "notes", "org": "notes", "rmd": "notebook", "qmd": "notebook",
}  # fmt: skip
FOLDERS = re.compile(
    r"(?:^|[/_\W])(?:(?P<slides>slides?|ppts?|pptx|decks?|diapos|folien|presentations?|talks?|发表|发表资料|발표자료|발표|スライド)|(?P<recording>recordings?|videos?)"
    r"|(?P<notes>notes?|minutes|summar(?:y|ies))|(?P<paper>papers?|pdfs?|readings?|articles?)|(?P<blog>blogs?|posts?)"
    r"|(?P<notebook>notebooks?)|(?P<code>code))(?=[/_\W\d]|$)",
    re.IGNORECASE,
)


# Folders in which others keep papers as often as decks.
LECTURES = re.compile(r"/(?:presentations?|talks?)/(?!.*(?:slides|\.pptx?$)).*\.pdf$", re.IGNORECASE)
# A file behind someone's name that is about them.
OF_PERSON = re.compile(
    r"(?:^|[/_\W])(?:cv|resume|résumé|vitae?|bio|biography|lebenslauf|people|members?|team|staff|users?|speakers?|"
    r"profiles?|photos?|abstracts?|flyers?|posters?|papers?|readings?(?![_\W]*group)|articles?|publications?|thesis)(?=[/_\W\d]|$)",
    re.IGNORECASE,
)
# The day in the path of a page, as blogs have it: “/2015/05/21/looms”.
POSTED = re.compile(r"/(?:19|20)\d\d/[01]?\d/(?:[0-3]?\d/)?[^\W\d][\w%-]{3,}/?$")
# What is said of a talk beforehand, and no file of it: “/talks/talk/id=12”.
PAGE = re.compile(r"/talks?/(?:\w+/)*(?:id[=/])?\d+/?$", re.IGNORECASE)
# Of GitHub and the like: no code, but what people say of something.
TALKED = re.compile(r"/(?:issues|discussions|wiki|pull|projects|milestones?|merge_requests)(?:/|$)")
# What only leads on, as from a page of what was found, or out of a letter.
REDIRECT = re.compile(
    r"https?://(?:www\.google\.[a-z.]{2,6}/url|l\.facebook\.com/l\.php|[\w.-]+\.safelinks\.protection\.outlook\.com/)"
    r"\?(?:[^#]*&)?(?:url|q|u)=(?P<url>https?(?::|%3A)[^&]+)",
    re.IGNORECASE,
)


# “Paper (cvf)”: where it is.
PUBLISHED = re.compile(r"(?<=\w)\s*\((?:[a-z\d]{2,12}|[A-Z]{2,8})\)$")


def by_words(text):
    """(kind, whether the words say nothing else). "link" is the kind of words such as "here"; nothing where they say
    none.

    >>> by_words("Slides (PDF)"), by_words("Yang Song's blog post"), by_words("here")
    (('slides', True), ('blog', False), ('link', True))
    """
    text = PUBLISHED.sub("", text[:200])
    signs = [SIGN[sign] for sign in text if sign in SIGN]
    words = [part for word in WORD.findall(text.casefold()) for part in apart(word)]
    kinds = [kind for word in words if (kind := KIND.get(word) or (word.endswith("’s") and KIND.get(word[:-2])))]
    only = all(word in KIND or word in FILLERS or word.isdigit() for word in words) and len(words) <= 6
    kinds = [kind for kind in kinds if kind != "link"] or kinds
    if not kinds and not signs and len(words) == 1 and len(words[0]) == 1 and words[0].isalpha():
        return "", False
    if not words:
        return (signs[0], True) if signs else ("", False)
    if not kinds:
        return ((signs[0], True) if signs else ("link", True)) if only else ("", False)
    if len(set(kinds)) > 1 and "pdf" in words:  # "Slides PDF" is no paper
        kinds = [kind for kind in kinds if kind != "paper"] or kinds
    last = KIND.get(words[-1], "")
    if last in ("slides", "recording", "notebook", "notes", "code", "blog", "other"):
        return last, only
    for kind in ("slides", "recording", "notebook", "notes", "code", "blog"):
        if kind in kinds:
            return kind, only
    return kinds[0], only


def apart(word):
    if word not in KIND and word not in FILLERS and (named := word.rstrip("0123456789")) in KIND:
        return [named]  # “paper2”
    return PART.findall(word) if word not in KIND and COMPOUND.fullmatch(word) else [word]


def by_address(url):
    """The kind of thing at an address; nothing where it does not show."""
    url = beyond(url)
    site = host(url)
    path = unquote(url.partition("://")[2].partition("/")[2] if "://" in url else url)
    path, _, query = path.partition("?")
    path = path.partition("#")[0]
    if site == "docs.google.com":
        return {"presentation": "slides", "document": "notes", "forms": "join", "spreadsheets": "other"}.get(
            path.split("/")[0], ""
        )
    if site.endswith("zoom.us"):
        return "recording" if "/rec/" in f"/{path}" else "join"
    ending = path.rpartition(".")[2].lower() if "." in path.rpartition("/")[2] else ""
    kind = FILES.get(ending, "")
    if site in ("github.com", "gitlab.com") and not kind:
        tree, blob = (path.partition(f"/{part}/")[2].split("/")[1:] for part in ("tree", "blob"))
        for folder in tree or blob:
            if (named := FOLDERS.fullmatch(folder)) and (tree or named.lastgroup in ("notes", "slides")):
                return named.lastgroup
        return "other" if TALKED.search(path) else "code"
    if kind == "paper":
        named = FOLDERS.search(within(path))
        return "slides" if named and named.lastgroup == "slides" else "paper"
    if kind:
        return kind
    if site == "huggingface.co":
        return {"papers": "paper", "blog": "blog"}.get(path.split("/")[0], "code")
    if site == "openai.com" or site.startswith("blog.") or re.search(r"(?:^|/)(?:blog|posts?)(?:/|$)", path):
        return "blog"
    if not sites.kind_of(site) and POSTED.search(f"/{path}"):
        return "blog"
    if sites.PROFILE.search(url):
        return ""
    if kind := sites.kind_of(site):
        if (
            kind == "video"
            and re.search(r"playlist|/channel/|/c/|/@|/user/", f"/{path}?{query}")
            and "watch" not in path
        ):
            return "playlist"
        return kind
    if sites.IDENTIFIED.search(f"/{path}"):
        return "paper"
    if site in ("drive.google.com", "dropbox.com", "1drv.ms", "onedrive.live.com", "box.com"):
        return ""
    if "proceedings" in site or re.match(r"(?:papers?|journals?|pubs)\.", site):
        return "paper"
    if site.endswith("github.io"):
        return ""
    if PAGE.search(f"/{path}"):
        return "other"
    if not (named := FOLDERS.search(path)):
        return ""
    return named.lastgroup if named.lastgroup not in ("code", "paper") else ""


def beyond(url):
    """Where an address leads to, of one as it stands among what a search found: “google.com/url?q=https://…”."""
    found = REDIRECT.match(url[:2_000])
    return unquote(found["url"]) if found else url


def within(path):
    """A path from the top of its repository: the name of “paper-club” says nothing of its files."""
    return re.split(r"/(?:blob|raw|tree)/", path, maxsplit=1)[-1]


def shown(piece):
    """The kind of material that a link behind someone's name leads to; nothing where it may be a page about them."""
    path = unquote(piece.url.partition("?")[0].partition("#")[0])
    place = path.partition("://")[2].partition("/")[2] if "://" in path else path
    if not piece.url or piece.image or OF_PERSON.search(within(place)):
        return ""
    kind = by_address(piece.url)
    if kind in ("slides", "notebook"):
        return kind if FILES.get(path.rpartition(".")[2].lower()) or host(piece.url) == "docs.google.com" else ""
    if kind != "paper" or not piece.own or not path.lower().endswith(".pdf"):
        return ""
    named = FOLDERS.search(path.rpartition("/")[2])
    return "notes" if named and named.lastgroup == "notes" else "slides"
