"""Everything `make run` and `make test` start for themselves: PostgreSQL, Redis, and our own processes over them."""
