"""The protocol: every figure of the rules, in one file, and its reader."""
