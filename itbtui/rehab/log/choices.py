"""What the fields of entries may name: plain tuples, so that a command can offer them before it loads anything."""

SIDES = ("left", "right", "both")
SWELLINGS = ("none", "mild", "marked")
SURFACES = ("road", "trail", "grass", "track", "treadmill")
TERRAINS = ("flat", "rolling", "hilly", "downhill")
EFFORTS = ("easy", "steady", "hard")
TREATMENTS = ("ice", "heat", "rolling", "massage", "pain-relief", "support", "physio")
CHANGES = ("harder", "same", "easier")
KINDS = ("walk", "pool-run", "swim", "bike", "elliptical", "row", "other")
LOADS = ("none", "band", "weight")
