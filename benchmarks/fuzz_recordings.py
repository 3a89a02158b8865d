"""Spoils recordings at random, again and again: each is read, or refused in a sentence. Run it for as long as you like.

``python -m benchmarks.fuzz_recordings FOLDER [SECONDS] [SEED]``; the folder holds recordings, such as
tests/data/samples. FIT files get a right checksum, so that what is spoilt in them is read.
"""

import datetime as dt
import gzip
import random
import struct
import sys
import time
from collections import Counter
from functools import partial
from io import BytesIO
from pathlib import Path

from fitdecode.utils import compute_crc

from itbtui.data.exchange import ExchangeError
from itbtui.data.exchange.kinds import GZIP, HEAD, activities, kind_of
from itbtui.data.exchange.lists.activities import Answers
from itbtui.data.exchange.matches import Matcher
from itbtui.rehab.log.log import Log

PIECES = (b"9" * 30, b"-1", b"nan", b"1e400", b"\0", b"9999-12-31T23:59:59Z", b"0001-01-01T00:00:00Z", b",", b'"')
DAY = dt.date(2026, 3, 1)


def spoilt(data: bytes, chance: random.Random) -> bytes:
    is_fit = kind_of(data) == "FIT"
    found = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        place = chance.randrange(len(found))
        match chance.randrange(4):
            case 0:
                found[place] = chance.randrange(256)
            case 1:
                del found[place : place + chance.randrange(1, 9)]
            case 2:
                found[place:place] = chance.randbytes(chance.randrange(1, 6))
            case _:
                found[place : place + 1] = chance.choice(PIECES)
    if is_fit and len(found) > HEAD // 1000:
        found[4:8] = struct.pack("<I", max(0, len(found) - found[0] - 2))
        found[-2:] = struct.pack("<H", compute_crc(bytes(found[:-2])))
    return bytes(found)


def main() -> None:
    given = dict(enumerate(sys.argv))
    folder, seconds, seed = Path(sys.argv[1]), float(given.get(2, "60")), int(given.get(3, "1"))
    chance = random.Random(seed)
    files = [path.read_bytes() for path in sorted(folder.iterdir()) if path.suffix != ".md"]
    files = [gzip.decompress(data) if data.startswith(GZIP) else data for data in files]
    said: Counter[str] = Counter()
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        data = spoilt(chance.choice(files), chance)
        try:
            found = activities(
                kind_of(data[:HEAD]), data[:HEAD], partial(BytesIO, data), partial(bytes, data), Answers()
            )
            Matcher(Log(), DAY, others=True).take(activity.on(DAY) for activity in found)
            said["read"] += 1
        except ExchangeError:
            said["refused"] += 1
        except Exception:
            Path("spoilt").write_bytes(data)
            print(f"after {said.total()} files, seed {seed}: the file is kept as ./spoilt")
            raise
    print(f"{said.total()} spoilt files: {said['read']} read, {said['refused']} refused in a sentence")


if __name__ == "__main__":
    main()
