"""Colours that can be read: the group's accent, mended where its contrast with the page is too low.

Relative luminance and contrast ratio after WCAG 2.2, https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio.
"""

import colorsys

# The page's own colours, as in static/css/tokens.css. What can be read on a raised part can be read on the page.
PAPER, RAISED = "faf7f0", "f1ebde"
DARK_PAPER, DARK_RAISED = "181612", "24211b"
READABLE = 4.5


def rgb(colour):
    """Red, green and blue from 0 to 1 of six hex digits."""
    return tuple(int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))


def luminance(colour):
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    """From 1 (the same) to 21 (black on white)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def readable_on(background, colour, ratio=READABLE):
    """The colour itself where it can be read on the background, else the nearest lightness of it that can."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*rgb(colour))
    darker = luminance(background) > 0.18
    while contrast(colour, background) < ratio:
        lightness = max(lightness - 0.01, 0) if darker else min(lightness + 0.01, 1)
        red, green, blue = colorsys.hls_to_rgb(hue, lightness, saturation)
        colour = f"{round(red * 255):02x}{round(green * 255):02x}{round(blue * 255):02x}"
    return colour


def text_on(colour):
    """Which of the page's light and dark can be read better on this colour."""
    return max((PAPER, DARK_PAPER), key=lambda text: contrast(text, colour))
