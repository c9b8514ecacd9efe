"""What people make and live with: yurts, the festival swing, carpet, silver, a framed roundel."""

from __future__ import annotations

import math

from shanyraq.surfaces.portal.demo.landscapes.ornament import band, ram_cross, ram_horns, ring_of_horns
from shanyraq.surfaces.portal.demo.landscapes.shapes import box, disc, number, polyline, smooth

from .sewing import Emblem, Sewing


def yurt(s: Sewing) -> str:
    """Three yurts of a summer camp, the largest in front."""
    return _tent(s, -230, -34, 0.5) + _tent(s, 236, -20, 0.6) + _tent(s, 0, 0, 1.0)


def _tent(s: Sewing, x: float, y: float, scale: float) -> str:
    walls = s.patch("M-170 0V-96Q0 -124 170 -96V0Q0 20 -170 0Z", "felt")
    roof = s.patch(
        "M-184 -92C-136 -172 -70 -222 -38 -230H38C70 -222 136 -172 184 -92Q0 -122 -184 -92Z",
        s.shaded("felt", 0.08),
    )
    crown = s.patch("M-38 -230Q0 -254 38 -230Q0 -220 -38 -230Z", "madder")
    girth = s.line("M-172 -80Q0 -108 172 -80", "madder", 13) + s.stitches(
        "M-172 -80Q0 -108 172 -80", "gold", 4, "10 8"
    )
    ropes = s.line(
        "M-36 -228L-120 -108M36 -228L120 -108M-14 -228L-50 -116M14 -228L50 -116", s.dye("madder"), 4, 0.75
    )
    door = s.patch(box(-38, -96, 76, 98), "madder") + s.turned(ram_horns(s.dye("gold")), y=-34, scale=0.5)
    horns = "".join(
        s.turned(ram_horns(s.dye("sky"), width=11), x=at, y=-34, scale=0.42) for at in (-126, -80, 80, 126)
    )
    return s.turned(walls + horns + roof + ropes + girth + crown + door, x=x, y=y, scale=scale)


def swing(s: Sewing) -> str:
    """The altybakan, the swing of six poles, beside a yurt in spring."""
    poles = s.line(
        "M-150 0L-96 -300M-60 0L-104 -300M-116 14L-98 -300M150 0L96 -300M60 0L104 -300M116 14L98 -300",
        "wood",
        11,
    )
    beam = s.line("M-128 -296H128", "wood", 13)
    ropes = s.line("M-62 -292L-24 -84M62 -292L104 -104", s.lit("clay", 0.3), 5)
    seat = s.line("M-30 -82L112 -104", "madder", 13)
    ribbons = "".join(
        s.line(f"M{x} -300q{d} 26 {d * 0.4:.0f} 52", colour, 6)
        for x, d, colour in ((-112, -16, "madder"), (-92, 14, "sky"), (92, -14, "gold"), (112, 18, "madder"))
    )
    tent = _tent(s, -300, 0, 0.62)
    flowers = "".join(
        s.flat(disc(x, 10 + (x % 13), 7), ("madder", "gold", "felt")[x % 3]) for x in range(-240, 330, 41)
    )
    return tent + poles + beam + ropes + seat + ribbons + flowers


def carpet(s: Sewing) -> str:
    """A mosaic felt carpet hung on a pole."""
    pole = s.line("M-250 -374H250", "wood", 12) + s.line("M-236 0V-392M236 0V-392", "wood", 12)
    cloth = s.patch(box(-206, -366, 412, 314), "madder")
    inner = s.patch(box(-164, -328, 328, 238), "felt")
    figures = "".join(
        s.turned(ram_cross(s.dye(colour)), x=x, y=-209, scale=0.54)
        for x, colour in ((-106, "sky"), (0, "madder"), (106, "sky"))
    )
    top = s.turned(band(s.dye("felt"), 380, scale=0.26), y=-347)
    low = s.turned(band(s.dye("felt"), 380, scale=0.26), y=-71)
    fringe = s.line("".join(f"M{x} -50v28" for x in range(-200, 204, 16)), s.lit("felt", 0.2), 4)
    return pole + fringe + cloth + inner + figures + top + low


def silver(s: Sewing) -> str:
    """A silver pendant: a sun of filigree with carnelian and little bells."""
    bright, dark = s.lit("stone", 0.55), s.shaded("stone", 0.25)
    chain = s.line("M-120 -400Q-96 -330 -40 -300M120 -400Q96 -330 40 -300", bright, 8)
    plate = (
        s.patch(disc(0, -216, 118), bright)
        + s.line(disc(0, -216, 98), dark, 3)
        + s.line(disc(0, -216, 60), dark, 3)
    )
    grains = "".join(
        disc(108 * math.cos(t * math.tau / 36), -216 + 108 * math.sin(t * math.tau / 36), 4)
        for t in range(36)
    )
    horns = s.turned(ring_of_horns(dark, 66, count=8, scale=0.3), y=-216)
    stone = s.patch(disc(0, -216, 44), "madder") + s.flat(disc(-13, -230, 11), s.lit("madder", 0.6), 0.8)
    drops = "".join(_drop(s, x, bright, dark) for x in (-84, -42, 0, 42, 84))
    return chain + drops + plate + s.flat(grains, dark) + horns + stone


def _drop(s: Sewing, x: float, bright: str, dark: str) -> str:
    top = -216 + math.sqrt(118**2 - x**2)
    length = 52 - abs(x) * 0.16
    thread = s.line(f"M{number(x)} {number(top - 4)}v{number(length)}", bright, 4)
    leaf = s.patch(
        polyline(
            [
                (x, top + length - 6),
                (x + 13, top + length + 20),
                (x, top + length + 44),
                (x - 13, top + length + 20),
            ]
        ),
        bright,
    )
    return thread + leaf + s.flat(disc(x, top + length + 20, 4.5), dark)


def portrait_roundel(s: Sewing) -> str:
    """A round ornamented frame; in it a hill, a rising sun and a branch stand for a person's life."""
    palette = s.tones.palette
    frame = s.patch(disc(0, -205, 205), s.shaded("madder", 0.05)) + s.line(disc(0, -205, 192), "gold", 4)
    ring = s.turned(ring_of_horns(s.dye("gold"), 160, count=22, scale=0.31), y=-205)
    window = s.patch(disc(0, -205, 142), palette[1])
    name = f"roundel-{palette[0][1:]}-{palette[5][1:]}"
    clip = f'<clipPath id="{name}"><path d="{disc(0, -205, 142)}"/></clipPath>'
    sun = s.flat(disc(30, -236, 46), s.lit("gold", 0.5)) + s.stitches(disc(30, -236, 38), "gold", 3)
    far = s.flat(
        smooth([(-150, -170), (-80, -222), (0, -190), (80, -226), (150, -180)]) + "L150 -40H-150Z", palette[3]
    )
    near = s.flat(smooth([(-150, -130), (-60, -162), (50, -126), (150, -150)]) + "L150 -40H-150Z", palette[4])
    inner = f'<g clip-path="url(#{name})">{sun}{far}{near}{_branch(s)}</g>'
    return f"<defs>{clip}</defs>" + frame + ring + window + inner + s.line(disc(0, -205, 142), "gold", 5)


def _branch(s: Sewing) -> str:
    stem = s.line("M-70 -70C-60 -140 -44 -200 -72 -290", s.shaded("leaf", 0.4), 6)
    leaves = "".join(
        s.turned(s.flat("M0 0Q18 -24 44 -22Q30 4 0 0Z", s.shaded("leaf", 0.2)), x=x, y=y, angle=a)
        for x, y, a in (
            (-62, -112, 0),
            (-56, -160, -10),
            (-55, -206, -20),
            (-60, -250, -34),
            (-64, -126, 214),
            (-56, -176, 222),
            (-58, -224, 232),
            (-70, -286, -70),
        )
    )
    return stem + leaves


DRAWINGS = {
    "yurt": Emblem(yurt, share=0.5),
    "swing": Emblem(swing, share=0.5),
    "carpet": Emblem(carpet, share=0.62),
    "silver": Emblem(silver, plane="front", share=0.66),
    "portrait_roundel": Emblem(portrait_roundel, plane="front", share=0.8),
}
