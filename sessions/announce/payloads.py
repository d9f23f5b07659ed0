"""What is sent to a webhook: the text in the place's own form; to another program, the facts too."""

import datetime
import uuid

from sessions.announce.languages import Discord, Markdown, Plain, Slack, clean
from sessions.announce.texts import Message
from sessions.calendar import join_url
from sessions.models import Webhook

LANGUAGES = {Webhook.Kind.DISCORD: Discord(), Webhook.Kind.SLACK: Slack(), Webhook.Kind.JSON: Markdown()}
EVENTS = {
    "new": "session.announced",
    "cancelled": "session.cancelled",
    "day": "session.reminder",
    "hour": "session.reminder",
    "recording": "recording.posted",
}


def text_of(due, group, site, say, moment):
    message = Message(due.session, group, site, say, moment)
    if due.kind == "recording":
        others = [material for material in due.session.materials.all() if material.kind != "recording"]
        # The announcement is of the recording; what else is there goes with it.
        return message.posted([due.material, *(other for other in others if other.kind == "slides")])
    return {"new": message.coming, "cancelled": message.cancelled}.get(due.kind, message.reminder)()


def id_of(due):
    """The same at each try, so that a receiver knows a message that comes twice."""
    return str(uuid.uuid5(due.session.uid, due.occasion))


def wrapped(kind, text):
    """A text alone, as a place of this kind takes it."""
    if kind == Webhook.Kind.DISCORD:
        return {"content": text, "allowed_mentions": {"parse": []}}
    return {"text": text}


def payload(webhook, due, group, site, moment):
    text = text_of(due, group, site, LANGUAGES[webhook.kind], moment)
    if webhook.kind != Webhook.Kind.JSON:
        return wrapped(webhook.kind, text)
    return {
        "version": 1,
        "id": id_of(due),
        "event": EVENTS[due.kind],
        "reminder": due.kind if due.kind in ("day", "hour") else None,
        "text": text,
        "group": {"name": group.name, "url": site},
        "session": session_facts(due.session, group, site, moment),
        "recording": due.material and material_facts(Message(due.session, group, site, Plain(), moment), due.material),
    }


def session_facts(session, group, site, moment):
    message = Message(session, group, site, Plain(), moment)
    return {
        "id": str(session.uid),
        "number": session.number,
        "last_number": session.last_number,
        "label": session.label,
        "title": clean(session.title),
        "status": session.status,
        "start": session.start and start_of(session),
        "time_zone": str(group.zone),
        "minutes": session.minutes,
        "url": message.page,
        "join_url": join_url(session, group) or None,
        "presenters": [{"name": shown.presenter.name, "role": shown.role} for shown in session.presentations.all()],
        "readings": [
            {
                "title": clean(reading.work.title),
                "url": (reading.paper.abstract_url if reading.paper_id else reading.resource.url) or None,
                "optional": reading.is_optional,
                "note": clean(reading.note),
            }
            for reading in session.readings.all()
        ],
        "materials": [material_facts(message, material) for material in session.materials.all()],
    }


def start_of(session):
    """A moment in UTC, or a day of the group's, in ISO 8601."""
    if not session.has_time:
        return session.day.isoformat()
    return session.start.astimezone(datetime.UTC).isoformat(timespec="seconds")


def material_facts(message, material):
    return {
        "id": str(material.uid),
        "kind": material.kind,
        "title": clean(material.title),
        "url": message.absolute(material.get_absolute_url()),
    }
