"""Forms about children. They read what people write; the rules are the services’."""
