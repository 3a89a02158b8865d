"""Every sentence the program says."""
