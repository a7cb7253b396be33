"""What colour and stroke has each kind of mark? As attributes, because a PDF engine does not see the page's styles."""

from functools import cache

ACCENT = "#114b5f"
INK = "#1e2528"
INK_2 = "#4d585d"
RUST = "#a34700"
RED = "#a8231c"
AREA = {"c": "#14508c", "l": "#a34700", "s": "#6b1f4f", "p": "#1c7457"}
HEAT_OPACITY = (0, 0.1, 0.22, 0.4, 1)  # dark words stay above 4.5:1 on the first four, white words on the last


@cache
def paint(css: str, accent: str = ACCENT) -> str:
    """Which attributes draw a layer of this class? The page's stylesheet may override them; the PDF uses them as is."""
    kind, _, variant = css.partition("-")
    hue = AREA.get(variant, accent)
    match kind:
        case "grid":
            return 'stroke="#ebe8df"'
        case "axis":
            return 'stroke="#b8b5ab"'
        case "lab":
            return f'font-size="14" fill="{INK}"'
        case "lab2":
            return f'font-size="13" fill="{INK_2}"'
        case "natlab":
            return f'font-size="13" font-weight="600" fill="{RUST}"'
        case "nat":
            return f'stroke="{RUST}" stroke-width="2" stroke-dasharray="6 4"'
        case "diamond":
            return f'fill="#ffffff" fill-opacity="0.85" stroke="{INK}" stroke-width="2"'
        case "whisk":
            return f'stroke-width="2.5" stroke="{RED if variant == "out" else hue}"'
        case "dot" | "bar":
            return f'fill="{hue}"'
        case "out":
            return f'fill="{RED}"'
        case "near":
            return f'fill="#ffffff" stroke="{RED}" stroke-width="2"'
        case "lim":
            return 'fill="none" stroke="#7b868b" stroke-width="1.5"'
        case "lim2":
            return 'fill="none" stroke="#7b868b" stroke-width="1.5" stroke-dasharray="2 4"'
        case "line":
            dashes = ("", "7 4", "2 3", "10 3 2 3", "4 4", "1 4")[int(variant)]
            return f'fill="none" stroke="{accent}" stroke-width="2.5"' + (
                f' stroke-dasharray="{dashes}"' if dashes else ""
            )
        case "heat":
            return f'fill="{accent}" fill-opacity="{HEAT_OPACITY[int(variant)]:g}" stroke="#ffffff" stroke-width="2"'
        case "onheat":
            return 'font-size="13" fill="#ffffff"'
        case "halo":
            return 'fill="#ffffff" fill-opacity="0.8"'
        case "hole":
            return 'fill="none" stroke="#d5d2c8"'
    raise ValueError(f"no paint for {css!r}")
