"""Icons that are drawn by a name, of a class as “fas fa-play” or between colons as “:tv:”: what they stand for."""
# ruff: noqa: E501 -- a table of words

import re

# The words of Font Awesome and the like.
ICONS = {
    "recording": "video play youtube film camera vimeo bilibili tv circle-play play-circle", "notes": "sticky note pen pencil edit clipboard",
    "slides": "desktop display powerpoint chalkboard tv-slides images presentation slides easel person-chalkboard tablet slideshare",
    "paper": "pdf scroll newspaper book book-open arxiv ai-arxiv ai-doi file-lines file-alt", "code": "github gitlab code git",
    "link": "link external-link globe up-right-from-square",
}  # fmt: skip
# What GitHub draws for “:memo:”, as far as READMEs of groups have it.
SHORTCODES_WORDS = """
page_facing_up 📄 page_with_curl 📃 bookmark_tabs 📑 scroll 📜 newspaper 📰 books 📚 book 📖 open_book 📖 green_book 📗 blue_book 📘
orange_book 📙 closed_book 📕 bookmark 🔖 movie_camera 🎥 video_camera 📹 tv 📺 clapper 🎬 arrow_forward ▶ camera 📷 vhs 📼 cinema 🎦
film_projector 📽 film_strip 🎞 bar_chart 📊 chart_with_upwards_trend 📈 desktop_computer 🖥 memo 📝 pencil 📝 pencil2 ✏ notebook 📓
ledger 📒 spiral_notepad 🗒 clipboard 📋 computer 💻 octocat 🐙 link 🔗 globe_with_meridians 🌐 earth_africa 🌍 calendar 📆 date 📅
spiral_calendar 🗓 clock 🕐 alarm_clock ⏰ hourglass ⌛ mega 📣 loudspeaker 📢 speech_balloon 💬 microphone 🎤 studio_microphone 🎙
speaking_head 🗣 bust_in_silhouette 👤 busts_in_silhouette 👥 raising_hand 🙋 wave 👋 tada 🎉 rocket 🚀 bulb 💡 fire 🔥 star ⭐ star2 🌟
sparkles ✨ warning ⚠ pushpin 📌 round_pushpin 📍 dart 🎯 mag 🔍 email 📧 envelope ✉ point_right 👉 arrow_right ➡ white_check_mark ✅
heavy_check_mark ✔ x ❌ construction 🚧 question ❓ exclamation ❗ heart ❤ brain 🧠 robot 🤖 coffee ☕ pizza 🍕 house 🏠 school 🏫
mortar_board 🎓 trophy 🏆 triangular_flag_on_post 🚩 label 🏷 key 🔑 gear ⚙ package 📦 file_folder 📁 open_file_folder 📂 new 🆕 zap ⚡
"""
SHORTCODES = dict(zip(SHORTCODES_WORDS.split()[::2], SHORTCODES_WORDS.split()[1::2], strict=True))
SHORTCODE = re.compile(r"(?<![\w:]):([a-z][a-z0-9_]{0,30}):(?![\w:])")
ICON = {word: kind for kind, words in ICONS.items() for word in words.split()}


def word(names):
    """The word for an icon that is drawn by the names of its class; nothing where they draw none.

    >>> word("fas fa-file-powerpoint fa-lg"), word("red")
    ('slides', '')
    """
    for name in (names or "").split():
        sign, _, rest = name.partition("-")
        if sign not in ("fa", "bi", "ai", "icon", "mdi", "ti", "glyphicon") or not rest:
            continue
        if found := ICON.get(rest) or next((ICON[part] for part in rest.split("-")[::-1] if part in ICON), ""):
            return found
    return ""


def drawn(text):
    """The words with the signs that stand for the names in them.

    >>> drawn("## :calendar: Schedule, 10:30:20, ::new:")
    '## 📆 Schedule, 10:30:20, ::new:'
    """
    return SHORTCODE.sub(lambda found: SHORTCODES.get(found[1], found[0]), text) if ":" in text else text
