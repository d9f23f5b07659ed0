"""What the head of a column, a label before a colon or a key says: a table of words for each role, in many languages."""
# ruff: noqa: E501 -- a table of words

import re

from readinggroup.readme.reading.links import kinds
from readinggroup.readme.reading.text import signs

WORDS = {
    "date": "date dates datetime date-time day when datum fecha data 日期 日付 日時 时间 날짜 дата даты tarih 일정 일시 일자 日程表 jour päivä dato calendar scheduled termin 開催日 日程",
    "time": "time hour hours uhrzeit heure hora ora horario 時間 시간 время duration zeit saat godzina",
    "number": "# no nr num number week wk session meeting lecture class id idx index s.no sno sr.no week# semaine woche semana settimana séance sitzung 回 周次 序号 编号 回数 주차 회차 № № неделя hafta n° nº sl lp l.p",
    "title": "title topic topics subject theme thématique temática tematica thematik thema titel sujet tema titre título titolo 主题 讲题 题目 主題 タイトル 标题 제목 тема konu talk description what content contents agenda focus area event activity activities themes discussion about session-title material-covered 内容 주제 내용 활동 활동내역 행사 テーマ module inhalt temat tytuł",
    "reading": "paper papers reading readings article articles publication publications text texts chapter chapters book books literature reference references papier artículo artículos artigo articolo lectura lecture lectures-reading 论文 論文 文献 논문 статья статьи литература материал makale literatur lektüre preprint citation work works pages section sections arxiv bibliography textbook doi artykuł artykuły praca literatura",
    "optional": "optional further supplementary supplemental additional background extra related recommended bonus required-optional complementary weiterführend zusätzlich 参考 參考 참고 secondary",
    "people": "presenter presenters presentor presentors presenting speaker speakers lead leads leader leaders discussant discussants who name names student students person people champion reader readers experte expertin experten vortragende vortragender referent referentin referenten intervenant intervenante intervenants orador ponente présentateur présentatrice presentador presentadora relatore 讲者 报告人 主讲人 主讲 分享人 讲解人 発表者 担当 担当者 발표자 발표 докладчик модератор ведущий докладчики volunteer responsible assignee presented led host-presenter instructor lecturer talker expositor orateur sunucu föredragande oppija picker chosen selected suggested-presenter vortrag reporter reporters presenta presentan expone exponen présente présentent 领读人 领读 带读人 导读人 导读 prezentujący prezentująca prelegent prelegentka prelegenci prowadzący prowadząca osoba",
    "host": "host hosts moderator moderators facilitator facilitators chair organizer organizers organiser organisers convener mentor guide emcee moderatorin animateur",
    "guest": "guest guests invited ゲスト 嘉宾 嘉賓 게스트",
    "authors": "author authors autor autores auteur auteurs autoren 作者 著者 저자 автор авторы autori yazar",
    "venue": "venue conference journal published source year conf pub jahr année año anno 年份 会议 출처 발행 journal/conference affiliation institution published-in publisher",
    "place": "location room place where ort raum lieu salle lugar sala luogo 地点 場所 장소 место address building",
    "slides": "support supports preso presos slides slide deck decks slidedeck slidedecks slide-deck ppt pptx presentation presentations folien diapositives diapositivas diapos スライド 幻灯片 投影片 簡報 课件 슬라이드 발표자료 слайды slideshow präsentation présentation presentación apresentação presentazione keynote powerpoint prezentacja slajdy",
    "recording": "recording recordings recorded audio video videos youtube replay vod stream livestream aufzeichnung enregistrement grabación grabacion vidéo gravação registrazione 録画 動画 动画 录像 錄影 视频 bilibili 녹화 영상 запись видео kayıt watch film tape talk-video nagranie nagrania",
    "notes": "notes note minutes hackmd write-up writeup notizen protokoll mitschrift notas compte-rendu 笔记 メモ 노트 заметки scribe summary-notes transcript transcripts 纪要 blackboard whiteboard jamboard miro notatki",
    "code": "code codes github repo repos repository implementation implementations 代码 コード 코드 код source-code codebase",
    "notebook": "notebook notebooks colab jupyter",
    "blog": "blog blogs blogpost post posts",
    "links": "demo demos link links url urls resource resources material materials media misc attachments attachment files file other additional-links download downloads liens enlace enlaces ссылки 链接 連結 リンク 링크 资料 資料 자료 materialien matériel materiales pdf pdfs docs document documents stuff references-links 备注 materiały",
    "remark": "abstract 분류 구분 유형 类别 分類 summary comment comments remark remarks status state done covered completed tags tag keywords keyword category categories votes vote priority score stars rating read type kind field attendees attendance participants participant format level language deadline 状态 分类 tl;dr tldr takeaways takeaway questions question goal goals objectives homework assignment assignments exercise exercises food snacks lab problems attending absent apologies anwesend présents présent asistentes presenti dział kategoria ocena",
    "join": "zoom meet teams join rsvp registration register signup sign-up invite webex discord gather",
}  # fmt: skip
ROLE = {}
for role, words in WORDS.items():
    for word in signs.both(words):
        ROLE.setdefault(word, role)
# What a heading of several words means: the first of these roles among its words. "Paper presenter" is a person,
# "presentation date" a date, "link to the slides" are slides.
ORDER_WORDS = """
date people host guest slides recording notes notebook code blog authors optional reading join venue place time
title number links remark
"""
ORDER = ORDER_WORDS.split()
MATERIAL = {"slides", "recording", "notes", "notebook", "code", "blog"}
# "논 문": signs of the East set apart to fill a column.
SPACED = re.compile(r"(?<=[\u3040-\u9fff\uac00-\ud7af])\s+(?=[\u3040-\u9fff\uac00-\ud7af])")
BESIDE = ("参考", "參考", "참고")
EASTERN = re.compile(r"[\u3040-\u9fff\uac00-\ud7af]{3,12}")
# “Papers from the presentation” are papers.
OF = re.compile(r"(?P<what>[^:]{3,40}?)\s+(?:from|of|for)\s+(?:the|our|this|last)\s+\w", re.IGNORECASE)
WORD = re.compile(r"[^\W_]+(?:[.’'-][^\W_]+)*|#")
# Roles by several words at once, before their words are looked at one by one.
PHRASES = {
    "publication date": "venue", "date published": "venue", "published date": "venue", "date of publication": "venue",
    "paper date": "venue", "date proposed": "remark", "proposed date": "remark", "date added": "remark", "date posted": "remark", "date suggested": "remark",
    "presented paper": "reading", "presented papers": "reading", "paper presented": "reading", "papers presented": "reading", "main paper presented": "reading",
    "publication year": "venue", "pub date": "venue", "release date": "venue", "submission date": "venue",
    "presentation title": "title", "talk title": "title", "title of talk": "title", "title of presentation": "title",
    "paper title": "reading", "title of paper": "reading", "paper name": "reading", "reading material": "reading",
    "reading materials": "reading", "reading list": "reading", "reading assignment": "reading", "to read": "reading",
    "must read": "reading", "read": "reading", "watch": "recording", "required": "reading", "mandatory": "reading", "core": "reading", "main text": "reading",
    "key paper": "reading", "key papers": "reading", "primary": "reading", "main": "reading",
    "read before": "reading", "what we read": "reading", "paper link": "reading", "link to paper": "reading", "paper links": "reading",
    "paper url": "reading", "presentation material": "slides", "presentation link": "slides", "discussion notes": "notes",
    "discussion lead": "people", "discussion leader": "people", "discussion leaders": "people", "reading lead": "people",
    "present": "remark", "led by": "people", "presented by": "people", "introduced by": "people", "exposé par": "people", "présenté par": "people", "présentée par": "people",
    "animé par": "people", "presentado por": "people", "presentada por": "people", "presentato da": "people", "apresentado por": "people", "vorgestellt von": "people",
    "präsentiert von": "people", "gehalten von": "people", "chosen by": "people", "paper by": "authors", "written by": "authors",
    "session lead": "people", "session leader": "people", "guest speaker": "people", "invited speaker": "people",
    "session chair": "host", "topic area": "title", "paper topic": "title", "discussion questions": "remark", "date and time": "date",
    "date time": "date", "week of": "date", "week starting": "date", "week beginning": "date", "meeting link": "join", "zoom link": "join",
    "join link": "join", "notes and slides": "links", "video link": "recording", "youtube link": "recording", "discussion topic": "title",
    "discussion paper": "reading", "discussion papers": "reading", "date read": "date", "research area": "remark", "due date": "remark",
    "meeting notes": "notes", "paper notes": "notes", "meeting minutes": "notes", "one line summary": "remark", "time and place": "time",
    "presentation type": "remark", "session type": "remark", "source code": "code", "lecture notes": "notes", "blog post": "blog",
    "lecture slides": "slides", "lecture video": "recording", "class date": "date", "meeting time": "time", "video lecture": "recording",
    "video lectures": "recording", "pre reading": "reading", "before class": "reading", "article title": "reading", "text title": "reading",
}  # fmt: skip


FILLERS_WORDS = """
the a an our this and or of for to in on by with from main all suggested weekly session der die das le la les el
los
"""
FILLERS = set(FILLERS_WORDS.split())


def is_only(text):
    """Whether a text is nothing but words for a role: “Required readings”, and not “Presented by Ada”."""
    words = words_of(text)
    return bool(words) and all(word in FILLERS or role_of_word(word) for word in words) and bool(role(text))


def words_of(text):
    return WORD.findall(text[:120].replace("&", " and ").casefold())


def is_label(text):
    """Whether words before a colon are a label, and not the first half of a title with one such word in it, as “The
    PageRank citation ranking” is."""
    words = [word for word in words_of(text) if word not in FILLERS]
    return len(words) < 3 or sum(bool(role_of_word(word)) for word in words) * 2 >= len(words)


def role_of_word(word):
    found = ROLE.get(word) or ROLE.get(word.removesuffix("s"))
    if not found and EASTERN.fullmatch(word) and word not in kinds.KIND:
        # "发表论文", "논문제목": what it is stands last; “참고영상” are videos to watch beside.
        is_beside = word.startswith(BESIDE) and len(word) > 2
        last = next((ROLE[word[at:]] for at in range(1, len(word) - 1) if word[at:] in ROLE), None)
        found = "optional" if is_beside and last in (*MATERIAL, "links") else last
    return found


def role(text):
    """The role of a column, a label or a key; nothing where its words say none.

    >>> role("📅 Date"), role("Paper presenter(s)"), role("Link to slides"), role("Our garden")
    ('date', 'people', 'slides', '')
    """
    words = words_of(SPACED.sub("", text))
    if not any(map(role_of_word, words)):
        words = words_of(text)
    if not words:
        if "#" in text or "№" in text:
            return "number"
        kind = kinds.by_words(text)[0]  # “🎥”
        return kind if kind in MATERIAL else ""
    if len(words) > 8:
        return ""
    if found := PHRASES.get(" ".join(words)):
        return found
    if "#" in words and any(word not in ROLE and word not in FILLERS for word in words):
        words = [word for word in words if word != "#"]
    if (whole := OF.match(text)) and (found := role(whole["what"])) in MATERIAL | {"reading", "title"}:
        return found
    roles = [found for word in words if (found := role_of_word(word))]
    if words[0] == "presentation" and len(words) == 2 and role_of_word(words[1]) in MATERIAL:
        return role_of_word(words[1])
    materials = {one for one in roles if one in MATERIAL}
    if len(materials) > 1 or (materials and "reading" in roles and re.search(r"[/,&+|]| and ", text)):
        return "links"
    if "links" in roles and len(words) > 1:
        roles = [one for one in roles if one != "links"] or roles
    if "optional" in roles and {"links", "recording"} & set(roles):  # “Related videos”
        return "optional"
    found = next((one for one in ORDER if one in roles), "")
    kind, only = kinds.by_words(text) if not found else ("", False)
    return kind if only and kind in MATERIAL else found
