"""A number in a workbook as the person sees it in the cell: a date, 000012, 94.1%."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

_ZEROS = re.compile(r"0{2,15}")
_PERCENT = re.compile(r"[#,]*0?(?:\.(0+))?\s*%")
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')


class NumberFormats:
    """Which style of the workbook shows numbers as dates, with leading zeros or as per cent."""

    def __init__(self, *, style_formats: list[int], custom: dict[int, str], mac_dates: bool) -> None:
        self._epoch = CALENDAR_MAC_1904 if mac_dates else CALENDAR_WINDOWS_1900
        self._shapes = [_shape(number, custom) for number in style_formats]

    def shown(self, raw: str, style: int) -> str | date | datetime:
        """The value of a number cell; raises ValueError where the number is no date that exists."""
        shape = self._shapes[style] if 0 <= style < len(self._shapes) else ("plain", 0)
        if shape[0] == "plain":
            return plain_number(raw)
        if shape[0] == "date":
            return self._date(float(raw))
        if shape[0] == "percent":
            return f"{float(raw) * 100:.{shape[1]}f}%"
        number = float(raw)
        return str(int(number)).zfill(shape[1]) if number.is_integer() and number >= 0 else plain_number(raw)

    def _date(self, number: float) -> str | date | datetime:
        try:
            value = from_excel(number, self._epoch)
        except (OverflowError, TypeError) as error:
            raise ValueError("no such date") from error
        if isinstance(value, datetime):
            return value if (value.hour or value.minute) else value.date()
        if isinstance(value, (time, timedelta)):
            return str(value)
        raise ValueError("no such date")


def plain_number(raw: str) -> str:
    """A number without the decimals that only the file format adds: 12.0 is 12."""
    if raw.isascii() and raw.isdigit():
        return raw
    number = float(raw)
    if number != number or number in (float("inf"), float("-inf")):
        raise ValueError("not a number")
    if number.is_integer() and abs(number) < 1e15:
        return str(int(number))
    return format(number, ".15g")


def _shape(number: int, custom: dict[int, str]) -> tuple[str, int]:
    code = custom.get(number) or BUILTIN_FORMATS.get(number) or "General"
    first = code.split(";")[0]
    if is_date_format(code) or is_timedelta_format(code):
        return "date", 0
    if 27 <= number <= 36 or 50 <= number <= 58:  # date formats of East Asian Excel that have no code in the file
        return "date", 0
    bare = _QUOTED.sub("", first).strip()
    if _ZEROS.fullmatch(bare):
        return "zeros", len(bare)
    if percent := _PERCENT.fullmatch(bare):
        return "percent", len(percent[1] or "")
    return "plain", 0
