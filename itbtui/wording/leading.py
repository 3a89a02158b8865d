"""What is said in lines of the clock by which a session or a run is led."""

WAITING = "The clock waits. Enter goes on."
ASLEEP = f"Nobody followed for a while. {WAITING}"
