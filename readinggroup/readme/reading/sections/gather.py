"""Finds the sessions of a document: section by section, whatever form they have there."""

from itertools import pairwise

from readinggroup.readme.found import Session
from readinggroup.readme.reading.drafts import bodies, opening, verdict
from readinggroup.readme.reading.drafts.draft import Draft
from readinggroup.readme.reading.sections import (
    belonging,
    definitions,
    doubts,
    evidence,
    headings,
    occasions,
    openings,
    pages,
    undated,
)
from readinggroup.readme.reading.tables import meetings
from readinggroup.readme.reading.text import tree
from readinggroup.readme.reading.when import scenes
from readinggroup.readme.reading.words import heads, repeated


class Gathering:
    def __init__(self, top, words="", is_group=False):
        """`words`: what stands before the document, and says of it what its headings do not. `is_group`: it is one."""
        repeated.mark(top)
        self.doc = evidence.Evidence(top, words)
        self.doc.is_group |= is_group
        self.top = top
        belonging.put_below(top, self.doc)
        self.is_held = evidence.are_held(top)
        self.undated = undated.headed(top, self.doc)
        self.spoken = undated.spoken(top, self.doc)
        self.drafts = []
        # What no session took: (section, its blocks that are left).
        self.left = []
        # What may be none: see doubts.
        self.doubtful, self.at = [], None
        self.tables = 0
        # Tables of the days and numbers of meetings, and of nothing else: their rows, by the table.
        self.calendars = []
        # The section is of papers that may be read one day: only dates make sessions of them.
        self.is_wanted = False
        # The section is of meetings that were held: what was shown makes sessions of its lists.
        self.is_of_held = False
        self.is_past = False

    def run(self):
        self.section(self.top, [], False)
        doubts.settle(self.doubtful, self.left)
        doubts.once(self.drafts)
        if self.doc.is_group and not self.doc.is_list and not self.held():
            self.pages()
        return self

    def pages(self):
        """Makes sessions of the group's own pages, where nothing else is one."""
        for blocks, block, found in pages.of_group(self.left):
            blocks.remove(block)
            for item, head in zip(block.items, found, strict=True):
                self.item(item, head, [])

    def held(self):
        return [draft for draft in self.drafts if not draft.is_off]

    def section(self, section, scene, is_other, alike=0):
        """Takes the sessions of a section and of those below it."""
        self.at, scene = section, scenes.added(scene, section)
        if evidence.is_contents(section):
            return
        is_other = is_other or evidence.is_news(section)
        self.is_wanted = is_wanted = evidence.is_candidates(section)
        self.is_of_held = evidence.is_of_held(section)
        self.is_past = evidence.is_past(section) and self.doc.is_group
        head = evidence.opening(section, alike)
        if not is_other and not is_wanted and headings.is_session(section, head, self.undated | self.spoken, self.doc):
            self.headed(section, scene, head)
            return
        left, above = [], None
        for kind, value in openings.parts(section.blocks, self.doc):
            if kind == "list" and not is_other and not is_wanted and self.talks(value, section, scene):
                continue
            inside = scenes.led(scene, above) if kind == "list" else scene
            above = value[-1] if kind == "left" else None
            if kind == "left" or is_other or not self.take(value, kind, inside):
                left.extend(value if kind in ("left", "opened") else [value])
            elif kind == "scene":
                left.append(value)
            if kind == "scene":
                scene = scenes.with_text(scene, tree.plain(value.pieces))
        self.left.append((section, left))
        self.anchor(section, scene)
        alike = evidence.count_weak(section.sections)
        for below in section.sections:
            self.section(below, scene, is_other, alike)
            scene = scenes.beside(scene, below)

    def anchor(self, section, scene):
        """“Next meeting: 11/22/2023”, of which nothing else is known, tells the year of the dates below."""
        if when := occasions.next_day(section):
            draft = self.draft(section.line, scene, "heading")
            draft.when, draft.is_off = when, True
            self.drafts.append(draft)

    # A heading

    def headed(self, section, scene, head=None):
        """A heading that opens a session; one without a `head` is its title, with the date in a line below."""
        draft = self.draft(section.line, scene, "heading" if head else "titled")
        draft.is_work = id(section) in self.undated
        opening.read(draft, head or heads.title(section.heading.pieces))
        bodies.body(draft, section.blocks)
        bodies.sections(draft, section.sections)
        if draft.is_work:
            draft.name_work()
        self.keep(draft)

    # Blocks

    def take(self, value, kind, scene):
        """Makes sessions of a part; False where it has none."""
        if kind == "table":
            drafts = meetings.read(value, self.doc, scene) or (self.past(value) if self.is_past else None)
            if drafts is None:
                return False
            if all(draft.is_off for draft in drafts):
                return self.calendar(value, drafts)
            if self.is_wanted and not occasions.mostly_dated(draft.when for draft in drafts if not draft.is_off):
                return False
            self.tables += 1
            for draft in drafts:
                draft.source = f"table {self.tables}"
                self.keep(draft)
            return True
        if kind == "list":
            return self.list(value, scene)
        if kind == "opened":
            return self.opened(value, scene)
        return kind == "scene"

    def past(self, block):
        """The meetings of a table below “Past themes”, where each has what was read."""
        drafts = meetings.read(block, self.doc, [], is_sure=True)
        return drafts if drafts and all(draft.session.readings and not draft.is_off for draft in drafts) else None

    def calendar(self, block, drafts):
        """Keeps a table that says only when its meetings are, for others to say what they are."""
        is_one = len(drafts) > 2 and all(draft.when and draft.number for draft in drafts)
        if is_one:
            self.tables += 1
            for draft in drafts:
                draft.source = f"table {self.tables}"
            self.calendars.append((block, drafts))
        return is_one

    def opened(self, blocks, scene):
        """A paragraph that opens a session, with what stands below it; each of its lines may open one."""
        first, rest = blocks[0], blocks[1:]
        split = [(line, heads.read(line)) for line in tree.lines(first.pieces)]
        if first.head:
            split = [(split[0][0], first.head)]
        starts = [at for at, (_, head) in enumerate(split) if not at or (evidence.opens(head) and head.start <= 3)]
        for at, upto in pairwise([*starts, len(split)]):
            line, head = split[at]
            below = [one for one, _ in split[at + 1 : upto]]
            draft = self.draft(line[0].line or first.line, scene, "text")
            if defined := definitions.opened(head, below):
                draft.keep(head.pieces)
                head, below = defined, below[1:]
            lead = opening.read(draft, head, True)
            draft.is_by_day = is_by_day(head)
            if not head.number and head.start > 12:
                self.doubtful.append((draft, self.at, blocks))
            for one in below:
                said, _ = draft.line(one)
                lead = said if tree.plain(one).endswith((":", "：")) else ""
            # What stands below a paragraph of many meetings, a line each, is of no one of them.
            if upto == len(split) and len(starts) < 3:
                bodies.body(draft, rest, lead=lead)
            elif upto == len(split):
                self.left.append((self.at, rest))
            self.keep(draft)
        return True

    def list(self, block, scene):
        starting = openings.items(block, self.doc)
        if block.is_contents:
            return False
        if not starting and self.is_of_held:
            starting = openings.shown(block, self.doc)
        if not starting:
            return self.nested(block, scene)
        if not self.are_meetings(starting):
            return False
        heads_of = {id(item): head for item, head in starting}
        rest, before = [], len(self.drafts)
        for item in block.items:
            if id(item) not in heads_of:
                if not self.nested_item(item, scene):
                    rest.append(item)
                continue
            inner = [b for b in item.blocks[1:] if isinstance(b, tree.Bullets) and len(openings.items(b, self.doc)) > 1]
            if inner:
                scene_inside = scenes.with_text(scene, tree.plain(item.blocks[0].pieces))
                for b in inner:
                    self.list(b, scene_inside)
                continue
            draft = self.item(item, heads_of[id(item)], scene, len(block.items) == 1)
            draft.is_by_day = not block.ordered and is_by_day(heads_of[id(item)])
        verdict.strike(self.drafts[before:])
        if rest:
            self.left.append((None, [tree.Bullets(rest, rest[0].line)]))
        return True

    def talks(self, block, section, scene):
        """Makes sessions of a list of talks that have no dates; False where it is none."""
        is_group = self.doc.is_group or undated.are_of_teams(block)
        if not is_group or self.doc.is_list or block.is_contents or openings.items(block, self.doc):
            return False
        found = {id(item): head for item, head in undated.talks(block, section)}
        for item in block.items if found else ():
            if id(item) in found:
                self.item(item, found[id(item)], scene)
            else:
                self.left.append((None, [tree.Bullets([item], item.line)]))
        return bool(found)

    def are_meetings(self, starting):
        """Whether items that open as meetings do are some, and no papers with a date."""
        found = [head for _, head in starting if head]
        if (
            (self.doc.is_list or not self.doc.is_group)
            and not self.is_held
            and not any(evidence.is_held(item.blocks) for item, _ in starting)
            and not any(head.number for head in found)
        ):
            return False
        return (
            not self.is_wanted
            or occasions.mostly_dated(head.when for head in found)
            or all(evidence.is_told(item.blocks[1:]) for item, _ in starting)
        )

    def item(self, item, head, scene, is_alone=False):
        draft = self.draft(item.line, scene, "list")
        if head:
            if is_alone and openings.is_figure(item, head.when):
                self.doubtful.append((draft, self.at, [tree.Bullets([item], item.line)]))
            lead = opening.read(draft, head, True)
            bodies.body(draft, item.blocks[1:], depth=1, lead=lead)
        elif (
            evidence.is_told(item.blocks[1:])
            or evidence.is_titled(item)
            or (self.is_of_held and openings.is_shown(item.blocks[0].pieces))
        ):
            pieces = item.blocks[0].pieces
            opening.read(draft, heads.title(pieces), True)
            bodies.body(draft, item.blocks[1:], depth=1)
        else:
            bodies.bullets(draft, tree.Bullets([item], item.line), "", None, False, 0)
        self.keep(draft)
        return draft

    def nested(self, block, scene):
        """“- 2023” or “- Topic” with the sessions in a list below."""
        made = False
        for item in block.items:
            made |= self.nested_item(item, scene)
        return bool(made)

    def nested_item(self, item, scene):
        lists = [b for b in item.blocks if isinstance(b, (tree.Bullets, tree.Table))]
        if not lists:
            return False
        words = tree.plain(item.blocks[0].pieces) if isinstance(item.blocks[0], tree.Text) else ""
        inside = scenes.with_text(scene, words)
        return any(self.take(b, "table" if isinstance(b, tree.Table) else "list", inside) for b in lists)

    # Drafts

    def draft(self, line, scene, source):
        return Draft(Session("", line=line), scene=scene, source=source)

    def keep(self, draft):
        verdict.settle(draft)
        self.drafts.append(draft)


def is_by_day(head):
    return bool(head and head.when and head.when.has_day) and head.start <= 3
