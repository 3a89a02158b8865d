"""How long taking in takes, and how much memory: a list, a year of watch files, a day's track, a phone's health data.

Run by hand: ``python -m benchmarks.imports``. It makes its own files, in the sizes that sites and watches give.
"""

import datetime as dt
import os
import resource
import struct
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from fitdecode.utils import compute_crc

ROWS, FILES, SECONDS = 5_000, 300, 3_000
FIRST = dt.datetime(2018, 1, 1, 6)
FIT_EPOCH = dt.datetime(1989, 12, 31)
UINT32, UINT16, UINT8, ENUM, SINT32 = 0x86, 0x84, 0x02, 0x00, 0x85
GOAL = "≤ 10 s, ≤ 150 MB"
"""For a year of watch files, and for a track of a day."""
SIZES = {UINT32: ("I", 4), UINT16: ("H", 2), UINT8: ("B", 1), ENUM: ("B", 1), SINT32: ("i", 4)}


def strava_list(path: Path) -> None:
    """As wide as the real one, of which most columns are empty here as there."""
    names = ["Activity ID", "Activity Date", "Activity Name", "Activity Type", "Activity Description", "Elapsed Time"]
    names += ["Distance", "Activity Gear", "Filename", "Elapsed Time", "Moving Time", "Distance", "Average Cadence"]
    rest = [f"Column {number}" for number in range(81)]
    lines = [",".join([*names, *rest])]
    for number in range(ROWS):
        at = FIRST + dt.timedelta(hours=13 * number)
        km = 5 + number % 70 / 10
        said = [str(number), f'"{at:%b %d, %Y, %I:%M:%S %p}"', "Run", "Run", '"windy, cold"', "1900", f"{km:.2f}"]
        lines.append(",".join([*said, "blue", "", "1900.0", "1800.0", f"{km * 1000}", "83.5", *[""] * len(rest)]))
    path.write_text("\n".join(lines), "utf-8")


def fit_file(at: dt.datetime, serial: int) -> bytes:
    """A run of 50 minutes with a record a second, each with position, height, heart rate, cadence, power and more."""
    start = int((at - FIT_EPOCH).total_seconds())
    end = start + SECONDS
    body = _message(0, 0, [(0, ENUM, 4), (3, UINT32, serial + 1), (4, UINT32, start)])
    record = [(253, UINT32), (0, SINT32), (1, SINT32), (5, UINT32), (73, UINT32), (78, UINT32), (3, UINT8), (4, UINT8)]
    record += [(7, UINT16), (53, UINT8), (39, UINT16), (40, UINT16), (41, UINT16), (83, UINT16), (85, UINT16)]
    form = "<B" + "".join(SIZES[kind][0] for _, kind in record)
    body += _definition(1, 20, record)
    for second in range(SECONDS):
        moved = second * 40
        values = (start + second, 600_000_000 + moved, 90_000_000, second * 300, 3000, 2600, 150, 83)
        body += struct.pack(form, 1, *values, 250, 50, 90, 800, 350, 900, 1100)
    session = [(253, UINT32, end), (2, UINT32, start), (7, UINT32, SECONDS * 1000), (8, UINT32, SECONDS * 1000)]
    body += _message(2, 18, [*session, (9, UINT32, SECONDS * 300), (5, ENUM, 1), (6, ENUM, 0), (18, UINT8, 83)])
    body += _message(3, 34, [(253, UINT32, end), (5, UINT32, end + 3600)])
    whole = struct.pack("<BBHI4s", 14, 0x10, 2100, len(body), b".FIT")
    whole += struct.pack("<H", compute_crc(whole)) + body
    return whole + struct.pack("<H", compute_crc(whole))


def gpx_day(path: Path) -> None:
    """A track of a day, 28 MB: more than a point a second, each with height, heart rate and cadence."""
    points = 112_000
    with path.open("w", encoding="utf-8") as file:
        file.write('<?xml version="1.0"?><gpx creator="made up"><trk><type>running</type><trkseg>\n')
        for number in range(points):
            at = FIRST + dt.timedelta(seconds=number * 86_000 / points)
            file.write(f'<trkpt lat="{50 + number * 1e-5:.7f}" lon="8.0000000"><ele>{100 + number % 9}.5</ele>')
            file.write(
                f"<time>{at.isoformat()}Z</time><extensions><gpxtpx:TrackPointExtension><gpxtpx:hr>150</gpxtpx:hr><gpxtpx:cad>83</gpxtpx:cad>"
                "</gpxtpx:TrackPointExtension></extensions></trkpt>\n"
            )
        file.write("</trkseg></trk></gpx>")


def health_data(path: Path) -> None:
    """Apple's export, 700 MB, with 400 runs among three million records."""
    record = f'<Record type="HKQuantityTypeIdentifierHeartRate" value="61" unit="{"x" * 150}"/>\n'
    with path.open("w", encoding="utf-8") as file:
        file.write('<?xml version="1.0"?><!DOCTYPE HealthData [<!ELEMENT HealthData ANY>]><HealthData>')
        for number in range(400):
            at = FIRST + dt.timedelta(days=number)
            file.write(record * 7500)
            times = (f"{moment:%Y-%m-%d %H:%M:%S} +0000" for moment in (at, at + dt.timedelta(minutes=30)))
            file.write('<Workout workoutActivityType="HKWorkoutActivityTypeRunning" duration="30" durationUnit="min"')
            file.write(' startDate="{}" endDate="{}">'.format(*times))
            file.write('<WorkoutStatistics type="HKQuantityTypeIdentifierDistanceWalkingRunning" sum="5" unit="km"/>')
            file.write("</Workout>\n")
        file.write("</HealthData>")


def _definition(local: int, number: int, fields: list[tuple[int, int]]) -> bytes:
    said = b"".join(struct.pack("<BBB", name, SIZES[kind][1], kind) for name, kind in fields)
    return struct.pack("<BBBHB", 0x40 | local, 0, 0, number, len(fields)) + said


def _message(local: int, number: int, fields: list[tuple[int, int, int]]) -> bytes:
    form = "<B" + "".join(SIZES[kind][0] for _, kind, _ in fields)
    values = struct.pack(form, local, *(value for _, _, value in fields))
    return _definition(local, number, [(name, kind) for name, kind, _ in fields]) + values


def measure(folder: Path, what: str, given: Path, goal: str = "") -> None:
    environment = {**os.environ, "ITBTUI_DB": str(folder / f"{what}.db")}
    for word in (what, f"{what}, again"):
        start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(
            [sys.executable, "-m", "itbtui", "import", str(given)], env=environment, capture_output=True, text=True
        )
        took = time.perf_counter() - start
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        worked, most = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, after.ru_maxrss / 1024
        said = done.stdout.splitlines()[0].split(": ")[1]
        print(f"{word:30} {took:6.2f} s, {worked:6.2f} s of work, up to {most:3.0f} MB so far: {said}", goal)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        strava_list(folder / "list")
        watch = folder / "watch"
        watch.mkdir()
        for number in range(FILES):
            file = fit_file(FIRST + dt.timedelta(days=number), number)
            (watch / f"{number}.fit").write_bytes(file)
        print(f"a list of {ROWS} rows, {FILES} FIT files of {len(file) // 1000} KB")
        measure(folder, "the list", folder / "list")
        measure(folder, "a year of FIT", watch, GOAL)
        with zipfile.ZipFile(folder / "zip", "w", zipfile.ZIP_DEFLATED) as packed:
            for file_path in sorted(watch.iterdir()):
                packed.write(file_path, f"activities/{file_path.name}")
        measure(folder, "a year of FIT in a zip", folder / "zip")
        gpx_day(folder / "day")
        measure(folder, "a track of a day", folder / "day", GOAL)
        health_data(folder / "health")
        measure(folder, "a phone's health data", folder / "health")


if __name__ == "__main__":
    main()
