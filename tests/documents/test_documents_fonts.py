"""A paper shows every script, or says what it can't show."""

# ruff: noqa: RUF001 (letters of other scripts are what is tested)

import io
import shutil
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pytest
import uharfbuzz
from fontTools.cffLib import CFFFontSet
from fontTools.misc.psCharStrings import T2CharString
from fontTools.pens.recordingPen import RecordingPen
from fontTools.ttLib import TTFont
from pypdf import PdfReader
from pypdf.generic import ArrayObject, StreamObject

from smartclient.documents.fonts import cover
from smartclient.documents.languages import language_in, language_of
from smartclient.documents.order_pdf import FONT_FILES, OrderSheet, order_pdf, order_sheet
from smartclient.domain.sales.customers import Address
from smartclient.settings.resources import resource_folder
from tests.documents.pdf_fonts import descendant, dictionary, fonts_of
from tests.documents.test_documents_order_pdf import CUSTOMER, LINE, ORDER, PAPER, WORDS

CARRIED = resource_folder("fonts")
A4_WIDTH = 595
OF_NO_FONT = "\U0010f0ff"
"""A character for private use, to which nobody is known to have given a shape."""


def sheet_of(name: str, note: str = "", country: str = "") -> OrderSheet:
    """The sheet of an order whose customer, there, and product have this name."""
    paper = replace(
        PAPER,
        customer_name=name,
        customer=replace(CUSTOMER, name=name),
        products={LINE.sku: name},
        order=replace(ORDER, note=note or name),
        ship_to=Address(kind="main", line1="1", country=country),
    )
    return order_sheet(paper, fonts=CARRIED, labels=WORDS)


def text_of(sheet: OrderSheet) -> str:
    return text_in(order_pdf(sheet))


def text_in(made: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages)


@pytest.mark.parametrize(
    ("name", "font"),
    [
        ("株式会社やまだ電器", "NotoSansCJKJP"),
        ("中国人民水泵", "NotoSansCJKJP"),
        ("한국 회사", "NotoSansCJKJP"),
        ("שלום בעמ", "NotoSansHebrew"),
        ("شركة أحمد", "NotoSansArabic"),
        ("กรุงเทพ น้ำ", "NotoSansThai"),
        ("हिन्दी दुकान", "NotoSansDevanagari"),
    ],
)
def test_a_name_in_any_script_is_on_the_paper(name: str, font: str) -> None:
    sheet = sheet_of(name)
    assert not sheet.missing
    made = order_pdf(sheet)
    assert set(name.replace(" ", "")) <= set(text_in(made))
    used = fonts_of(made).values()
    assert any(font in str(item["/BaseFont"]) for item in used)


def test_text_after_a_line_in_another_font_keeps_its_size() -> None:
    sizes: dict[str, float] = {}

    def note(text: str, _cm: object, _tm: object, _font: object, size: float) -> None:
        sizes[text.strip()] = size

    made = order_pdf(sheet_of("株式会社やまだ電器"))
    PdfReader(io.BytesIO(made)).pages[0].extract_text(visitor_text=note)
    assert sizes["G-1002"] == sizes["GROUND"] == 9.5


def test_a_note_begins_at_the_side_where_its_script_begins() -> None:
    def begins(note: str) -> float:
        found: list[float] = []

        def look(text: str, _cm: object, tm: list[float], _font: object, _size: float) -> None:
            if set(note) - {" "} & set(text):
                found.append(tm[4])

        PdfReader(io.BytesIO(order_pdf(sheet_of("Shop", note=note)))).pages[0].extract_text(
            visitor_text=look
        )
        return max(found)

    assert begins("שלום ענף") > A4_WIDTH / 2
    assert begins("حديقة") > A4_WIDTH / 2
    assert begins("πώς") < A4_WIDTH / 2
    assert begins("电泵") < A4_WIDTH / 2


def test_latin_is_shown_by_the_carried_font_alone() -> None:
    assert not sheet_of("Łódź Straße Ωμέγα Київ").cover.faces


def test_arabic_letters_are_joined() -> None:
    """Joined forms are other glyphs than those of the letters alone, which stand wider."""
    joined, apart = sheet_of("ببب"), sheet_of("ب ب ب")
    assert not joined.missing
    assert order_pdf(joined) != order_pdf(apart)
    glyphs = {len(page_glyphs(order_pdf(item))) for item in (joined, apart)}
    assert len(glyphs) == 2


def page_glyphs(made: bytes) -> set[str]:
    """The codes of the Arabic font's glyphs that are drawn."""
    arabic = next(item for item in fonts_of(made).values() if "Arabic" in str(item["/BaseFont"]))
    widths = descendant(arabic)["/W"]
    assert isinstance(widths, ArrayObject)
    return {str(code) for code in widths if not isinstance(code, list)}


def test_what_no_font_shows_is_reported_and_named_on_the_paper() -> None:
    sheet = sheet_of(f"Shop {OF_NO_FONT}")
    assert sheet.missing == (OF_NO_FONT,)
    assert "Shop [U+10F0FF]" in text_of(sheet)


def test_joiners_and_direction_marks_are_no_missing_characters() -> None:
    assert not sheet_of("क्\u200dष \u200fשלום\u200e ❤\ufe0f", note="one\r\ntwo").missing


def test_a_font_of_the_system_is_used_for_what_the_packages_lack(tmp_path: Path) -> None:
    found = cover(["שלום"], CARRIED / FONT_FILES[""], packages=(), folders=(tmp_path,))
    assert found.missing == tuple(sorted(set("שלום")))
    packaged = cover(["שלום"], CARRIED / FONT_FILES[""]).faces[0].path
    (tmp_path / "more").mkdir()
    mine = Path(shutil.copy(packaged, tmp_path / "more" / "Mine.TTF"))
    (tmp_path / "broken.ttf").write_bytes(b"no font")
    found = cover(["שלום"], CARRIED / FONT_FILES[""], packages=(), folders=(tmp_path,))
    assert [face.path for face in found.faces] == [mine]
    assert not found.missing


def test_a_package_that_is_not_there_is_passed_over(tmp_path: Path) -> None:
    found = cover(
        ["א"], CARRIED / FONT_FILES[""], packages=("no_such_fonts",), folders=(tmp_path / "none",)
    )
    assert found.missing == ("א",)


def drawn_forms(made: bytes) -> set[str]:
    """The outlines of the glyphs of the CJK font that a paper carries."""
    font = next(item for item in fonts_of(made).values() if "CJK" in str(item))
    described = dictionary(descendant(font), "/FontDescriptor")
    outlines = dictionary(described, "/FontFile3")
    assert isinstance(outlines, StreamObject)
    program = CFFFontSet()
    program.decompile(io.BytesIO(outlines.get_data()), None)
    glyphs = program[0].CharStrings
    return {outline(glyphs[name]) for name in glyphs.keys()}  # noqa: SIM118 (not a mapping)


def outline(glyph: T2CharString) -> str:
    pen = RecordingPen()
    glyph.draw(pen)
    return str(pen.value)


@lru_cache
def form_of(char: str, language: str) -> str:
    """The outline that the CJK font has for a character in a language."""
    (face,) = cover([char], CARRIED / FONT_FILES[""]).faces
    font = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(face.path))))
    buffer = uharfbuzz.Buffer()
    buffer.add_str(char)
    buffer.guess_segment_properties()
    buffer.language = language
    uharfbuzz.shape(font, buffer, {})
    with TTFont(face.path, lazy=True) as opened:
        name = opened.getGlyphName(buffer.glyph_infos[0].codepoint)
        return outline(opened["CFF "].cff[0].CharStrings[name])


BONE = "骨"
"""A character with a form of its own in Japanese, in simplified and in traditional Chinese."""


@pytest.mark.parametrize(
    ("country", "language"),
    [
        *(("JP", "ja"), ("CN", "zh-Hans"), ("China", "zh-Hans"), ("TW", "zh-Hant")),
        *(("hk", "zh-HK"), ("KR", "ko"), ("US", "ja"), ("", "ja")),
    ],
)
def test_chinese_characters_have_the_form_of_the_country_the_order_goes_to(
    country: str, language: str
) -> None:
    forms = {form_of(BONE, item) for item in ("ja", "zh-Hans", "zh-Hant", "zh-HK", "ko")}
    assert len(forms) > 2
    made = order_pdf(sheet_of(BONE, country=country))
    assert drawn_forms(made) & forms == {form_of(BONE, language)}
    assert BONE in text_in(made)


@pytest.mark.parametrize(
    ("text", "usual", "language"),
    [
        ("骨とパン", "zh-Hans", "ja"),
        ("뼈 骨", "ja", "ko"),
        ("这是骨", "zh-Hant", "zh-Hans"),
        ("你們好嗎骨", "ja", "zh-Hant"),
        ("骨", "zh-HK", "zh-HK"),
        ("骨", "", "ja"),
        ("Bone", "ko", "ko"),
        ("骨𠀋𪚥", "ko", "ko"),
    ],
)
def test_the_text_decides_the_language_before_the_country_does(
    text: str, usual: str, language: str
) -> None:
    assert language_of(text, usual) == language


def test_each_text_of_a_paper_has_the_forms_of_its_own_language() -> None:
    made = order_pdf(sheet_of("这是骨", note="骨とパン", country="US"))
    assert {form_of(BONE, "ja"), form_of(BONE, "zh-Hans")} <= drawn_forms(made)


def test_countries_are_known_by_code_and_name_in_any_form() -> None:
    assert language_in("ＪＰ") == language_in("japan") == "ja"
    assert language_in("US") == ""
