import pytest

from readinggroup import colour

HOSTILE = ["000000", "ffffff", "ffff00", "faf7f0", "181612", "ff0000", "00ff00", "0000ff", "808080", "7f7f7f", "a8341b"]
PAPERS = [colour.PAPER, colour.DARK_PAPER]


@pytest.mark.parametrize(
    ("one", "other", "published"),
    [
        ("000000", "ffffff", 21.0),
        ("ffffff", "ffffff", 1.0),
        ("767676", "ffffff", 4.54),
        ("777777", "ffffff", 4.48),
        ("ff0000", "ffffff", 4.0),
        ("0000ff", "ffffff", 8.59),
        ("00ff00", "000000", 15.3),
    ],
)
def test_contrast_is_the_published_value(one, other, published):
    assert round(colour.contrast(one, other), 2) == published
    assert colour.contrast(one, other) == colour.contrast(other, one)


@pytest.mark.parametrize(("hexadecimal", "expected"), [("000000", 0), ("ffffff", 1), ("ff0000", 0.2126)])
def test_luminance_of_primaries(hexadecimal, expected):
    assert round(colour.luminance(hexadecimal), 4) == expected


def test_rgb_of_six_digits():
    assert colour.rgb("ff0033") == (1, 0, 0.2)


@pytest.mark.parametrize("background", PAPERS)
@pytest.mark.parametrize("accent", HOSTILE)
def test_readable_on_always_reaches_the_ratio(accent, background):
    mended = colour.readable_on(background, accent)

    assert colour.contrast(mended, background) >= 4.5
    # What stands on a button of that colour can be read as well.
    assert colour.contrast(colour.text_on(mended), mended) >= 4.5


@pytest.mark.parametrize("background", PAPERS)
def test_readable_on_every_grey(background):
    greys = [f"{level:02x}" * 3 for level in range(256)]

    assert [grey for grey in greys if colour.contrast(colour.readable_on(background, grey), background) < 4.5] == []


@pytest.mark.parametrize(("background", "accent"), [(colour.PAPER, "a8341b"), (colour.DARK_PAPER, "ffff00")])
def test_readable_on_leaves_a_good_colour_alone(background, accent):
    assert colour.readable_on(background, accent) == accent


def test_readable_on_keeps_the_hue():
    assert colour.readable_on(colour.PAPER, "ffff00") == "757500"


@pytest.mark.parametrize(("background", "expected"), [("000000", colour.PAPER), ("ffffff", colour.DARK_PAPER)])
def test_text_on_black_and_white(background, expected):
    assert colour.text_on(background) == expected
