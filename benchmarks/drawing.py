"""What it takes to draw a figure of an exercise. Run it with `python -m benchmarks.drawing`."""

import time

from itbtui.charts.figures import draw
from itbtui.rehab.exercises.movement import pose_at
from itbtui.rehab.exercises.poses import MOVEMENTS

SIZES = ((28, 8), (44, 12), (58, 25))
TIMES = 60


def main() -> None:
    for width, height in SIZES:
        took = {}
        for name, movement in MOVEMENTS.items():
            draw(movement, movement.start, width, height)
            began = time.process_time()
            for n in range(TIMES):
                draw(movement, pose_at(movement, 0, n / TIMES), width, height)
            took[name] = 1000 * (time.process_time() - began) / TIMES
        slowest = max(took, key=lambda name: took[name])
        mean = sum(took.values()) / len(took)
        print(f"a figure of {width} x {height} cells: {mean:.2f} ms, {slowest} {took[slowest]:.2f} ms")


if __name__ == "__main__":
    main()
