"""Refusals to start: a process that could pass the walls, or a demo that strangers can reach."""
