"""How an emblem is sewn: the common hand of all drawings.

An emblem is drawn in units of its own: it stands on y = 0, rises to about y = -400 and lies around x = 0.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from shanyraq.surfaces.portal.demo.landscapes.colours import Tones
from shanyraq.surfaces.portal.demo.landscapes.shapes import (
    Point,
    arch,
    box,
    disc,
    fill,
    group,
    number,
    patch,
    smooth,
    stroke,
)


@dataclass(frozen=True)
class Sewing:
    """Needle and wools of one picture; colours are names of a wool or hex values."""

    tones: Tones

    def dye(self, colour: str) -> str:
        """Return the hex value of a wool's name (a hex value stays as it is)."""
        return colour if colour.startswith("#") else str(getattr(self.tones, colour))

    def lit(self, colour: str, share: float = 0.3) -> str:
        """Return the wool as it looks in the light."""
        return self.tones.lit(self.dye(colour), share)

    def shaded(self, colour: str, share: float = 0.3) -> str:
        """Return the wool as it looks in the shade."""
        return self.tones.shaded(self.dye(colour), share)

    def patch(self, data: str, colour: str) -> str:
        """Lay on a piece of felt with a stitched edge."""
        cloth = self.dye(colour)
        return patch(data, cloth, edge=self.tones.lit(cloth, 0.7), shadow=self.tones.shadow)

    def flat(self, data: str, colour: str, opacity: float = 1.0) -> str:
        """Lay on a piece without edge or shadow."""
        return fill(data, self.dye(colour), opacity=opacity)

    def line(self, data: str, colour: str, width: float = 3.0, opacity: float = 1.0) -> str:
        """Draw a line of yarn."""
        return stroke(data, self.dye(colour), width, opacity=opacity)

    def stitches(self, data: str, colour: str, width: float = 2.5, dash: str = "8 7") -> str:
        """Sew a row of stitches."""
        return stroke(data, self.dye(colour), width, opacity=0.85, dash=dash)

    def shape(self, points: list[Point], colour: str) -> str:
        """Lay on a soft closed shape through the points."""
        return self.patch(smooth(points, closed=True), colour)

    def niche(
        self, left: float, width: float, height: float, *, base: float = 0.0, colour: str = "ink"
    ) -> str:
        """Sew a pointed niche: a lighter frame around a dark opening."""
        frame = self.flat(arch(left - 5, width + 10, height + 7, base=base), self.lit("clay", 0.5))
        return frame + self.flat(arch(left, width, height, base=base), colour)

    def dome(
        self, x: float, base: float, radius: float, colour: str, *, tip: float = 1.25, ribs: int = 0
    ) -> str:
        """Sew a dome of this radius standing on `base`, its height `tip` radii, ribbed if wanted."""
        top, swell = base - radius * tip, radius * 1.06
        data = (
            f"M{number(x - radius)} {number(base)}"
            f"C{number(x - swell)} {number(base - radius * 0.75)}"
            f" {number(x - radius * 0.42)} {number(top + radius * 0.2)}"
            f" {number(x)} {number(top)}"
            f"C{number(x + radius * 0.42)} {number(top + radius * 0.2)} {number(x + swell)}"
            f" {number(base - radius * 0.75)} {number(x + radius)} {number(base)}Z"
        )
        shade = (
            f"M{number(x)} {number(top)}"
            f"C{number(x + radius * 0.42)} {number(top + radius * 0.2)} {number(x + swell)}"
            f" {number(base - radius * 0.75)} {number(x + radius)} {number(base)}"
            f"H{number(x + radius * 0.35)}Q{number(x + radius * 0.5)} {number(base - radius * 0.8)}"
            f" {number(x)} {number(top)}Z"
        )
        seams = "".join(self._rib(x, base, radius, tip, step / ribs) for step in range(1, ribs))
        finial = self.line(f"M{number(x)} {number(top)}v-{number(radius * 0.24)}", "gold", 3.5)
        ball = self.flat(disc(x, top - radius * 0.26, 4.5), "gold")
        return (
            self.patch(data, colour)
            + self.flat(shade, self.shaded(colour, 0.35), 0.6)
            + seams
            + finial
            + ball
        )

    def _rib(self, x: float, base: float, radius: float, tip: float, share: float) -> str:
        foot = x - radius + 2 * radius * share
        bulge = x + (foot - x) * 1.06
        data = (
            f"M{number(foot)} {number(base)}C{number(bulge)} {number(base - radius * 0.75)}"
            f" {number(x + (foot - x) * 0.42)} {number(base - radius * (tip - 0.2))}"
            f" {number(x)} {number(base - radius * tip)}"
        )
        return self.line(data, self.lit("tile", 0.55), 2, 0.7)

    def courses(self, left: float, top: float, width: float, height: float, *, rows: int = 5) -> str:
        """Sew rows of stitches that read as courses of brick."""
        rows_data = "".join(
            f"M{number(left + 8)} {number(top + height * row / rows)}h{number(width - 16)}"
            for row in range(1, rows)
        )
        return self.stitches(rows_data, self.lit("clay", 0.35), 1.6, dash="10 9")

    def turned(self, parts: str, *, x: float = 0, y: float = 0, scale: float = 1, angle: float = 0) -> str:
        """Return the parts moved, scaled and turned."""
        turn = f" rotate({number(angle)})" if angle else ""
        return group([parts], transform=f"translate({number(x)} {number(y)}){turn} scale({scale:.3f})")


@dataclass(frozen=True)
class Emblem:
    """A drawing and its place.

    `plane` is sky, land (behind the nearest ground), shore (above the water before it) or front;
    `share` is of the picture's height; an emblem that `shines` takes the place of sun and moon.
    """

    sew: Callable[[Sewing], str]
    plane: str = "land"
    share: float = 0.42
    shines: bool = False

    def draw(self, tones: Tones) -> str:
        """Return the emblem in its own units, in the wools of the picture."""
        return self.sew(Sewing(tones))


__all__ = ["Emblem", "Sewing", "arch", "box", "disc", "fill", "smooth"]
