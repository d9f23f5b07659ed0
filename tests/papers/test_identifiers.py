import pytest

from papers.identifiers import arxiv_id, doi, url_key


@pytest.mark.parametrize(
    "text",
    [
        "2006.11239",
        " 2006.11239 ",
        "2006.11239v2",
        "arXiv:2006.11239",
        "arxiv: 2006.11239v1",
        "https://arxiv.org/abs/2006.11239",
        "http://arxiv.org/abs/2006.11239v3",
        "arxiv.org/abs/2006.11239",
        "https://www.arxiv.org/abs/2006.11239/",
        "https://export.arxiv.org/abs/2006.11239",
        "https://arxiv.org/pdf/2006.11239",
        "https://arxiv.org/pdf/2006.11239.pdf",
        "https://arxiv.org/pdf/2006.11239v2.pdf",
        "https://arxiv.org/html/2006.11239v2#S3",
        "https://arxiv.org/abs/2006.11239?context=cs",
        "https://www.alphaxiv.org/abs/2006.11239",
        "https://huggingface.co/papers/2006.11239",
        "https://doi.org/10.48550/arXiv.2006.11239",
        "10.48550/arxiv.2006.11239",
    ],
)
def test_arxiv_id_in_any_spelling(text):
    assert arxiv_id(text) == "2006.11239"


@pytest.mark.parametrize("text", ["https://arxiv.org/abs/math.GT/0309136v1", "math.GT/0309136"])
def test_arxiv_id_of_the_old_form(text):
    assert arxiv_id(text) == "math.GT/0309136"


@pytest.mark.parametrize(
    "text", ["", "DDPM", "https://example.org/abs/2006.11239x", "2006.112", "https://arxiv.org/list/cs.LG", "v2"]
)
def test_arxiv_id_where_there_is_none(text):
    assert arxiv_id(text) is None


@pytest.mark.parametrize(
    "text",
    ["10.1109/TPAMI.2022.3204461", "https://doi.org/10.1109/tpami.2022.3204461", "doi: 10.1109/TPAMI.2022.3204461"],
)
def test_doi_in_any_spelling(text):
    assert doi(text) == "10.1109/tpami.2022.3204461"


@pytest.mark.parametrize("text", ["", "11.1109/x", "10.1/x", "https://example.org/10.1109/x"])
def test_doi_where_there_is_none(text):
    assert doi(text) is None


@pytest.mark.parametrize(
    "url",
    [
        "https://yang-song.net/blog/2021/score/",
        "http://yang-song.net/blog/2021/score",
        "https://www.Yang-Song.net/blog/2021/score/#training",
        "https://yang-song.net:443/blog/2021/score/?utm_source=x",
    ],
)
def test_url_key_same_for_one_page(url):
    assert url_key(url) == "yang-song.net/blog/2021/score"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/a", "https://example.org/A"),
        ("https://example.org/?p=1", "https://example.org/?p=2"),
        ("https://example.org/", "https://example.net/"),
        ("https://example.org:8080/", "https://example.org/"),
    ],
)
def test_url_key_differs_between_pages(one, other):
    assert url_key(one) != url_key(other)


@pytest.mark.parametrize("url", ["http://[", "https://example.org:port/", "not a url", ""])
def test_url_key_of_no_address(url):
    assert isinstance(url_key(url), str)
