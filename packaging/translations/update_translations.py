"""Update the window's translations: their sources from the code, then the files that it loads.

    python packaging/translations/update_translations.py [--check]

Every text of the window goes into packaging/translations/smartclient_CODE.ts, with what was
translated before; a new one is marked as unfinished there, and Qt's Linguist or any editor
finishes it. The English file holds only the texts that follow a number. From them Qt's lrelease
makes resources/translations/smartclient_CODE.qm, and beside it rules_CODE.json has the sentences
about rules that head office mails. What the order pad says by the rules is in its
words/wording_CODE.json. With --check nothing is written: what is not
finished is listed, and the status is 1.
"""

import argparse
import json
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path

from smartclient.web.pad.rules_archive import modules
from translatable_texts import Text, find_texts

ROOT = Path(__file__).resolve().parents[2]
SOURCES = Path(__file__).resolve().parent
MADE = ROOT / "resources" / "translations"
PAGE = ROOT / "resources" / "orderpad" / "words"
ENGLISH = "en"
_RULES = "smartclient/wording/rules.py"
_FORMS = 2
"""How many forms a word has beside a number, in every language that is here so far."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Translated:
    """What a text is in a language: one form, or one for each way to follow a number."""

    forms: tuple[str, ...]
    finished: bool


Known = dict[tuple[str, str], Translated]


def main() -> int:
    """Read the arguments; refresh and make everything, or check it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    texts = find_texts(ROOT)
    missing = [line for file in sorted(SOURCES.glob("*.ts")) for line in unfinished(file, texts)]
    for line in missing:
        print(line)
    if options.check:
        return 1 if missing else 0
    for file in sorted(SOURCES.glob("*.ts")):
        refresh(file, texts)
        release(file)
        release_rules(file, texts)
        release_page(file, texts)
    return 0


def wanted_in(file: Path, texts: dict[tuple[str, str], Text]) -> list[Text]:
    """Return the texts that the language of ``file`` has to say, by context and source."""
    english = file.stem.endswith(f"_{ENGLISH}")
    return [text for _, text in sorted(texts.items()) if text.numerus or not english]


def unfinished(file: Path, texts: dict[tuple[str, str], Text]) -> list[str]:
    """Return one line for each text that is not translated, or is said nowhere any more."""
    known = read(file)
    wanted = {(text.context, text.source): text for text in wanted_in(file, texts)}
    told = [f"{file.name}: gone: {context}: {source}" for context, source in known.keys() - wanted]
    for key, text in wanted.items():
        found = known.get(key)
        count = _FORMS if text.numerus else 1
        if found is None or not found.finished or len([f for f in found.forms if f]) != count:
            told.append(f"{file.name}: not translated: {text.context}: {text.source}")
    return sorted(told)


def read(file: Path) -> Known:
    """Return what is translated in ``file``, by context and source."""
    known: Known = {}
    for context in ET.parse(file).getroot().iter("context"):  # noqa: S314 (our own file)
        name = context.findtext("name", "")
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is None:
                continue
            forms = [form.text or "" for form in translation.iter("numerusform")]
            known[name, message.findtext("source", "")] = Translated(
                forms=tuple(forms or [translation.text or ""]),
                finished=translation.get("type") != "unfinished",
            )
    return known


def refresh(file: Path, texts: dict[tuple[str, str], Text]) -> None:
    """Write every text into ``file``, with what was known of it."""
    known = read(file)
    root = ET.Element("TS", version="2.1", language=file.stem.partition("_")[2])
    root.set("sourcelanguage", ENGLISH)
    contexts: dict[str, ET.Element] = {}
    for text in wanted_in(file, texts):
        if text.context not in contexts:
            contexts[text.context] = ET.SubElement(root, "context")
            ET.SubElement(contexts[text.context], "name").text = text.context
        _put(contexts[text.context], text, known.get((text.context, text.source)))
    ET.indent(root, "    ")
    body = ET.tostring(root, encoding="unicode")
    file.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', "utf-8")


def release(file: Path) -> Path:
    """Make what the window loads of ``file``, and return it."""
    made = MADE / f"{file.stem}.qm"
    MADE.mkdir(exist_ok=True)
    tool = shutil.which("pyside6-lrelease", path=str(Path(sys.executable).parent))
    if tool is None:
        sys.exit("pyside6-lrelease is not beside this Python. Install PySide6-Essentials.")
    subprocess.run([tool, "-silent", str(file), "-qm", str(made)], check=True)
    return made


def release_rules(file: Path, texts: dict[tuple[str, str], Text]) -> None:
    """Make what head office's mails load of ``file``, which know no window."""
    if not file.stem.endswith(f"_{ENGLISH}"):
        rules_file(file).write_text(rules_json(read(file), texts), "utf-8")


def rules_file(file: Path) -> Path:
    """Where the sentences about rules are in the language of ``file``."""
    return MADE / f"rules_{file.stem.partition('_')[2]}.json"


def rules_json(known: Known, texts: dict[tuple[str, str], Text]) -> str:
    """The translated sentences about rules by what they are in English."""
    return _said_in((_RULES,), known, texts)


def release_page(file: Path, texts: dict[tuple[str, str], Text]) -> None:
    """Make what the order pad loads of ``file``: what the rules that it runs say."""
    if not file.stem.endswith(f"_{ENGLISH}"):
        page_file(file).write_text(page_json(read(file), texts), "utf-8")


def page_file(file: Path) -> Path:
    """Where the sentences of the rules in the page are in the language of ``file``."""
    return PAGE / f"wording_{file.stem.partition('_')[2]}.json"


def page_json(known: Known, texts: dict[tuple[str, str], Text]) -> str:
    """The translated sentences of the modules that the page runs, by what they are in English."""
    sources = tuple(f"{name.replace('.', '/')}.py:" for name in modules())
    return _said_in(sources, known, texts)


def _said_in(sources: tuple[str, ...], known: Known, texts: dict[tuple[str, str], Text]) -> str:
    found = {
        text.source: known[key].forms[0]
        for key, text in sorted(texts.items())
        if key in known and any(place.startswith(sources) for place in text.places)
    }
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _put(context: ET.Element, text: Text, known: Translated | None) -> None:
    message = ET.SubElement(context, "message")
    for place in dict.fromkeys(place.partition(":")[0] for place in text.places):
        ET.SubElement(message, "location", filename=f"../../{place}")
    ET.SubElement(message, "source").text = text.source
    translation = ET.SubElement(message, "translation")
    forms = known.forms if known is not None else ()
    if known is None or not known.finished:
        translation.set("type", "unfinished")
    if not text.numerus:
        translation.text = "".join(forms[:1])
        return
    message.set("numerus", "yes")
    for form in (*forms, *[""] * _FORMS)[:_FORMS]:
        ET.SubElement(translation, "numerusform").text = form


if __name__ == "__main__":
    sys.exit(main())
