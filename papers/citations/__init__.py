"""Papers in the formats of reference managers: BibTeX, RIS and CSL-JSON.

`cite()` reads a row once, into what the three have in common; each format then writes that in its own words.
"""

from papers.citations import bibtex, csl, ris
from papers.citations.work import Work, cite, cite_all

# The ending of an address: how its file is written, and as what it is served.
FORMATS = {
    "bib": (bibtex.write, "application/x-bibtex"),
    "ris": (ris.write, "application/x-research-info-systems"),
    "csl.json": (csl.write, "application/vnd.citationstyles.csl+json"),
}

__all__ = ["FORMATS", "Work", "cite", "cite_all"]
