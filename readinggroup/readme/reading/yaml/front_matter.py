"""YAML: the matter before a document, and documents that are nothing else."""

import re
from dataclasses import dataclass
from datetime import date

import yaml

from readinggroup.readme.found import Remark
from readinggroup.readme.reading.sections import evidence
from readinggroup.readme.reading.text import tree
from readinggroup.readme.reading.when import dates
from readinggroup.readme.reading.words import columns
from readinggroup.readme.reading.yaml.entries import Entries, pairs, words

FENCE = re.compile(r"\A---[ \t]*\n(?P<matter>.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
# Within the Markdown, as it stands elsewhere.
FENCED = re.compile(r"^```ya?ml[ \t]*\n(?P<matter>.*?)^```[ \t]*$", re.DOTALL | re.MULTILINE)
# Fewer entries show how to write one.
FEWEST = 3
ENTRY = re.compile(r"^(?:- +\w[\w -]{0,30}:(?:\s|$)|[\w-]{2,30}:\s*$)", re.MULTILINE)
MARKDOWN = re.compile(r"^(?:#{1,6} |[*+] |\||\d+\. |- \[)", re.MULTILINE)
LONGEST = 500_000
DEEPEST = 30
# The one in C where it is there: as safe, and ten times as quick.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# What entries are called that are meetings; a list of dictionaries without such a name has to look like meetings.
MEETINGS = re.compile(
    r"session|meeting|schedule|talk|seminar|week|event|presentation|agenda|lecture|past|upcoming|date|archive|programm?|treffen|séance|sesion",
    re.IGNORECASE,
)
OTHERS = re.compile(
    r"people|member|organi|author|link|nav|menu|resource|team|contact|plugin|social|staff", re.IGNORECASE
)


@dataclass
class Matter:
    title: str = ""
    # All that it says in words, at its top.
    words: str = ""
    node: object = None
    # Before the first line of the YAML.
    line: int = 0
    # The day on which it says that it was written.
    written: date | None = None
    problem: str = ""


def split(text):
    """(the YAML of a document, its text): front matter, or the whole where it is a list of entries and no Markdown."""
    found = FENCE.match(text)
    if found:
        matter = parsed(found["matter"], 1)
        if matter.node is not None or matter.problem:
            return matter, "\n" * found[0].count("\n") + text[found.end() :]
        return Matter(), text
    begins = text.startswith("---\n") or ENTRY.match(text.lstrip())
    if begins and not MARKDOWN.search(text[:20_000].replace("\n# ", "\n ")):
        matter = parsed(text, 0)
        if matter.node is not None and not isinstance(matter.node, yaml.ScalarNode) and any(entries(matter.node)):
            return matter, ""
    for found in FENCED.finditer(text):
        matter = parsed(found["matter"], text.count("\n", 0, found.start("matter")))
        inside = matter.node is not None and [one for _, among in entries(matter.node) for one in among]
        if inside and len(inside) >= FEWEST:
            return matter, text[: found.start()] + "\n" * found[0].count("\n") + text[found.end() :]
    return Matter(), text


def parsed(text, line):
    """The tree of YAML with its lines. Nothing is made of it but texts, and nothing in it stands for something else."""
    if len(text) > LONGEST or text.count("[") + text.count("{") > 5_000:
        return Matter(line=line, problem="The YAML of this document is too long, and was not read.")
    try:
        depth = 0
        for event in yaml.parse(text, LOADER):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST:
                return Matter(line=line, problem="The YAML of this document is nested too deeply, and was not read.")
            if isinstance(event, yaml.AliasEvent):
                return Matter(line=line, problem="The YAML of this document has references in it, and was not read.")
        node = yaml.compose(text, LOADER)
    except (yaml.YAMLError, RecursionError, ValueError):
        return Matter(line=line, problem="")
    if isinstance(node, yaml.MappingNode):
        title = next(
            (
                value.value
                for key, value in pairs(node)
                if key in ("title", "name") and isinstance(value, yaml.ScalarNode)
            ),
            "",
        )
        said = [value.value[:300] for _, value in pairs(node) if isinstance(value, yaml.ScalarNode)]
        return Matter(title[:200], "\n".join(said)[:2_000], node, line, written(node))
    return Matter(node=node, line=line) if isinstance(node, yaml.SequenceNode) else Matter()


def written(node):
    for key, value in pairs(node):
        if key == "date" and (when := dates.find(words(value))) and when.year and when.day:
            return dates.day(when.year, when.month, when.day)
    return None


def entries(node, name="", depth=0):
    """(what they are called, the mappings) of each list of mappings in the tree."""
    if depth > 6:
        return
    if isinstance(node, yaml.SequenceNode):
        inside = [entry for entry in node.value if isinstance(entry, yaml.MappingNode)]
        if inside and is_meetings(name, inside):
            yield name, inside
        else:
            for entry in inside:
                yield from entries(entry, name, depth + 1)
    elif isinstance(node, yaml.MappingNode):
        for key, value in pairs(node):
            yield from entries(value, key, depth + 1)


def is_meetings(name, inside):
    roles = [{columns.role(key.replace("_", " ")) for key, _ in pairs(entry)} for entry in inside]
    dated = sum(
        1
        for entry in inside
        if any(
            columns.role(key.replace("_", " ")) == "date" and dates.find(words(value), "/.-")
            for key, value in pairs(entry)
        )
    )
    told = sum(bool(one & {"title", "reading", "people"}) for one in roles)
    if OTHERS.search(name) or told < len(inside) * 0.5:
        return False
    if dated >= len(inside) * 0.4:
        return True
    held = sum(bool(one & {"number"}) and bool(one & {"people", "slides", "recording", "reading"}) for one in roles)
    return bool(MEETINGS.search(name)) and held >= len(inside) * 0.5


def headed(matter, top, words):
    """The document of a group below a heading of its own, where the matter has a day for its title: it is the page of
    one meeting, unless headings in it have days. `words`: what the place of the document says of it."""
    when = dates.find(matter.title) if isinstance(matter.node, yaml.MappingNode) else None
    if not when or not when.year or when.start > 3 or any(map(evidence.opening, list(top.walk()))):
        return top
    if not evidence.Evidence(top, words).is_group:
        return top
    line = next(key.start_mark.line + 1 + matter.line for key, _ in matter.node.value if key.value in ("title", "name"))
    pieces = [tree.Piece(matter.title, line=line)]
    return tree.Section(None, 0, [], [tree.Section(tree.Heading(2, pieces, line), 2, top.blocks, top.sections)])


def read(matter, gathering, found, base):
    """Adds the meetings of the YAML to what was gathered, and its links to those of the document."""
    if matter.problem:
        found.remarks.append(Remark(matter.line or 1, matter.problem))
    if matter.node is None:
        return
    reader = Entries(matter, gathering, found, base)
    scene = reader.scene()
    taken = set()
    for number, (_, inside) in enumerate(entries(matter.node)):
        for entry in inside:
            taken.add(id(entry))
            reader.entry(entry, scene, f"yaml {number}")
    reader.rest(matter.node, taken)
