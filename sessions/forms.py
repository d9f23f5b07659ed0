from django import forms

from papers.identifiers import url_key


class OnceFormSet(forms.BaseInlineFormSet):
    """Lines of one session, no two of which are the same; the second of a pair is told so at its field."""

    message = ""

    def sameness(self, line):
        """What may stand once: pairs of a field's name and its value; `line` is a line's cleaned data."""
        raise NotImplementedError

    def validate_unique(self):
        seen = set()
        for form in self.forms:
            line = getattr(form, "cleaned_data", None)
            if not line or self._should_delete_form(form):
                continue
            for field, value in self.sameness(line):
                if value and (field, value) in seen:
                    form.add_error(field, self.message)
                seen.add((field, value))


class ReadingFormSet(OnceFormSet):
    message = "This is on the list already, in another line."

    def sameness(self, line):
        return [("paper", line.get("paper")), ("resource", line.get("resource"))]


class PresentationFormSet(OnceFormSet):
    message = "This person has this role already, in another line."

    def sameness(self, line):
        person = line.get("presenter")
        return [("presenter", person and (person, line.get("role"), line.get("paper")))]


class MaterialFormSet(OnceFormSet):
    message = "This link is there already, in another line."

    def sameness(self, line):
        return [("url", line.get("url") and url_key(line["url"]))]
