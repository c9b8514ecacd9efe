"""Components as template tags: strict properties, safe output."""

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory
from django.utils import translation

from shanyraq.design.parts import Column, Crumb, Picture


def draw(source: str, **context: object) -> str:
    return Template("{% load design %}" + source).render(Context(context))


@pytest.mark.parametrize(
    "source",
    [
        '{% button text="x" colour="red" %}',
        '{% card title="x" %}',
        '{% alert kind="info" colour="red" %}x{% endalert %}',
        '{% button "x" %}',
    ],
)
def test_component_refuses_unknown_missing_and_positional_properties(source: str) -> None:
    with pytest.raises(TemplateSyntaxError):
        draw(source)


@pytest.mark.parametrize(
    "source",
    [
        '{% button text="x" kind="loud" %}',
        '{% button text="x" controller="mystery" %}',
        '{% icon name="unicorn" %}',
        '{% ornament name="dragon" %}',
        '{% section_heading text="x" level=7 %}',
        '{% alert kind="loud" %}x{% endalert %}',
        "{% card_grid columns=9 %}{% endcard_grid %}",
    ],
)
def test_component_refuses_a_value_outside_of_its_choices(source: str) -> None:
    with pytest.raises(ValueError, match="cannot be"):
        draw(source)


def test_component_escapes_what_it_is_given() -> None:
    html = draw("{% alert title=text %}{{ text }}{% endalert %}{% button text=text %}", text="<b>")
    assert "<b>" not in html
    assert html.count("&lt;b&gt;") == 3


def test_tabs_hold_their_panels() -> None:
    html = draw(
        '{% tabs label="x" %}{% tab anchor="a" title="A" %}one{% endtab %}'
        '{% tab anchor="b" title="B" %}two{% endtab %}{% endtabs %}'
    )
    assert html.count('class="tabs__panel"') == 2
    assert html.index('href="#a"') < html.index('href="#b"') < html.index("one") < html.index("two")


@pytest.mark.parametrize("inside", ["", '{% tab anchor="a" title="A" %}one{% endtab %}'])
def test_tabs_refuse_fewer_than_two_panels(inside: str) -> None:
    with pytest.raises(TemplateSyntaxError):
        draw('{% tabs label="x" %}' + inside + "{% endtabs %}")


def test_breadcrumbs_link_all_but_the_page_itself() -> None:
    items = [Crumb(text="Home", href="/kk/"), Crumb(text="Here", href="/kk/here/")]
    html = draw("{% breadcrumbs items=items %}", items=items)
    assert 'href="/kk/"' in html
    assert 'href="/kk/here/"' not in html
    assert 'aria-current="page"' in html


def test_pagination_keeps_the_query() -> None:
    request = RequestFactory().get("/", {"q": "от", "page": "2"})
    html = draw("{% pagination page=page %}", page=Paginator(range(50), 10).page(2), request=request)
    assert "?q=%D0%BE%D1%82&amp;page=3" in html
    assert html.count('aria-current="page"') == 1


def test_pagination_of_one_page_is_silent() -> None:
    assert draw("{% pagination page=page %}", page=Paginator([1], 10).page(1)).strip() == ""


def test_table_refuses_a_row_of_another_length() -> None:
    with pytest.raises(ValueError, match="one cell for each column"):
        draw('{% table caption="x" columns=c rows=r %}', c=[Column(title="A")], r=[[1, 2]])


def test_picture_keeps_its_place_and_names_its_maker() -> None:
    picture = Picture(url="/a.jpg", description="A yurt", width=4, height=3, credit="A. Maker")
    html = draw("{% picture picture=p %}", p=picture)
    for part in ('alt="A yurt"', 'width="4"', 'height="3"', 'loading="lazy"', "A. Maker"):
        assert part in html


def test_language_attributes_mark_only_what_differs() -> None:
    with translation.override("ru"):
        assert draw("{% language_attributes code='ar' %}") == ' lang="ar" dir="rtl"'
        assert draw("{% language_attributes code='zh-hans' %}") == ' lang="zh-Hans" dir="ltr"'
        assert draw("{% language_attributes code='ru' %}") == ""
        assert draw("{% language_attributes code='' %}") == ""


def test_filter_links_mark_what_is_chosen() -> None:
    html = draw(
        '{% filter_links label="State" everything="all" total=3 choices=choices chosen="new & old" %}',
        choices=[("new & old", "<New>", 2), ("ended", "Ended", 1)],
    )
    assert '<a href="?">all' in html
    assert '<a href="?state=new+%26+old" aria-current="page">&lt;New&gt;' in html
    assert html.count('aria-current="page"') == 1


def test_filter_links_begin_with_everything() -> None:
    html = draw(
        '{% filter_links label="State" everything="all" total=0 choices=choices chosen="" %}', choices=[]
    )
    assert '<a href="?" aria-current="page">all <span class="filter-links__count">0</span></a>' in html


def test_number_of_parts_is_kept_from_being_turned_and_is_escaped() -> None:
    template = Template("{% load design %}{{ number|as_written }}")
    assert template.render(Context({"number": "90-1…90-5"})) == '<bdi dir="ltr">90-1…90-5</bdi>'
    assert template.render(Context({"number": "<b>"})) == '<bdi dir="ltr">&lt;b&gt;</bdi>'
