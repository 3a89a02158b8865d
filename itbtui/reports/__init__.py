"""The page for the physiotherapist, laid out: one module a form. They know the rules' words, and no screen or store."""
