import pytest

from readinggroup.search.words import LONGEST_WORD, MOST_WORDS, Question, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Schrödinger", ["schrodinger"]),
        ("Schro\u0308dinger", ["schrodinger"]),
        ("SCHRÖDINGER", ["schrodinger"]),
        ("naïve Bayes-Classifier, x_t", ["naive", "bayes", "classifier", "x", "t"]),
        ("Straße", ["strasse"]),
        ("İstanbul", ["istanbul"]),
        ("Łukasz Ørsted, Đức Œuvre", ["lukasz", "orsted", "duc", "oeuvre"]),
        ("Yıldız Þór Guðmundsson ǽ ẞ", ["yildiz", "thor", "gudmundsson", "ae", "ss"]),
        ("𝛽ₜ and 𝐱𝟎", ["βt", "and", "x0"]),
        ("e\ufb03cient", ["efficient"]),
        ("hy\u00adphen zero\u200bwidth", ["hyphen", "zerowidth"]),
        ("2006.11239v2", ["2006", "11239v2"]),
        ("扩散模型 diffusion", ["扩", "散", "模", "型", "diffusion"]),
        ("カタカナ", ["カ", "タ", "カ", "ナ"]),
        ("확산", ["\u1112\u116a\u11a8\u1109\u1161\u11ab"]),
        ("x" * 100, ["x" * LONGEST_WORD]),
        ("\x00 '\"\\ -- * () : & | ! % _ <>", []),
        ("", []),
    ],
)
def test_words(text, expected):
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://arxiv.org/pdf/2006.11239v2", ["2006", "11239"]),
        ("arXiv:2006.11239", ["2006", "11239"]),
        ("https://doi.org/10.1109/CVPR.2022.01042", ["10", "1109", "cvpr", "2022", "01042"]),
        ("https://www.example.org/post/?utm_source=x#part", ["example", "org", "post"]),
        ("noise noise noise", ["noise"]),
        (" ".join(f"w{number}" for number in range(100)), [f"w{number}" for number in range(MOST_WORDS)]),
        ("a\x00b", ["a", "b"]),
        ("http://[", ["http"]),
    ],
)
def test_question_asks_for(text, expected):
    assert Question(text).words == expected


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("schrodinger", "The Schrödinger bridge", "The <mark>Schrödinger</mark> bridge"),
        ("schrödinger", "The Schrodinger bridge", "The <mark>Schrodinger</mark> bridge"),
        ("schro", "Schro\u0308dinger, Schrift", "<mark>Schro\u0308dinger</mark>, Schrift"),
        ("modele", "Le mode\u0300le", "Le <mark>mode\u0300le</mark>"),
        ("lukasz", "by Łukasz Kaiser", "by <mark>Łukasz</mark> Kaiser"),
        ("łukasz", "by Lukasz Kaiser", "by <mark>Lukasz</mark> Kaiser"),
        ("duc", "Đức", "<mark>Đức</mark>"),
        ("strasse", "Straße <b>", "<mark>Straße</mark> &lt;b&gt;"),
        (
            "script",
            "<script>alert('x')</script>",
            "&lt;<mark>script</mark>&gt;alert(&#x27;x&#x27;)&lt;/<mark>script</mark>&gt;",
        ),
        ("b", "a & b", "a &amp; <mark>b</mark>"),
        ("amp", "a & b &amp;", "a &amp; b &amp;<mark>amp</mark>;"),
        ("a", "a an", "<mark>a</mark> an"),
        ("efficient", "e\ufb03cient", "<mark>e\ufb03cient</mark>"),
        ("βt", "with 𝛽ₜ", "with <mark>𝛽ₜ</mark>"),
        ("散", "扩散", "扩<mark>散</mark>"),
        ("no", "yes", "yes"),
    ],
)
def test_marks(question, text, expected):
    assert Question(question).mark(text) == expected


def test_excerpt_of_a_short_text_is_the_whole():
    assert Question("two").excerpt("one\ntwo\n  three") == "one <mark>two</mark> three"


def test_excerpt_is_where_most_words_are():
    text = f"noise {'filler ' * 80}the noise schedule {'filler ' * 80}"
    excerpt = Question("noise schedule").excerpt(text)
    assert "the <mark>noise</mark> <mark>schedule</mark> filler" in excerpt
    assert excerpt.startswith("… filler")
    assert excerpt.endswith("filler…")
    assert len(excerpt) < 300


def test_excerpt_without_a_hit_is_the_beginning():
    excerpt = Question("other").excerpt("word " * 100)
    assert excerpt.startswith("word word")
    assert excerpt.endswith("word…")


def test_excerpt_is_html_that_is_safe_as_a_whole():
    excerpt = Question("x").excerpt("<i> x " * 200)
    assert hasattr(excerpt, "__html__")
    assert "<i>" not in excerpt
    assert "&lt;i&gt; <mark>x</mark>" in excerpt


def test_excerpt_of_one_endless_word():
    assert Question("x" * 200).excerpt("x" * 50_000).startswith("<mark>xxx")
