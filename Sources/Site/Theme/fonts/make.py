"""Makes the theme's fonts: Latin subsets without hinting, under names of their own.

    python3 make.py SOURCE_SERIF_FOLDER JETBRAINS_MONO_FOLDER KATEX_FOLDER OUTPUT_FOLDER

README.md beside this file says where the folders come from.
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


# Each face is three files, of which a browser loads those that a page uses a sign of: what nearly every page has, Western accents, the rest.
COMMON = [(0x20, 0x7E)], "\u00A0§©«·»×–—‘’“”„†•…′‹›€←→−≈✓✗"
WESTERN = [(0xA1, 0xFF), (0x2010, 0x2015), (0x2018, 0x201E)], "≤≥"

# Of KaTeX's fonts, which a site has whole, these have what most formulas use once more.
FORMULAS = [
    ("KaTeX_Main-Regular", [(0x20, 0x7E), (0xA0, 0xA0)], "×÷±·∗−∂∇∈≤≥≈≠→←↦∞…⋯⊙⊗⊕∥∣√′∼≡⋅⟨⟩∘∑ΓΔΘΛΞΠΣΦΨΩˆˉ˙"),
    ("KaTeX_Math-Italic", [(0x20, 0x7E), (0xA0, 0xA0), (0x3B1, 0x3C9)], "ϵϑϕϱςϖ"),
]


def make(source, target, points, names=None):
    options = subset.Options()
    options.flavor = "woff2"
    options.hinting = False
    options.drop_tables += ["DSIG"]
    # Copyright, licence and its address stay in the font; every name is replaced below.
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.layout_features = ["kern", "liga", "lnum", "tnum", "mark", "mkmk", "ccmp", "locl"]
    font = subset.load_font(source, options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=points)
    subsetter.subset(font)
    if names:
        family, style = names
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


def points(ranges, signs):
    return {point for first, last in ranges for point in range(first, last + 1)} | {ord(sign) for sign in signs}


def ranges(points):
    """As a style sheet has them."""
    parts, ordered = [], sorted(points)
    for point in ordered:
        if parts and parts[-1][1] == point - 1:
            parts[-1][1] = point
        else:
            parts.append([point, point])
    return ", ".join(f"U+{a:X}" + (f"-{b:X}" if b > a else "") for a, b in parts)


def main():
    serif, mono, katex, output = sys.argv[1:5]
    common, everything = points(*COMMON), points(RANGES, SIGNS) | points(*COMMON)
    western = points(*WESTERN) - common
    parts = {"": common, "-western": western, "-more": everything - common - western}
    for name, file, family, style in FACES:
        source = f"{serif if family == 'Colophon Serif' else mono}/{file}"
        for part, signs in parts.items():
            make(source, f"{output}/{name}{part}.woff2", signs, (family, style))
    for part, signs in parts.items():
        print(f"{part or '(common)'} unicode-range: {ranges(signs)}")
    for name, *signs in FORMULAS:
        source = f"{katex}/{name}.ttf"
        make(source, f"{output}/{name}-common.woff2", points(*signs))
        # Without the sign of no width the whole font would be loaded for each fraction.
        print(f"{name} common: {ranges(points(*signs) | {0x200B})}")
        print(f"{name} rest: {ranges(set(TTFont(source).getBestCmap()) - points(*signs) - {0x200B})}")


main()
