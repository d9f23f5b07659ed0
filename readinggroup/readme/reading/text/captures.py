"""What Jekyll's templates fold out: the captures “summary” and “details”, in either order, before they are included.

{% capture details %}
Ada presents [Looms](…)
{% endcapture %}
{% capture summary %}
2023-04-05 Looms
{% endcapture %}{% include details.html %}
"""

import re

BEGIN = re.compile(r"\{%-?\s*capture\s+[\"']?(?P<name>\w+)[\"']?\s*-?%\}")
END = re.compile(r"\{%-?\s*endcapture\s*-?%\}")
MARK = re.compile(rf"{BEGIN.pattern}|{END.pattern}")
INCLUDE = re.compile(r"\{%-?\s*include\s+[^%\n]{1,200}%\}")
# Before what is included, no more captures than a template takes.
MOST = 4


def captured(state, start, end, silent):
    """A rule of markdown-it: reads the captures as “<details>”, the summary first, and each line where it stands."""
    found, at = captures(state, start, end)
    if not {"summary", "details"} <= set(found):
        return False
    if silent:
        return True
    before = state.lineMax
    wrapped(state, "<details>", at)
    for tag, (first, upto) in (("summary", found["summary"]), ("div", found["details"])):
        wrapped(state, f"<{tag}>", first)
        state.lineMax = upto
        state.md.block.tokenize(state, first, upto)
        wrapped(state, f"</{tag}>", upto)
    wrapped(state, "</details>", at)
    state.line, state.lineMax = at + 1, before
    return True


def captures(state, start, end):
    """(the first and the last line of each capture by its name, the line on which they are included); or nothing."""
    found, at, text = {}, start, line_of(state, start)
    while len(found) < MOST and at < end:
        if not text and at > start:
            at += 1
            text = line_of(state, at) if at < end else ""
        elif found and INCLUDE.match(text):
            return found, at
        elif (begin := BEGIN.match(text)) and begin["name"] not in found and not text[begin.end() :].strip():
            closed = next((upto for upto in range(at + 1, end) if MARK.match(line_of(state, upto))), at)
            if not END.match(line_of(state, closed)):
                break
            found[begin["name"]] = (at + 1, closed)
            at, text = closed, line_of(state, closed)
            text = text[END.match(text).end() :].strip()
        else:
            break
    return {}, start


def line_of(state, at):
    return state.src[state.bMarks[at] : state.eMarks[at]].strip()


def wrapped(state, content, line):
    token = state.push("html_block", "", 0)
    token.content, token.map = content, [line, line + 1]
