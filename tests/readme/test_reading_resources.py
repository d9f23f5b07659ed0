"""What stands in a list of resources: to be read or watched beside a paper, and nothing that the group made."""

from readinggroup.readme.reading import read
from tests.readme.reading import OTHER, PAPER

VIDEO = "https://www.youtube.com/watch?v=abcdefghij1"
BLOG = "https://looms.example.org/blog/looms"
PAGE = "https://looms.example.org/blog/rods"


def kinds(document):
    (found,) = read(document).sessions
    return (
        [(work.kind, work.url) for work in found.readings],
        [(one.kind, one.url) for one in found.materials],
        [person.name for person in found.people],
    )


def test_a_video_among_several_works_is_to_be_watched():
    items = f"    - [Rods]({BLOG})\n    - [Reeds]({PAGE})\n    - {{}}\n"
    text = f"# Reading group\n\n* 2021-04-23 [Looms]({PAPER})  \n  Resources:\n{items}"
    works = [("paper", PAPER), ("blog", BLOG), ("blog", PAGE)]
    for video in f"[Ada on weaving]({VIDEO})", f"Video: [Ada on weaving]({VIDEO}) <-- slow":
        assert kinds(text.format(video)) == ([*works, ("video", VIDEO)], [], [])
    assert kinds(text.format(f"[Video]({VIDEO})")) == (works, [("recording", VIDEO)], [])


def test_a_label_may_say_in_brackets_how_its_list_is_ordered():
    text = (
        f"# Reading group\n\n* 2021-04-23 [Looms]({PAPER})\n\n"
        "  Resources (roughly in order they should be approached):\n\n"
        f"  * Looms of glass by Vi Pham (goes on with Rod)\n    * [Looms 1]({BLOG})\n"
    )
    assert kinds(text) == ([("paper", PAPER), ("blog", BLOG)], [], [])


def test_videos_for_reference_are_to_be_watched():
    text = (
        "# 베틀 스터디\n\n1주차\n- Looms\n- {}\n    - https://youtu.be/abcdefghij1\n- 참고 자료\n"
        f"    - 논문 : {PAPER}\n    - 코드 구현 : {VIDEO}\n"
    )
    read_ = [("video", "https://youtu.be/abcdefghij1"), ("paper", PAPER)]
    assert kinds(text.format("참고영상")) == (read_, [], [])
    assert kinds(text.format("Related videos:")) == (read_, [], [])
    found = read(text.format("참고영상"))
    assert [link.url for link in found.sessions[0].readings[0].also] == [VIDEO]


def test_a_paper_beside_code_is_a_work_of_its_own():
    code = "https://github.com/looms/weaver"
    text = (
        "# Reading group\n\n| Date | Paper | Leader |\n|---|---|---|\n"
        f"| 2021-04-23 | On [Weaver]({code}) (Related [Paper #1]({PAPER}), [Paper #2]({OTHER})) | Ada |\n"
    )
    assert kinds(text) == ([("code", code), ("paper", PAPER), ("paper", OTHER)], [], ["Ada"])
