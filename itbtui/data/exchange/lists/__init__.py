"""Lists of activities as tables: those of sites, in many languages, and those that somebody keeps by hand."""
