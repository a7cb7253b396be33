"""Figures in words, tables and charts: the same for pages, exports and documents."""
