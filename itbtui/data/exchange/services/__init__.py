"""Whole exports of services, and what their JSON holds."""
