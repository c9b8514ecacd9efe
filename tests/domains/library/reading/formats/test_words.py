from shanyraq.domains.library.reading.formats.words import Box, Line, PageWords, Word, clean, running_text


def line(*texts):
    return Line(tuple(Word(text, Box(10 * at, 0, 8, 5)) for at, text in enumerate(texts)))


def test_running_text_keeps_lines_and_paragraphs():
    page = PageWords(100, 100, ((line("Абай", "жолы"), line("роман.")), (line("Екінші"),)))
    text, placed = running_text(page)
    assert text == "Абай жолы\nроман.\n\nЕкінші"
    assert [text[each.start : each.end] for each in placed] == ["Абай", "жолы", "роман.", "Екінші"]


def test_running_text_puts_a_divided_word_together_with_two_boxes():
    page = PageWords(100, 100, ((line("бір", "кі-"), line("тап", "бар")),))
    text, placed = running_text(page)
    assert text == "бір кітап бар"
    assert [text[each.start : each.end] for each in placed] == ["бір", "кі", "тап", "бар"]
    assert placed[1].end == placed[2].start


def test_running_text_leaves_a_hyphen_before_a_capital_letter():
    text, _placed = running_text(PageWords(100, 100, ((line("Алматы-"), line("Астана")),)))
    assert text == "Алматы-\nАстана"


def test_an_empty_page_has_no_text():
    assert running_text(PageWords(10, 10)) == ("", [])
    assert PageWords(10, 10).confidence is None


def test_clean_takes_out_what_no_database_and_no_xml_takes():
    assert clean("а\x00б\x0b\ud800в\ufffe") == "абв"


def test_resized_moves_the_boxes():
    page = PageWords(100, 200, ((line("а", "ә"),),)).resized(200, 100)
    assert [word.box for word in page.words] == [Box(0, 0, 16, 2), Box(20, 0, 16, 2)]
