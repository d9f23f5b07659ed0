"""Icons that are drawn by the names of a class, as “fas fa-play”: what they stand for."""
# ruff: noqa: E501 -- a table of words

# The words of Font Awesome and the like.
ICONS = {
    "recording": "video play youtube film camera vimeo bilibili tv circle-play play-circle", "notes": "sticky note pen pencil edit clipboard",
    "slides": "desktop display powerpoint chalkboard tv-slides images presentation slides easel person-chalkboard tablet slideshare",
    "paper": "pdf scroll newspaper book book-open arxiv ai-arxiv ai-doi file-lines file-alt", "code": "github gitlab code git",
    "link": "link external-link globe up-right-from-square",
}  # fmt: skip
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
