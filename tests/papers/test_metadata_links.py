import time

import pytest

from papers.metadata.links import NoLinkError, read, recognise


@pytest.mark.parametrize(
    "text",
    [
        "2210.02747",
        "2210.02747v2",
        "arXiv:2210.02747",
        "https://arxiv.org/abs/2210.02747",
        "http://arxiv.org/abs/2210.02747v1",
        "https://arxiv.org/pdf/2210.02747v2.pdf#page=3",
        "https://arxiv.org/html/2210.02747v2",
        "https://www.alphaxiv.org/abs/2210.02747",
        "https://www.alphaxiv.org/overview/2210.02747v2",
        "https://ar5iv.org/abs/2210.02747",
        "https://ar5iv.labs.arxiv.org/html/2210.02747",
        "https://huggingface.co/papers/2210.02747",
        "https://hf.co/papers/2210.02747",
        "https://www.arxiv-vanity.com/papers/2210.02747/",
        "https://doi.org/10.48550/arXiv.2210.02747",
        "10.48550/arXiv.2210.02747",
        " <https://arxiv.org/abs/2210.02747>, ",
        "(https://arxiv.org/abs/2210.02747).",
        "“https://arxiv.org/abs/2210.02747”",
        "- https://arxiv.org/abs/2210.02747",
        "3. https://arxiv.org/abs/2210.02747 (optional)",
        "Flow Matching: https://arxiv.org/abs/2210.02747",
        "\ufeffhttps://arxiv.org/abs/2210.02747\u200b",
        "[https://arxiv.org/abs/2210.02747](https://arxiv.org/abs/2210.02747)",
    ],
)
def test_arxiv_paper(text):
    link = recognise(text)
    assert (link.kind, link.key, link.url) == ("arxiv", "2210.02747", "https://arxiv.org/abs/2210.02747")
    assert (link.text, link.title) == (text, "")


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("10.1109/TPAMI.2022.3204461", "10.1109/tpami.2022.3204461"),
        ("doi:10.1109/TPAMI.2022.3204461.", "10.1109/tpami.2022.3204461"),
        ("https://doi.org/10.1109/TPAMI.2022.3204461", "10.1109/tpami.2022.3204461"),
        ("https://dl.acm.org/doi/10.1145/3528233.3530757", "10.1145/3528233.3530757"),
        ("https://dl.acm.org/doi/pdf/10.1145/3528233.3530757?download=true", "10.1145/3528233.3530757"),
        ("https://dl.acm.org/doi/abs/10.1145/3528233.3530757", "10.1145/3528233.3530757"),
        ("https://link.springer.com/article/10.1007/s11263-015-0816-y#Sec3", "10.1007/s11263-015-0816-y"),
        ("https://link.springer.com/content/pdf/10.1007/s11263-015-0816-y.pdf", "10.1007/s11263-015-0816-y"),
        ("https://link.springer.com/chapter/10.1007/978-3-319-24574-4_28", "10.1007/978-3-319-24574-4_28"),
        ("https://onlinelibrary.wiley.com/doi/full/10.1111/cgf.14505", "10.1111/cgf.14505"),
        ("https://www.frontiersin.org/articles/10.3389/fninf.2022.1/full", "10.3389/fninf.2022.1"),
        ("https://www.biorxiv.org/content/10.1101/2022.12.09.519842v2.full.pdf", "10.1101/2022.12.09.519842"),
        (
            "https://journals.plos.org/plosone/article?id=10.1371/journal.pone.0033693",
            "10.1371/journal.pone.0033693",
        ),
        ("https://www.nature.com/articles/s41586-021-03819-2", "10.1038/s41586-021-03819-2"),
        ("https://doi.org/10.1016/0167-2789(92)90242-F", "10.1016/0167-2789(92)90242-f"),
    ],
)
def test_doi(text, doi):
    link = recognise(text)
    assert (link.kind, link.key, link.url) == ("doi", doi, f"https://doi.org/{doi}")


@pytest.mark.parametrize(
    "text",
    [
        "https://youtu.be/gTYsWQPeg5s?si=x&t=60",
        "https://www.youtube.com/watch?v=gTYsWQPeg5s&list=PLabc",
        "http://m.youtube.com/watch?v=gTYsWQPeg5s",
        "youtube.com/live/gTYsWQPeg5s",
        "https://www.youtube-nocookie.com/embed/gTYsWQPeg5s",
    ],
)
def test_youtube_video(text):
    link = recognise(text)
    assert (link.kind, link.key, link.url) == (
        "youtube",
        "gTYsWQPeg5s",
        "https://www.youtube.com/watch?v=gTYsWQPeg5s",
    )


@pytest.mark.parametrize(
    ("text", "kind", "url"),
    [
        ("https://www.youtube.com/playlist?list=PLabc", "playlist", None),
        ("https://www.youtube.com/@tanishq", "page", None),
        ("https://vimeo.com/12345", "video", None),
        ("https://github.com/CompVis/stable-diffusion", "code", None),
        ("github.com/CompVis/stable-diffusion/", "code", "https://github.com/CompVis/stable-diffusion/"),
        ("https://gitlab.com/a/b", "code", None),
        ("https://huggingface.co/CompVis/stable-diffusion-v1-4", "code", None),
        ("https://huggingface.co/spaces/stabilityai/sd", "code", None),
        ("https://huggingface.co/blog/annotated-diffusion", "page", None),
        ("https://github.com/pricing", "page", None),
        ("https://github.com/a/b/blob/main/Flow%20Matching.ipynb", "notebook", None),
        ("https://colab.research.google.com/drive/abc", "notebook", None),
        ("https://docs.google.com/presentation/d/abc/edit#slide=id.p", "slides", None),
        ("https://docs.google.com/document/d/abc/edit", "page", None),
        ("https://speakerdeck.com/a/b", "slides", None),
        ("https://example.org/Talk.PPTX?raw=1", "slides", None),
        ("https://example.org/dall-e-2.pdf", "pdf", None),
        (
            "https://openreview.net/forum?id=PqvMRDCJT9t&noteId=x",
            "paper",
            "https://openreview.net/forum?id=PqvMRDCJT9t",
        ),
        ("https://openreview.net/pdf?id=PqvMRDCJT9t", "paper", "https://openreview.net/forum?id=PqvMRDCJT9t"),
        ("https://aclanthology.org/2020.acl-main.1.pdf", "paper", "https://aclanthology.org/2020.acl-main.1/"),
        ("https://proceedings.mlr.press/v139/nichol21a.html", "paper", None),
        ("https://yang-song.net/blog/2021/score/", "page", None),
        ("http://old.example/post", "page", None),
        ("HTTPS://Example.org/Post", "page", "https://Example.org/Post"),
        ("example.org/post", "page", "https://example.org/post"),
        ("https://en.wikipedia.org/wiki/Flow_(mathematics)", "page", None),
        ("https://example.org/10.1109/x", "page", None),
        ("https://example.org/a?b=1&c=2", "page", None),
    ],
)
def test_what_else_there_is(text, kind, url):
    link = recognise(text)
    assert (link.kind, link.url) == (kind, url or text)


def test_markdown_link_has_a_title():
    link = recognise("* [Flow  Matching](https://example.org/post 'A post') (optional)")
    assert (link.kind, link.url, link.title) == ("page", "https://example.org/post", "Flow Matching")


def test_bracket_inside_a_link_stays_one_around_it_goes():
    assert recognise("(see https://example.org/a_(b))").url == "https://example.org/a_(b)"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "This is no link"),
        ("   \n", "This is no link"),
        ("Flow Matching", "This is no link"),
        ("DDPM", "This is no link"),
        ("http://[", "This is no link"),
        ("https://", "This is no link"),
        ("https://intranet/page", "This is no link"),
        ("javascript:alert(1)", "Only addresses on the web"),
        ("ftp://example.org/a", "Only addresses on the web"),
        ("mailto:a@example.org", "Only addresses on the web"),
        ("https://user:secret@example.org/", "There is a name or a password"),
        ("https://a.example/1 https://b.example/2", "There is more than one link"),
        ("https://example.org/" + "a" * 490, "This is too long"),
        ("a" * 10_000, "This is too long"),
        ("https://example.org/" + "%00" * 3_000, "This is too long"),
        ("[](" * 600, "This is too long"),
        ("[](" * 60, "This is no link"),
        ("\x00\ud800", "This is no link"),
        ("<>()[]{}", "This is no link"),
    ],
)
def test_no_link_says_why(text, reason):
    assert recognise(text) is None
    with pytest.raises(NoLinkError) as error:
        read(text)
    assert str(error.value).startswith(reason)


@pytest.mark.parametrize(
    "part", ["[", "[a](", "(", "http://[", "http://", "a.", "/10.1234/", "doi/", "\x00", "*", "v1.full"]
)
def test_hostile_text_takes_no_time(part):
    begin = time.process_time()
    for text in (part * 2_000, "https://example.org/" + part * 100, "https://arxiv.org/abs/" + part * 100):
        recognise(text[:1_999])
    assert time.process_time() - begin < 0.5
