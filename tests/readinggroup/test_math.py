import random
import re
import time

import pytest
from bs4 import BeautifulSoup

from papers import formulas
from papers.templatetags.math import math, plain
from readinggroup.templatetags.markdown import markdown
from tests.factories import make_group, make_paper, make_resource, make_session

SECONDS = 5


def page(html):
    return BeautifulSoup(html, "html.parser")


def test_math_becomes_mathml_and_the_rest_is_escaped():
    assert math("On $x_1$ & <b>") == (
        'On <math display="inline"><mrow><msub><mi>x</mi><mn>1</mn></msub></mrow></math> &amp; &lt;b&gt;'
    )


def test_math_on_a_line_of_its_own():
    assert page(math("$$x$$")).math["display"] == "block"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("nothing", "nothing"),
        ("$5 and $10", "$5 and $10"),
        ("costs $5", "costs $5"),
        ("from 5$ to 6$", "from 5$ to 6$"),
        ("$x$5", "$x$5"),
        ("$ x$", "$ x$"),
        ("$x $", "$x $"),
        (r"\$x\$", "$x$"),
        (r"a \$5 b", "a $5 b"),
        (r"back\slash $", r"back\slash $"),
        ("$$", "$$"),
        ("$", "$"),
        ("", ""),
    ],
)
def test_text_without_formulas_stays_text(text, shown):
    html = page(math(text))

    assert html.find_all() == []
    assert html.get_text() == shown
    assert plain(text) == shown


@pytest.mark.parametrize(
    "tex",
    [
        r"\frac{",
        r"\frac",
        "}",
        "{",
        "x^",
        "^",
        r"\unknown x",
        r"\left(x",
        r"\begin{matrix}a",
        r"\newcommand{\a}{\b\b}\a",
        r"\def\a{aa}\a",
        "{" * 10_000,
        "{" * 10_000 + "}" * 10_000,
        "{" * 200 + "x" + "}" * 200,
        r"\sqrt" * 2_000 + "x",
        "x" * 10_000,
        "x_" * 400 + "x",
    ],
)
def test_broken_or_endless_formula_is_shown_as_typed(tex):
    start = time.process_time()
    html = page(math(f"a ${tex}$ b"))

    assert time.process_time() - start < SECONDS
    assert html.find_all() == []
    assert html.get_text() == f"a ${tex}$ b"
    assert plain(f"a ${tex}$ b") == f"a ${tex}$ b"


@pytest.mark.parametrize(
    "tex",
    [
        r"\text{<script>alert(1)</script>}",
        r"\href{javascript:alert(1)}{x}",
        r"\style{position:fixed;color:red}{x}",
        r"\class{banner}{x}",
        r"\color{red}{x}",
        r"\textcolor{red}{x}",
        r"\mathchoice{<b>}{<b>}{<b>}{<b>}",
        r'\text{"><img src=x onerror=alert(1)>}',
        r"\text{&lt;script&gt;}",
        r"\verb|<script>|",
        r"\operatorname{a}<img src=x>",
        r"<style>*{x}</style>",
        r"\hspace{9999em}x",
        r"\rule{9999em}{9999em}",
        r"\tag{<b>}x",
        r"\begin{array}{<l>}a\end{array}",
    ],
)
@pytest.mark.parametrize("show", [math, markdown])
def test_hostile_formula_is_harmless(show, tex):
    html = page(show(f"${tex}$"))

    assert {element.name for element in html.find_all()} <= formulas.ELEMENTS | {"p"}
    assert {name for element in html.find_all() for name in element.attrs} <= formulas.ATTRIBUTES
    assert not any("9999" in value for element in html.find_all() for value in element.attrs.values())


def test_any_sequence_of_commands_ends_quickly_and_harmlessly():
    chance = random.Random(3)
    parts = [*"{}^_&x1[]<'", "\\\\", r"\frac", r"\sqrt", r"\left(", r"\right)", r"\text{<b>}", r"\over", r"\sum"]
    parts += [r"\begin{matrix}", r"\end{matrix}", r"\overline", r"\hspace", r"\mathbb", r"\substack", r"\not", r"\href"]
    start = time.process_time()
    for _ in range(2_000):
        tex = "".join(chance.choice(parts) for _ in range(chance.randrange(1, 40)))
        html = formulas.mathml(tex)
        assert set(re.findall(r"<(\w+)", html)) <= formulas.ELEMENTS
        assert "$" not in formulas.words(tex)

    assert time.process_time() - start < SECONDS


def test_bold_and_upright_letters():
    assert "<mi>𝐱</mi>" in formulas.mathml(r"\mathbf{x}")
    assert '<mi mathvariant="normal">d</mi>' in formulas.mathml(r"\mathrm{d}")


@pytest.mark.parametrize(
    ("tex", "words"),
    [
        (r"\ell_2", "ℓ₂"),
        ("x^2", "x²"),
        (r"10^{-4}", "10⁻⁴"),
        (r"\frac{a+b}{2}", "(a+b)/2"),
        (r"\sqrt{2\pi}", "√(2π)"),
        (r"\sqrt[3]{x}", "³√x"),
        (r"\hat{x}_0", "x̂₀"),
        (r"p_\theta(x_{t-1} | x_t)", "p_θ(x_(t−1)|x_t)"),
        (r"\sum_{i=1}^n x_i", "∑_(i=1)^nx_i"),
        (r"f'(x)", "f′(x)"),
        (r"\mathbb{R}^n", "ℝ^n"),
        (r"\mathrm{KL}(p\|q)", "KL(p‖q)"),
        (r"\text{for all } x", "for all x"),
    ],
)
def test_formula_in_words(tex, words):
    assert plain(f"On ${tex}$.") == f"On {words}."


def test_markdown_has_formulas():
    html = page(markdown("We saw $x_1$, *not* $5 or $10.\n\n$$\na\n+ b\n- c\n$$\n\n- item $y$\n\n`$z$`"))

    assert [(formula["display"], formula.get_text()) for formula in html.find_all("math")] == [
        ("inline", "x1"),
        ("block", "a+b−c"),
        ("inline", "y"),
    ]
    assert html.p.get_text() == "We saw x1, not $5 or $10."
    assert html.code.get_text() == "$z$"


@pytest.mark.parametrize("text", [r"a $\frac{$ b", "$$\n\\frac{\n$$", "$$\nx\n\ny\n$$", r"a \$x\$ b", "$$\nx"])
def test_markdown_broken_formula_is_shown_as_typed(text):
    html = page(markdown(text))

    assert html.find_all("math") == []
    assert "".join(html.get_text().split()) == "".join(text.replace("\\$", "$").split())


DENSE = [
    "$",
    "$a ",
    "$$",
    "$$\n",
    "$x$ ",
    "\\$",
    "$$\na\n",
    "# x\n$$\n",
    "${",
    "$$a\n",
    "> $$\n",
    "- $$\n",
    "$x $",
    "$\\",
]


@pytest.mark.parametrize("piece", DENSE)
def test_long_text_of_dollars_ends_quickly(piece):
    text = piece * (100_000 // len(piece))
    start = time.process_time()
    markdown(text)
    math(text)
    plain(text)

    assert time.process_time() - start < SECONDS


@pytest.mark.django_db
def test_pages_show_formulas_in_titles(client):
    make_group()
    paper = make_paper(title=r"The $\ell_2$ norm", slug="norm", abstract="On $y$.", reason="For $z$.")
    make_paper(title="Next $k$")
    resource = make_resource(title="Post on $q$", paper=paper)
    session = make_session(paper, resource, slug="session", start=1, recap="We saw $r$.")

    shown = {
        path: [formula.get_text() for formula in page(client.get(path).content).main.find_all("math")]
        for path in ["/", "/papers/", paper.get_absolute_url(), session.get_absolute_url(), "/resources/"]
    }
    head = page(client.get("/papers/norm/").content).head

    assert shown["/papers/norm/"][0] == "ℓ2"
    assert set(shown["/papers/norm/"]) >= {"ℓ2", "y", "z", "k", "q"}
    assert shown["/papers/"] == ["ℓ2", "z", "k"]
    assert set(shown["/sessions/session/"]) >= {"ℓ2", "q", "r"}
    assert "q" in shown["/resources/"]
    assert "ℓ2" in shown["/"]
    assert head.title.string == "The ℓ₂ norm · Example group"
    assert "The ℓ₂ norm" in page(client.get("/papers/").content).select_one(".strip").get_text()


@pytest.mark.django_db
def test_page_with_a_broken_formula_is_shown(client):
    paper = make_paper(title=r"Broken $\frac{$ and " + "${" * 20, abstract="$" + "{" * 10_000 + "$")

    response = client.get(paper.get_absolute_url())

    assert response.status_code == 200
    assert r"Broken $\frac{$" in page(response.content).h1.get_text()
