import re

import pytest
from django.db.models import Count
from playwright.sync_api import expect

from papers.models import Paper
from sessions.models import Group, Material, Session
from tests import factories

pytestmark = pytest.mark.browser

WEEK_13 = "/sessions/week-13-latent-diffusion-and-stable-diffusion/"
LATENT_DIFFUSION = "High-Resolution Image Synthesis with Latent Diffusion Models"


def archive(page):
    return page.get_by_role("region", name="What you missed")


def titles(rows):
    """The titles that the rows of a schedule show, without the number that is for screen readers."""
    return rows.locator("h3 a").evaluate_all("links => links.map(link => link.lastChild.textContent.trim())")


def follow(link):
    """Clicks on the link's words: the hidden ones before them are the box that Playwright would aim at."""
    link.click(position={"x": 8, "y": 10})


def press_until(page, key, link):
    """Presses a key until the link has the focus, as somebody without a mouse does."""
    for _ in range(200):
        page.keyboard.press(key)
        if link.evaluate("link => link === document.activeElement"):
            return
    pytest.fail(f"{key} never reached {link}")


# Home


def test_home_shows_every_week_with_its_links(seed, page):
    page.goto("/")
    rows = archive(page).locator(".row")
    expect(rows).to_have_count(15)
    assert titles(rows) == list(Session.objects.order_by("-number").values_list("title", flat=True))
    shown = rows.locator(".row-links a").evaluate_all(
        "links => links.map(link => [link.textContent, link.getAttribute('href')])"
    )
    materials = Material.objects.select_related("session").order_by("-session__number", "position")
    assert shown == [[f"{material}, {material.session}", material.url] for material in materials]
    kinds = dict(Material.objects.order_by().values_list("kind").annotate(Count("pk")))
    assert kinds == {"recording": 15, "slides": 12, "notebook": 2}


def test_home_leads_to_session_and_paper_and_back_by_click(seed, page):
    page.goto("/")
    follow(archive(page).get_by_role("link", name="Week 13: Latent Diffusion and Stable Diffusion", exact=True))
    expect(page).to_have_url(re.compile(f"{WEEK_13}$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Latent Diffusion and Stable Diffusion")
    watch = page.get_by_role("link", name="Watch the recording")
    assert watch.get_attribute("href") == "https://youtu.be/EZdB63fGum4"

    page.get_by_role("region", name="Readings").get_by_role("link", name=LATENT_DIFFUSION).click()
    expect(page).to_have_url(re.compile("/papers/latent-diffusion/$"))
    expect(page.get_by_role("heading", level=1)).to_have_text(LATENT_DIFFUSION)
    expect(page.locator(".eyebrow strong")).to_have_text("Covered")
    assert titles(page.get_by_role("region", name="Where we discussed it").locator(".row")) == [
        "Latent Diffusion and Stable Diffusion"
    ]
    referring = page.get_by_role("region", name="Came back to it").get_by_role("listitem")
    expect(referring).to_have_text(["Week 14: Q&A with Robin Rombach (Same as Week 13)"])

    page.go_back()
    expect(page).to_have_url(re.compile(f"{WEEK_13}$"))
    page.go_back()
    expect(archive(page).locator(".row")).to_have_count(15)


def test_home_leads_to_session_and_paper_and_back_by_keyboard(seed, page):
    page.goto("/")
    press_until(page, "Tab", page.get_by_role("link", name="Skip the 56 papers of the strip"))
    page.keyboard.press("Enter")
    press_until(page, "Tab", archive(page).get_by_role("link", name=re.compile("^Week 13:")))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"{WEEK_13}$"))

    press_until(page, "Tab", page.get_by_role("link", name=LATENT_DIFFUSION))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/papers/latent-diffusion/$"))

    press_until(page, "Tab", page.get_by_role("link", name=re.compile("^Week 13:")))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"{WEEK_13}$"))

    # The group's name is the first link of every page after the skip link.
    press_until(page, "Tab", page.get_by_role("link", name="Diffusion Reading Group at EleutherAI"))
    page.keyboard.press("Enter")
    expect(archive(page).locator(".row")).to_have_count(15)


# The strip


def test_strip_names_every_work(seed, page):
    page.goto("/")
    works = Paper.objects.with_status()
    assert page.locator(".strip-name").all_text_contents() == [
        f"{paper} · {Paper.Status(paper.status).label.lower()}" for paper in works
    ]
    expect(page.locator(".strip-key li")).to_have_text(["19 covered", "37 to cover"])


def test_strip_cell_names_its_paper_and_leads_to_it_on_hover(seed, page):
    page.goto("/")
    cell = page.locator(".strip-cells").get_by_role("link", name="DDIM: Denoising Diffusion Implicit Models")
    name, key = cell.locator(".strip-name"), page.locator(".strip-key")
    expect(name).to_have_css("opacity", "0")
    expect(key).to_be_visible()
    cell.hover()
    expect(name).to_have_css("opacity", "1")
    expect(name).to_have_text("DDIM: Denoising Diffusion Implicit Models · covered")
    # The name stands where the key does; the two must not be read at once.
    expect(key).to_be_hidden()
    cell.click()
    expect(page).to_have_url(re.compile("/papers/ddim/$"))


def test_strip_cell_names_its_paper_and_leads_to_it_on_focus(seed, page):
    page.goto("/")
    press_until(page, "Tab", page.get_by_role("link", name="Skip the 56 papers of the strip"))
    page.keyboard.press("Tab")
    first = page.locator(".strip-cells a").first
    expect(first).to_be_focused()
    expect(first.locator(".strip-name")).to_have_css("opacity", "1")
    expect(first.locator(".strip-name")).to_have_text("DDPM: Denoising Diffusion Probabilistic Models · covered")
    page.keyboard.press("Tab")
    expect(first.locator(".strip-name")).to_have_css("opacity", "0")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/papers/ncsn/$"))


def test_strip_can_be_skipped(seed, page):
    page.goto("/")
    press_until(page, "Tab", page.get_by_role("link", name="Skip the 56 papers of the strip"))
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Search the schedule")).to_be_focused()


# Filters


def matches(page):
    return page.get_by_role("status")


def test_schedule_filters_in_place_with_javascript(seed, page):
    page.goto("/sessions/")
    expect(matches(page)).to_have_text("15 sessions")
    # What a full reload would lose.
    page.evaluate("window.loadedOnce = true")

    page.get_by_label("Text").press_sequentially("score")
    expect(page).to_have_url(re.compile(r"/sessions/\?q=score$"))
    expect(matches(page)).to_contain_text("4 sessions match")
    assert titles(page.locator(".row")) == [
        "Soft Diffusion",
        "Score SDEs and DDIM",
        "NCSNv2 and Score SDEs",
        "Score-based generative modeling",
    ]

    page.get_by_label("Paper").select_option("DDIM")
    expect(page).to_have_url(re.compile(r"/sessions/\?q=score&paper=ddim$"))
    expect(matches(page)).to_contain_text("1 session matches")
    expect(matches(page).locator("span")).to_have_text(["Text: “score”", "Paper: DDIM"])
    assert titles(page.locator(".row")) == ["Score SDEs and DDIM"]
    assert page.evaluate("window.loadedOnce") is True

    page.get_by_role("link", name="Show all").click()
    expect(page).to_have_url(re.compile("/sessions/$"))
    expect(page.locator(".row")).to_have_count(15)


def test_schedule_keeps_its_filters_after_a_reload_and_a_visit_elsewhere(seed, page):
    page.goto("/sessions/")
    page.get_by_label("Slides").select_option("Missing")
    page.get_by_label("Text").fill("paella")
    expect(page).to_have_url(re.compile(r"/sessions/\?q=paella&slides=missing$"))

    def check():
        expect(page.get_by_label("Text")).to_have_value("paella")
        expect(page.get_by_label("Slides")).to_have_value("missing")
        expect(page.locator(".row")).to_have_count(1)

    check()
    page.reload()
    check()
    follow(page.locator(".row h3 a"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Paella")
    page.go_back()
    check()


def test_schedule_filters_by_button_without_javascript(seed, visitors):
    page = visitors.come(java_script_enabled=False)
    page.goto("/sessions/")
    page.get_by_label("Text").fill("score")
    page.get_by_label("Paper").select_option("DDIM")
    expect(page.locator(".row")).to_have_count(15)
    page.get_by_role("button", name="Filter").click()
    expect(page).to_have_url(re.compile(r"/sessions/\?q=score&paper=ddim(&\w+=)*$"))
    expect(matches(page)).to_contain_text("1 session matches")
    expect(page.locator(".row h3 a")).to_have_text(["Week 4: Score SDEs and DDIM"])
    expect(page.get_by_label("Text")).to_have_value("score")
    expect(page.get_by_label("Paper")).to_have_value("ddim")


def test_schedule_tells_of_a_bad_value_in_its_address(seed, page):
    answer = page.goto("/sessions/?paper=nonsense&q=score")
    assert answer.status == 200
    told = "Select a valid choice. nonsense is not one of the available choices."
    expect(matches(page)).to_contain_text(f"One of the filters cannot be used: {told}")
    expect(page.locator(".field", has=page.get_by_label("Paper"))).to_contain_text(told)
    expect(page.get_by_label("Text")).to_have_value("score")
    expect(page.locator(".row")).to_have_count(0)
    matches(page).get_by_role("link", name="Show all").click()
    expect(page.locator(".row")).to_have_count(15)


def test_schedule_withdraws_a_fields_message_once_it_is_mended_in_place(seed, page):
    page.goto("/sessions/?paper=nonsense")
    expect(page.locator(".filters .errorlist")).to_have_count(1)
    page.get_by_label("Paper").select_option("DDIM")
    expect(matches(page)).to_contain_text("1 session matches")
    expect(page.locator(".filters .errorlist")).to_have_count(0)
    expect(page.locator(".filters [aria-invalid]")).to_have_count(0)


def test_schedule_tells_its_count_in_a_live_region_that_stays(seed, page):
    page.goto("/sessions/")
    region = matches(page).element_handle()
    page.get_by_label("Slides").select_option("Missing")
    expect(matches(page)).to_contain_text("4 sessions match")
    # WCAG technique ARIA22: the region is there before its text changes.
    assert region.evaluate("region => region.isConnected")


def test_papers_tabs_show_one_status_each(seed, page):
    page.goto("/papers/")
    tabs = page.get_by_role("navigation", name="Status").get_by_role("link")
    expect(tabs).to_have_text(["All 56", "Covered 19", "Scheduled 0", "To cover 37", "Dropped 0"])
    expect(page.locator(".work")).to_have_count(56)

    for label, status, count in [("Covered", "covered", 19), ("To cover", "to-cover", 37), ("Dropped", "dropped", 0)]:
        tabs.filter(has_text=label).click()
        expect(page).to_have_url(re.compile(rf"/papers/\?status={status}$"))
        expect(page.locator(".tabs [aria-current]")).to_have_text(f"{label} {count}")
        expect(page.locator(".work")).to_have_count(count)


def test_papers_filter_keeps_the_tab_and_the_tab_keeps_the_filter(seed, page):
    page.goto("/papers/?status=to-cover")
    page.get_by_label("Author").fill("Salimans")
    expect(page).to_have_url(re.compile(r"/papers/\?author=Salimans&status=to-cover$"))
    to_cover = Paper.objects.to_cover().filter(authors__contains="Tim Salimans")
    expect(page.locator(".work h3 a")).to_have_text([paper.title for paper in to_cover])
    assert len(to_cover) > 1

    page.get_by_role("navigation", name="Status").get_by_role("link", name="Covered").click()
    expect(page).to_have_url(re.compile(r"/papers/\?author=Salimans&status=covered$"))
    expect(page.get_by_label("Author")).to_have_value("Salimans")
    covered = Paper.objects.covered().filter(authors__contains="Tim Salimans")
    expect(page.locator(".work h3 a")).to_have_text([paper.title for paper in covered])
    assert len(covered) > 1


# The frame


def test_skip_link_is_the_first_stop_and_leads_past_the_header(seed, page):
    page.goto(WEEK_13)
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).not_to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("main").get_by_role("link").first).to_be_focused()


def test_visitor_gets_no_cookie(seed, page):
    page.goto("/")
    for name in ("Schedule", "Papers", "People", "Resources"):
        page.get_by_role("navigation", name="Main").get_by_role("link", name=name).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(name)
    page.goto(WEEK_13)
    page.goto("/papers/ddpm/")
    assert page.context.cookies() == []
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


def test_pages_fit_a_narrow_phone(seed, visitors):
    page = visitors.come(viewport={"width": 320, "height": 640})
    addresses = [
        "/",
        "/sessions/",
        "/sessions/?paper=nonsense",
        "/sessions/week-11-progressive-distillation-distillation-of-guided-models/",
        "/papers/",
        "/papers/latent-diffusion/",
        "/presenters/",
        "/presenters/molly-beavers/",
        "/resources/",
        "/admin/login/",
    ]
    widths = {}
    measure = "document.documentElement.scrollWidth"
    for address in addresses:
        assert page.goto(address).status == 200
        widths[address] = page.evaluate(measure)
    visitors.refuse(page, "/nowhere/", 404)
    widths["404"] = page.evaluate(measure)
    assert widths == dict.fromkeys([*addresses, "404"], 320)


def test_missing_page_says_so_and_leads_on(db, visitors, page):
    factories.make_paper()
    visitors.refuse(page, "/papers/nowhere/", 404)
    expect(page.get_by_role("heading", level=1)).to_have_text("There is no such page")
    page.get_by_role("main").get_by_role("link", name="Papers").click()
    expect(page.locator(".work")).to_have_count(1)


# When


@pytest.fixture
def session_in_paris(db):
    factories.make_group(time_zone="Europe/Paris")
    start = "2031-03-04T18:30:00Z"
    return factories.make_session(number=1, title="Far ahead", start=start)


def test_local_time_stands_beside_the_groups_where_it_differs(session_in_paris, visitors):
    page = visitors.come(timezone_id="America/New_York")
    for address in ("/", "/sessions/", session_in_paris.get_absolute_url()):
        page.goto(address)
        expect(page.locator("time")).to_have_text("Tuesday 4 March 2031, 19:30 CET")
        # How Intl joins day and time is the browser's affair.
        expect(page.locator("time + span")).to_have_text(re.compile(r"^ ?\(Tue,? 4 Mar(,| at) 13:30 your time\)$"))


@pytest.mark.parametrize("zone", ["Europe/Paris", "Europe/Berlin"])
def test_local_time_is_left_out_where_it_is_the_groups(session_in_paris, visitors, zone):
    page = visitors.come(timezone_id=zone)
    page.goto(session_in_paris.get_absolute_url())
    expect(page.locator("time")).to_have_text("Tuesday 4 March 2031, 19:30 CET")
    # A module has run when goto() returns: it comes before the page's load event.
    expect(page.get_by_text("your time")).to_have_count(0)


def test_local_time_stands_in_filtered_rows_too(session_in_paris, visitors):
    page = visitors.come(timezone_id="America/New_York")
    page.goto("/sessions/")
    expect(page.get_by_text("your time")).to_have_count(1)
    page.get_by_label("Text").fill("far")
    expect(matches(page)).to_contain_text("1 session matches")
    expect(page.get_by_text("your time")).to_have_count(1)


def test_time_is_the_groups_without_javascript(session_in_paris, visitors):
    page = visitors.come(java_script_enabled=False, timezone_id="America/New_York")
    page.goto(session_in_paris.get_absolute_url())
    expect(page.locator("time")).to_have_text("Tuesday 4 March 2031, 19:30 CET")
    expect(page.get_by_text("your time")).to_have_count(0)


# What is announced, called off, or still being planned


@pytest.fixture
def plans(db):
    """A held, a cancelled, a scheduled and a draft session, each with a paper of its name."""
    factories.make_group(name="Planners", join_url="https://meet.example/join")
    plans = {}
    for number, (word, status, start) in enumerate(
        [("held", "scheduled", -7), ("cancelled", "cancelled", 7), ("coming", "scheduled", 14), ("draft", "draft", 21)],
        start=1,
    ):
        session = factories.make_session(
            factories.make_paper(title=f"The {word} paper"),
            title=f"The {word} one",
            number=number,
            status=status,
            start=start,
        )
        factories.make_presentation(session, factories.make_presenter(name=f"The {word} speaker"))
        plans[word] = session
    return plans


def test_cancelled_session_stays_marked_and_is_not_the_next(plans, page):
    page.goto("/")
    panel = page.get_by_role("region", name="Next session")
    expect(panel.get_by_role("heading", level=3)).to_have_text("Week 3: The coming one")
    expect(panel.get_by_role("link", name="Join the session")).to_be_visible()
    row = page.get_by_role("region", name="Coming up").locator(".row")
    expect(row.locator("h3")).to_have_text("Week 2: The cancelled one Cancelled")

    page.goto("/sessions/next/")
    expect(page.get_by_role("heading", level=1)).to_have_text("The coming one")

    page.goto("/sessions/")
    expect(page.locator(".row h3")).to_have_text(
        ["Week 3: The coming one Coming up", "Week 2: The cancelled one Cancelled", "Week 1: The held one"]
    )

    page.goto("/sessions/2/")
    expect(page.get_by_role("main")).to_contain_text("This session was cancelled.")
    expect(page.get_by_role("link", name="Join the session")).to_have_count(0)
    page.get_by_role("link", name="The cancelled paper").click()
    expect(page.locator(".eyebrow strong")).to_have_text("To cover")
    expect(page.locator(".row h3")).to_have_text("Week 2: The cancelled one Cancelled")


def test_draft_session_shows_nowhere(plans, visitors, page):
    # Each page shows the scheduled session in the place where the draft's would be.
    for address, shown in [
        ("/", "The coming one"),
        ("/sessions/", "The coming one"),
        ("/sessions/?q=the", "The coming one"),
        ("/papers/the-coming-paper/", "The coming one"),
        ("/presenters/", "The coming speaker"),
    ]:
        page.goto(address)
        expect(page.get_by_role("main")).to_contain_text(shown)
        expect(page.get_by_role("main")).not_to_contain_text("The draft one")
        expect(page.get_by_role("main")).not_to_contain_text("The draft speaker")
    # Its paper is on the list as any other, and tells nothing of the plan.
    page.goto("/papers/the-draft-paper/")
    expect(page.locator(".eyebrow strong")).to_have_text("To cover")
    expect(page.get_by_role("region", name="Where we discussed it").locator("p")).to_have_text(
        "Nowhere yet. It is on the list to be covered."
    )
    speaker = plans["draft"].presenters.get()
    for address in (plans["draft"].get_absolute_url(), "/sessions/4/", speaker.get_absolute_url()):
        visitors.refuse(page, address, 404)
        expect(page.get_by_role("heading", level=1)).to_have_text("There is no such page")


def test_site_without_anything_says_how_to_begin(db, page):
    assert not Group.objects.exists()
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("A reading group’s new home")
    expect(page.get_by_role("region", name="Nothing here yet").get_by_role("listitem")).to_have_count(3)
