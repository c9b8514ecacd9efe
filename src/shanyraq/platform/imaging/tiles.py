"""The quick way: a request that is one stored tile is answered with the stored bytes."""

from typing import NamedTuple

from shanyraq.platform.imaging.image_api.geometry import Order
from shanyraq.platform.imaging.open_pictures import OpenPicture, Reduced
from shanyraq.platform.imaging.rendering import render_edge


class Tile(NamedTuple):
    """A stored tile and how many of its pixels are picture; at the edges the rest is filling."""

    reduced: Reduced
    place: int
    stored: tuple[int, int]

    def is_whole(self, order: Order) -> bool:
        """Whether the stored bytes are the answer."""
        level = self.reduced.level
        return (order.width, order.height) == (level.tile_width, level.tile_height) == self.stored


def find_tile(picture: OpenPicture, order: Order) -> Tile | None:
    """The tile that *order* asks for, as clients count them by ``info.json``, or None."""
    if not order.is_plain:
        return None
    factor = _factor(picture, order)
    reduced = picture.by_factor.get(factor)
    if reduced is None:
        return None
    level = reduced.level
    step_x, step_y = level.tile_width * factor, level.tile_height * factor
    column, outside_x = divmod(order.x, step_x)
    row, outside_y = divmod(order.y, step_y)
    if outside_x or outside_y or not _is_tile(picture, order, (step_x, step_y)):
        return None
    stored_width = min(level.tile_width, level.width - column * level.tile_width)
    stored_height = min(level.tile_height, level.height - row * level.tile_height)
    if stored_width <= 0 or stored_height <= 0:
        return None
    return Tile(reduced, row * level.across + column, (stored_width, stored_height))


def _factor(picture: OpenPicture, order: Order) -> int:
    """How many times smaller it is wanted, as the first stored level that fits; 0 for none."""
    for factor in picture.by_factor:
        if (
            -(-order.taken_width // factor) == order.width
            and -(-order.taken_height // factor) == order.height
        ):
            return factor
    return 0


def _is_tile(picture: OpenPicture, order: Order, step: tuple[int, int]) -> bool:
    """Whether the region is all that the picture has of this tile."""
    width = min(step[0], picture.width - order.x)
    height = min(step[1], picture.height - order.y)
    return (order.taken_width, order.taken_height) == (width, height)


def read_tile(picture: OpenPicture, order: Order, tile: Tile) -> bytes:
    """The JPEG file of *tile*: as it is stored, at the picture's edges cut to the picture."""
    stream = picture.tile_stream(tile.reduced, tile.place)
    return stream if tile.is_whole(order) else render_edge(stream, tile.stored, (order.width, order.height))
