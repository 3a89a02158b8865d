"""How each exercise of the protocol looks: its poses, as data. They are written for the right side.

Metres and directions as in ``space``; the floor is y = 0. Who lies on the left side with the head to the right faces
whoever looks on; who stands and is seen from the side faces right. So the right leg is the one that is seen best.
"""

from itbtui.rehab.exercises.body import LEFT, RIGHT, Limb, Pose
from itbtui.rehab.exercises.movement import Movement, Order, Part, Solid

# --- on the side ----------------------------------------------------------------------------

_ON_SIDE = Pose(
    pelvis=(0, 0.18, 0),
    spine=(1, 0.12, 0),
    head=(0.8, 0.6, 0),
    hips=(0, 1, 0),
    shoulders=(0, 1, 0.1),
    legs=(Limb((-0.5, 0.05, 0), (0, 0, 1), (-0.4, 0, 1)), Limb((-0.5, 0.14, 0), (0, 0, 1), (-0.4, 0, 1))),
    arms=(Limb((0.78, 0.32, 0), (0, -1, 0)), Limb((0.04, 0.3, 0.1), (0, 1, 0.4))),
)
_CLAM_OPEN = _ON_SIDE._replace(legs=(_ON_SIDE.legs[LEFT], _ON_SIDE.legs[RIGHT]._replace(bend=(0, 1, 0.25))))
_CLAMSHELL = Movement(
    _ON_SIDE,
    (Part("open", (_CLAM_OPEN,)), Part("hold", (_CLAM_OPEN,)), Part("lower", (_ON_SIDE,))),
    tilt=30,
)

_STRAIGHT = _ON_SIDE._replace(
    legs=(Limb((-0.75, 0.05, -0.1), (0, 0, 1), (-0.3, 0, 1)), Limb((-2, 0.24, 0), (0, 0, 1), (-0.2, 0, 1)))
)
_RAISED = _STRAIGHT._replace(
    legs=(_STRAIGHT.legs[LEFT], Limb((-2, 2.28, 0), (0, 0, 1), (-0.2, -0.1, 1))),
)
_RAISE = Movement(
    _STRAIGHT,
    (Part("up", (_RAISED,)), Part("hold", (_RAISED,)), Part("lower", (_STRAIGHT,))),
    tilt=10,
)

# --- on the back ------------------------------------------------------------------------------

_ON_BACK = Pose(
    pelvis=(0, 0.1, 0),
    spine=(-1, 0, 0),
    head=(-1, 0.1, 0),
    hips=(0, 0, 1),
    shoulders=(0, 0, 1),
    legs=(Limb((0.36, 0.06, -0.1), (0, 1, 0), (1, -0.1, 0)), Limb((0.36, 0.06, 0.1), (0, 1, 0), (1, -0.1, 0))),
    arms=(Limb((0.05, 0.04, -0.26), (0, 1, -0.5)), Limb((0.05, 0.04, 0.26), (0, 1, 0.5))),
)
_BRIDGED = _ON_BACK._replace(pelvis=(-0.045, 0.3065, 0), spine=(-0.455, -0.2065, 0))
_BACK_ORDER: Order = ("right arm", "left leg", "trunk", "head", "right leg")
_BRIDGE = Movement(
    _ON_BACK,
    (Part("up", (_BRIDGED,)), Part("hold", (_BRIDGED,)), Part("lower", (_ON_BACK,))),
    works=(LEFT, RIGHT),
    order=_BACK_ORDER,
)
_ONE_DOWN = _ON_BACK._replace(legs=(Limb((1.0, 1.3, -0.1), (0, 1, 0), (-0.3, 1, 0)), _ON_BACK.legs[RIGHT]))
_ONE_UP = _BRIDGED._replace(legs=(Limb((1.775, 1.13, -0.1), (0, 1, 0), (-0.2, 1, 0)), _ON_BACK.legs[RIGHT]))
_ONE_BRIDGE = Movement(
    _ONE_DOWN,
    (Part("up", (_ONE_UP,)), Part("hold", (_ONE_UP,)), Part("lower", (_ONE_DOWN,))),
    order=_BACK_ORDER,
)

# --- standing -----------------------------------------------------------------------------------

_NARROW = Pose(
    pelvis=(0, 0.8, 0),
    spine=(0, 1, 0.15),
    head=(0, 1, 0.1),
    hips=(-1, 0, 0),
    shoulders=(-1, 0, 0),
    legs=(Limb((0.2, 0.06, 0), (0.15, 0, 1), (0.3, 0, 1)), Limb((-0.2, 0.06, 0), (-0.15, 0, 1), (-0.3, 0, 1))),
    arms=(Limb((0.14, 0.9, 0.2), (1, -0.3, 0)), Limb((-0.14, 0.9, 0.2), (-1, -0.3, 0))),
)
_LEADING = _NARROW._replace(legs=(_NARROW.legs[LEFT], _NARROW.legs[RIGHT]._replace(end=(-0.36, 0.14, 0))))
_WIDE = _NARROW._replace(
    legs=(_NARROW.legs[LEFT]._replace(end=(0.34, 0.06, 0)), _NARROW.legs[RIGHT]._replace(end=(-0.42, 0.06, 0))),
)
_TRAILING = _NARROW._replace(
    legs=(_NARROW.legs[LEFT]._replace(end=(0.32, 0.14, 0)), _NARROW.legs[RIGHT]._replace(end=(-0.28, 0.06, 0)))
)
_BAND_WALK = Movement(
    _NARROW,
    (Part("step", (_LEADING, _WIDE, _TRAILING, _NARROW)),),
    tilt=4,
    order=("trunk", "head", "left arm", "right arm", "left leg", "right leg", "band", "arrow"),
)

_ONE_LEG = Pose(
    pelvis=(0, 0.92, 0),
    spine=(0.08, 1, 0),
    head=(0.15, 1, 0),
    hips=(0, 0, 1),
    shoulders=(0, 0, 1),
    legs=(Limb((0.4, 0.2, -0.1), (1, 0, 0), (1, 0.3, 0)), Limb((0, 0.06, 0.1), (1, 0, 0), (1, -0.15, 0))),
    arms=(Limb((0.55, 1.1, -0.16), (0, -1, 0)), Limb((0.55, 1.1, 0.16), (0, -1, 0))),
)
_SEATED = _ONE_LEG._replace(
    pelvis=(-0.38, 0.55, 0),
    spine=(0.5, 1, 0),
    head=(0.5, 1, 0),
    legs=(Limb((0.55, 0.3, -0.1), (0.3, 1, 0), (0.6, 1, 0)), _ONE_LEG.legs[RIGHT]),
    arms=(Limb((0.6, 0.98, -0.16), (0, -1, 0)), Limb((0.6, 0.98, 0.16), (0, -1, 0))),
)
_BOX = Solid(((-0.75, 0.02, 0), (-0.26, 0.02, 0), (-0.26, 0.43, 0), (-0.75, 0.43, 0)))
_BOX_SQUAT = Movement(
    _ONE_LEG,
    (Part("down", (_SEATED,)), Part("touch", (_SEATED,)), Part("up", (_ONE_LEG,))),
    solids=(_BOX,),
    order=("solids", "left leg", "trunk", "head", "right leg", "right arm"),
)

# --- on the roller --------------------------------------------------------------------------------

_ON_HIP = Pose(
    pelvis=(0.05, 0.32, 0),
    spine=(-1, 0.35, 0.05),
    head=(-1, 0.6, 0.1),
    hips=(0.1, -1, 0.25),
    shoulders=(0.1, -1, 0.3),
    legs=(Limb((0.5, 0.06, -0.1), (0.3, 1, 0.2), (1, -0.1, 0.6)), Limb((1.2, 0.05, -0.1), (0, 0, 1), (1, -0.3, 0.3))),
    arms=(Limb((0.0, 0.45, 0.1), (-0.3, 1, 0.3)), Limb((-0.7, 0.04, 0.1), (0.6, -1, -0.2))),
    roller=(0.05, 0.09, 0),
)
_ON_HIP_FRO = _ON_HIP._replace(pelvis=(0.15, 0.31, 0), spine=(-1, 0.33, 0.05), roller=(0.1, 0.09, 0))
_ROLL_TFL = Movement(
    _ON_HIP,
    (Part("roll", (_ON_HIP_FRO,), 2), Part("roll", (_ON_HIP,), 2)),
    tilt=8,
    order=("right arm", "left leg", "trunk", "head", "left arm", "right leg", "roller"),
)

_ON_THIGH = Pose(
    pelvis=(0, 0.27, 0),
    spine=(1, 0.22, 0),
    head=(1, 0.25, 0),
    hips=(0, 0.2, 1),
    shoulders=(0, 0, 1),
    legs=(Limb((-0.62, 0.17, -0.35), (-0.3, -0.3, -1), (-0.5, -1, 0)), Limb((-2, 0.1, 0.1), (0, -1, 0), (-1, -0.3, 0))),
    arms=(Limb((0.75, 0.04, -0.16), (-0.3, -1, 0)), Limb((0.75, 0.04, 0.16), (-0.3, -1, 0))),
    roller=(-0.26, 0.09, 0.1),
)
_ON_THIGH_FRO = _ON_THIGH._replace(pelvis=(-0.14, 0.27, 0), spine=(1, 0.2, 0), roller=(-0.2, 0.09, 0.1))
_ROLL_QUAD = Movement(
    _ON_THIGH,
    (Part("roll", (_ON_THIGH_FRO,), 2), Part("roll", (_ON_THIGH,), 2)),
    tilt=0,
    order=("left arm", "left leg", "trunk", "head", "right leg", "right arm", "roller"),
)

_ON_SEAT = Pose(
    pelvis=(0, 0.28, 0),
    spine=(-1, 0.9, 0),
    head=(-0.3, 1, 0),
    hips=(0, -0.1, 1),
    shoulders=(0, 0, 1),
    legs=(
        Limb((0.55, 0.06, -0.1), (0.2, 1, 0), (1, -0.1, 0)),
        Limb((0.40, 0.46, -0.08), (0.3, 0.6, 1), (0.4, 0.6, -0.6)),
    ),
    arms=(Limb((-0.55, 0.05, -0.2), (-1, 0, 0)), Limb((-0.55, 0.05, 0.2), (-1, 0, 0))),
    roller=(-0.02, 0.09, 0.1),
)
_ON_SEAT_FRO = _ON_SEAT._replace(
    pelvis=(-0.1, 0.28, 0),
    roller=(-0.07, 0.09, 0.1),
    legs=(_ON_SEAT.legs[LEFT], _ON_SEAT.legs[RIGHT]._replace(end=(0.35, 0.48, -0.08))),
)
_ROLL_GLUTE = Movement(
    _ON_SEAT,
    (Part("roll", (_ON_SEAT_FRO,), 2), Part("roll", (_ON_SEAT,), 2)),
    turn=-25,
    tilt=4,
    order=("left arm", "left leg", "trunk", "head", "right arm", "right leg", "roller"),
)

# --- stretches ------------------------------------------------------------------------------------

_PIGEON_UP = Pose(
    pelvis=(0, 0.16, 0),
    spine=(0.1, 1, 0),
    head=(0.2, 1, 0),
    hips=(0, 0, 1),
    shoulders=(0, 0, 1),
    legs=(Limb((-2, -0.1, -0.1), (0, -1, 0), (-1, -0.1, 0)), Limb((0.36, 0.06, -0.16), (1, 0, 1), (0.2, 0, -1))),
    arms=(Limb((0.3, 0.2, -0.3), (-0.5, 0, -1)), Limb((0.3, 0.2, 0.3), (-0.5, 0, 1))),
)
_PIGEON_DOWN = _PIGEON_UP._replace(
    spine=(1, 0.7, 0),
    head=(1, 0.4, 0),
    arms=(Limb((0.7, 0.04, -0.28), (-0.6, -1, -0.3)), Limb((0.62, 0.04, 0.16), (-0.6, -1, 0.3))),
)
_BLANKET = Solid(((-0.16, 0.05, 0.1), (0.08, 0.05, 0.1)), 0.05)
_PIGEON = Movement(
    _PIGEON_UP,
    (Part("hold", (_PIGEON_DOWN,), 3),),
    turn=-28,
    tilt=11,
    solids=(_BLANKET,),
    repeats=False,
    order=("left arm", "left leg", "solids", "trunk", "head", "right arm", "right leg"),
)

_KNEELING = Pose(
    pelvis=(0, 0.53, 0),
    spine=(0, 1, 0),
    head=(0.1, 1, 0),
    hips=(0, 0, 1),
    shoulders=(0, 0, 1),
    legs=(Limb((0.42, 0.06, -0.1), (1, 0.6, 0), (1, -0.15, 0)), Limb((-0.44, 0.06, 0.1), (0.4, -1, 0), (-1, -0.3, 0))),
    arms=(Limb((0.15, 0.55, -0.26), (-1, 0, -0.3)), Limb((0.05, 0.5, 0.26), (-1, 0, 0.3))),
)
_SHIFTED = _KNEELING._replace(
    pelvis=(0.14, 0.5, 0),
    spine=(-0.12, 1, -0.25),
    head=(0, 1, -0.6),
    arms=(Limb((0.2, 0.6, -0.26), (-1, 0, -0.3)), Limb((0.0, 1.52, -0.12), (-0.4, 0, 1))),
)
_HALF_KNEELING = Movement(
    _KNEELING,
    (Part("hold", (_SHIFTED,), 3),),
    turn=-40,
    tilt=8,
    repeats=False,
    order=("right leg", "trunk", "head", "right arm", "left leg", "left arm"),
)

_CROSSED = Pose(
    pelvis=(0, 0.1, 0),
    spine=(-1, 0, 0),
    head=(-1, 0.15, 0),
    hips=(0, 0, 1),
    shoulders=(0, 0, 1),
    legs=(Limb((0.45, 0.06, -0.1), (0, 1, 0), (1, -0.1, 0)), Limb((0.25, 0.55, -0.1), (0.2, 0.5, 1), (0.2, 1, -0.3))),
    arms=(Limb((0.05, 0.3, -0.1), (0, 0.3, -1)), Limb((0.05, 0.3, -0.1), (0, 0.3, 1))),
)
_DRAWN_IN = _CROSSED._replace(
    head=(-1, 0.3, 0),
    legs=(Limb((0.32, 0.6, -0.1), (-1, 1, 0), (0.6, 1, 0)), Limb((-0.08, 0.56, -0.12), (0.2, 0.5, 1), (0.2, 1, -0.3))),
    arms=(Limb((0.05, 0.42, -0.2), (0, 0.3, -1)), Limb((0.05, 0.42, 0.05), (0, 0.3, 1))),
)
_FIGURE_FOUR = Movement(
    _CROSSED,
    (Part("hold", (_DRAWN_IN,), 3),),
    turn=35,
    tilt=15,
    repeats=False,
    order=("left leg", "trunk", "head", "right arm", "right leg"),
)

MOVEMENTS: dict[str, Movement] = {
    "roll-tfl": _ROLL_TFL,
    "roll-lateral-quad": _ROLL_QUAD,
    "roll-glute": _ROLL_GLUTE,
    "clamshell": _CLAMSHELL,
    "side-lying-abduction": _RAISE,
    "glute-bridge": _BRIDGE,
    "single-leg-bridge": _ONE_BRIDGE,
    "band-walk": _BAND_WALK,
    "box-squat": _BOX_SQUAT,
    "pigeon": _PIGEON,
    "half-kneeling-hip-flexor": _HALF_KNEELING,
    "figure-four": _FIGURE_FOUR,
}
"""Each exercise of the protocol by its id."""
