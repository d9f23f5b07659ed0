"""What belongs to a session: its readings, its people, its materials."""

from collections import defaultdict

from django.core.exceptions import ValidationError

from readinggroup.readme.found import Remark
from readinggroup.readme.plan import match
from readinggroup.readme.plan.fields import as_json, fitting
from readinggroup.readme.plan.here import facts_of, key_of
from readinggroup.readme.plan.rows import entry_of, settle
from sessions import chapters
from sessions.models import Material, Presentation, Reading


def entries_of_lines(lines, here, remarks):
    """An Entry for each wanted line that can be; those of a session that was deleted here go with it."""
    by_session = defaultdict(list)
    for line in lines:
        if line.session.row is not None:
            by_session[line.session].append(line)
    entries = []
    for session, wanted in by_session.items():
        for model, of_model in ((Reading, readings), (Presentation, presentations), (Material, materials)):
            mine = [line for line in wanted if line.model is model]
            entries += of_model(mine, session.entry, here, remarks)
    return entries


def rows_of(session, model, here):
    return here.lines[model][session.row.pk] if session.row.pk else []


def known_gone(session, model, here):
    """The keys that imports knew of this session, with their Imported, and that are here no more."""
    there = {key_of(row) for row in rows_of(session, model, here)}
    return {one.key: one for one in here.imported_of(session.row, model) if one.key not in there}


def settled(wanted, found, here, session, remarks):
    """The Entry of a line, or nothing where it cannot be."""
    # What it refers to was refused, which is said there, or deleted here.
    lost = [one for one in wanted.values.values() if getattr(one, "model", None) and one.row is None]
    if wanted.model is not Material and any(needed(wanted, one) for one in lost):
        return []
    values = fitting(wanted.model, wanted.values, wanted.line, remarks)
    if values is None:
        return []
    wanted.values = values
    entry = entry_of(wanted, found, here, session)
    settle(entry)
    return [entry]


def needed(wanted, lost):
    return lost is not wanted.values.get("paper") or wanted.model is Reading


# Readings: told by what is read.


def readings(wanted, session, here, remarks):
    rows = {key_of(row): row for row in rows_of(session, Reading, here)}
    gone = known_gone(session, Reading, here)
    entries = []
    for line in wanted:
        work = line.values.get("paper") or line.values.get("resource")
        key = f"{session.row.uid} {work.row.uid}" if work.row else ""
        entries += settled(line, rows.get(key) or gone.get(key), here, session, remarks)
    return entries


# People: told by who they are, and where somebody is there in several roles, by these.


def presentations(wanted, session, here, remarks):
    rows, gone = rows_of(session, Presentation, here), known_gone(session, Presentation, here)
    entries = []
    for person in dict.fromkeys(line.values["presenter"] for line in wanted):
        if person.row is None:
            continue
        mine = [line for line in wanted if line.values["presenter"] is person]
        there = {key_of(row): row for row in rows if row.presenter == person.row}
        found = {line: there.pop(key) for line in mine if (key := key_wanted(line, session)) in there}
        left = [line for line in mine if line not in found]
        # Of what the README had before, somebody here has changed or deleted it.
        stale = {line for line in left if key_wanted(line, session) in gone}
        others = list(there.values())
        for line in left:
            if line in stale:
                found[line] = gone[key_wanted(line, session)]
                if others:
                    others.pop()  # it is this one now
            elif others:
                found[line] = others.pop()
        for line in mine:
            entries += settled(line, found.get(line), here, session, remarks)
    return entries


def key_wanted(line, session):
    values = line.values
    paper = as_json(values["paper"]) or "-"
    return f"{session.row.uid} {values['presenter'].row.uid} {values['role']} {paper}"


# Materials: told by their link; one that an import made and that has another link now, by what it is.


def materials(wanted, session, here, remarks):
    rows = rows_of(session, Material, here)
    known = [(row, one) for row in rows if (one := here.imported_as(row))]
    checked = [line for line in wanted if is_possible(line, remarks)]
    asked = [(line, facts_of_line(line)) for line in checked]
    found = {}
    for there, keys in (
        ([(row, one.values) for row, one in known], match.MATERIALS),
        ([(row, facts_of(row)) for row in rows], match.MATERIALS),
        ([(one, one.values) for one in known_gone(session, Material, here).values()], match.MATERIALS),
        ([(row, one.values) for row, one in known], match.MATERIALS_MOVED),
    ):
        taken = set(found.values())
        left = [(line, facts) for line, facts in asked if line not in found]
        found |= match.pairs(left, [(row, facts) for row, facts in there if row not in taken], keys)
    entries = []
    for line in checked:
        entries += settled(line, found.get(line), here, session, remarks)
    return entries


def facts_of_line(line):
    return {name: as_json(value) for name, value in line.values.items()}


def is_possible(line, remarks):
    """Whether the model takes it; chapters that it does not take are left out."""
    values, title = line.values, line.session.values["title"]
    try:
        found, left_out = chapters.read(values["chapters"])
        values["chapters"] = "\n".join(map(str, found))
        words = "This line below a recording of “{}” begins with no time, and is left out: {}"
        remarks += [Remark(line.line, words.format(title, text)) for text in left_out]
    except ValueError as error:
        remarks.append(Remark(line.line, f"The chapters of a recording of “{title}” are left out. {error}"))
        values["chapters"] = ""
    if values["chapters"] and values["kind"] != Material.Kind.RECORDING:
        remarks.append(Remark(line.line, f"Only a recording has chapters; those in “{title}” are left out."))
        values["chapters"] = ""
    if values["kind"] != Material.Kind.RECORDING:
        return True
    try:
        Material(url=values["url"]).clean_recording()
    except ValidationError as error:
        words = f"A recording of “{title}” is left out: {' '.join(error.messages)}"
        remarks.append(Remark(line.line, words, values["url"]))
        return False
    return True
