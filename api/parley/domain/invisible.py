"""Characters that leave no mark on a screen."""

import unicodedata

# General categories: separators, controls, formats, and code points that stand for nothing.
_CATEGORIES = {"Zs", "Zl", "Zp", "Cc", "Cf", "Cn"}

# Marks and "letters" without a shape: Default_Ignorable_Code_Point of other categories
# (DerivedCoreProperties.txt), and the Braille pattern without a dot.
_RANGES = (
    (0x034F, 0x034F),
    (0x115F, 0x1160),
    (0x17B4, 0x17B5),
    (0x180B, 0x180F),
    (0x2800, 0x2800),
    (0x3164, 0x3164),
    (0xFE00, 0xFE0F),
    (0xFFA0, 0xFFA0),
    (0xE0100, 0xE01EF),
)
_SHAPELESS = frozenset(chr(code) for low, high in _RANGES for code in range(low, high + 1))


def is_invisible(character: str) -> bool:
    """Whether a character by itself shows nothing."""
    return character in _SHAPELESS or unicodedata.category(character) in _CATEGORIES
