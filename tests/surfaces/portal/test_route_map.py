"""The drawn map: every place of the country inside the view box, distances along the great circle."""

import re

import pytest

from shanyraq.surfaces.portal.route_map import (
    VIEW_BOX,
    distance_km,
    outline_path,
    project,
    route_length_km,
    water_path,
)

ASTANA, ALMATY = (51.13, 71.43), (43.24, 76.89)
PAIR = re.compile(r"(-?[\d.]+) (-?[\d.]+)")


def test_outline_path_lies_inside_the_view_box() -> None:
    points = [(float(x), float(y)) for x, y in PAIR.findall(outline_path())]
    _, _, width, height = VIEW_BOX
    assert len(points) > 500
    assert all(0 <= x <= width and 0 <= y <= height for x, y in points)
    assert max(x for x, _ in points) - min(x for x, _ in points) > 0.9 * width


def test_outline_path_is_closed_path_data() -> None:
    assert re.fullmatch(r"(M[\d. L-]+Z)+", outline_path())
    assert re.fullmatch(r"(M[\d. L-]+Z)+", water_path())


def test_project_keeps_the_directions_of_the_country() -> None:
    astana, almaty = project(ASTANA[1], ASTANA[0]), project(ALMATY[1], ALMATY[0])
    atyrau, altai = project(51.9, 47.1), project(86.4, 49.4)
    assert astana[1] < almaty[1]
    assert atyrau[0] < astana[0] < almaty[0] < altai[0]


def test_project_puts_the_middle_meridian_in_the_middle() -> None:
    assert project(66.9, 48.0) == (501.0, 280.5)
    assert project(66.9, 52.0)[0] == 501.0


@pytest.mark.parametrize("latitude", [-90.0, 90.0, 89.5])
def test_project_refuses_what_the_cone_cannot_hold(latitude: float) -> None:
    with pytest.raises(ValueError, match="latitude"):
        project(66.9, latitude)


def test_distance_km_between_the_two_capitals() -> None:
    assert round(distance_km(ASTANA, ALMATY)) == 969
    assert distance_km(ASTANA, ALMATY) == distance_km(ALMATY, ASTANA)
    assert distance_km(ASTANA, ASTANA) == 0.0


def test_distance_km_of_one_degree_along_the_meridian() -> None:
    assert round(distance_km((43.0, 70.0), (44.0, 70.0)), 2) == 111.20


def test_route_length_km_adds_the_legs() -> None:
    legs = distance_km(ASTANA, ALMATY) + distance_km(ALMATY, (43.3, 68.25))
    assert route_length_km([ASTANA, ALMATY, (43.3, 68.25)]) == legs
    assert route_length_km([ASTANA]) == 0
