"""How reads about children are put into words for pages and files; no queries here."""
