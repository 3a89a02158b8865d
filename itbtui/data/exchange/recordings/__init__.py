"""What a watch or a phone has recorded: one module a format."""
