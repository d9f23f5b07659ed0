"""The form that takes a README: a file, a text, or where it lies."""

import re

from django import forms

from readinggroup.readme.plan.source import SourceError, completed, fetched
from readinggroup.readme.reading import NotReadableError, read
from readinggroup.readme.reading.decoding import decoded

# What a form may send besides its files is limited, too (DATA_UPLOAD_MAX_MEMORY_SIZE).
LONGEST = 2_000_000
TOO_LONG = f"This is too long: a README of up to {LONGEST // 1_000_000} MB can be brought in here."
ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
ORDERS = {"day": True, "month": False}


class ReadmeForm(forms.Form):
    """`found` is what the document says, once the form is valid; `name` is where it came from."""

    file = forms.FileField(label="The README as a file", required=False, help_text="README.md, from your computer.")
    text = forms.CharField(
        label="or its text, or its address",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false", "autocomplete": "off", "maxlength": LONGEST}),
        help_text="Paste all of it. Or paste only the address of your repository: https://github.com/you/your-group.",
    )
    base_url = forms.CharField(
        label="What its relative links begin with",
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"inputmode": "url", "spellcheck": "false", "autocomplete": "off"}),
        help_text="Where the files beside it lie, so that a link such as “slides.pdf” is found: the address of your "
        "repository. Known by itself where you give the address of the README in place of its text.",
    )
    dates = forms.ChoiceField(
        label="A date such as 3/4/2023",
        required=False,
        choices=[("day", "is the third of April: the day comes first"), ("month", "is the fourth of March")],
        widget=forms.RadioSelect,
    )
    prune = forms.BooleanField(
        label="Delete what is no longer in it",
        required=False,
        help_text="Only what an earlier import made and nobody has touched since.",
    )

    found = None
    name = ""

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file and file.size > LONGEST:
            raise forms.ValidationError(TOO_LONG)
        return file

    def clean_text(self):
        text = self.cleaned_data["text"]
        if len(text.encode(errors="replace")) > LONGEST:
            raise forms.ValidationError(TOO_LONG)
        return text

    def clean_base_url(self):
        return completed(self.cleaned_data["base_url"])

    def clean(self):
        data = super().clean()
        if self.errors:
            return data
        field = "file" if data["file"] else "text"
        try:
            text = self.document(data)
            self.found = read(text, data["base_url"], ORDERS.get(data["dates"]))
        except (SourceError, NotReadableError) as error:
            self.add_error(field, str(error))
            return data
        data["text"] = text
        if self.found.ambiguous_dates and not data["dates"]:
            lines = ", ".join(map(str, self.found.ambiguous_dates[:10]))
            self.add_error("dates", f"Nothing in it tells day from month (line {lines}). Which is it?")
        return data

    def document(self, data):
        """The text of it, wherever it comes from; an address also gives what the links begin with."""
        file, text = data["file"], data["text"].replace("\r\n", "\n")
        if file:
            self.name = file.name
            return decoded(file.read())[0]
        if ADDRESS.fullmatch(text.strip()):
            source = fetched(text.strip())
            self.name = source.name
            data["base_url"] = data["base_url"] or source.base_url
            if len(source.text) > LONGEST:
                raise SourceError(TOO_LONG)
            return decoded(source.text)[0]
        if not text.strip():
            raise SourceError("Choose a file, or paste the text or the address.")
        return text

    @property
    def asks_for_order(self):
        return "dates" in self.errors or bool(self["dates"].value())

    def as_it_was_read(self):
        """The same, with the text of the file or from the address in it, to go on from."""
        data = {name: self.cleaned_data.get(name) for name in ("text", "base_url", "dates", "prune")}
        return ReadmeForm(initial=data)
