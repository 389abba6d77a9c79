"""Makes the theme's fonts: Latin subsets without hinting, under names of their own.

    python3 make.py SOURCE_SERIF_FOLDER JETBRAINS_MONO_FOLDER OUTPUT_FOLDER

README.md beside this file says where the two folders come from.
"""

import sys

from fontTools import subset
from fontTools.ttLib import TTFont

# Latin with its accents, Greek for the symbols of a formula told in words, and what figures and tables are labelled with.
RANGES = [(0x20, 0x7E), (0xA0, 0x17F), (0x391, 0x3C9), (0x2010, 0x2015), (0x2018, 0x201E)]
SIGNS = "ˆ˜†‡•…‰′″‹›⁄€™⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎←↑→↓↔⇒∂∆∇∏∑−∗∙√∞∩∪∈∉≈≠≡≤≥⊂⊃⋅◊✓✗ﬁﬂ"

FACES = [
    ("serif", "SourceSerifPro-Regular.ttf", "Colophon Serif", "Regular"),
    ("serif-italic", "SourceSerifPro-It.ttf", "Colophon Serif", "Italic"),
    ("serif-semibold", "SourceSerifPro-Semibold.ttf", "Colophon Serif", "Semibold"),
    ("serif-semibold-italic", "SourceSerifPro-SemiboldIt.ttf", "Colophon Serif", "Semibold Italic"),
    ("mono", "JetBrainsMono-Regular.ttf", "Colophon Mono", "Regular"),
]


def make(source, target, family, style):
    options = subset.Options()
    options.flavor = "woff2"
    options.hinting = False
    options.drop_tables += ["DSIG"]
    # Copyright, licence and its address stay in the font; every name is replaced below.
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.layout_features = ["kern", "liga", "lnum", "tnum", "mark", "mkmk", "ccmp", "locl"]
    font = subset.load_font(source, options)
    subsetter = subset.Subsetter(options)
    points = {point for first, last in RANGES for point in range(first, last + 1)} | {ord(sign) for sign in SIGNS}
    subsetter.populate(unicodes=points)
    subsetter.subset(font)
    postscript = f"{family.replace(' ', '')}-{style.replace(' ', '')}"
    names = {1: family, 2: style, 3: f"Colophon;{postscript}", 4: f"{family} {style}", 6: postscript}
    for record in list(font["name"].names):
        if record.nameID in names:
            record.string = names[record.nameID]
    for number in (16, 17, 21, 22):
        font["name"].removeNames(nameID=number)
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    subset.save_font(font, target, options)


def main():
    serif, mono, output = sys.argv[1:4]
    for name, file, family, style in FACES:
        make(f"{serif if family == 'Colophon Serif' else mono}/{file}", f"{output}/{name}.woff2", family, style)


main()
