import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from papers.models import Paper, Resource
from papers.models.paper import split_authors
from sessions.models import Session
from tests.factories import make_paper, make_resource, make_session

pytestmark = pytest.mark.django_db
Status = Paper.Status


def status_of(paper):
    return Paper.objects.with_status().get(pk=paper.pk).status


def messages_of(row):
    with pytest.raises(ValidationError) as caught:
        row.full_clean()
    return caught.value.message_dict


class TestStatus:
    def test_no_session(self):
        assert status_of(make_paper()) == Status.TO_COVER

    def test_session_held(self):
        paper = make_paper()
        make_session(paper, start=-1)
        assert status_of(paper) == Status.COVERED

    def test_session_to_come(self):
        paper = make_paper()
        make_session(paper, start=1)
        assert status_of(paper) == Status.SCHEDULED

    def test_read_again_soon(self):
        paper = make_paper()
        make_session(paper, start=-1)
        make_session(paper, start=1)
        assert status_of(paper) == Status.COVERED

    @pytest.mark.parametrize("start", [-1, 1])
    @pytest.mark.parametrize("status", [Session.Status.DRAFT, Session.Status.CANCELLED])
    def test_draft_or_cancelled_session(self, start, status):
        paper = make_paper()
        make_session(paper, start=start, status=status)
        assert status_of(paper) == Status.TO_COVER

    def test_cancelling_and_unlinking_revert_it(self):
        paper = make_paper()
        session = make_session(paper, start=-1)
        session.status = Session.Status.CANCELLED
        session.save()
        assert status_of(paper) == Status.TO_COVER
        session.status = Session.Status.SCHEDULED
        session.save()
        assert status_of(paper) == Status.COVERED
        session.readings.all().delete()
        assert status_of(paper) == Status.TO_COVER

    def test_dropped(self):
        paper = make_paper(dropped_on=datetime.date(2026, 1, 1), dropped_reason="Too long.")
        assert status_of(paper) == Status.DROPPED

    def test_dropped_but_scheduled(self):
        paper = make_paper(dropped_on=datetime.date(2026, 1, 1), dropped_reason="Too long.")
        make_session(paper, start=1)
        assert status_of(paper) == Status.SCHEDULED

    def test_reading_by_reference_does_not_count(self):
        paper = make_paper()
        draft = make_session(paper, start=-2, status=Session.Status.DRAFT)
        make_session(start=-1).readings_from.add(draft)
        assert status_of(paper) == Status.TO_COVER

    def test_querysets_and_counts_agree(self):
        covered, scheduled, waiting = make_paper(), make_paper(), make_paper()
        dropped = make_paper(dropped_on=datetime.date(2026, 1, 1), dropped_reason="Too long.")
        make_session(covered, start=-1)
        make_session(scheduled, start=1)
        assert list(Paper.objects.covered()) == [covered]
        assert list(Paper.objects.scheduled()) == [scheduled]
        assert list(Paper.objects.to_cover()) == [waiting]
        assert list(Paper.objects.dropped()) == [dropped]
        assert Paper.objects.counts() == dict.fromkeys(Status, 1)


class TestIdentifiers:
    def test_arxiv_link_is_kept_as_id(self):
        paper = make_paper(arxiv_id="https://arxiv.org/pdf/2006.11239v2.pdf")
        paper.refresh_from_db()
        assert paper.arxiv_id == "2006.11239"
        assert Paper.objects.get(arxiv_id="http://www.arxiv.org/abs/2006.11239") == paper

    def test_same_arxiv_id_in_another_spelling_is_refused(self):
        make_paper(arxiv_id="2006.11239")
        messages = messages_of(Paper(title="Again", arxiv_id="arXiv:2006.11239v3"))
        assert messages == {"arxiv_id": ["A paper with this one is on the list already."]}
        with pytest.raises(IntegrityError), transaction.atomic():
            make_paper(arxiv_id="https://arxiv.org/abs/2006.11239")

    def test_papers_without_ids(self):
        for _ in range(2):
            make_paper(arxiv_id="", doi=" ")
        assert Paper.objects.filter(arxiv_id=None, doi=None).count() == 2

    @pytest.mark.parametrize("field", ["arxiv_id", "doi"])
    def test_what_is_no_identifier_is_named(self, field):
        messages = messages_of(Paper(title="X", **{field: "see the site"}))
        assert list(messages) == [field]
        assert messages[field][0].startswith("This is no ")


class TestPaper:
    def test_new_paper_goes_to_the_end(self):
        assert [make_paper().position for _ in range(3)] == [1, 2, 3]

    def test_drop_needs_day_and_reason(self):
        assert list(messages_of(Paper(title="X", dropped_on=datetime.date(2026, 1, 1)))) == ["dropped_reason"]
        assert list(messages_of(Paper(title="X", dropped_reason="Too long."))) == ["dropped_on"]
        with pytest.raises(IntegrityError), transaction.atomic():
            make_paper(dropped_reason="Too long.")

    def test_same_title_is_refused_with_the_place_of_the_other(self):
        make_paper(title="Denoising Diffusion Implicit Models")
        messages = messages_of(Paper(title="Denoising diffusion implicit models"))
        assert messages == {"title": ["This title is on the list already, as number 1."]}

    def test_same_title_with_another_id_is_another_work(self):
        make_paper(title="Attention", arxiv_id="1111.11111")
        Paper(title="Attention", arxiv_id="2222.22222").full_clean()

    def test_names_and_links(self):
        paper = Paper(title="Denoising", short_name="DDPM", arxiv_id="2006.11239")
        assert (str(paper), paper.name) == ("DDPM: Denoising", "DDPM")
        assert paper.abstract_url == "https://arxiv.org/abs/2006.11239"
        assert paper.pdf_url == "https://arxiv.org/pdf/2006.11239"
        assert Paper(title="X", doi="10.1000/x").abstract_url == "https://doi.org/10.1000/x"
        assert (Paper(title="X", url="https://x.example").abstract_url, Paper(title="X").pdf_url) == (
            "https://x.example",
            "",
        )

    @pytest.mark.parametrize(
        ("text", "names"),
        [
            ("Jonathan Ho\n\n Ajay  Jain ", ["Jonathan Ho", "Ajay Jain"]),
            ("Jonathan Ho, Ajay Jain, and Pieter Abbeel", ["Jonathan Ho", "Ajay Jain", "Pieter Abbeel"]),
            ("Yang Song and Stefano Ermon", ["Yang Song", "Stefano Ermon"]),
            ("William Ferdinand, Jr., Ada Grandi", ["William Ferdinand, Jr.", "Ada Grandi"]),
            ("Alexander Andersson", ["Alexander Andersson"]),
            ("", []),
        ],
    )
    def test_authors_as_people_paste_them(self, text, names):
        assert split_authors(text) == names


class TestSlugs:
    def test_made_from_short_name_else_title(self):
        assert make_paper(title="Denoising Models", short_name="DDPM").slug == "ddpm"
        assert make_paper(title="Diffusion Schrödinger Bridge").slug == "diffusion-schrodinger-bridge"
        assert make_paper(title="Øresund, Łódź and Đà Nẵng").slug == "oresund-lodz-and-da-nang"
        assert make_paper(title="扩散模型").slug == "扩散模型"
        assert make_paper(title="!?").slug == "paper"

    def test_taken_slug_gets_a_number(self):
        assert [make_paper(short_name="EDM").slug for _ in range(3)] == ["edm", "edm-2", "edm-3"]

    def test_numbers_alone_are_no_address(self):
        assert make_paper(title="2048").slug == "paper-2048"
        assert list(messages_of(Paper(title="X", slug="2048"))) == ["slug"]

    def test_change_is_remembered_and_going_back_too(self):
        paper = make_paper(slug="one")
        for slug in ["two", "three", "one"]:
            paper = Paper.objects.get(pk=paper.pk)
            paper.slug = slug
            paper.save()
        assert paper.former_slugs.split() == ["two", "three"]
        assert Paper.objects.formerly("two") == paper
        assert Paper.objects.formerly("tw") is None


class TestResource:
    def test_same_page_in_another_spelling_is_refused(self):
        make_resource(url="https://yang-song.net/blog/2021/score/", title="Yang Song's blog post")
        messages = messages_of(Resource(title="Again", url="http://www.yang-song.net/blog/2021/score#top"))
        assert messages == {
            "url": ["This address is there already: “Yang Song's blog post”. Use that resource."],
        }
        with pytest.raises(IntegrityError), transaction.atomic():
            make_resource(url="http://yang-song.net/blog/2021/score")

    def test_arxiv_link_belongs_to_a_paper(self):
        messages = messages_of(Resource(title="DDPM", url="https://arxiv.org/abs/2006.11239"))
        assert messages == {"url": ["This is the arXiv paper 2006.11239. Add it as a paper, not as a resource."]}

    def test_public_hides_what_only_drafts_read(self):
        alone, shown, hidden, both = (make_resource() for _ in range(4))
        make_session(shown, both)
        make_session(hidden, both, status=Session.Status.DRAFT)
        assert set(Resource.objects.public()) == {alone, shown, both}
