"""What is meant to break the reader ends in seconds, with words."""

import pytest

from readinggroup.readme.reading import NotReadableError, read

ROW = "| 2023-04-05 | [x](https://example.org) | Ada |\n"


@pytest.mark.parametrize(
    "document",
    [
        b"a" * 5_000_001,
        "* [a](https://example.org) b\n" * 100_000,
        "| Date | Paper | Presenter |\n|---|---|---|\n" + ROW * 100_000,
        "[" * 60_000,
        ("[" * 90 + "\n") * 3_000,
        "<div>" * 30_000,
    ],
    ids=["5 MB", "bullets", "table", "one line", "brackets", "elements"],
)
def test_too_long_a_document_is_refused_in_words(document):
    with pytest.raises(NotReadableError, match=r"^(This document|Line 1) has .*\.|\?$"):
        read(document)


@pytest.mark.parametrize(
    "document",
    [
        "".join(" " * (2 * level) + "* x\n" for level in range(1_000)),
        "> " * 1_000 + "[x](https://example.org)",
        "<details><summary>x</summary>\n\n" * 1_000,
        "<b>" * 5_000,
        "[a](b" * 3_000,
        "## Week" + " " * 19_000 + "1",
        "- 2023-01-01: " + "Ada Lovelace, " * 1_000,
        "- 2023-01-01: " + ")(" * 9_000,
        "---\nsessions: " + "[" * 4_000 + "\n---\n",
        "---\na: &a [l, l]\nb: &b [*a, *a]\nc: [*b, *b]\n---\n",
        "| a " * 2_000 + "\n" + "|-" * 2_000 + "\n" + "| b " * 2_000,
        "<table><tr><td>" * 1_000,
        "<!-- " * 3_000,
        "{% capture details %}\n{% endcapture %}\n" * 2_000,
        "<span>\n\nx\n\n" * 2_000,
    ],
)
def test_deep_and_unclosed_documents_have_no_session(document):
    assert len(read(document).sessions) <= 1


def test_nul_broken_utf8_and_raw_html_are_read():
    assert [s.title for s in read("# G\0\n## Week 1: a\0b\n* [x](https://example.org)").sessions] == ["a\ufffdb"]
    found = read(b"# Reading group\n## Week 1: \xe9tude\n")
    assert [s.title for s in found.sessions] == ["étude"]
    assert "UTF-8" in found.remarks[0].text
    html = "<h2>Week 1: x</h2><ul><li><a href='https://arxiv.org/abs/2006.11239'>DDPM</a></li></ul>"
    html += "<script>## Week 2: y</script>"
    assert [(s.number, [w.title for w in s.readings]) for s in read(html).sessions] == [(1, ["DDPM"])]


def test_links_to_programs_become_remarks_without_an_address():
    found = read("## Week 1: x\n* [y](javascript:alert(1))\n* <a href='JaVaScript:z'>z</a>\n* [d](data:text/html,x)")
    assert found.links == []
    assert [(remark.line, remark.url) for remark in found.remarks] == [(2, ""), (3, ""), (4, "")]


def test_relative_links_without_a_base_are_told_of():
    found = read("# Reading group\n## Week 1: x\n* [Slides](slides/1.pdf)\n* [P](papers/p.pdf)")
    assert found.sessions[0].materials == []
    assert [(remark.line, remark.url) for remark in found.remarks] == [(3, "slides/1.pdf"), (4, "papers/p.pdf")]
    assert "--base-url" in found.remarks[0].text
