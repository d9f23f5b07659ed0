"""What is said of a session: that it is coming, that it is soon, that it is cancelled, that something was posted."""

from urllib.parse import urljoin

from django.utils import dateformat

from sessions.announce.languages import clean, day
from sessions.calendar import join_url, referred, with_role
from sessions.fields import MINUTE

# What a session produces, as a sentence names it: one of them, and several.
NAMES = {
    "recording": ("recording", "recordings"),
    "slides": ("slides", "slides"),
    "notebook": ("notebook", "notebooks"),
    "code": ("code", "code"),
    "notes": ("notes", "notes"),
    "other": ("material", "material"),
}
PLURALS = {"slides", "notes"}


def loaded(sessions):
    """With all that is said of them."""
    return sessions.with_rows().prefetch_related(referred())


def soon(start, zone, moment, has_time=True):
    """How soon, as one says it at this moment: "In 20 minutes", "Tomorrow", "On Monday"; nothing without a date."""
    if start is None:
        return ""
    minutes = -((moment - start) // MINUTE)
    if minutes <= 75 and has_time:
        if minutes < 8:
            return "In a few minutes" if minutes > 0 else "Now"
        return "In an hour" if minutes > 50 else f"In {5 * round(minutes / 5)} minutes"
    # By the calendar, and not by hours: the day on which clocks are put back has 25.
    here = start.astimezone(zone)
    days = (here.date() - moment.astimezone(zone).date()).days
    return {0: "Today", 1: "Tomorrow"}.get(days) or f"On {dateformat.format(here, 'l' if days < 7 else 'l j F')}"


def posted_names(materials):
    """The kinds of what was posted, in words, and whether they are several: ("recording and slides", True)."""
    counts = {kind: sum(material.kind == kind for material in materials) for kind in NAMES}
    kinds = [kind for kind, count in counts.items() if count]
    names = [NAMES[kind][counts[kind] > 1] for kind in kinds]
    words = " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
    return words, len(kinds) > 1 or any(counts[kind] > 1 or kind in PLURALS for kind in kinds)


class Message:
    """What is said of one session, at one moment, in one language. Needs a session that is loaded() as above."""

    def __init__(self, session, group, site, say, moment):
        self.session, self.group, self.site, self.say, self.moment = session, group, site, say, moment

    def coming(self):
        return self.cancelled() if self.session.is_cancelled else self.shortened("Coming up")

    def reminder(self):
        if self.session.is_cancelled:
            return self.cancelled()
        return self.shortened(self.soon() or "Coming up")

    def cancelled(self):
        say = self.say
        lines = [f"Cancelled: {say.strong(str(self.session))}"]
        if self.session.start:
            lines.append(f"It was to be on {self.moment_in_words()}.")
        return say.fit(paragraphs(lines, [f"More: {say.address(self.page)}"]))

    def posted(self, materials):
        """That these are there now; nothing where there are none."""
        if not materials:
            return ""
        say = self.say
        words, several = posted_names(materials)
        lines = []
        for number, material in enumerate(materials):
            kind, which = material.get_kind_display(), material.number
            name = f"{kind} ({say.text(material.title)})" if material.title else f"{kind} {which}" if which else kind
            address = self.absolute(material.get_absolute_url())
            # The first has a preview: it is the film, where there is one.
            shown = say.address(address) if number else say.preview(address)
            lines.append(self.fact(name, shown))
        return say.fit(
            paragraphs(
                [f"The {words} of {say.strong(str(self.session))} {'are' if several else 'is'} up."],
                [self.people(), *lines],
                [f"Everything about it: {say.address(self.page)}"],
            )
        )

    def subject(self, occasion):
        """Of an e-mail, for "coming", "reminder" or "posted"."""
        session = self.session
        prefix = f"[{self.group.name}] " if self.group.name else ""
        title = str(session)
        if occasion == "posted":
            words, _ = posted_names(session.materials.all())
            title = f"{words.capitalize()}: {title}"
        elif session.is_cancelled:
            title = f"Cancelled: {title}"
        elif occasion == "reminder" and session.start:
            title = f"{self.soon()}: {title}"
        elif session.start:
            title = f"{title}, {day(session.start.astimezone(self.group.zone))}"
        return clean(prefix + title)

    # Its parts

    @property
    def page(self):
        return self.absolute(self.session.get_absolute_url())

    def absolute(self, address):
        return urljoin(f"{self.site}/", address)

    def shortened(self, lead):
        """With as many of the readings as fit."""
        readings = self.readings()
        for shown in range(len(readings), -1, -1):
            text = self.invitation(lead, readings[:shown], len(readings) - shown)
            if self.say.fits(text):
                return text
        return self.say.fit(text)

    def invitation(self, lead, readings, left_out):
        say = self.say
        if left_out:
            readings = [*readings, f"{say.bullet}and {left_out} more, on the page"]
        return paragraphs(
            [f"{lead}: {say.strong(str(self.session))}"],
            [self.fact("When", self.when()), self.people(), self.join()],
            [say.label("To read"), *readings] if readings else [],
            [f"Everything about it: {say.preview(self.page)}"],
        )

    def fact(self, label, text):
        return f"{self.say.fact}{self.say.label(label)} {text}"

    def when(self):
        session = self.session
        if not session.start:
            return "date to be announced"
        length = f", {session.minutes} minutes" if session.minutes else ""
        return f"{self.moment_in_words()}{length}"

    def soon(self):
        return soon(self.session.start, self.group.zone, self.moment, self.session.has_time)

    def moment_in_words(self):
        start, zone = self.session.start, self.group.zone
        return self.say.when(start, zone) if self.session.has_time else day(start.astimezone(zone))

    def people(self):
        people = dict.fromkeys(with_role(shown) for shown in self.session.presentations.all())
        return self.fact("With", self.say.text(", ".join(people))) if people else ""

    def join(self):
        link = join_url(self.session, self.group)
        if not link:
            return ""
        has_room = self.group.channel and not self.session.join_url
        room = f", then find {self.say.text(self.group.channel)}" if has_room else ""
        return self.fact("Join", f"{self.say.address(link)}{room}")

    def readings(self):
        say, session = self.say, self.session
        lines = [say.text(session.readings_note)] if session.readings_note else []
        for reading in session.readings.all():
            link = reading.paper.abstract_url if reading.paper_id else reading.resource.url
            remark = " (optional)" if reading.is_optional else ""
            remark += f" – {reading.note}" if reading.note else ""
            lines.append(say.link(reading.work.title, link, remark))
        for other in session.readings_from.all():
            lines.append(say.link(f"What was read in {other}", self.absolute(other.get_absolute_url())))
        return [f"{say.bullet}{line}" for line in lines]


def paragraphs(*parts):
    """Lines in paragraphs, with an empty line between them; what is empty is left out."""
    return "\n\n".join(filter(None, ("\n".join(filter(None, lines)) for lines in parts)))
