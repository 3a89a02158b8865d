"""Prints the figures of the exercises, at rest and where they say most, to be looked at.

Run it with ``python -m tools.figures``, or with names of exercises and another size.
"""

import argparse

from itbtui.charts.figures import draw
from itbtui.rehab.exercises.movement import pose_at
from itbtui.rehab.exercises.poses import MOVEMENTS
from itbtui.rehab.log.entries import Side


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("names", nargs="*", metavar="EXERCISE", help="all of them if none is given")
    options.add_argument("--width", type=int, default=44, help="in cells")
    options.add_argument("--height", type=int, default=12, help="in cells")
    options.add_argument("--left", action="store_true", help="for the left side")
    options.add_argument("--ascii", action="store_true", help="without braille")
    chosen = options.parse_args()
    if unknown := set(chosen.names) - MOVEMENTS.keys():
        options.error(f"{', '.join(sorted(unknown))}: no such exercise; there are {', '.join(MOVEMENTS)}")
    side: Side = "left" if chosen.left else "right"
    for name in chosen.names or MOVEMENTS:
        movement = MOVEMENTS[name]
        pictures = [
            draw(movement, pose, chosen.width, chosen.height, side, ascii=chosen.ascii)
            for pose in (movement.start, pose_at(movement, 0, 0.5), movement.parts[0].through[-1])
        ]
        print(name)
        for lines in zip(*pictures, strict=True):
            print("  ".join(lines))
        print()


if __name__ == "__main__":
    main()
