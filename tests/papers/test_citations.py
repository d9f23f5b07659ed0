import datetime
import json
import random

import bibtexparser
import pybtex.database
import pytest
import rispy
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

from papers.citations import FORMATS, bibtex, cite, cite_all, names
from papers.models import Paper
from tests.factories import make_paper

pytestmark = [pytest.mark.django_db, pytest.mark.alike]

TITLES = [
    "Denoising Diffusion Probabilistic Models",
    "Schrödinger Bridges, naïvely: Łukasz’s Ångström, ß, ñ, ç, Ø, æ, œ, ı, İ, ş, ğ, ő, ů, đ",
    "Nguyễn Việt’s ệ and Ǘ",
    r"Schr\"odinger as somebody typed it",
    "A & B: 50% of #1_x^2 ~ {GANs} cost $5 and $10, or \\$3",
    "{Braces} and }{ and } and {",
    "back\\slash, at the end too \\",
    r"Fast $\ell_2$-norm & $x_1 \le 5$, $\{x\}$, $\left\{x\right.$ and $\frac{$",
    "“Quotes” ‘single’ \"straight\" 'a' ''b'' `c` ``d''",
    "Dashes - – — -- --- and dots … !` ?` ,,x",
    "Angles <b>bold</b> &amp; |x| [y] @article{x,",
    "日本語のタイトル, עברית, Ελληνικά, кириллица",
    "αβ-divergence, x² ≤ ∞, ℝ, ½, ×, №, ©",
    "Octopus 🐙 and 👩‍👩‍👧‍👦",
    "a,b = {c}, year = 1999",
    "Tilde~tie, hat ^, slash /, colon :, semicolon ;, equals =, plus +, star *",
    "100% % sure %",
    "$$x^2$$ alone",
    "UPPER lower MiXeD iPad",
]
AUTHORS = [
    ("Jonathan Ho", names.Name("Ho", "Jonathan")),
    ("Laurens van der Maaten", names.Name("Maaten", "Laurens", "van der")),
    ("Valentin De Bortoli", names.Name("De Bortoli", "Valentin")),
    ("Fernando De la Torre", names.Name("De la Torre", "Fernando")),
    ("Luc Van Gool", names.Name("Van Gool", "Luc")),
    ("Quoc V. Le", names.Name("Le", "Quoc V.")),
    ("John Smith, Jr.", names.Name("Smith", "John", suffix="Jr.")),
    ("Martin Luther King III", names.Name("King", "Martin Luther", suffix="III")),
    ("Müller, Jürgen", names.Name("Müller", "Jürgen")),
    ("van den Berg, Rianne", names.Name("Berg", "Rianne", "van den")),
    ("marii", names.Name("marii")),
    ("bell hooks", names.Name("hooks", "bell")),
    ("The Anh Han", names.Name("Han", "The Anh")),
    ("Ai Weiwei", names.Name("Weiwei", "Ai")),
    ("Team X & Co", names.Name("Team X & Co")),
    ("Gemini Team, Google", names.Name("Gemini Team, Google")),
    ("Stability AI", names.Name("Stability AI")),
    ("Simon and Garfunkel", names.Name("Simon and Garfunkel")),
    ("山田 太郎", names.Name("太郎", "山田")),
    ("Élodie Łukasz Ørsted", names.Name("Ørsted", "Élodie Łukasz")),
    ("Nguyễn Văn Việt", names.Name("Việt", "Nguyễn Văn")),
    ("x{y} z", names.Name("x{y} z")),
    ("a, b, c, d", names.Name("a, b, c, d")),
    ("%, $5 \\", names.Name("%, $5 \\")),
]


# Commands that pylatexenc's own reader does not know, or reads as something else.
SIGNS = {"textbraceleft": "{", "textbraceright": "}", "textasciicircum": "^"}


def from_latex(text):
    context = get_default_latex_context_db()
    context.add_context_category(
        "braces",
        prepend=True,
        macros=[MacroTextSpec(name, sign) for name, sign in SIGNS.items()],
    )
    return LatexNodes2Text(latex_context=context, math_mode="verbatim").latex_to_text(text)


def by_pybtex(text):
    """Title and authors of the one entry, as pybtex reads them."""
    [entry] = pybtex.database.parse_string(text, "bibtex").entries.values()
    authors = [
        [person.first_names + person.middle_names, person.prelast_names, person.last_names, person.lineage_names]
        for person in entry.persons.get("author", [])
    ]
    return entry.fields["title"], [tuple(" ".join(part) for part in parts) for parts in authors]


def by_bibtexparser(text):
    split = [bibtexparser.middlewares.SeparateCoAuthors(), bibtexparser.middlewares.SplitNameParts()]
    library = bibtexparser.parse_string(text, append_middleware=split)
    assert library.failed_blocks == []
    [entry] = library.entries
    people = entry.fields_dict["author"].value if "author" in entry.fields_dict else []
    authors = [tuple(" ".join(part) for part in (one.first, one.von, one.last, one.jr)) for one in people]
    return entry.fields_dict["title"].value, authors


PARSERS = [by_pybtex, by_bibtexparser]


def written(**fields):
    return bibtex.write([cite(make_paper(**fields))])


def shown_title(title):
    """How a title reads: escaped dollars are dollars, and a formula that stands alone is one in the line."""
    return title.replace("\\$", "$").replace("$$", "$").replace(r"\left\{", r"\left\lbrace ")


@pytest.mark.parametrize("parse", PARSERS)
@pytest.mark.parametrize("title", TITLES)
def test_bibtex_title_comes_back(parse, title):
    found, _ = parse(written(title=title))

    # The braces of its own, which keep its capitals.
    assert (found[0], found[-1]) == ("{", "}")
    assert from_latex(found) == shown_title(title)


@pytest.mark.parametrize("parse", PARSERS)
def test_bibtex_any_sequence_of_signs_comes_back(parse):
    chance = random.Random(8)
    signs = "{}\\%#&_^~\"éßệ@,=aB-«ø'"
    for _ in range(300):
        title = "x" + "".join(chance.choice(signs) for _ in range(chance.randrange(1, 15))) + "x"
        found, _ = parse(bibtex.write([cite(Paper(pk=1, title=title))]))
        assert from_latex(found) == title


@pytest.mark.parametrize("parse", PARSERS)
@pytest.mark.parametrize(("author", "name"), AUTHORS)
def test_bibtex_author_comes_back(parse, author, name):
    # Among others: a single line with commas would be a list of authors.
    _, found = parse(written(authors=f"First Author\n{author}\nLast Author"))

    assert [found[0], found[2]] == [("First", "", "Author", ""), ("Last", "", "Author", "")]
    first, von, last, jr = map(from_latex, found[1])
    if name.is_whole:
        assert (found[1][2][0], found[1][2][-1]) == ("{", "}")
        assert (first, von, last, jr) == ("", "", name.family, "")
    else:
        assert f"{von} {last}".strip() == f"{name.particle} {name.family}".strip()
        assert (first, jr) == (name.given, name.suffix)


@pytest.mark.parametrize(("author", "name"), AUTHORS)
def test_name_is_taken_apart(author, name):
    assert names.parse(author) == name


def test_bibtex_is_ascii_where_latex_has_a_command():
    text = written(title="Schrödinger, Nguyễn — “naïve” αβ ≤", authors="Élodie Łukasz\nØ. Šćřů", venue="NeurIPS 2020")

    assert text.isascii()
    assert r"Schr{\"o}dinger" in text


def test_bibtex_of_a_conference_paper():
    assert written(
        title="Denoising $x$",
        authors="Jonathan Ho\nAjay Jain",
        published=datetime.date(2020, 12, 19),
        venue="ICLR 2021 (Oral)",
        arxiv_id="2006.11239",
        arxiv_category="cs.LG",
        doi="10.1/a_b",
    ) == (
        "@inproceedings{ho2020denoising,\n"
        "  title = {{Denoising $x$}},\n"
        "  author = {Ho, Jonathan and Jain, Ajay},\n"
        "  booktitle = {ICLR},\n"
        "  year = {2021},\n"
        "  eprint = {2006.11239},\n"
        "  archivePrefix = {arXiv},\n"
        "  primaryClass = {cs.LG},\n"
        "  doi = {10.1/a_b},\n"
        "  url = {https://arxiv.org/abs/2006.11239},\n"
        "  note = {Oral}\n"
        "}\n"
    )


def test_bibtex_of_a_preprint_has_its_month():
    assert written(title="A", authors="Ann Bo", published=datetime.date(2022, 6, 1), arxiv_id="2206.00001") == (
        "@misc{bo2022work,\n"
        "  title = {{A}},\n"
        "  author = {Bo, Ann},\n"
        "  year = {2022},\n"
        "  month = jun,\n"
        "  eprint = {2206.00001},\n"
        "  archivePrefix = {arXiv},\n"
        "  url = {https://arxiv.org/abs/2206.00001}\n"
        "}\n"
    )


@pytest.mark.parametrize(
    ("venue", "expected"),
    [
        ("NeurIPS 2020", ("conference", "NeurIPS", "", "", "", 2020)),
        ("NeurIPS 2021 Workshop", ("conference", "NeurIPS Workshop", "", "", "", 2021)),
        ("ICLR 2023 (notable top 25%)", ("conference", "ICLR", "", "", "notable top 25%", 2023)),
        ("JMLR 23, 2022", ("journal", "JMLR", "23", "", "", 2022)),
        ("IEEE TPAMI 2022", ("journal", "IEEE TPAMI", "", "", "", 2022)),
        (
            "Machine Intelligence Research 22(4), 2025",
            ("journal", "Machine Intelligence Research", "22", "4", "", 2025),
        ),
        ("Nature", ("journal", "Nature", "", "", "", 2019)),
        ("Conference on Computer Science 2020", ("conference", "Conference on Computer Science", "", "", "", 2020)),
        ("PhD thesis", ("other", "PhD thesis", "", "", "", 2019)),
        ("arXiv preprint", ("preprint", "", "", "", "", 2019)),
        ("", ("preprint", "", "", "", "", 2019)),
    ],
)
def test_venue_is_read(venue, expected):
    work = cite(make_paper(venue=venue, arxiv_id="1901.00001", published=datetime.date(2019, 1, 1)))

    assert (work.kind, work.container, work.volume, work.number, work.note, work.year) == expected


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ({"title": "Denoising Diffusion", "authors": "Jonathan Ho", "published": "2020-06-19"}, "ho2020denoising"),
        ({"title": "The Art of X", "authors": "Rianne van den Berg", "published": "2018-01-01"}, "berg2018art"),
        ({"title": "3D $x$", "authors": "Łukasz Øß", "published": "2018-01-01"}, "oss20183d"),
        ({"title": "Þorn", "authors": "Ana Ǿð", "published": "2018-01-01"}, "od2018thorn"),
        ({"title": "3D Views", "authors": "Ann Bo"}, "bod"),
        ({"title": "日本", "authors": "山田 太郎", "published": "2018-01-01"}, "anonymous2018work"),
        ({"title": "Stable Diffusion"}, "anonymousstable"),
        ({"title": "GPT-4", "authors": "OpenAI", "published": "2023-03-01"}, "openai2023gpt"),
    ],
)
def test_key(fields, key):
    paper = make_paper(**fields)
    paper.refresh_from_db()

    assert cite(paper).key == key


def test_keys_are_unique_and_the_same_everywhere_wherever_a_paper_stands():
    fields = {"authors": "Cheng Lu", "published": "2022-01-01"}
    for number in range(3):
        make_paper(title=f"DPM-Solver {number}", **fields)
    make_paper(title="DPM-Solver", authors="Cheng Lu", published="2023-01-01")
    make_paper(title="DPM-Solver", authors="Cheng Lu")
    last = Paper.objects.get(title="DPM-Solver 2")
    last.move_to(1)

    works = cite_all(Paper.objects.all())

    assert [work.key for work in works] == ["lu2022dpm-3", "lu2022dpm", "lu2022dpm-2", "lu2023dpm", "ludpm"]
    assert [cite(paper) for paper in Paper.objects.all()] == works


def test_address_that_would_end_the_field_is_written_as_in_an_address():
    text = written(url="https://a.example/{x}\\é?a=b_c&d=%7B#~e")

    assert "url = {https://a.example/%7Bx%7D%5C%C3%A9?a=b_c&d=%7B#~e}" in text


def test_ris_comes_back():
    make_paper(
        title="Schrödinger $x_1$ & co",
        short_name="SB",
        authors="Jürgen Müller\nLaurens van der Maaten\nJohn Smith, Jr.\nGemini Team\nOpenAI",
        published=datetime.date(2022, 3, 4),
        arxiv_id="2203.00001",
        abstract="Two\nlines.",
    )
    make_paper(title="Second", venue="JMLR 23, 2022", doi="10.1/x", authors="Ann Bo")

    text = FORMATS["ris"][0](cite_all(Paper.objects.all()))
    preprint, article = rispy.loads(text)

    assert preprint == {
        "type_of_reference": "UNPB",
        "id": "muller2022schrodinger",
        "authors": ["Müller, Jürgen", "van der Maaten, Laurens", "Smith, John, Jr.", "Gemini Team,", "OpenAI"],
        "title": "Schrödinger x₁ & co",
        "short_title": "SB",
        "year": "2022",
        "date": "2022/03/04/",
        "accession_number": "arXiv:2203.00001",
        "publisher": "arXiv",
        "urls": ["https://arxiv.org/abs/2203.00001"],
        "abstract": "Two lines.",
    }
    assert article == {
        "type_of_reference": "JOUR",
        "id": "bosecond",
        "authors": ["Bo, Ann"],
        "title": "Second",
        "secondary_title": "JMLR",
        "volume": "23",
        "year": "2022",
        "doi": "10.1/x",
        "urls": ["https://doi.org/10.1/x"],
    }
    assert text.startswith("TY  - UNPB\nID  - ")


def test_csl_json():
    make_paper(
        title="Schrödinger $x_1$",
        short_name="SB",
        authors="Laurens van der Maaten\nJohn Smith, Jr.\nGemini Team",
        published=datetime.date(2022, 3, 4),
        arxiv_id="2203.00001",
    )

    assert json.loads(FORMATS["csl.json"][0](cite_all(Paper.objects.all()))) == [
        {
            "id": "maaten2022schrodinger",
            "type": "article",
            "title": "Schrödinger x₁",
            "title-short": "SB",
            "author": [
                {"family": "Maaten", "given": "Laurens", "non-dropping-particle": "van der"},
                {"family": "Smith", "given": "John", "suffix": "Jr."},
                {"literal": "Gemini Team"},
            ],
            "issued": {"date-parts": [[2022, 3, 4]]},
            "publisher": "arXiv",
            "number": "arXiv:2203.00001",
            "URL": "https://arxiv.org/abs/2203.00001",
        }
    ]


@pytest.mark.parametrize(
    ("ending", "content_type"),
    [
        ("bib", "application/x-bibtex"),
        ("ris", "application/x-research-info-systems"),
        ("csl.json", "application/vnd.citationstyles.csl+json"),
    ],
)
def test_files(client, ending, content_type):
    paper = make_paper(title="One", slug="former", authors="Ann Bo")
    paper.slug = "one"
    paper.save()
    make_paper(title="Zero").move_to(1)

    the_list, alone = client.get(f"/papers.{ending}"), client.get(f"/papers/one.{ending}")

    assert [response["Content-Type"] for response in (the_list, alone)] == [f"{content_type}; charset=utf-8"] * 2
    assert the_list["Content-Disposition"] == f'inline; filename="papers.{ending}"'
    assert alone["Content-Disposition"] == f'inline; filename="boone.{ending}"'
    text = the_list.content.decode()
    assert 0 < text.index("Zero") < text.index("One")
    assert "One" in alone.content.decode()
    assert "Zero" not in alone.content.decode()
    renamed = client.get(f"/papers/former.{ending}")
    assert (renamed.status_code, renamed["Location"]) == (301, f"/papers/one.{ending}")
    assert client.get(f"/papers/nothing.{ending}").status_code == 404
    assert client.get("/papers/one.txt").status_code == 404


@pytest.mark.parametrize("ending", FORMATS)
def test_files_of_an_empty_list(client, ending):
    assert client.get(f"/papers.{ending}").status_code == 200


def test_seed_is_read_whole_by_both(client, seed):
    text = client.get("/papers.bib").content.decode()

    titles = list(Paper.objects.values_list("title", flat=True))
    entries = pybtex.database.parse_string(text, "bibtex").entries.values()
    library = bibtexparser.parse_string(text)
    assert [from_latex(entry.fields["title"]) for entry in entries] == titles
    assert [from_latex(entry.fields_dict["title"].value) for entry in library.entries] == titles
    assert library.failed_blocks == []


def test_paper_page_offers_to_cite(client):
    make_paper(title="A <b> & 50%", slug="a", authors="Ann Bo")

    html = client.get("/papers/a/").content.decode()

    assert "title = {{A {\\ensuremath{&lt;}}b{\\ensuremath{&gt;}} \\&amp; 50\\%}}" in html
    for ending in FORMATS:
        assert f'href="/papers/a.{ending}" download="bob.{ending}"' in html
