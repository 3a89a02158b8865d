"""What is said of files by options of the command: rows, columns, kinds."""

from itbtui.cli.shell import RefusedError


def read_rows(option: str, text: str | None) -> list[int]:
    """Numbers such as 2,5-7. Raises RefusedError, as the others here, naming the option and what would be right."""
    rows: list[int] = []
    for part in (text or "").split(",") if text else ():
        first, _, last = part.strip().partition("-")
        if not first.isdecimal() or not (last or first).isdecimal() or max(len(first), len(last)) > 6:
            raise RefusedError(
                f"{option}: {part.strip()} is no row; name them as the dry run numbers them, such as 2,5-7"
            )
        rows += range(int(first), int(last or first) + 1)
    return rows


def _check_text(option: str, text: str) -> None:
    """What is no text in the terminal's encoding could neither be compared nor remembered."""
    if not text.isascii() and any("\ud800" <= sign <= "\udfff" for sign in text):
        raise RefusedError(f"{option}: {text} is no text in this terminal's encoding")


def read_columns(text: str | None) -> dict[str, str]:
    """``date=Datum,km=Strecke``; a name may hold a comma where it is quoted."""
    import csv

    from itbtui.data.exchange.lists.columns import MAPPED

    known = (*MAPPED, "dates")
    _check_text("--map", text or "")
    columns: dict[str, str] = {}
    for part in next(csv.reader([text or ""]), []):
        key, equals, name = part.partition("=")
        if not equals or key.strip() not in known or not name.strip():
            raise RefusedError(f"--map: {part.strip()} is not KEY=COLUMN, with a key of {', '.join(known)}")
        same = [other for other in columns if _figure(other) == _figure(key.strip())]
        if same:
            raise RefusedError(
                f"--map: {same[0]} and {part.strip()} name a column for the same figure; give one of them"
            )
        columns[key.strip()] = name.strip()
    if columns.get("dates", "day") not in ("day", "month"):
        raise RefusedError("--map: dates is day or month, whichever comes first in them")
    return columns


def _figure(key: str) -> str:
    from itbtui.data.exchange.lists.columns import MAPPED

    return MAPPED[key][0] if key in MAPPED else key


def check_rows(option: str, rows: list[int], there: int) -> None:
    """Refuses rows that are not there."""
    if unknown := [row for row in rows if not 1 <= row <= there]:
        known = f"the dry run has rows 1 to {there}" if there else "nothing was read that has rows"
        raise RefusedError(f"{option}: there is no row {unknown[0]}; {known}")


def read_kinds(said: tuple[str, ...]) -> dict[str, str]:
    """Kinds by their words in plain form; by no word that of what names none."""
    from itbtui.data.exchange.sports import KINDS, plain

    kinds: dict[str, str] = {}
    for one in said:
        _check_text("--kind", one)
        word, equals, kind = one.rpartition("=")
        if kind.strip() not in KINDS or (equals and not word.strip()):
            raise RefusedError(f"--kind: {one} is not WORD=KIND, with a kind of {', '.join(KINDS)}")
        kinds[plain(word)] = kind.strip()
    return kinds
