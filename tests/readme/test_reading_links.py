"""No link of a document is lost: each is part of what was found, or has a remark."""

import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readinggroup.readme.reading import read
from readinggroup.readme.reading.words.lines import escaped
from tests.readme.reading import OTHER, PAPER

WORDS = """Week 1|Session 3|2023-04-05|3/4/2023|Jan 5|Readings:|Paper|Slides|Recording|[x]|No meeting|TBD
Resources|presented by Ada Lovelace|List of papers|(Bob Smith)|**|~~|`|Date|Presenter|Same as Week 1
et al., 2020|<br>|&amp;|🎥|<b>|</b>"""
ADDRESSES = """https://arxiv.org/abs/2006.11239 https://youtu.be/B5gfJF8mOPo https://example.org/slides/a.pdf
slides/b.pdf https://github.com/a/b https://discord.gg/x https://example.org/c_(d) mailto:a@example.org #week-1
ftp://example.org/f https://www.youtube.com/playlist?list=P www.example.org/e javascript:alert(1)
https://docs.google.com/document/d/1 https://zoom.us/j/1"""
words = st.sampled_from(WORDS.replace("\n", "|").split("|"))
addresses = st.sampled_from(ADDRESSES.split())
links = st.one_of(
    st.builds("[{}]({})".format, words, addresses),
    st.builds('<a href="{1}">{0}</a>'.format, words, addresses),
    addresses,
    st.builds("[![{}](image.png)]({})".format, words, addresses),
)
pieces = st.lists(st.one_of(words, links, st.text("ab -–:|*_[]()<>\n", max_size=8)), min_size=1, max_size=5).map(
    " ".join
)
blocks = st.one_of(
    st.builds("{} {}".format, st.sampled_from(["#", "##", "###"]), pieces),
    st.builds("* {}\n  * {}\n* {}".format, pieces, pieces, pieces),
    st.builds("{}\n\n{}".format, pieces, pieces),
    st.builds("| Date | Paper | {} |\n|---|---|---|\n| {} | {} | {} |".format, words, words, pieces, pieces),
    st.builds("<details><summary>{}</summary>\n\n{}\n\n</details>".format, pieces, pieces),
    st.builds("<table><tr><td>{}</td><td>{}</td></tr></table>".format, pieces, pieces),
    st.builds("**{}**\n{}".format, pieces, pieces),
    st.builds("1. [ ] {}\n2. [x] {}".format, pieces, pieces),
)
documents = st.lists(blocks, max_size=7).map("\n\n".join)


def places(found):
    """Every address that is part of what was found, and everything that was written down."""
    group = found.group
    urls = {group.join_url, group.playlist_url, group.source_url} | {remark.url for remark in found.remarks}
    texts = [group.introduction]
    works = [work for session in found.sessions for work in session.readings] + [entry.work for entry in found.papers]
    for work in works:
        urls |= {work.url} | {link.url for link in work.also}
        texts.append(work.note)
    for session in found.sessions:
        urls |= {session.join_url} | {one.url for one in [*session.materials, *session.people]}
        texts.append(session.recap)
    return urls, "\n".join(texts)


@settings(max_examples=150, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents, st.sampled_from(["", "https://github.com/o/r"]))
def test_every_link_is_in_some_place_or_has_a_remark(document, base):
    found = read(document, base)
    urls, text = places(found)
    assert [link for link in found.links if link.url not in urls and escaped(link.url) not in text] == []


@settings(max_examples=100, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents)
def test_no_address_is_anything_but_a_page_of_the_web(document):
    found = read(document)
    items = [one for session in found.sessions for one in [*session.readings, *session.materials, *session.people]]
    items += [entry.work for entry in found.papers]
    said = [one.url for one in items] + [session.join_url for session in found.sessions]
    assert [url for url in said if url and not re.match(r"https?://[^\s/]", url)] == []
    assert "javascript:" not in "".join(link.url for link in found.links)


@settings(max_examples=100, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.one_of(st.text(max_size=300), st.binary(max_size=300)))
def test_any_text_is_read_or_refused_in_words(document):
    assert read(document).sessions is not None


def test_chapters_of_a_book_and_tutorials_are_no_papers():
    found = read(
        "# Book club\n- 2021-05-17: Chapter 1: Looms - Ada Lovelace\n- 2021-05-24: Chapter 2: Knots - Bo Rod\n"
        "- 2021-05-31: [Weaving Ch 3: Ties](https://looms.org/contents/ties.html)\n"
        "- 2021-06-07: [Vectors of words](https://looms.org/tutorials/vectors)\n"
    )
    said = [
        (one.title, [person.name for person in one.people], [work.kind for work in one.readings])
        for one in found.sessions
    ]
    assert said == [
        ("Chapter 1: Looms", ["Ada Lovelace"], []),
        ("Chapter 2: Knots", ["Bo Rod"], []),
        ("Weaving Ch 3: Ties", [], ["other"]),
        ("Vectors of words", [], ["other"]),
    ]


def test_an_article_beside_what_a_paper_writes_about_it_is_a_work_of_its_own():
    press, news = "https://www.theguardian.com/science/2017/looms", "https://www.quantamagazine.org/looms-20180301"
    found = read(
        "# Loom reading group\n\n"
        f"- 2 May 2022: Why do looms weave? ([news article]({news}), [journal article]({PAPER}))\n"
        f"- 9 May 2022: [What looms cost]({press})\n"
        "\n## Proposed readings\n\n- [Please add looms here](https://example.org/weaving.gif)\n"
        f"- [Looms and rods]({OTHER})\n"
    )
    assert [[(work.kind, work.url) for work in session.readings] for session in found.sessions] == [
        [("blog", news), ("paper", PAPER)],
        [("other", press)],
    ]
    assert [entry.work.url for entry in found.papers] == [OTHER]


def test_an_address_set_as_code_is_a_link():
    video = "https://www.youtube.com/watch?v=loomloom123"
    found = read(
        "# Loom meetup\n\nFirst meetup:\n\n- **When**: 4/11/17\n"
        f"- **Topic**: Looms, told by all. The video can be found here:\n``{video}``\n\n"
        "Second meetup:\n\n- **When**: 4/25/17\n- **Topic**: Rods with `curl https://example.org/rods`\n"
    )
    assert [[(one.kind, one.url) for one in session.materials] for session in found.sessions] == [
        [("recording", video)],
        [],
    ]
    assert [link.url for link in found.links] == [video]


def test_a_link_of_the_next_part_is_what_the_one_before_it_is():
    document = (
        "# Loom seminar\n\n- Week 1: Looms\n"
        "  - [Notes (Part 1)](https://example.org/notes/a.pdf) and [(part 2)](https://example.org/notes/b.pdf)\n"
        "- Week 2: Rods\n  - [Slides 1](https://example.org/c.pdf), [2](https://example.org/d.pdf)\n"
    )
    assert [[(made.kind, made.url) for made in session.materials] for session in read(document).sessions] == [
        [("notes", "https://example.org/notes/a.pdf"), ("notes", "https://example.org/notes/b.pdf")],
        [("slides", "https://example.org/c.pdf"), ("slides", "https://example.org/d.pdf")],
    ]
