"""Forms about people, groups and schools; choices are built from a reach."""
