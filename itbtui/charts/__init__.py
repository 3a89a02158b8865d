"""Pictures without a screen: as terminal text and as SVG."""
