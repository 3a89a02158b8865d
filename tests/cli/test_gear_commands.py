"""Shoes and races by command."""

import json
from pathlib import Path

from itbtui.rehab.protocol.figures import shipped
from tests.support.shell import Shell


def filled(itbtui: Shell, folder: Path) -> None:
    gear = {
        "format": "itbtui",
        "version": 1,
        "shoes": [{"name": "Road\x1b[31m", "km": shipped().notes.shoe_km - 5}, {"name": "Old", "retired": True}],
        "races": [
            {"date": "2026-02-01", "distance_km": 10},
            {"date": "2026-04-01", "distance_km": 21.0975, "name": "Lake half"},
        ],
    }
    (folder / "gear.json").write_text(json.dumps(gear))
    assert itbtui("import", str(folder / "gear.json")).returncode == 0
    itbtui("log", "8", "--pain", "0", "--minutes", "48", "--shoe", "Road\x1b[31m", "--date", "2026-02-20")


def test_shoes(itbtui: Shell, tmp_path: Path) -> None:
    assert "No shoes yet" in itbtui("shoes").stdout
    filled(itbtui, tmp_path)
    first, second = itbtui("shoes").stdout.splitlines()
    assert first == "Road�[31m: 503 km, 1 run, worn last on Fri 20 Feb 2026, past 500 km"
    assert second == "Old: 0 km, 0 runs, retired"
    told = itbtui.json("shoes")
    assert [(shoe["name"], shoe["km"], shoe["worn"], shoe["retired"]) for shoe in told] == [
        ("Road\x1b[31m", 503, True, False),
        ("Old", 0, False, True),
    ]


def test_races(itbtui: Shell, tmp_path: Path) -> None:
    assert "No races yet" in itbtui("races").stdout
    filled(itbtui, tmp_path)
    lines = itbtui("races").stdout.splitlines()
    assert lines[0] == "Wed 1 Apr, in 30 days: 21.1 km, Lake half"
    assert lines[1].startswith("  As you like")
    assert lines[2:] == ["Sun 1 Feb, 29 days ago: 10 km"]
    itbtui("log", "8", "--pain", "5", "--minutes", "48", "--onset-km", "1")
    ahead, past = itbtui.json("races")
    assert "2026-04-01" < ahead["earliest"] < "2026-08-01"
    assert (past["days"], past["earliest"]) == (-29, None)
    assert "First the knee has to settle. Even if every day" in itbtui("races").stdout
    assert "Race: Wed 1 Apr, in 30 days: 21.1 km, Lake half. First the knee has to settle." in itbtui("today").stdout
