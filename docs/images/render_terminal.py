"""Renders a terminal capture as SVG: tmux capture-pane -e -p | python3 render_terminal.py > live-view.svg

Knows the styles that the live view uses: bold, dim, and the sixteen colours.
"""

import html
import re
import sys

WIDTH, HEIGHT, MARGIN = 8.4, 18, 16
COLOURS = dict(zip(range(30, 38), "#3b4252 #e06c75 #98c379 #e5c07b #61afef #c678dd #56b6c2 #dcdfe4".split()))
COLOURS.update(zip(range(90, 98), "#7f848e #ff7b86 #b5e890 #ffd68a #82c4ff #e09bf5 #7fdbe6 #ffffff".split()))
STYLE = re.compile(r"\x1b\[([0-9;]*)m")


def spans(line):
    """Yields (column, text, colour, bold, dim) for each run of one style."""
    colour, bold, dim, column = "#dcdfe4", False, False, 0
    parts = STYLE.split(line)
    for index, part in enumerate(parts):
        if index % 2 == 0:
            if part:
                yield column, part, colour, bold, dim
                column += sum(2 if ord(c) >= 0x2E80 else 1 for c in part)
            continue
        for code in (int(c or 0) for c in part.split(";")):
            if code == 0:
                colour, bold, dim = "#dcdfe4", False, False
            elif code == 39:
                colour = "#dcdfe4"
            elif code in COLOURS:
                colour = COLOURS[code]
            elif code in (1, 2):
                bold, dim = bold or code == 1, dim or code == 2
            elif code == 22:
                bold = dim = False


def render(text):
    """Returns the SVG of a capture; each line of text is one row."""
    lines = text.rstrip("\n").split("\n")
    columns = max(len(STYLE.sub("", line)) for line in lines)
    width, height = columns * WIDTH + 2 * MARGIN, len(lines) * HEIGHT + 2 * MARGIN
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height}" '
        'font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="14">',
        f'<rect width="{width:.0f}" height="{height}" rx="8" fill="#1e222a"/>',
    ]
    for row, line in enumerate(lines):
        top = MARGIN + row * HEIGHT
        for column, part, colour, bold, dim in spans(line):
            # Words one by one: fonts differ in width, columns must not.
            for word in re.finditer(r"█+|[░▒]+|[^\s█░▒]+", part):
                x, width_of = MARGIN + (column + word.start()) * WIDTH, len(word[0]) * WIDTH
                faint = ' opacity="0.65"' if dim else ""
                if word[0][0] in "█░▒":
                    faint = ' opacity="0.25"' if word[0][0] in "░▒" else ""
                    out.append(
                        f'<rect x="{x:.1f}" y="{top + 2}" width="{width_of:.1f}" '
                        f'height="{HEIGHT - 4}" fill="{colour}"{faint}/>'
                    )
                    continue
                weight = ' font-weight="bold"' if bold else ""
                out.append(
                    f'<text x="{x:.1f}" y="{top + 0.75 * HEIGHT:.1f}" fill="{colour}"{weight}{faint} '
                    f'textLength="{width_of:.1f}" lengthAdjust="spacingAndGlyphs">'
                    f"{html.escape(word[0])}</text>"
                )
    return "\n".join(out + ["</svg>"]) + "\n"


if __name__ == "__main__":
    sys.stdout.write(render(sys.stdin.read()))
