"""What the place of a document and the addresses in it tell of its meetings."""


from readinggroup.readme.reading import read

PLACE = "https://github.com/looms/{}/blob/main/"


def test_days_without_a_word_are_meetings_where_the_place_of_the_document_names_a_group():
    text = "- 7 Jul: [Punched cards](https://arxiv.org/abs/2301.00001)\n- 23 Jun: [Threads and knots](https://arxiv.org/abs/2301.00002)\n"
    held = ["Punched cards", "Threads and knots"]
    for name in ("Lab_meeting", "group-meeting", "journalclub"):
        assert [session.title for session in read(text, PLACE.format(name)).sessions] == held
    assert [session.title for session in read(text, "https://looms.org/reading-group/2017.md").sessions] == held
    assert read(text, PLACE.format("diary")).sessions == []
    assert read(text).sessions == []
