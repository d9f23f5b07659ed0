import time

import pytest
from bs4 import BeautifulSoup

from readinggroup.templatetags.markdown import markdown

SECONDS = 10


def html(text):
    return BeautifulSoup(markdown(text), "html.parser")


@pytest.mark.parametrize("text", ["", None])
def test_markdown_nothing_is_nothing(text):
    assert markdown(text) == ""


def test_markdown_plain_words():
    assert markdown("*Who* we **are**") == "<p><em>Who</em> we <strong>are</strong></p>\n"


def test_markdown_output_is_not_escaped_again_but_its_text_is():
    assert markdown("1 < 2 & 3").__html__() == "<p>1 &lt; 2 &amp; 3</p>\n"


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java&#115;cript:alert(1)",
        "javascript&colon;alert(1)",
        "&#x6A;avascript:alert(1)",
        "%6aavascript:alert(1)",
        "vbscript:msgbox(1)",
        "file:///etc/passwd",
        "data:text/html;base64,PHNjcmlwdD4=",
        "data:image/svg+xml;base64,PHN2Zz4=",
        "data:image/png;base64,AAAA",
        "feed:javascript:alert(1)",
    ],
)
@pytest.mark.parametrize("form", ["[x]({})", "[x](<{}>)", "<{}>", "[x][1]\n\n[1]: {}", "![x]({})"])
def test_markdown_unsafe_address_is_no_link(form, address):
    links = [element["href"] for element in html(form.format(address)).select("[href]")]

    # A relative address without a scheme can stay: it leads to a page of this site that does not exist.
    assert [link for link in links if not link.lower().startswith("%6aavascript")] == []
    assert html(form.format(address)).select("[src], img") == []


@pytest.mark.parametrize(
    "address", ["https://example.org/a?b=c", "http://example.org", "mailto:a@example.org", "/papers/"]
)
def test_markdown_safe_address_is_a_link(address):
    [link] = html(f"[x]({address})").select("a")

    assert (link["href"], link.get_text(), link["rel"]) == (address, "x", ["noopener", "noreferrer"])


@pytest.mark.parametrize(
    "raw",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg/onload=alert(1)>",
        "<iframe src=https://elsewhere.example></iframe>",
        "<a href='javascript:alert(1)'>x</a>",
        "<p style='position:fixed' onclick=alert(1)>x</p>",
        "<!-- <script> -->",
        "<style>*{display:none}</style>",
        "`<script>`",
        "```\n<script>alert(1)</script>\n```",
        "```html onload=x\n<b>\n```",
    ],
)
def test_markdown_raw_html_is_text(raw):
    page = html(raw)

    assert {element.name for element in page.find_all()} <= {"p", "code", "pre"}
    assert [element.attrs for element in page.find_all() if element.attrs] == []
    assert "<" in page.get_text()
    assert "&lt;" not in page.get_text()


def test_markdown_image_is_not_loaded():
    page = html("before ![a plot](https://elsewhere.example/pixel.png) after")

    assert [element.name for element in page.find_all()] == ["p"]
    assert " ".join(page.get_text().split()) == "before after"


def test_markdown_headings_start_below_those_of_the_page():
    text = "".join(f"{'#' * level} level {level}\n\n" for level in range(1, 7))

    assert [(element.name, element.get_text()) for element in html(text).find_all()] == [
        ("h3", "level 1"),
        ("h4", "level 2"),
        ("h5", "level 3"),
        ("h6", "level 4"),
        ("h6", "level 5"),
        ("h6", "level 6"),
    ]


def test_markdown_underlined_heading_starts_below_those_of_the_page():
    assert markdown("Title\n=====\n") == "<h3>Title</h3>\n"


def test_markdown_table_list_and_strikethrough():
    page = html("| a | b |\n|---|---|\n| 1 | 2 |\n\n3. three\n4. four\n\n~~gone~~")

    assert [cell.get_text() for cell in page.select("th, td")] == ["a", "b", "1", "2"]
    assert page.ol["start"] == "3"
    assert page.s.get_text() == "gone"


@pytest.mark.parametrize(
    "text",
    [
        "> " * 1_000 + "x",
        "\n".join("  " * level + "- x" for level in range(1_000)),
        "[" * 1_000 + "x" + "](/)" * 1_000,
        "*" * 1_000 + "x" + "*" * 1_000,
        "![" * 1_000,
        "<b>" * 1_000,
    ],
    ids=["quotes", "lists", "links", "emphasis", "images", "html"],
)
def test_markdown_a_thousand_levels_end_quickly_and_safely(text):
    start = time.process_time()
    page = html(text)

    assert time.process_time() - start < SECONDS
    assert page.select("img, script, b") == []


# About a second for 100,000 letters that all are markup, and no more than ten times that for ten times as many.
DENSE = [
    "*a ",
    "[",
    "](",
    "`",
    "<",
    "> a\n\n",
    "- x\n",
    "# x\n",
    "|a|b|\n|-|-|\n",
    "a\n\n",
    "&#",
    "\\",
    "~~a ",
    "[a]: /b\n",
]


@pytest.mark.parametrize(("piece", "length"), [*((piece, 100_000) for piece in DENSE), ("word ", 10**6), ("\n", 10**6)])
def test_markdown_long_text_ends_quickly(piece, length):
    start = time.process_time()
    result = markdown(piece * (length // len(piece)))

    assert time.process_time() - start < SECONDS
    assert "<script" not in result


def test_markdown_a_megabyte_of_prose_ends_quickly_and_whole():
    paragraph = "We read *papers* and [talk](https://example.org) about them, at length. " * 10 + "\n\n"
    text = paragraph * (10**6 // len(paragraph))

    start = time.process_time()
    result = markdown(text)

    assert time.process_time() - start < SECONDS
    assert result.count("<p>") == text.count("\n\n")
