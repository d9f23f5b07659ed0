"""The parts of an author's name, which a reference manager sorts and shortens by."""

import re
from dataclasses import dataclass

SUFFIX = re.compile(r"(?:[JS]r\.?|I{2,3}|IV)", re.IGNORECASE)
# What stands between given and family name. In lower case it is left out when sorting; in upper case (Valentin De
# Bortoli) it belongs to the family name.
PARTICLES = {"da", "de", "del", "della", "den", "der", "di", "dos", "du", "la", "le", "van", "von"}
GROUP = re.compile(
    r"\b(?:teams?|group|collaboration|consortium|project|labs?|laboratory|research|university|institute|foundation|"
    r"contributors|authors|community|inc|(?-i:AI))\b|\d|[&/{}]|\band\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Name:
    family: str
    given: str = ""
    particle: str = ""  # in lower case
    suffix: str = ""

    @property
    def is_whole(self):
        """Whether it cannot be taken apart: a group, or a person with one name."""
        return not self.given

    def __str__(self):
        name = " ".join(filter(None, [self.given, self.particle, self.family]))
        return f"{name}, {self.suffix}" if self.suffix else name


def parse(text):
    """A name as people write it.

    >>> parse("Laurens van der Maaten")
    Name(family='Maaten', given='Laurens', particle='van der', suffix='')
    """
    text = " ".join(text.split())
    parts = [part.strip() for part in text.split(",")]
    if not all(parts) or len(parts) > 3 or GROUP.search(text):
        return Name(text)
    suffix = next((part for part in parts[1:] if SUFFIX.fullmatch(part)), "")
    parts = [part for part in parts if part != suffix]
    if len(parts) == 2:  # it was written as "Last, First"
        family, given = parts[0].split(), parts[1]
    elif len(parts) == 1:
        words = parts[0].split()
        if not suffix and len(words) > 2 and SUFFIX.fullmatch(words[-1]):
            suffix = words.pop()
        at = next((at for at in range(1, len(words) - 1) if words[at].lower() in PARTICLES), len(words) - 1)
        family, given = words[at:], " ".join(words[:at])
    else:
        return Name(text)
    if not given:
        return Name(text)
    particle = []
    while len(family) > 1 and family[0] in PARTICLES:
        particle.append(family.pop(0))
    return Name(" ".join(family), given, " ".join(particle), suffix)
