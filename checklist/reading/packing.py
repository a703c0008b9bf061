"""A reading as plain JSON and back, so that it can come from another process, whose word is not taken for it."""

from __future__ import annotations

import datetime
import types
import typing
from dataclasses import asdict, fields, is_dataclass
from typing import Any, TypeVar

from checklist.reading.model import Reading

T = TypeVar("T")


def pack(reading: Reading) -> dict[str, Any]:
    """Only dicts, lists, strings, numbers and None."""
    plain: dict[str, Any] = asdict(reading)
    for part in plain["parts"]:
        part["issued_on"] = part["issued_on"].isoformat() if part["issued_on"] else None
    return plain


def unpack(plain: Any) -> Reading:
    """The reading; raises ValueError where it is not one, or says of its text what is not so."""
    reading = _unpacked(plain, Reading)
    for part in reading.parts:
        for passage in part.directives:
            if reading.text[passage.start : passage.end] != passage.text or not passage.text:
                raise ValueError("a passage that does not stand in the text")
        for start, end in [(part.start, part.end), *((heading.start, heading.end) for heading in part.headings)]:
            if not 0 <= start <= end <= len(reading.text):
                raise ValueError("a stretch that is not in the text")
    if not reading.parts:
        raise ValueError("a reading of nothing")
    return reading


def _unpacked(value: Any, wanted: type[T]) -> T:
    """The value as an instance of that dataclass, its fields checked one by one."""
    if not isinstance(value, dict):
        raise ValueError(f"no {wanted.__name__}")
    hints = typing.get_type_hints(wanted)
    known = {field.name for field in fields(wanted)}  # type: ignore[arg-type]
    if value.keys() != known:
        raise ValueError(f"not the fields of {wanted.__name__}")
    return wanted(**{name: _checked(value[name], hints[name]) for name in known})


def _checked(value: Any, hint: Any) -> Any:
    if isinstance(hint, types.UnionType):
        inner = next(each for each in typing.get_args(hint) if each is not types.NoneType)
        return None if value is None else _checked(value, inner)
    if typing.get_origin(hint) is tuple:
        if not isinstance(value, list):
            raise ValueError("no list")
        return tuple(_checked(each, typing.get_args(hint)[0]) for each in value)
    if is_dataclass(hint):
        return _unpacked(value, hint)  # type: ignore[arg-type]
    if hint is datetime.date and isinstance(value, str):
        return datetime.date.fromisoformat(value)
    if type(value) is not hint:
        raise ValueError(f"{value!r} is no {hint}")
    return value
