import json

import pytest
from django import forms
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.db.migrations.writer import MigrationWriter
from django.utils import translation

from shanyraq.kernel.languages import LANGUAGES
from shanyraq.kernel.translated import Text, TranslatedField, TranslatedFormField, TranslatedText


class Yurt(models.Model):
    title = TranslatedField(required_languages=("kk",), max_length=20)
    note = TranslatedField(blank=True, multiline=True)

    class Meta:
        app_label = "kernel_tests"

    def __str__(self):
        return str(self.title)


@pytest.fixture
def yurt_table(db):
    with connection.schema_editor() as editor:
        editor.create_model(Yurt)


# --- the value ---


def test_translated_text_keeps_the_order_of_languages_and_drops_empty_texts():
    text = TranslatedText({"en": "Yurt", "kk": "Киіз үй", "ru": " "}, fr="Yourte")
    assert dict(text) == {"kk": "Киіз үй", "en": "Yurt", "fr": "Yourte"}
    assert list(text) == ["kk", "en", "fr"]


def test_translated_text_refuses_an_unknown_language():
    with pytest.raises(ValueError, match="unknown languages"):
        TranslatedText({"de": "Jurte"})


def test_translated_text_refuses_what_is_not_text():
    with pytest.raises(TypeError):
        TranslatedText({"kk": 5})


def test_in_language_gives_the_text_itself_where_there_is_one():
    assert TranslatedText(kk="Үй", ru="Дом").in_language("ru") == Text("Дом", "ru")


def test_in_language_falls_back_and_says_to_what():
    found = TranslatedText(kk="Үй").in_language("ar")
    assert (found.text, found.language, found.bcp47, found.direction) == ("Үй", "kk", "kk", "ltr")


def test_in_language_of_nothing_is_empty():
    found = TranslatedText().in_language("fr")
    assert found == Text("", "fr")
    assert not found


def test_translated_text_shows_itself_in_the_active_language():
    text = TranslatedText(kk="Үй", en="House")
    with translation.override("en"):
        assert str(text) == "House"
    with translation.override("tr"):
        assert str(text) == "House"


def test_with_text_replaces_one_language_in_a_copy():
    before = TranslatedText(kk="Үй", en="House")
    assert before.with_text("en", "") == TranslatedText(kk="Үй")
    assert before["en"] == "House"


def test_translated_text_is_hashable_and_equal_to_its_mapping():
    assert hash(TranslatedText(kk="Үй")) == hash(TranslatedText({"kk": "Үй"}))
    assert TranslatedText(kk="Үй") == {"kk": "Үй"}


# --- the field of a record ---


def test_field_turns_an_assigned_mapping_into_a_translated_text():
    yurt = Yurt(title={"kk": "Үй"})
    assert isinstance(yurt.title, TranslatedText)
    assert isinstance(yurt.note, TranslatedText)


def test_field_refuses_a_missing_required_language():
    with pytest.raises(ValidationError) as caught:
        Yurt(title={"en": "House"}).full_clean()
    assert [error.code for error in caught.value.error_dict["title"]] == ["required_language"]


def test_field_refuses_too_long_a_text():
    with pytest.raises(ValidationError) as caught:
        Yurt(title={"kk": "ү" * 21}).full_clean()
    assert [error.code for error in caught.value.error_dict["title"]] == ["max_length"]


def test_field_refuses_what_is_not_texts_by_language():
    with pytest.raises(ValidationError) as caught:
        Yurt(title="Үй").full_clean()
    assert [error.code for error in caught.value.error_dict["title"]] == ["invalid"]


def test_field_accepts_an_empty_text_where_blank_is_allowed():
    Yurt(title={"kk": "Үй"}).full_clean()


def test_field_refuses_a_required_language_that_does_not_exist():
    with pytest.raises(ValueError, match="unknown languages"):
        TranslatedField(required_languages=("de",))


def test_field_is_written_into_migrations_and_back():
    field = TranslatedField(
        "title", required_languages=("kk", "ru"), max_length=9, multiline=True, blank=True
    )
    source, imports = MigrationWriter.serialize(field)
    assert source == (
        "shanyraq.kernel.translated.TranslatedField(blank=True, max_length=9, multiline=True, "
        "required_languages=('kk', 'ru'), verbose_name='title')"
    )
    assert imports == {"import shanyraq.kernel.translated"}
    name, path, args, options = field.deconstruct()
    assert TranslatedField(*args, **options).deconstruct() == (name, path, args, options)


def test_field_survives_the_database(yurt_table):
    Yurt.objects.create(title={"kk": "Киіз үй", "zh-hans": "毡房"})
    yurt = Yurt.objects.get()
    assert yurt.title == TranslatedText({"kk": "Киіз үй", "zh-hans": "毡房"})
    assert isinstance(yurt.title, TranslatedText)
    assert yurt.note == TranslatedText()


def test_field_is_stored_as_jsonb(yurt_table):
    Yurt.objects.create(title={"kk": "Үй"})
    with connection.cursor() as cursor:
        cursor.execute("select pg_typeof(title)::text, title->>'kk' from kernel_tests_yurt")
        assert cursor.fetchone() == ("jsonb", "Үй")


def test_field_can_be_queried_by_language(yurt_table):
    Yurt.objects.create(title={"kk": "Киіз үй", "zh-hans": "毡房"})
    Yurt.objects.create(title={"kk": "Қала"})
    assert Yurt.objects.filter(title__kk__icontains="иіз").count() == 1
    assert Yurt.objects.filter(**{"title__zh-hans": "毡房"}).count() == 1
    assert list(Yurt.objects.order_by("pk").values_list("title__kk", flat=True)) == ["Киіз үй", "Қала"]
    assert Yurt.objects.filter(title=TranslatedText(kk="Қала")).count() == 1
    assert Yurt.objects.filter(title__has_key="zh-hans").count() == 1


def test_field_refuses_to_save_an_unknown_language(yurt_table):
    Yurt.objects.create(title={"kk": "Үй"})
    with pytest.raises(ValueError, match="unknown languages"):
        Yurt.objects.update(title={"de": "Jurte"})


def test_field_is_serialised_as_a_plain_object():
    yurt = Yurt(title={"kk": "Үй"})
    assert json.loads(serializers.serialize("json", [yurt]))[0]["fields"]["title"] == {"kk": "Үй"}


# --- the form ---


class YurtForm(forms.ModelForm):
    class Meta:
        model = Yurt
        fields = ["title", "note"]


def test_form_shows_a_labelled_input_for_every_language():
    html = str(YurtForm(instance=Yurt(title={"ar": "خيمة"}))["title"])
    assert html.count("<input") == len(LANGUAGES)
    assert '<label for="id_title_4" lang="ar" dir="rtl">العربية</label>' in html
    assert 'name="title_zh_hans"' in html
    assert 'value="خيمة"' in html


def test_form_of_long_texts_shows_text_areas():
    assert str(YurtForm()["note"]).count("<textarea") == len(LANGUAGES)


def test_form_escapes_what_is_typed():
    html = str(YurtForm({"title_kk": '"><script>'})["title"])
    assert "<script>" not in html


def test_form_gathers_the_texts():
    form = YurtForm({"title_kk": " Үй ", "title_zh_hans": "毡房"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["title"] == TranslatedText({"kk": "Үй", "zh-hans": "毡房"})
    assert form.cleaned_data["note"] == TranslatedText()


def test_form_names_every_fault():
    form = YurtForm({"title_ru": "д" * 21})
    with translation.override("en"):
        assert form.errors["title"] == [
            "Fill in the text in this language: Қазақша.",
            "The text in Русский is too long: at most 20 characters.",
        ]


def test_form_asks_for_at_least_one_text_when_required():
    field = TranslatedFormField()
    with pytest.raises(ValidationError) as caught:
        field.clean(["", " "])
    assert caught.value.code == "required"
    assert field.clean(["", "Дом"]) == TranslatedText(ru="Дом")


def test_form_notices_only_real_changes():
    form = YurtForm({"title_kk": "Үй", "note_en": "x"}, instance=Yurt(title={"kk": "Үй"}))
    assert form.changed_data == ["note"]
