"""Meetings of a document in which nobody presents."""

from tests.readme.reading import told

VIDEO = "https://www.youtube.com/watch?v=abcdefghij"


def items(*titles):
    return "# Loom reading group\n\n" + "".join(
        f"- [\\[May {at} 2021\\] {title}]({VIDEO}{at})\n" for at, title in enumerate(titles, 1)
    )


def test_titles_in_quotation_marks_are_what_is_read():
    titles = "A theory of looms", "Rods in practice", "Gears and wheels"
    assert [(title, urls) for _, title, urls, *_ in told(items(*(f"“{title}”" for title in titles)))] == [
        (title, [""]) for title in titles
    ]


def test_titles_without_quotation_marks_and_videos_are_meetings():
    assert [urls for _, _, urls, *_ in told(items("Looms in use", "Rods in practice", "Gears and wheels"))] == [
        [],
        [],
        [],
    ]


def test_titles_in_quotation_marks_are_talks_where_someone_presents():
    document = items('"Looms in use" by Ada Lovelace', '"Rods in practice"', '"Gears and wheels"')
    assert [urls for _, _, urls, *_ in told(document)] == [[], [], []]


def test_words_alone_below_numbers_are_the_topics():
    text = "# Loom study\n\n### Week 1\n- Looms\n### Week 2\n- Rods of iron\n### Week 3\n- Reeds\n"
    assert [title for _, title, *_ in told(text)] == ["Looms", "Rods of iron", "Reeds"]
    noted = text.replace("Rods of iron", "We read what was left.")
    assert [title for _, title, *_ in told(noted)] == ["", "", ""]
