"""Reads about children. Every one starts from reach."""
