"""A track of points: its way, how long one moved, and when, without what no runner can have done.

Points without a position, at 0°/0° or far off the way, pieces that repeat others, and points out of order are met;
``remarks`` says so, so that nothing is mended in silence.
"""

import math
from array import array
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from itbtui.data.exchange import ExchangeError
from itbtui.measures import count

MOST_POINTS = 400_000
"""Two points a second for more than two days."""
MOST_PARTS = 20_000
_DEGREE_M = 111_319.49
"""Of the equator of WGS 84, as most programs have it."""
_STILL = 1 / 3.6
"""Metres a second: slower is standing."""
_JUMP_SPEED, _JUMP_M = 15.0, 150.0
"""A step that is both faster and longer than any of a runner: metres a second, metres."""
_JUMP_TIMES = 20
"""Without times: so many times as long as the usual step."""
_STRAY_SHARE = 0.05
"""No more of the points than this are taken for stray; where more are, the way was no runner's."""
_PARTS = 8
"""A point is looked for on so many of the ways before it."""
_END_SHARE = 0.1
_DAY_S = 86_400.0
_STRETCH_S = 60.0
_NEAR_ZERO = 1e-4

Points = list[int]
Span = tuple[float, float]
"""The first time of some points and the last."""


@dataclass
class Way:
    """What a track comes to; times are seconds since 1970, UTC. What it does not say is None."""

    metres: float | None = None
    began: float | None = None
    ended: float | None = None
    moving_s: float | None = None
    fastest: float | None = None
    """Metres a second, over a minute at least."""
    remarks: list[str] = field(default_factory=list)


def counted(points: int) -> int:
    """One point of a file more than so many. Raises ExchangeError for more than any recording has."""
    if points >= MOST_POINTS:
        raise ExchangeError(f"the file holds more than {MOST_POINTS} points, which no recording of a run does")
    return points + 1


class Track:
    """Points as they are read, in pieces. What a point does not say is NaN."""

    def __init__(self) -> None:
        self._times, self._lats, self._lons = array("d"), array("d"), array("d")
        self._breaks: list[int] = [0]

    def __len__(self) -> int:
        return len(self._times)

    def add(self, time: float, lat: float, lon: float) -> None:
        """One point more."""
        self._times.append(time)
        self._lats.append(lat)
        self._lons.append(lon)

    def part(self) -> None:
        """A new piece begins. Raises ExchangeError for more than any recording has."""
        if len(self._breaks) >= MOST_PARTS:
            raise ExchangeError(f"a track is in more than {MOST_PARTS} pieces, which no recording of a run is")
        if len(self._times) > self._breaks[-1]:
            self._breaks.append(len(self._times))

    @property
    def has_positions(self) -> bool:
        """Whether any point says where it was."""
        return any(lat == lat for lat in self._lats)

    def way(self) -> Way:
        """What it comes to."""
        way = Way()
        self._drop_odd_times()
        known = [time for time in self._times if time == time]
        if known:
            way.began, way.ended = min(known), max(known)
        pieces = self._placed(way)
        pieces = self._in_order(pieces, way)
        pieces = self._once(pieces, way)
        pieces = self._without_strays(pieces, way)
        if any(len(piece) > 1 for piece in pieces):
            self._measure(pieces, way)
            self._add_ends(pieces, way)
        return way

    def _add_ends(self, pieces: list[Points], way: Way) -> None:
        """Before the first position and behind the last one moved, too, unless that took long."""
        first, last = self._span(pieces[0]), self._span(pieces[-1])
        if way.moving_s and way.began is not None and way.ended is not None and first and last:
            ends = first[0] - way.began + way.ended - last[1]
            way.moving_s += ends if ends <= _END_SHARE * (way.ended - way.began) else 0.0

    # --- mending ----------------------------------------------------------------------------------

    def _drop_odd_times(self) -> None:
        """The clock of a few points may be days off."""
        known = sorted(time for time in self._times if time == time)
        if not known:
            return
        middle = known[len(known) // 2]
        odd = [place for place, time in enumerate(self._times) if abs(time - middle) > _DAY_S]
        if len(odd) <= _STRAY_SHARE * len(known):
            for place in odd:
                self._times[place] = math.nan

    def _placed(self, way: Way) -> list[Points]:
        """The pieces, of points that say where they were."""
        pieces = []
        zero = nowhere = 0
        for start, end in pairwise([*self._breaks, len(self._times)]):
            piece = []
            for place in range(start, end):
                if self._lats[place] != self._lats[place]:
                    nowhere += 1
                elif abs(self._lats[place]) < _NEAR_ZERO and abs(self._lons[place]) < _NEAR_ZERO:
                    zero += 1
                else:
                    piece.append(place)
            if piece:
                pieces.append(piece)
        if zero and pieces:
            way.remarks.append(f"{count(zero, 'point')} at 0°/0° left out")
        if nowhere and pieces:
            way.remarks.append(f"{count(nowhere, 'point')} without a position left out")
        return pieces

    def _in_order(self, pieces: list[Points], way: Way) -> list[Points]:
        """The points of each piece, and the pieces, as time went."""
        times = self._times
        is_mended = False
        ordered = []
        for piece in pieces:
            known = [time for place in piece if (time := times[place]) == time]
            if any(later < earlier for earlier, later in pairwise(known)):
                is_mended = True
                at = list(accumulate((times[place] for place in piece), _latest))
                # One without a time stays where it stands.
                piece = [piece[number] for number in sorted(range(len(piece)), key=at.__getitem__)]
            ordered.append(piece)
        spans = [self._span(piece) for piece in ordered]
        if all(spans):
            by_time = sorted(range(len(ordered)), key=lambda place: spans[place] or (0.0, 0.0))
            ordered = [ordered[place] for place in by_time]
        if is_mended:
            way.remarks.append("points stood out of order")
        return ordered

    def _span(self, piece: Points) -> Span | None:
        first = next((self._times[place] for place in piece if self._times[place] == self._times[place]), None)
        last = next((self._times[place] for place in reversed(piece) if self._times[place] == self._times[place]), None)
        return None if first is None or last is None else (first, last)

    def _once(self, pieces: list[Points], way: Way) -> list[Points]:
        """Each stretch once: what repeats another, from its beginning or by its times, is left out."""
        kept: list[Points] = []
        before: Span | None = None
        """Of the last one that is kept."""
        repeated = 0
        for piece in pieces:
            now = self._span(piece)
            if not kept:
                kept.append(piece)
                before = now
                continue
            if before and now:
                if now[0] < before[1]:
                    repeated += 1
                    kept[-1], before = self._joined(kept[-1], piece, before, now)
                    continue
            elif self._begins_with(piece, kept[-1]):
                repeated += 1
                kept[-1], before = piece, now
                continue
            elif self._begins_with(kept[-1], piece):
                repeated += 1
                continue
            kept.append(piece)
            before = now
        if repeated:
            way.remarks.append(f"{count(repeated, 'piece repeats', 'pieces repeat')} others and counts once")
        return kept

    def _joined(self, one: Points, other: Points, first: Span, second: Span) -> tuple[Points, Span]:
        """Two pieces that overlap in time, as one: the longer, with what the other has before and behind it."""
        is_first_longer = first[1] - first[0] >= second[1] - second[0]
        longer, shorter, (began, ended) = (one, other, first) if is_first_longer else (other, one, second)
        before = [place for place in shorter if self._times[place] < began]
        longer += [place for place in shorter if self._times[place] > ended]
        if before:
            longer[:0] = before
        return longer, (min(first[0], second[0]), max(first[1], second[1]))

    def _begins_with(self, piece: Points, start: Points) -> bool:
        return len(piece) >= len(start) > 1 and all(
            self._lats[a] == self._lats[b] and self._lons[a] == self._lons[b]
            for a, b in zip(piece, start, strict=False)
        )

    def _without_strays(self, pieces: list[Points], way: Way) -> list[Points]:
        """What is reached only by a jump, and is little, is left out; of what is much only the jump is."""
        everything = sum(map(len, pieces))
        usual = 0.0 if way.began is not None else self._usual_step(pieces)
        runs: list[list[Points]] = []
        jumps = 0
        for piece in pieces:
            parts: list[Points] = [[piece[0]]]
            for place in piece[1:]:
                near = (part for part in parts[: -_PARTS - 1 : -1] if not self._is_jump(part[-1], place, usual))
                if (home := next(near, None)) is None:
                    parts.append([place])
                    jumps += 1
                else:
                    home.append(place)
            runs.append(parts)
        little = max(3, _STRAY_SHARE * everything)
        stray = sum(len(part) for parts in runs if len(parts) > 1 for part in parts if len(part) <= little)
        if not jumps or stray > max(_STRAY_SHARE, 2 / max(everything, 1)) * everything or stray == everything:
            return pieces
        kept = [part for parts in runs for part in parts if len(parts) == 1 or len(part) > little]
        if not kept:
            return pieces
        if stray:
            way.remarks.append(f"{count(stray, 'stray point')} left out")
        if sum(len(parts) > 1 for parts in runs) and not stray:
            way.remarks.append("a jump that nobody runs is not counted")
        return kept

    def _usual_step(self, pieces: list[Points]) -> float:
        steps = sorted(self._far(a, b) for piece in pieces for a, b in pairwise(piece))
        return steps[len(steps) // 2] if steps else 0.0

    def _is_jump(self, one: int, other: int, usual: float) -> bool:
        metres = self._far(one, other)
        if metres < _JUMP_M:
            return False
        seconds = abs(self._times[other] - self._times[one])
        if seconds == seconds:
            return metres > _JUMP_SPEED * seconds
        return metres > max(10 * _JUMP_M, _JUMP_TIMES * usual)

    # --- measuring --------------------------------------------------------------------------------

    def _far(self, one: int, other: int) -> float:
        """Metres between two points."""
        lat = self._lats[other] - self._lats[one]
        lon = (self._lons[other] - self._lons[one] + 180) % 360 - 180
        lon *= math.cos(math.radians(self._lats[one]))
        return math.sqrt(lat * lat + lon * lon) * _DEGREE_M

    def _measure(self, pieces: list[Points], way: Way) -> None:
        metres = moving = 0.0
        for piece in pieces:
            since, last = 0.0, math.nan
            recent: list[tuple[float, float]] = []
            for place, step in zip(piece, [0.0, *(self._far(a, b) for a, b in pairwise(piece))], strict=True):
                metres += step
                since += step
                time = self._times[place]
                if time != time:
                    continue
                if last == last and since >= _STILL * (time - last):
                    moving += time - last
                self._note_speed(recent, time, metres, way)
                since, last = 0.0, time
        way.metres, way.moving_s = metres, moving or None

    def _note_speed(self, recent: list[tuple[float, float]], time: float, metres: float, way: Way) -> None:
        """Keeps the fastest stretch of a minute: ``recent`` are time and way, a stretch back."""
        recent.append((time, metres))
        start, far = recent[0]
        if (seconds := time - start) >= _STRETCH_S:
            way.fastest = max(way.fastest or 0.0, (metres - far) / seconds)
            recent[:] = recent[-1:]


def _latest(before: float, now: float) -> float:
    return now if now == now else before
