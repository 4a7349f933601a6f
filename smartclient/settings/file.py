"""The settings file: read strictly, written whole or not at all."""

import codecs
from pathlib import Path

import msgspec

from smartclient.domain.errors import SchemaError, SetUpError
from smartclient.settings.durable import not_written, write_durably
from smartclient.settings.model import KEYS, SETTINGS_VERSION, Settings

SETTINGS_FILE = "settings.json"


def load_settings(home: Path) -> Settings:
    """The settings in ``home``, the defaults where there is no file.

    Raises SetUpError for a file that can't be read, an unknown key (named) or a value that is
    not allowed, SchemaError for a file written by a newer program.
    """
    path = home / SETTINGS_FILE
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise SetUpError(
            "The settings in {path} can't be read. Check the rights on the file.",
            path=path,
            detail=str(error),
        ) from error
    return _settings_from(raw, path)


def save_settings(home: Path, settings: Settings) -> None:
    """Write ``settings`` durably: a crash leaves the old file or the new one, never half of one."""
    path = home / SETTINGS_FILE
    text = msgspec.json.format(msgspec.json.encode(settings), indent=2)
    try:
        write_durably(path, text + b"\n")
    except OSError as error:
        raise not_written(path, error) from error


def _settings_from(raw: bytes, path: Path) -> Settings:
    try:
        values = msgspec.json.decode(_plain(raw), type=dict[str, object])
    except (msgspec.DecodeError, UnicodeError) as error:
        raise SetUpError(
            "The settings in {path} are not valid JSON. Correct the file, or delete it and sign in "
            "again; no work is lost by that.",
            path=path,
            detail=str(error),
        ) from error
    _check_version(values.get("version", SETTINGS_VERSION))
    _check_keys(values, path)
    try:
        return msgspec.convert(values, Settings)
    except msgspec.ValidationError as error:
        raise SetUpError(
            "A setting in {path} has the wrong kind of value: {why}.", path=path, why=error
        ) from error


def _plain(raw: bytes) -> bytes:
    """What an editor wrote as UTF-8 without a byte order mark, as JSON has it."""
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return raw.decode("utf-16").encode()
    return raw.removeprefix(codecs.BOM_UTF8)


def _check_version(version: object) -> None:
    if isinstance(version, int) and version > SETTINGS_VERSION:
        raise SchemaError(
            "The settings were written by a newer Smart Client. Install that one on this machine."
        )


def _check_keys(values: dict[str, object], path: Path) -> None:
    unknown = sorted(set(values) - KEYS)
    if unknown:
        raise SetUpError(
            "There is no setting {key}. Correct its name in {path}, or take it out.",
            key=unknown[0],
            path=path,
        )
