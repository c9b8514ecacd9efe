"""Built monuments: mausoleums, minaret, tower."""

from __future__ import annotations

from shanyraq.surfaces.portal.demo.landscapes.shapes import arch, box, number, polyline

from .sewing import Emblem, Sewing


def mausoleum_dome(s: Sewing) -> str:
    """A great mausoleum from the side: high portal, smooth blue dome, ribbed dome on its drum."""
    wall = s.patch(box(-215, -165, 440, 165), "clay")
    niches = "".join(s.niche(left, 48, 108, colour=s.shaded("earth", 0.45)) for left in (-78, -8, 62, 132))
    tiles = s.line("M-215 -140H225", s.dye("tile"), 9) + s.stitches("M-215 -140H225", "felt", 3, "5 9")
    main = s.patch(box(-72, -222, 150, 62), s.lit("clay", 0.2)) + s.line("M-66 -204H72", "tile", 8)
    ribbed = s.patch(box(110, -252, 84, 92), s.lit("clay", 0.15)) + s.line("M114 -236H190", "sky", 9)
    ribbed += s.stitches("M114 -206H190M114 -184H190", "tile", 5, "6 6")
    return (
        main
        + s.dome(3, -222, 84, "tile", tip=1.3)
        + ribbed
        + s.dome(152, -252, 46, s.lit("tile", 0.12), tip=1.7, ribs=8)
        + wall
        + tiles
        + niches
        + _portal(s)
    )


def _portal(s: Sewing) -> str:
    body = s.patch(box(-238, -318, 130, 318), s.lit("clay", 0.18))
    niche = s.niche(-205, 64, 236, colour=s.shaded("earth", 0.5)) + s.flat(arch(-188, 30, 92), "ink")
    tower = s.patch(polyline([(-262, 0), (-256, -332), (-226, -332), (-222, 0)]), "earth")
    far = s.patch(polyline([(-122, 0), (-118, -332), (-92, -332), (-86, 0)]), s.shaded("earth", 0.15))
    beams = s.line("M-250 -262h26M-250 -214h26M-250 -166h26", s.dye("wood"), 4)
    return body + niche + s.courses(-112, -318, 24, 318, rows=11) + tower + far + beams


def cone_mausoleum(s: Sewing) -> str:
    """A single-chamber mausoleum of carved terracotta under a pointed tent roof."""
    walls = s.patch(box(-110, -180, 220, 180), "clay")
    pylons = "".join(
        s.patch(polyline([(x - 17, 0), (x - 14, -196), (x + 14, -196), (x + 17, 0)]), s.shaded("clay", 0.12))
        for x in (-112, 112)
    )
    drum = s.patch(box(-84, -226, 168, 48), s.lit("clay", 0.15))
    roof = s.patch(polyline([(-92, -224), (0, -398), (92, -224)]), s.lit("madder", 0.25))
    pleats = "".join(
        s.line(f"M{number(x)} -226L0 -394", s.shaded("madder", 0.2), 2.5, 0.7) for x in (-60, -30, 0, 30, 60)
    )
    niche = s.niche(-48, 96, 150, colour=s.shaded("earth", 0.35)) + s.flat(arch(-24, 48, 84), "ink")
    tiles = "".join(_lozenges(s, left) for left in (-92, 60))
    band = s.line("M-96 -164H96", s.lit("clay", 0.55), 5) + s.stitches("M-78 -202H78", "madder", 6, "8 8")
    return walls + pylons + drum + roof + pleats + niche + tiles + band


def _lozenges(s: Sewing, left: float) -> str:
    cells = [
        polyline([(x, y - 9), (x + 8, y), (x, y + 9), (x - 8, y)])
        for y in range(-140, -10, 24)
        for x in (left + 8, left + 26)
    ]
    return s.flat("".join(cells), s.lit("clay", 0.5), 0.9)


def twin_mausoleum(s: Sewing) -> str:
    """Two white domed mausoleums of a poet's family burial ground, with a needle between them."""
    left, right = (_white_tomb(s, x) for x in (-118, 118))
    steps = s.patch(polyline([(-250, 0), (-226, -26), (226, -26), (250, 0)]), s.shaded("felt", 0.2))
    needle = s.patch(polyline([(-12, -26), (0, -250), (12, -26)]), s.lit("stone", 0.3))
    return needle + left + right + steps


def _white_tomb(s: Sewing, x: float) -> str:
    body = s.patch(polyline([(x - 86, -20), (x - 78, -178), (x + 78, -178), (x + 86, -20)]), "felt")
    cornice = s.patch(box(x - 86, -194, 172, 18), s.shaded("felt", 0.12))
    drum = s.patch(box(x - 54, -236, 108, 44), s.shaded("felt", 0.06))
    niches = "".join(s.flat(arch(x + at, 30, 96, base=-24), s.shaded("felt", 0.3)) for at in (-66, 36))
    door = s.flat(arch(x - 20, 40, 122, base=-24), s.shaded("sky", 0.4))
    band = s.stitches(f"M{number(x - 48)} -222h96", "gold", 4, "7 7")
    return drum + band + s.dome(x, -236, 54, s.lit("stone", 0.2), tip=1.35) + body + cornice + niches + door


def minaret(s: Sewing) -> str:
    """A lone minaret of patterned brick."""
    shaft = s.patch(polyline([(-44, 0), (-27, -320), (27, -320), (44, 0)]), "clay")
    bands = "".join(
        s.stitches(f"M-{38 - i * 2} {-40 - i * 46}H{38 - i * 2}", "madder", 6, "7 7") for i in range(6)
    )
    gallery = s.patch(polyline([(-36, -318), (-40, -338), (40, -338), (36, -318)]), s.lit("clay", 0.3))
    lantern = s.patch(box(-22, -376, 44, 38), "clay") + s.flat(arch(-9, 18, 30, base=-340), "ink")
    return shaft + bands + gallery + lantern + s.dome(0, -376, 22, "tile", tip=1.2)


def tower(s: Sewing) -> str:
    """A tall faceted stone tomb under a pointed roof, as those of Ulytau's steppe."""
    plinth = s.patch(box(-104, -64, 208, 64), "earth")
    body = s.patch(polyline([(-88, -62), (-78, -232), (78, -232), (88, -62)]), s.shaded("clay", 0.08))
    folds = "".join(
        s.line(f"M{number(x)} -64L{number(x * 0.9)} -230", s.shaded("earth", 0.15), 3, 0.6)
        for x in (-64, -40, -16, 16, 40, 64)
    )
    star = [
        (-82, -232),
        (-66, -262),
        (-42, -236),
        (-20, -264),
        (0, -236),
        (20, -264),
        (42, -236),
        (66, -262),
        (82, -232),
    ]
    crown = s.patch(polyline(star), "tile")
    cone = s.patch(polyline([(-60, -244), (0, -392), (60, -244)]), s.lit("tile", 0.1))
    pleats = "".join(s.line(f"M{x} -246L0 -388", s.lit("tile", 0.5), 2, 0.6) for x in (-36, -12, 12, 36))
    door = s.niche(-26, 52, 92, colour="ink")
    return plinth + body + folds + cone + pleats + crown + door


DRAWINGS = {
    "mausoleum_dome": Emblem(mausoleum_dome, share=0.5),
    "cone_mausoleum": Emblem(cone_mausoleum, share=0.5),
    "twin_mausoleum": Emblem(twin_mausoleum, share=0.48),
    "minaret": Emblem(minaret, share=0.46),
    "tower": Emblem(tower, share=0.48),
}
