"""The meetings of a YAML document as drafts: each key is a column with its role."""

import re

import yaml

from readinggroup.readme.found import Link, Remark, Session
from readinggroup.readme.reading.drafts.draft import Draft
from readinggroup.readme.reading.text import addresses, inline
from readinggroup.readme.reading.text.tree import Piece
from readinggroup.readme.reading.when import scenes
from readinggroup.readme.reading.words import columns, nothing, numbers


class Entries:
    def __init__(self, matter, gathering, found, base):
        self.matter, self.gathering, self.found, self.base = matter, gathering, found, base
        self.inline = inline.Inline(base, [])

    def scene(self):
        said = (
            [f"{key} {words(value)}" for key, value in pairs(self.matter.node)]
            if isinstance(self.matter.node, yaml.MappingNode)
            else []
        )
        scene = []
        for text in said:
            if re.match(r"(?:semester|term|year|title|name|season)\b", text) and (set_scene := scenes.read(text)):
                scene.append(set_scene)
        return scene

    def line(self, node):
        return node.start_mark.line + 1 + self.matter.line

    def entry(self, entry, scene, source):
        draft = Draft(Session("", line=self.line(entry)), scene=scene, source=source)
        fields = sorted(
            pairs(entry), key=lambda pair: ORDER.index(role_of(pair[0])) if role_of(pair[0]) in ORDER else len(ORDER)
        )
        for key, value in fields:
            role = role_of(key)
            if role in ("reading", "optional", "links") and not isinstance(value, yaml.ScalarNode):
                self.works(draft, value, role)
            elif role in ("people", "host", "guest") and not isinstance(value, yaml.ScalarNode):
                for node in leaves(value):
                    draft.add_people(self.pieces(node), role)
            else:
                for node in leaves(value):
                    self.field(draft, key, role, node)
        draft.words = " ".join(words(value) for _, value in pairs(entry))[:300]
        if not any((draft.session.title, draft.session.readings, draft.session.materials, draft.session.people)) or (
            nothing.is_empty(draft.session.title)
            and not draft.session.readings
            and not (draft.when and draft.session.people)
        ):
            draft.is_off = True
        draft.words = draft.session.title
        self.gathering.keep(draft)

    def field(self, draft, key, role, node):
        pieces = self.pieces(node)
        if nothing.is_empty(node.value) or node.value.casefold() in ("true", "false", "null"):
            if key in ("cancelled", "canceled") and node.value.casefold() == "true":
                draft.session.is_cancelled = True
            return
        if role == "number":
            draft.number = draft.number or numbers.bare(node.value)
        elif key in ("status",) and nothing.is_cancelled(node.value):
            draft.session.is_cancelled = True
        elif role == "title" and not draft.has_title:
            draft.add_title(pieces)
        elif role:
            draft.by_role(key, role, pieces)
        elif any(piece.url for piece in pieces):
            draft.works(pieces, "links", None, False)
        else:
            draft.keep(pieces, key)

    def works(self, draft, value, role):
        """A work with its own title and address, or a list of such."""
        if isinstance(value, yaml.ScalarNode):
            draft.by_role("", role, self.pieces(value))
            return
        if isinstance(value, yaml.SequenceNode):
            for node in value.value:
                self.works(draft, node, role)
            return
        said = dict(pairs(value))
        named = next(
            (
                said[key]
                for key in ("title", "name", "text", "label", "paper")
                if isinstance(said.get(key), yaml.ScalarNode)
            ),
            None,
        )
        address = next(
            (
                said[key]
                for key in ("url", "link", "href", "arxiv", "doi", "pdf")
                if isinstance(said.get(key), yaml.ScalarNode)
            ),
            None,
        )
        if named is not None:
            url = self.pieces(address)[0].url if address is not None and self.pieces(address) else ""
            piece = Piece(named.value.strip(), url, self.line(value))
            draft.works([piece], role, None, True)
        for key, node in said.items():
            if node is named or (node is address and named is not None):
                continue
            for leaf in leaves(node):
                self.field(
                    draft, key, "reading" if node is address else role_of(key) if role_of(key) != "title" else "", leaf
                )

    def pieces(self, node):
        if not isinstance(node, yaml.ScalarNode):
            return []
        value = node.value.strip()
        if value.startswith("#"):
            return [Piece(value, line=self.line(node))]
        if re.fullmatch(
            r"(?:\.{0,2}/)?[\w%.~-]+(?:/[\w%.~ -]+)*\.(?:pdf|pptx?|md|ipynb|html|mp4)", value
        ) or re.fullmatch(r"/[\w%.~/-]+", value):
            found = [Piece(value, self.base.complete(value), self.line(node), own=True)]
        elif addresses.is_program(value):
            self.found.remarks.append(
                Remark(self.line(node), f"This address opens no page, and is left out: {value[:200]}")
            )
            return []
        else:
            found = self.inline.words(value, self.line(node), {})
        self.found.links.extend(Link(piece.text, piece.url, piece.line) for piece in found if piece.url)
        return found

    def rest(self, node, taken, depth=0):
        """The links of what is no meeting."""
        if id(node) in taken or depth > 20:
            return
        if isinstance(node, yaml.ScalarNode):
            self.pieces(node)
        elif isinstance(node, yaml.SequenceNode):
            for one in node.value:
                self.rest(one, taken, depth + 1)
        else:
            for _, value in node.value:
                self.rest(value, taken, depth + 1)


ORDER_WORDS = """
date time number title reading optional authors venue people host guest slides recording
"""
ORDER = ORDER_WORDS.split()


def role_of(key):
    if key in ("url", "link", "href"):
        return "links"
    return columns.role(key.replace("_", " "))


def leaves(node, depth=0):
    if depth > 6:
        return
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.SequenceNode):
        for one in node.value:
            yield from leaves(one, depth + 1)
    else:
        for _, value in node.value:
            yield from leaves(value, depth + 1)


def words(node):
    return " ".join(leaf.value for leaf in leaves(node))


def pairs(node):
    for key, value in node.value:
        if isinstance(key, yaml.ScalarNode):
            yield key.value.strip().casefold(), value
