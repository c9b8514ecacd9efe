"""Every form of the house: labels, hints, errors in place and in a summary, nothing typed is lost."""

from datetime import date

from django import forms
from django.template import Context, Template

from shanyraq.design.forms import DateInput, Renderer


class Sample(forms.Form):
    default_renderer = Renderer

    name = forms.CharField(label="Name", help_text="As in your documents.")
    size = forms.ChoiceField(label="Size", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    secret = forms.CharField(label="Secret", widget=forms.PasswordInput)
    note = forms.CharField(label="Note", required=False)
    agreed = forms.BooleanField(label="Agreed")


def test_form_ties_hint_and_error_to_the_input() -> None:
    html = str(Sample({"note": "kept <b>"}))
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_helptext"' in html
    assert 'id="id_name_error"' in html
    assert 'aria-invalid="true"' in html


def test_form_keeps_what_was_typed() -> None:
    assert 'value="kept &lt;b&gt;"' in str(Sample({"note": "kept <b>"}))


def test_form_begins_with_a_summary_that_leads_to_the_fields() -> None:
    html = str(Sample({}))
    for target in ("id_name", "id_size_0", "id_secret", "id_agreed"):
        assert f'href="#{target}"' in html
        assert f'id="{target}"' in html
    assert "Name: " in html


def test_form_without_errors_has_no_summary() -> None:
    assert "error-summary" not in str(Sample())


def test_form_groups_choices_under_a_legend() -> None:
    html = str(Sample())
    assert html.count("<fieldset") == 1
    assert "<legend" in html


def test_form_gives_a_password_its_words_for_the_script() -> None:
    html = str(Sample())
    assert 'data-controller="password"' in html
    assert "data-label-show=" in html


def test_form_errors_show_what_belongs_to_no_field() -> None:
    form = Sample({})
    form.add_error(None, "Try again tomorrow.")
    html = Template("{% load design %}{% form_errors form=form %}").render(Context({"form": form}))
    assert "Try again tomorrow." in html


def test_date_is_written_for_the_browser_and_kept_as_typed() -> None:
    assert 'value="2026-11-23"' in DateInput().render("day", date(2026, 11, 23))
    assert 'value="31.02.2026"' in DateInput().render("day", "31.02.2026")
