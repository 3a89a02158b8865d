"""Lists every sentence that the program can say, to be read in one go: those made in ``wording/``, then what stands
elsewhere, room by room: what a screen or a key is for, labels of forms, help of commands, errors where they are raised.

Run it with ``python -m tools.words``; a name such as ``plan`` or ``screens`` lists that file or room alone. What is
filled in stands in braces. The protocol's own texts, which the rules and exercises are told with, follow at the end.
"""

import argparse
import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1] / "itbtui"
WORDING = ROOT / "wording"
STYLES = "CSS"
"""What a name ends with that holds the looks of a widget."""
PROTOCOL = ROOT / "rehab" / "protocol" / "protocol.toml"
TOLD = ("about", "cue", "cues", "how", "words", "name", "why", "title")
"""What of the protocol is shown as it stands there."""


def sentences(source: str) -> Iterator[tuple[int, str]]:
    """Every text of a module with the line it stands in; what only names something, and docstrings, are none."""
    tree = ast.parse(source)
    skipped = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    skipped |= {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    skipped |= {id(part) for node in ast.walk(tree) if _is_style(node) for part in ast.walk(node)}
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.JoinedStr):
            text = "".join(_part(part) for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
        else:
            continue
        if " " in text.strip():
            yield node.lineno, text.replace("\n", " / ")


def _is_style(node: ast.AST) -> bool:
    targets = node.targets if isinstance(node, ast.Assign) else []
    return any(isinstance(target, ast.Name) and target.id.endswith(STYLES) for target in targets)


def _part(part: ast.expr) -> str:
    if isinstance(part, ast.FormattedValue):
        return f"{{{ast.unparse(part.value)}}}"
    return str(part.value) if isinstance(part, ast.Constant) else ""


def of_protocol() -> Iterator[str]:
    """What the protocol file says in words."""
    pending: list[object] = [tomllib.loads(PROTOCOL.read_text("utf-8"))]
    while pending:
        found = pending.pop(0)
        if isinstance(found, list):
            pending[:0] = found
        elif isinstance(found, dict):
            for key, value in found.items():
                if key in TOLD:
                    yield from (str(text) for text in (value if isinstance(value, list) else [value]))
                elif isinstance(value, dict | list):
                    pending.append(value)


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("names", nargs="*", help="of files or rooms; all of them if none is given")
    chosen = options.parse_args().names
    for path in sorted(ROOT.rglob("*.py"), key=lambda path: (path.parent != WORDING, path)):
        within = path.relative_to(ROOT)
        wanted = not chosen or {path.stem, *within.parent.parts} & {*chosen}
        if wanted and (found := sorted(set(sentences(path.read_text("utf-8"))))):
            print(f"\n{within}", *(f"{line:5}  {text}" for line, text in found), sep="\n")
    if not chosen or "protocol" in chosen:
        print("\nprotocol", *(f"       {text}" for text in of_protocol() if " " in text), sep="\n")


if __name__ == "__main__":
    main()
