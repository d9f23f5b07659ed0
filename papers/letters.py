"""Letters that Unicode does not take apart into a plain one and its mark, as people write them who lack the key."""

# Of small letters; casefold() first.
PLAIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ŧ": "t", "ı": "i", "ŋ": "n"}
    | {"ß": "ss", "æ": "ae", "œ": "oe"}
)
