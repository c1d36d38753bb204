"""Colours as pages write them."""

import re

Colour = tuple[float, ...]
"""Red, green and blue from 0 to 255, perhaps with the opacity from 0 to 1."""

NEAR = 24
_WRITTEN = """
white #fff black #000 snow #fffafa ivory #fffff0 ghostwhite #f8f8ff whitesmoke #f5f5f5 floralwhite #fffaf0
azure #f0ffff mintcream #f5fffa red #f00 green #008000 blue #00f navy #000080 gray #808080 grey #808080
silver #c0c0c0 yellow #ff0 transparent #0000
"""
_NAMES = dict(zip(_WRITTEN.split()[::2], _WRITTEN.split()[1::2], strict=True))
_NUMBERS = re.compile(r"rgba?\(([^)]{1,60})\)")
_LIGHTNESS = re.compile(r"hsla?\(\s*[\d.]+(?:deg)?[\s,]+[\d.]+%[\s,]+(100|9[5-9](?:\.\d+)?|[0-4](?:\.\d+)?)%")
_HEX = re.compile(r"#([0-9a-f]{3,8})\b")


def colour(words: str) -> Colour | None:
    """Return the colour that words of a style say, None when they say another thing, as a picture or a gradient."""
    plain = " ".join(_NAMES.get(word, word) for word in words.lower().split())
    if "(" in plain and not plain.startswith(("rgb", "hsl", "#")):
        return None
    hexed, numbers, lightness = _HEX.search(plain), _NUMBERS.search(plain), _LIGHTNESS.search(plain)
    if hexed:
        return _of_hex(hexed[1])
    if numbers:
        return _of_numbers(numbers[1])
    return (255.0 * float(lightness[1]) / 100,) * 3 if lightness else None


def alike(one: Colour, other: Colour) -> bool:
    """Whether one cannot be told from the other."""
    return all(abs(a - b) <= NEAR for a, b in zip(one[:3], other[:3], strict=True))


def _of_hex(digits: str) -> Colour | None:
    if len(digits) in (3, 4):
        digits = "".join(2 * digit for digit in digits)
    if len(digits) not in (6, 8):
        return None
    red, green, blue, *rest = (int(digits[k : k + 2], 16) for k in range(0, len(digits), 2))
    return (red, green, blue, *(part / 255 for part in rest))


def _of_numbers(words: str) -> Colour | None:
    parts = re.findall(r"(\d+\.?\d*|\.\d+)(%?)", words)
    if len(parts) not in (3, 4):
        return None
    values = [float(number) * (2.55 if percent else 1) for number, percent in parts[:3]]
    return (*values, *(float(number) / (100 if percent else 1) for number, percent in parts[3:]))
